"""The text of a file, read by a process of its own: a file can harm, delay or end that one, and nothing else."""

import json
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from portal.publishing.extracting.limits import Limits
from portal.publishing.tables import ReadingProblem

ROOT = Path(__file__).resolve().parent.parent.parent
COMMAND = (sys.executable, "-s", "-E", "-m", "portal.publishing.extracting")
# By these a process is ended from outside: because the machine stops, or has no memory left. It says nothing of the file.
FROM_OUTSIDE = {signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGKILL}


@dataclass(frozen=True)
class Extracted:
    """What a file says. `problem` is one of ReadingProblem or empty; `pages` None where there are none to count."""

    text: str = ""
    pages: int | None = None
    problem: str = ""


def extract(opened: BinaryIO, media_type: str, limits: Limits | None = None) -> Extracted:
    """Read the text of a file, in `limits.patience` seconds at most. Of what goes wrong, the problem tells.

    Never raises for what a file is. Must not be called within a transaction: others would wait for it.
    """
    limits = limits or Limits()
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as told:
        shutil.copyfileobj(opened, given)
        given.seek(0)
        try:
            # A group of its own: what is typed at the worker's terminal does not reach it.
            ended = subprocess.run(  # noqa: S603 - the command is the project's own
                [*COMMAND, json.dumps(asdict(limits)), media_type],
                stdin=given, stdout=told, stderr=subprocess.DEVNULL, cwd=ROOT, env={}, process_group=0,
                timeout=limits.patience, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return Extracted(problem=ReadingProblem.TOO_LONG)
        told.seek(0)
        return _understood(ended.returncode, told.read(limits.longest_answer + 1), limits)


def _understood(code: int, answer: bytes, limits: Limits) -> Extracted:
    """What the process said, or what its end says."""
    if code == -signal.SIGXCPU:
        return Extracted(problem=ReadingProblem.TOO_LONG)
    if -code in FROM_OUTSIDE:
        return Extracted(problem=ReadingProblem.BROKEN_OFF)
    try:
        found = Extracted(**json.loads(answer))
        found.text.encode()  # halves of pairs cannot be kept
        is_sound = (
            code == 0
            and len(found.text) <= limits.characters
            and "\x00" not in found.text
            and (found.pages is None or found.pages >= 0)
            and found.problem in {"", *ReadingProblem.values}
        )
    except (ValueError, TypeError, AttributeError):
        is_sound = False
    return found if is_sound else Extracted(problem=ReadingProblem.DAMAGED)
