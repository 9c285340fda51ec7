"""Asking one server for some addresses as fast as it answers: with wrk where there is one."""

import http.client
import math
import shutil
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

CONNECTIONS = 4
TIMEOUT = 30  # seconds for one answer
SCRIPT = """
local asked, at = {}, 0
function init()
%s
end
function request() at = at %% #asked + 1; return asked[at] end
function done(summary)
  local errors = summary.errors
  io.write(string.format("RESULT %%d %%d %%d\\n", summary.requests, summary.duration,
    errors.status + errors.connect + errors.read + errors.timeout))
end
"""


class UnexpectedAnswer(Exception):
    """The server answers something else than what is to be measured."""


@dataclass(frozen=True)
class Server:
    """A server: its address, as http://127.0.0.1:8000, and the id of the process whose children answer."""

    origin: str
    pid: int

    def cpu(self) -> float:
        """Seconds of processor time that its workers have used; NaN where the system does not say."""
        try:
            workers = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
            threads = [thread for worker in workers for thread in Path(f"/proc/{worker}/task").iterdir()]
            return sum(int((thread / "schedstat").read_text().split()[0]) for thread in threads) / 1e9
        except OSError:
            return math.nan


@dataclass(frozen=True)
class Asked:
    """How fast a server answered."""

    rate: float  # answers a second
    cpu: float  # seconds of processor time for one answer; other processes do not disturb it much

    def beside(self, other: "Asked") -> tuple[float, float]:
        """How it compares: 1 is as good as the other, by rate and by processor time."""
        return self.rate / other.rate, other.cpu / self.cpu


@dataclass
class Target:
    """Some addresses of one server, asked in turn; headers stand beside each path."""

    server: Server
    requests: list[tuple[str, dict]] = field(default_factory=list)

    @classmethod
    def of(cls, server: Server, paths: list[str], *, conditional: bool = False) -> "Target":
        """These paths, each asked once to see what it answers; `conditional` asks for 304 from then on."""
        target = cls(server)
        for path in paths:
            status, headers, _body = fetch(server.origin, path)
            if status != 200:  # noqa: PLR2004
                raise UnexpectedAnswer(f"{path} answers {status}")
            conditions = {"If-None-Match": headers["ETag"]} if conditional else {}
            if conditional and fetch(server.origin, path, conditions)[0] != 304:  # noqa: PLR2004
                raise UnexpectedAnswer(f"{path} does not answer 304")
            target.requests.append((path, conditions))
        return target

    def ask(self, seconds: int) -> Asked:
        """Ask for so many seconds."""
        before = self.server.cpu()
        count, took = _wrk(self, seconds) if shutil.which("wrk") else _threads(self, seconds)
        return Asked(count / took, (self.server.cpu() - before) / count)


def fetch(origin: str, path: str, headers: dict | None = None):
    """One request: status, headers, body."""
    connection = http.client.HTTPConnection(urlsplit(origin).netloc, timeout=TIMEOUT)
    try:
        connection.request("GET", path, headers=headers or {})
        response = connection.getresponse()
        return response.status, response.headers, response.read()
    finally:
        connection.close()


def pinned(core: int) -> list[str]:
    """What to put before a command that shall run on one core."""
    return ["taskset", "-c", str(core)] if shutil.which("taskset") else []


def _wrk(target: Target, seconds: int) -> tuple[int, float]:
    lines = []
    for path, headers in target.requests:
        given = ", ".join(f"[ [=[{name}]=] ] = [=[{value}]=]" for name, value in headers.items())
        lines.append(f"  table.insert(asked, wrk.format('GET', [=[{path}]=], {{{given}}}))")
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(SCRIPT % "\n".join(lines))
        script.flush()
        command = [
            "wrk",
            "-t1",
            f"-c{CONNECTIONS}",
            f"-d{seconds}s",
            f"--timeout={TIMEOUT}s",
            "-s",
            script.name,
            target.server.origin,
        ]
        run = subprocess.run(
            pinned(1) + command, capture_output=True, text=True, timeout=seconds + 60, check=True
        )
        output = run.stdout
    line = next(line for line in output.splitlines() if line.startswith("RESULT"))
    count, microseconds, errors = map(int, line.split()[1:])
    if errors:
        raise UnexpectedAnswer(f"{errors} of {count} requests failed: {target.requests[0][0]}")
    return count, microseconds / 1e6


def _threads(target: Target, seconds: int) -> tuple[int, float]:
    counts, failures = [0] * CONNECTIONS, []
    begun = time.monotonic()

    def ask(place: int) -> None:
        connection = http.client.HTTPConnection(urlsplit(target.server.origin).netloc, timeout=TIMEOUT)
        try:
            while time.monotonic() - begun < seconds:
                path, headers = target.requests[(place + counts[place] * CONNECTIONS) % len(target.requests)]
                connection.request("GET", path, headers=headers)
                response = connection.getresponse()
                response.read()
                counts[place] += 1
                if response.status not in {200, 304}:
                    failures.append(UnexpectedAnswer(f"{path} answers {response.status}"))
                    break
        except Exception as error:  # noqa: BLE001 - raised again by the thread that waits
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=ask, args=(place,)) for place in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return sum(counts), time.monotonic() - begun
