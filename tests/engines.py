"""Databases of their own for tests that need several processes: a fresh, migrated copy of either engine."""

import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg2
import pytest

ROOT = Path(__file__).resolve().parent.parent
ENGINES = ("sqlite", "postgres")
SERVER = os.environ.get("DATABASE_URL", "")
SERVER = SERVER if SERVER.startswith("postgres") else "postgres://postgres@127.0.0.1:5432/postgres"
# The database that every server has: the one in DATABASE_URL need not exist for the suite to run.
SERVER = SERVER.rpartition("/")[0] + "/postgres"
LONGEST = 120  # seconds that a process may take


def run(url: str, *arguments: str, **environment: str) -> str:
    """Run `python ARGUMENTS` against a database and return what it prints; a failure fails the test."""
    done = subprocess.run(
        [sys.executable, *arguments], **_how(url, environment), check=False, timeout=LONGEST
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def start(url: str, *arguments: str, **environment: str) -> subprocess.Popen:
    """Start `python ARGUMENTS` against a database."""
    how = _how(url, environment)
    how.pop("capture_output")
    return subprocess.Popen(
        [sys.executable, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, **how
    )


def shared_by_all_processes(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """The file of a name, for every process of a parallel run: the first one makes it while the others wait."""
    own = factory.getbasetemp()
    folder = own.parent if own.name.startswith("popen-") else own
    path, unfinished = folder / name, folder / f"unfinished-{name}"
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            make(unfinished)
            unfinished.rename(path)
    return path


def _how(url: str, environment: dict[str, str]) -> dict:
    variables = {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "SECRET_KEY": "only for tests: fifty characters that nobody has to guess",
        "DEBUG": "1",  # static files from where they lie
        "BULK_EVERY": "0",  # a worker writes no bulk files
        **environment,
    }
    return {"cwd": ROOT, "env": variables, "capture_output": True, "text": True}


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory) -> Path:
    """A migrated SQLite file, to be copied."""
    return shared_by_all_processes(
        tmp_path_factory,
        "migrated.sqlite3",
        lambda path: run(f"sqlite:///{path}", "manage.py", "migrate", "--verbosity=0"),
    )


@pytest.fixture(scope="session")
def migrated_postgres() -> Iterator[str]:
    """The name of a migrated PostgreSQL database, to be copied."""
    with _postgres_database() as name:
        run(_url(name), "manage.py", "migrate", "--verbosity=0")
        yield name


@pytest.fixture(
    params=[
        pytest.param(name, marks=[pytest.mark.postgres] if name == "postgres" else []) for name in ENGINES
    ]
)
def database(request, tmp_path) -> Iterator[str]:
    """The address of a fresh migrated database, once for each engine."""
    if request.param == "postgres" and not postgres_is_there():
        pytest.skip("PostgreSQL is not there")
    with fresh(request.param, request, tmp_path) as url:
        yield url


@contextmanager
def fresh(engine: str, request, folder: Path) -> Iterator[str]:
    """The address of a fresh migrated database of an engine, dropped afterwards."""
    if engine == "sqlite":
        path = folder / "db.sqlite3"
        shutil.copy(request.getfixturevalue("migrated_sqlite"), path)
        yield f"sqlite:///{path}"
    else:
        with _postgres_database(template=request.getfixturevalue("migrated_postgres")) as name:
            yield _url(name)


def rows(url: str, query: str) -> list[tuple]:
    """What a database answers to a query."""
    is_file = url.startswith("sqlite:///")
    with closing(
        sqlite3.connect(url.removeprefix("sqlite:///")) if is_file else psycopg2.connect(url)
    ) as opened:
        cursor = opened.cursor()
        cursor.execute(query)
        return cursor.fetchall()


def postgres_is_there() -> bool:
    """Whether a PostgreSQL server answers."""
    try:
        psycopg2.connect(SERVER, connect_timeout=2).close()
    except psycopg2.OperationalError:
        return False
    return True


@contextmanager
def _postgres_database(template: str = "template1") -> Iterator[str]:
    name = f"sala_test_{uuid.uuid4().hex[:12]}"
    _execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    try:
        yield name
    finally:
        _execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _execute(statement: str) -> None:
    connection = psycopg2.connect(SERVER)
    connection.autocommit = True
    try:
        connection.cursor().execute(statement)
    finally:
        connection.close()


def _url(name: str) -> str:
    return SERVER.rpartition("/")[0] + f"/{name}"
