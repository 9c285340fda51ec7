"""Running programs that are not ours: with nothing of this project's Python, and with loopback as their only network."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from tests.clients.environment import FOLDER, NODE, PROGRAMS, REDOCLY
from tests.engines import LONGEST

READING = FOLDER / "reading"


class Programs:
    """The programs of .venv-clients, whose home and working folder is `home`."""

    def __init__(self, home: Path):
        self.home = home

    def run(self, *command: str | Path, longest: int = LONGEST) -> subprocess.CompletedProcess:
        """One of them by its name, or by its path, and its arguments; `longest` is in seconds."""
        name, *arguments = command
        return subprocess.run(
            [PROGRAMS / name, *arguments],
            cwd=self.home,
            env=self._environment(),
            capture_output=True,
            text=True,
            check=False,
            timeout=longest,
        )

    def redocly(self, *arguments: str | Path) -> subprocess.CompletedProcess:
        """Redocly's command line."""
        return self.run(NODE, REDOCLY, *arguments)

    def read(self, name: str, *arguments: str | Path) -> Any:
        """What a program of `reading/` says: the JSON that it prints."""
        # -P: beside each other they are programs, not modules; one called like a library would hide it.
        done = self.run("python", "-P", READING / f"{name}.py", *arguments)
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
        return json.loads(done.stdout)

    def _environment(self) -> dict[str, str]:
        return {
            "PATH": f"{PROGRAMS}:{os.environ['PATH']}",
            "HOME": str(self.home),
            "LANG": "C.UTF-8",
            "TZ": "UTC",
            "COLUMNS": "200",
            "NO_COLOR": "1",
            "PYTHONPATH": str(FOLDER / "loopback"),
            "REDOCLY_TELEMETRY": "off",
            "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true",
        }
