"""An index of its own on each engine, beside the portal's: empty at the beginning, gone at the end."""

from collections.abc import Iterator

import pytest
from django.db import connection

from portal.search.scratch import scratch_index
from tests.engines import postgres_is_there

VENDORS = (
    pytest.param("sqlite"),
    pytest.param("postgresql", marks=pytest.mark.postgres),
)


@pytest.fixture
def vendor_is_there():
    """Skips the test where the database asked for is away."""

    def check(vendor: str) -> None:
        if vendor == "postgresql" and not postgres_is_there():
            pytest.skip("PostgreSQL is not there")

    return check


@pytest.fixture
def indexes(request, django_db_blocker, vendor_is_there):
    """Opens an empty index on a database of the vendor that it is asked for."""
    if connection.vendor == "postgresql":
        # Temporary tables lie in the database of the tests, since the one of DATABASE_URL need not exist.
        request.getfixturevalue("django_db_setup")

    def open_index(vendor: str):
        vendor_is_there(vendor)
        return scratch_index(vendor)

    with django_db_blocker.unblock():
        yield open_index


@pytest.fixture(params=VENDORS)
def index(request, indexes) -> Iterator[str]:
    """The alias of an empty index, once on each engine."""
    with indexes(request.param) as alias:
        yield alias


@pytest.fixture
def sqlite_index(indexes) -> Iterator[str]:
    """The alias of an empty index in memory, where one engine is enough."""
    with indexes("sqlite") as alias:
        yield alias
