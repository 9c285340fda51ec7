"""The description of the API in OpenAPI 3.1, made from Publications and their serializers."""

import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.urls import resolve
from django.utils import translation

from portal.languages.codes import DEFAULT
from portal.openapi import failures, operations, parameters
from portal.openapi.components import components

PLACE = re.compile(r"\{\w+\}")  # in a path, of what identifies something
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
            "paths": {address: _marked(address, item) for address, item in operations.paths().items()},
            "components": {
                "schemas": components(),
                "parameters": parameters.SHARED,
                "headers": operations.headers(),
                "responses": {"NotModified": operations.NOT_MODIFIED, **failures.responses(site)},
            },
        }


def _marked(address: str, item: dict) -> dict:
    """Deprecated, where the view behind the address is: it says so on every answer, too."""
    view = resolve(PLACE.sub("x1", address)).func
    if not view.view_initkwargs.get("deprecation", view.view_class.deprecation):
        return item
    return {method: {**operation, "deprecated": True} for method, operation in item.items()}
