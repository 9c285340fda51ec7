"""What the tests of the description share."""

import json

import pytest

from portal.openapi import described
from tests.opening import loaded, loaded_once  # noqa: F401 - fixtures

SITE = "https://sala.example"


@pytest.fixture
def document() -> dict:
    """The description of the API."""
    return described(SITE, "Sala")


@pytest.fixture
def changed(document) -> dict:
    """A copy of it, to be changed."""
    return json.loads(json.dumps(document))
