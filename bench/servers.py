"""What the bench starts and takes away again: servers, databases, a folder for both."""

import contextlib
import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg2

from bench.load import Server, fetch, pinned

ROOT = Path(__file__).resolve().parent.parent
STARTS_WITHIN = 60  # seconds
ENDS_WITHIN = 10
LONGEST_STEP = 3600  # seconds for filling a database


@dataclass(frozen=True)
class Portal:
    """One database with the portal's settings around it."""

    engine: str
    environment: dict[str, str]
    folder: Path

    def run(self, *arguments: str, core: int | None = None, shown: bool = False) -> str:
        """Run Python with the portal's settings, return what it prints."""
        command = [*(pinned(core) if core is not None else []), sys.executable, *arguments]
        output = None if shown else subprocess.PIPE
        run = subprocess.run(
            command,
            cwd=ROOT,
            env=self.environment,
            stdout=output,
            text=True,
            timeout=LONGEST_STEP,
            check=True,
        )
        return run.stdout or ""


@contextlib.contextmanager
def portal(engine: str, postgres: str, folder: Path) -> Iterator[Portal]:
    """An empty portal on a database of its own, which is gone afterwards."""
    with contextlib.ExitStack() as stack:
        if engine == "postgres":
            address = stack.enter_context(_postgres_database(postgres))
        else:
            address = f"sqlite:///{folder / 'bench.sqlite3'}"
        made = Portal(engine, _environment(address, folder), folder)
        made.run("manage.py", "migrate", "-v0")
        made.run("manage.py", "collectstatic", "-v0", "--noinput")
        yield made


def _environment(database: str, folder: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    return kept | {
        "DATABASE_URL": database,
        "DEBUG": "0",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": "127.0.0.1",
        "SITE_URL": "http://127.0.0.1:8000",
        "STATIC_ROOT": str(folder / "static"),
        "FILES_ROOT": str(folder / "files"),
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        # Counted as for everybody, but nobody is refused.
        "API_READS_PER_MINUTE": "1000000000",
        "API_SEARCHES_PER_MINUTE": "1000000000",
    }


@contextlib.contextmanager
def _postgres_database(server: str) -> Iterator[str]:
    name = f"sala_bench_{os.getpid()}"
    administer(server, f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")
    try:
        yield f"{server}/{name}"
    finally:
        administer(server, f"DROP DATABASE {name} WITH (FORCE)")


def administer(server: str, statement: str) -> None:
    """Run a statement outside any transaction: databases are not made within one."""
    connection = psycopg2.connect(f"{server}/postgres")
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(statement)
    finally:
        connection.close()


@contextlib.contextmanager
def serving(application: str, environment: dict[str, str], log: Path) -> Iterator[Server]:
    """A gunicorn worker with four threads on core 0."""
    origin = f"http://127.0.0.1:{_free_port()}"
    command = [
        *pinned(0),
        sys.executable,
        "-m",
        "gunicorn",
        application,
        "--bind",
        origin.removeprefix("http://"),
    ]
    command += ["--worker-class", "gthread", "--workers", "1", "--threads", "4", "--timeout", "120"]
    command += ["--log-level", "error", "--no-control-socket"]
    with log.open("ab") as errors:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=errors)
    try:
        _wait_for(process, origin, log)
        yield Server(origin, process.pid)
    finally:
        process.terminate()
        try:
            process.wait(ENDS_WITHIN)
        except subprocess.TimeoutExpired:
            process.kill()  # its worker notices that its parent is gone, and ends
            process.wait()


def _wait_for(process: subprocess.Popen, origin: str, log: Path) -> None:
    begun = time.monotonic()
    while time.monotonic() - begun < STARTS_WITHIN:
        if process.poll() is not None:
            break
        with contextlib.suppress(OSError):
            fetch(origin, "/healthz")
            return
        time.sleep(0.1)
    raise RuntimeError(f"A server did not start at {origin}:\n{log.read_text()[-2000:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
