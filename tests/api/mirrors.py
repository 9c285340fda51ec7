"""Mirrors of a portal that is served to them: the printed program in processes of its own, and what it has copied."""

import contextlib
import json
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from portal.publishing.publication import Kind
from tests.engines import LONGEST, ROOT, rows, start

PROGRAM = ROOT / "docs" / "sync" / "mirror.py"
LOOPBACK = "127.0.0.1"
STARTS_WITHIN = 60  # seconds
PUBLISHERS = ("-W", "error", "-m", "tests.api.publishers")


@contextlib.contextmanager
def served(database: str, folder: Path) -> Iterator[str]:
    """The address of a portal on this database: gunicorn with two processes, as many answers as are asked for."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        address = f"{LOOPBACK}:{probe.getsockname()[1]}"
    command = ["-m", "gunicorn", "portal.wsgi", "--bind", address, "--preload", "--workers", "2"]
    command += ["--worker-class", "gthread", "--threads", "4", "--log-level", "error", "--no-control-socket"]
    folders = {"STATIC_ROOT": str(folder), "FILES_ROOT": str(folder)}
    limits = {"API_READS_PER_MINUTE": "1000000", "SITE_URL": f"http://{address}"}
    server = start(database, *command, **folders, **limits)
    try:
        _wait_for(server, f"http://{address}")
        yield f"http://{address}"
    finally:
        server.terminate()
        server.communicate(timeout=STARTS_WITHIN)


def _wait_for(server: subprocess.Popen, origin: str) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and server.poll() is None:
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{origin}/healthz", timeout=1):  # noqa: S310
            return
        time.sleep(0.1)
    raise RuntimeError("The server did not start.")


@dataclass
class Mirror:
    """A program that mirrors a portal into a folder of its own."""

    origin: str
    folder: Path
    program: str
    arguments: tuple[str, ...]
    process: subprocess.Popen | None = field(default=None, repr=False)

    def __post_init__(self):
        self.folder.mkdir()
        (self.folder / "mirror.py").write_text(self.program)

    def go_on(self) -> None:
        """Start it if it does not run, for the first time or again. It may never have failed."""
        if self.process is None or self.process.poll() is not None:
            self.end()
            command = [sys.executable, "-W", "error", "mirror.py", self.origin, *self.arguments]
            self.process = subprocess.Popen(command, cwd=self.folder, stderr=subprocess.PIPE, text=True)

    def end(self) -> None:
        """Wait until it has copied what is there."""
        if self.process is not None:
            _output, errors = self.process.communicate(timeout=LONGEST)
            assert self.process.returncode == 0, errors
            self.process = None

    def finish(self) -> None:
        """Let it end, and run once more after the last change."""
        self.end()
        self.go_on()
        self.end()

    def kill(self) -> None:
        """Kill it where it is: it must be running."""
        self.process.kill()
        _output, errors = self.process.communicate()
        assert self.process.returncode == -signal.SIGKILL, errors
        self.process = None

    def stop(self) -> None:
        """Whatever it does."""
        if self.process is not None:
            self.process.kill()
            self.process.communicate()
            self.process = None

    @property
    def records(self) -> dict[str, tuple]:
        """What it has: number, survivor and record (None if it was taken back) by id."""
        copied = rows(self.database, "SELECT id, seq, merged_into, record FROM records")
        return {
            public_id: (seq, survivor, record and json.loads(record))
            for public_id, seq, survivor, record in copied
        }

    @property
    def position(self) -> int:
        """The number after which it asks; 0 before it has any."""
        has_table = rows(self.database, "SELECT 1 FROM sqlite_master") if self._file.exists() else []
        return rows(self.database, "SELECT ifnull(max(seq), 0) FROM records")[0][0] if has_table else 0

    @property
    def database(self) -> str:
        """The address of what it writes."""
        return f"sqlite:///{self._file}"

    @property
    def _file(self) -> Path:
        return self.folder / "mirror.sqlite3"


def truth(database: str, origin: str) -> dict[str, tuple]:
    """What each record's own address answers for everything that was ever public, as a mirror should have it."""
    found = {}
    for kind, public_id, status, seq, survivor in rows(
        database, "SELECT kind, public_id, status, seq, merged_into FROM portal_entry"
    ):
        answered, record = _get(f"{origin}/api/v1/{Kind.of(kind).path}/{public_id}?translations=all")
        assert (status, answered) in {("live", 200), ("gone", 410), ("merged", 308), ("merged", 410)}
        found[public_id] = (seq, survivor or None, record)
    return found


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *arguments, **more) -> None:
        """Follow nothing."""


def _get(address: str) -> tuple[int, dict | None]:
    """Status and record of an address."""
    try:
        with urllib.request.build_opener(_Stay).open(address, timeout=LONGEST) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, None
