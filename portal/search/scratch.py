"""A scratch index: a database connection of its own on which nothing of the portal lies, and of which nothing stays."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connections, transaction

from portal.search.backends import backend_of
from portal.search.tables import SearchText, SearchVariant, SearchWord

ALIAS = "scratch"
ENGINES = {"sqlite": "django.db.backends.sqlite3", "postgresql": "django.db.backends.postgresql"}
LOCAL = {"NAME": "postgres", "HOST": "127.0.0.1", "PORT": "5432", "USER": "postgres", "PASSWORD": ""}


@contextmanager
def scratch_index(vendor: str) -> Iterator[str]:
    """Make an empty index on a database of this vendor and yield its alias.

    SQLite works in memory. PostgreSQL makes temporary tables in a transaction that is rolled back: in the
    database of DATABASE_URL if that is one, else in that of a server on this machine. Raises what the driver raises.
    """
    connections.databases[ALIAS] = _configured(vendor)
    connection = connections[ALIAS]
    try:
        if vendor == "sqlite":
            _create_tables(connection)
            yield ALIAS
            return
        with transaction.atomic(using=ALIAS):
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL search_path TO pg_temp")
            _create_tables(connection)
            yield ALIAS
            transaction.set_rollback(True, using=ALIAS)
    finally:
        connection.close()
        del connections[ALIAS], connections.databases[ALIAS]


def _create_tables(connection) -> None:
    with connection.schema_editor(atomic=False) as editor:
        for model in (SearchText, SearchWord, SearchVariant):
            editor.create_model(model)
        backend_of(connection).create(editor)


def _configured(vendor: str) -> dict:
    default = settings.DATABASES["default"]
    own = (
        {**default, "TEST": {}}
        if default["ENGINE"] == ENGINES[vendor]
        else {"ENGINE": ENGINES[vendor], **LOCAL}
    )
    if vendor == "sqlite":
        own = {"ENGINE": ENGINES[vendor], "NAME": ":memory:"}
    known = connections.databases["default"]
    usual = {
        name: known[name]
        for name in (
            "ATOMIC_REQUESTS",
            "AUTOCOMMIT",
            "CONN_MAX_AGE",
            "CONN_HEALTH_CHECKS",
            "TIME_ZONE",
            "TEST",
        )
    }
    return {**usual, "OPTIONS": {}, "HOST": "", "PORT": "", "USER": "", "PASSWORD": "", **own}
