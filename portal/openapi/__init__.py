"""The description of the API in OpenAPI 3.1, made from Publications and their serializers."""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils import translation

from portal.languages.codes import DEFAULT
from portal.openapi import failures, operations, parameters
from portal.openapi.components import components

INTRODUCTION = Path(__file__).parent / "introduction.md"


def document() -> dict:
    """The description of this portal's API. It is made once; nobody may change it."""
    return described(settings.SITE_URL, settings.SITE_NAME)


@cache
def described(site: str, name: str) -> dict:
    """The description of the API of a portal with this address and name."""
    with translation.override(DEFAULT):
        return {
            "openapi": "3.1.0",
            "info": {
                "title": name,
                "version": "1.0.0",
                "summary": "What governments have learned about digital public services.",
                "description": INTRODUCTION.read_text(encoding="utf-8"),
                "contact": {"name": name, "url": f"{site}/en/developers"},
                "license": {"name": "CC BY 4.0", "identifier": "CC-BY-4.0"},
            },
            "servers": [{"url": site}],
            "security": [],
            "tags": operations.tags(),
            "paths": operations.paths(),
            "components": {
                "schemas": components(),
                "parameters": parameters.SHARED,
                "headers": operations.headers(),
                "responses": {"NotModified": operations.NOT_MODIFIED, **failures.responses(site)},
            },
        }
