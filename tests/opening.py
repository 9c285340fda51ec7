"""A database with the opening content, made once for all processes of a run and copied where it is needed."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from django.db import connection, transaction

from portal.publishing.content import load
from tests.engines import ROOT, run, shared_by_all_processes

CONTENT = ROOT / "content"


@pytest.fixture(scope="session")
def opening_database(tmp_path_factory) -> Path:
    """A SQLite file with the opening content, not to be written to."""

    def make(path: Path) -> None:
        run(f"sqlite:///{path}", "manage.py", "migrate", "--verbosity=0")
        run(f"sqlite:///{path}", "manage.py", "load_content", str(CONTENT))

    return shared_by_all_processes(tmp_path_factory, "opening.sqlite3", make)


def copy_opening_content(path: Path) -> None:
    """Replace what is in the database at hand, which must be SQLite."""
    connection.ensure_connection()
    with closing(sqlite3.connect(path)) as source:
        source.backup(connection.connection)


@contextmanager
def opening_content(request: pytest.FixtureRequest) -> Iterator[None]:
    """The opening content in the database at hand, which is empty before and afterwards."""
    connection.ensure_connection()
    if connection.vendor != "sqlite":
        with transaction.atomic():
            load(CONTENT)
            yield
            transaction.set_rollback(True)
        return
    with closing(sqlite3.connect(":memory:")) as empty:
        connection.connection.backup(empty)
        copy_opening_content(request.getfixturevalue("opening_database"))
        yield
        empty.backup(connection.connection)


# Imported by the conftest of each folder whose tests read the opening content.


@pytest.fixture(scope="package")
def loaded_once(request, django_db_setup, django_db_blocker):
    """Lays it out once for the folder."""
    with django_db_blocker.unblock(), opening_content(request):
        yield


@pytest.fixture
def loaded(loaded_once, db):
    """All of the opening content, loaded and published; what a test writes is taken back."""
