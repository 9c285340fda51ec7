"""What all tests share: nothing remembered from the test before, and the change number read afresh each time."""

import pytest
from django.core.cache import caches

from portal.catalogue.census import census
from portal.publishing import numbers
from portal.web.templatetags.sala import _cards
from tests.engines import database, migrated_postgres, migrated_sqlite  # noqa: F401 - fixtures
from tests.making import Maker


def pytest_addoption(parser):
    """`--full`: the whole of the big matrices instead of a sample."""
    parser.addoption("--full", action="store_true", help="run the big matrices whole")


@pytest.fixture(autouse=True)
def _nothing_remembered(settings):
    settings.NUMBER_MAX_AGE = 0
    census.forget()
    numbers.forget_all()
    _cards.clear()
    for cache in caches.all(initialized_only=True):
        cache.clear()


@pytest.fixture
def make(db) -> Maker:
    """Makes records of every kind."""
    return Maker()
