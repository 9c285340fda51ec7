"""The portal as in production on a free port of loopback: gunicorn, collected static files, no debugging."""

import contextlib
import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.engines import LONGEST, ROOT, run, shared_by_all_processes

LOOPBACK = "127.0.0.1"
STARTS_WITHIN = 60  # seconds
COLLECT = "collectstatic --verbosity=0 --no-input"
# In production a proxy refuses what gunicorn would refuse in its own words (docs/settings.md); none stands before this one.
LIMITS = ["--limit-request-line=0", "--limit-request-field_size=8190", "--limit-request-fields=10000"]


@pytest.fixture(scope="session")
def static_files(tmp_path_factory) -> Path:
    """The static files as they are served, compressed, once for all processes of a run. Not to be written to."""

    def make(path: Path) -> None:
        run("sqlite://:memory:", "manage.py", *COLLECT.split(), DEBUG="", STATIC_ROOT=str(path))

    return shared_by_all_processes(tmp_path_factory, "static", make)


@contextlib.contextmanager
def production(
    database: Path,
    folder: Path,
    *,
    static: Path | None = None,
    commands: Sequence[str] = (),
    **settings: str,
) -> Iterator[str]:
    """The address of a portal on a SQLite database; `folder` keeps its files and what it complains of.

    Its static files are those in `static`, else collected; `commands` of manage.py are run before it is served;
    `settings` are variables of its environment.
    """
    port = _free_port()
    origin = f"http://{LOOPBACK}:{port}"
    environment = _environment(database, folder, origin) | settings
    environment["STATIC_ROOT"] = str(static or folder / "static")
    for command in [*([] if static else [COLLECT]), *commands]:
        manage = [sys.executable, "manage.py", *command.split()]
        subprocess.run(manage, cwd=ROOT, env=environment, check=True, timeout=LONGEST)
    command = [sys.executable, "-m", "gunicorn", "portal.wsgi", "--bind", f"{LOOPBACK}:{port}"]
    command += ["--worker-class", "gthread", "--threads", "4", "--log-level", "error", "--no-control-socket"]
    command += LIMITS
    log = folder / "gunicorn.log"
    with log.open("ab") as errors:
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=errors, stderr=errors)
    try:
        _wait_for(server, port, log)
        yield origin
    finally:
        server.terminate()
        server.wait(STARTS_WITHIN)


def _environment(database: Path, folder: Path, origin: str) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if name not in ("DEBUG", "DATABASE_URL")}
    return inherited | {
        "DATABASE_URL": f"sqlite:///{database}",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "SITE_URL": origin,
        "FILES_ROOT": str(folder / "files"),
        "BULK_ROOT": str(folder / "bulk"),
        "DJANGO_SETTINGS_MODULE": "portal.settings",
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return probe.getsockname()[1]


def _wait_for(server: subprocess.Popen, port: int, log: Path) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and server.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection((LOOPBACK, port), timeout=1):
            return
        time.sleep(0.1)
    raise RuntimeError(f"The server did not start:\n{log.read_text()[-2000:]}")
