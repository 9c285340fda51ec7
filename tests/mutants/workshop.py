"""A copy of the project in which faults are made, and tests are run with them.

Its database is migrated once and copied for each run: to make one takes longer than most tests.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from tests.clauses import ROOT
from tests.mutants.mutant import Mutant

LEFT_OUT = {ROOT / ".venv", ROOT / ".git", ROOT / "var", ROOT / "docs" / "screens", ROOT / ".hypothesis"}
NAMES_LEFT_OUT = {"node_modules", ".pytest_cache", ".ruff_cache", ".import_linter_cache", "__pycache__"}
LONGEST = 60  # seconds that a test may take with a fault
LONGEST_BEFORE = 1_800  # and all of them without one
# How a failure begins that a test meant: by an assertion, pytest.raises or pytest.fail.
ASSERTED = ("assert", "AssertionError", "Failed:")
CAUGHT, SURVIVED, CRASHED, SLOW = "caught", "SURVIVED", "CRASHED", "TOO SLOW"


@dataclass(frozen=True)
class Outcome:
    """What became of a mutant. Only one that was caught is good; `told` is the first line of the failure."""

    mutant: Mutant
    what: str
    told: str
    seconds: float


@dataclass(frozen=True)
class Run:
    """What pytest said: its exit code (None if it took too long), and how many tests failed or could not be run."""

    code: int | None
    failures: list[str]
    errors: int
    output: str


class Workshop:
    """The copy."""

    def __init__(self, folder: Path):
        self.tree, self.report = folder / "tree", folder / "report.xml"
        self.kept, self.used = folder / "kept.sqlite3", folder / "used.sqlite3"
        shutil.copytree(ROOT, self.tree, ignore=_left_out, symlinks=True)
        migrate = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
        environment = self._environment(DATABASE_URL=f"sqlite:///{self.kept}", DEBUG="1")
        subprocess.run(migrate, cwd=self.tree, env=environment, check=True, timeout=LONGEST_BEFORE)

    def passes(self, tests: Iterable[str]) -> Run:
        """Run tests without any fault."""
        return self._run([*tests], LONGEST_BEFORE)

    def tried(self, mutant: Mutant) -> Outcome:
        """Make the fault, run its test, and put everything back."""
        path, began = self.tree / mutant.file, time.monotonic()
        text, times = path.read_text(encoding="utf-8"), path.stat()
        path.write_text(mutant.made_in(text), encoding="utf-8")
        try:
            run = self._run([mutant.test], LONGEST, PYTHONDONTWRITEBYTECODE="1")
        finally:
            path.write_text(text, encoding="utf-8")
            os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))  # what was compiled of it is good again
        return Outcome(mutant, *judged(run), time.monotonic() - began)

    def _run(self, tests: list[str], longest: float, **environment: str) -> Run:
        shutil.copy(self.kept, self.used)
        for suffix in ("-wal", "-shm"):
            self.used.with_name(self.used.name + suffix).unlink(missing_ok=True)
        self.report.unlink(missing_ok=True)
        options = ["-x", "-q", "-p", "no:cacheprovider", "-p", "tests.mutants.kept_database", "--reuse-db"]
        command = [sys.executable, "-m", "pytest", *options, f"--junitxml={self.report}", *tests]
        environment = self._environment(MUTANTS_DATABASE=str(self.used), **environment)
        try:
            done = subprocess.run(
                command,
                cwd=self.tree,
                env=environment,
                capture_output=True,
                text=True,
                timeout=longest,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return Run(None, [], 0, f"It took more than {longest} seconds.")
        return Run(done.returncode, *_read(self.report), done.stdout + done.stderr)

    @staticmethod
    def _environment(**variables: str) -> dict[str, str]:
        """Without what leads back to the project or to a database of somebody's."""
        own = {
            "DATABASE_URL",
            "PYTHONPATH",
            "DJANGO_SETTINGS_MODULE",
            "PYTEST_ADDOPTS",
            "PYTEST_XDIST_WORKER",
        }
        return {name: value for name, value in os.environ.items() if name not in own} | variables


def _left_out(folder: str, names: list[str]) -> set[str]:
    return {name for name in names if name in NAMES_LEFT_OUT or Path(folder) / name in LEFT_OUT}


def _read(report: Path) -> tuple[list[str], int]:
    """The first lines of all failures, and how many tests could not be run, from what pytest reports."""
    if not report.exists():
        return [], 0
    tree = ET.parse(report)  # noqa: S314 - pytest wrote it just now
    failures = [failure.get("message", "") for failure in tree.iter("failure")]
    return [" ".join(told.split())[:100] for told in failures], len([*tree.iter("error")])


def judged(run: Run) -> tuple[str, str]:
    """What became of a mutant: only a test that was run and failed by what it asserts has caught it."""
    if run.code is None:
        return SLOW, run.output
    if run.code == 0:
        return SURVIVED, ""
    told = run.failures[0] if run.failures else run.output.strip().rpartition("\n")[2][:100]
    is_meant = run.code == 1 and not run.errors and told.startswith(ASSERTED)
    return (CAUGHT if is_meant else CRASHED), told
