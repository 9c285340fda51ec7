"""Databases to measure the search in: made for it, filled, weighed and taken away again."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from django.db import OperationalError, connections

from bench.servers import administer
from portal.search.backends import backend_of
from portal.search.scratch import ENGINES
from portal.search.tables import SearchText, SearchVariant, SearchWord

INDEX = "search_index"
# An FTS5 table is a name for several: name_data, name_content, …
PAGES = """
    SELECT SUM(pgsize) FROM dbstat
    WHERE name IN (SELECT name FROM sqlite_schema WHERE tbl_name = %s OR tbl_name LIKE %s ESCAPE '\\')
"""
SKETCHES = f"SELECT SUM(LENGTH(sketch)) FROM {SearchText._meta.db_table}"  # noqa: S608 - our table


@contextlib.contextmanager
def database(
    engine: str, documents: int, folder: Path, server: str, *, is_kept: bool = False
) -> Iterator[str]:
    """An empty index in a database of its own; the alias of its connection."""
    alias = f"bench_{engine}_{documents}"
    default = connections.databases["default"]  # SQLite with the portal's own options
    with contextlib.ExitStack() as stack:
        if engine == "sqlite":
            own = {**default, "NAME": str(folder / f"{documents}.sqlite3")}
        else:
            name = f"sala_bench_search_{os.getpid()}_{documents}"
            stack.enter_context(_postgres_database(server, name, is_kept=is_kept))
            at = urlsplit(server)
            own = {**default, "ENGINE": ENGINES[engine], "NAME": name, "OPTIONS": {}, "PORT": at.port or ""}
            own |= {"HOST": at.hostname or "", "USER": at.username or "", "PASSWORD": at.password or ""}
        connections.databases[alias] = own
        connection = connections[alias]
        stack.callback(connection.close)
        with connection.schema_editor(atomic=False) as editor:
            for model in (SearchText, SearchWord, SearchVariant):
                editor.create_model(model)
            backend_of(connection).create(editor)
        yield alias


@contextlib.contextmanager
def _postgres_database(server: str, name: str, *, is_kept: bool) -> Iterator[None]:
    administer(server, f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")
    try:
        yield
    finally:
        if not is_kept:
            administer(server, f"DROP DATABASE {name} WITH (FORCE)")


def settled(alias: str) -> None:
    """As a database in service is: the planner knows its tables, and PostgreSQL has tidied up behind itself."""
    with connections[alias].cursor() as cursor:
        cursor.execute("ANALYZE" if connections[alias].vendor == "sqlite" else "VACUUM ANALYZE")


def size(alias: str, *tables: str) -> float | None:
    """Megabytes of tables with all that belongs to them; None where this SQLite cannot tell."""
    with connections[alias].cursor() as cursor:
        if connections[alias].vendor == "postgresql":
            cursor.execute(
                "SELECT SUM(pg_total_relation_size(oid)) FROM pg_class WHERE oid = ANY(%s::regclass[])",
                [list(tables)],
            )
            return float(cursor.fetchone()[0]) / 1e6
        found = 0
        for table in tables:
            try:
                cursor.execute(PAGES, [table, f"{table}\\_%"])
            except OperationalError:
                return None
            found += cursor.fetchone()[0] or 0
        return found / 1e6


def size_of_indexes(alias: str, table: str) -> float:
    """Megabytes of the indexes of a table in PostgreSQL."""
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT pg_indexes_size(%s::regclass)", [table])
        return cursor.fetchone()[0] / 1e6


def size_of_sketches(alias: str) -> float:
    """Megabytes of what ranking reads, without the rows around it."""
    with connections[alias].cursor() as cursor:
        cursor.execute(SKETCHES)
        return float(cursor.fetchone()[0] or 0) / 1e6
