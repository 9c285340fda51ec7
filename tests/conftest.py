"""What all tests share: nothing remembered from the test before, and the change number read afresh each time."""

from collections import defaultdict
from zlib import crc32

import pytest
from django.core.cache import caches
from hypothesis import settings as examples

from portal.catalogue.census import census
from portal.publishing import numbers
from portal.web.templatetags.sala import _cards
from tests.engines import database, migrated_postgres, migrated_sqlite  # noqa: F401 - fixtures
from tests.making import Maker
from tests.opening import opening_database  # noqa: F401 - a fixture

DATABASE = {
    "db",
    "transactional_db",
    "live_server",
    "django_db_setup",
}  # who asks the database uses one of these
VARIANTS = 3  # of so many of a test the second engine runs one
WHOLE = {"browser", "clients", "content", "contracts", "site", "tooling"}  # folders


def pytest_addoption(parser):
    """`--full`: the whole of the big matrices instead of a sample. `--database-only`: for the second engine."""
    parser.addoption("--full", action="store_true", help="run the big matrices whole")
    parser.addoption(
        "--database-only",
        action="store_true",
        help="leave out what never asks the database that is chosen, and without --full two of three variants of a test",
    )


def pytest_configure(config):
    """The usual run tries the same examples each time, so that it says something about the change; --full looks for new ones."""
    # No deadline: on a busy machine a single example may take any time.
    examples.register_profile("usual", derandomize=True, deadline=None)
    examples.register_profile("full", deadline=None)
    examples.load_profile("full" if config.getoption("--full", default=False) else "usual")


def pytest_collection_modifyitems(config, items):
    """Tests of the whole watch what others have reached already: measuring that again would make them twice as long."""
    for item in items:
        if WHOLE & set(item.path.relative_to(config.rootpath).parts):
            item.add_marker("no_cover")
    if config.getoption("--database-only"):
        kept = [item for item in items if _asks_the_database(item)]
        kept = kept if config.getoption("--full") else _sampled(kept)
        config.hook.pytest_deselected(items=[*dict.fromkeys(items).keys() - {*kept}])
        items[:] = kept


def _sampled(items: list) -> list:
    """Of each test with variants every third: all of them ran on the first engine. Which third differs from test to test."""
    variants = defaultdict(list)
    for item in items:
        variants[item.nodeid.partition("[")[0]].append(item)
    kept = set()
    for name, several in variants.items():
        first = crc32(name.encode()) % min(VARIANTS, len(several))
        kept |= {*several[first::VARIANTS]}
    return [item for item in items if item in kept]


def _asks_the_database(item) -> bool:
    return item.get_closest_marker("django_db") is not None or bool(DATABASE & set(item.fixturenames))


@pytest.fixture(autouse=True)
def _light_passwords(settings):
    """A password that is hard to guess takes longer to hash than a record to publish, and most tests make people."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *settings.PASSWORD_HASHERS]


@pytest.fixture(autouse=True)
def _unlimited(settings):
    """A test asks more often than anybody may; those of the limits set their own."""
    settings.API_READS_PER_MINUTE = settings.API_SEARCHES_PER_MINUTE = 1_000_000


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
