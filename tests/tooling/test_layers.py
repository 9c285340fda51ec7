"""Import contracts hold, and each of them would notice: it is broken once, in a copy."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGES = ("portal", "knowledge", "conferences")
BROKEN = {
    "Imports point down": ("portal/publishing/names.py", "import portal.catalogue.census\n"),
    "A content app has the same layers inside": (
        "knowledge/models/topic.py",
        "import knowledge.serializers\n",
    ),
    "The kernel and the tables do not talk to the network": ("portal/publishing/names.py", "import socket\n"),
    "Content knows nothing of the pages about the portal": (
        "conferences/serializers/series.py",
        "import portal.pages.serializers\n",
    ),
    "No cycles between neighbours": ("portal/publishing/identity.py", "import portal.publishing.names\n"),
}


@pytest.fixture
def copy(tmp_path) -> Path:
    """The packages and their contracts in a folder of their own."""
    for package in PACKAGES:
        shutil.copytree(
            ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__", "migrations")
        )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def _lint(folder: Path) -> tuple[int, str]:
    command = [
        sys.executable,
        "-c",
        "import sys; from importlinter.cli import lint_imports_command as c; sys.exit(c())",
    ]
    done = subprocess.run(
        [*command, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False, timeout=60
    )
    return done.returncode, done.stdout + done.stderr


def test_all_contracts_are_kept(copy):
    code, output = _lint(copy)
    assert (code, f"Contracts: {len(BROKEN)} kept, 0 broken." in output) == (0, True), output


@pytest.mark.parametrize("contract", BROKEN)
def test_a_contract_notices_when_it_is_broken(copy, contract):
    name, line = BROKEN[contract]
    path = copy / name
    path.write_text(path.read_text() + line)
    code, output = _lint(copy)
    assert code == 1, output
    assert f"{contract} BROKEN" in output
