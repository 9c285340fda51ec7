"""The opening content, loaded once for all tests of this folder."""

from pathlib import Path

import pytest
from django.db import transaction

from portal.publishing.content import load

CONTENT = Path(__file__).resolve().parents[2] / "content"


@pytest.fixture(scope="package")
def _loaded_once(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        load(CONTENT)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def loaded(_loaded_once, db):
    """All of the opening content, loaded and published; what a test writes is taken back."""
