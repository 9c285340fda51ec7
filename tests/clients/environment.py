"""The programs that read the API and are not ours: what they need, in an environment of their own.

python -m tests.clients.environment   makes .venv-clients and tests/clients/node_modules, where they are not up to date
"""

import hashlib
import os
import shutil
import subprocess
import sys
import venv

from tests.engines import ROOT

FOLDER = ROOT / "tests/clients"
LOCKS = (FOLDER / "requirements.txt", FOLDER / "package-lock.json")
VENV = ROOT / ".venv-clients"
PROGRAMS = VENV / "bin"
INSTALLED = VENV / "installed"  # stamp: the digest of the locks whose programs are there
REDOCLY = FOLDER / "node_modules/@redocly/cli/bin/cli.js"
NODE = shutil.which("node")
COMMAND = ".venv/bin/python -m tests.clients.environment"


def shortcoming() -> str:
    """Why the programs cannot be run, and what to do about it; empty when they can."""
    if not INSTALLED.exists():
        return f"the programs of others are not there; once: {COMMAND}"
    if INSTALLED.read_text() != _digest():
        return f"the programs of others are not those that are pinned; again: {COMMAND}"
    return ""


def make() -> None:
    """Install what the locks name, and nothing else."""
    if not NODE:
        sys.exit("Node.js and npm are not there (Debian, Ubuntu: apt-get install npm)")
    INSTALLED.unlink(missing_ok=True)  # an environment without a stamp was not finished
    venv.create(VENV, clear=True, symlinks=True, with_pip=True)
    # Everything is pinned, so nothing has to be resolved; and of most of it nothing is ever imported.
    pip = [PROGRAMS / "python", "-m", "pip", "install", "--require-hashes", "--no-deps", "--no-compile"]
    pip += ["--only-binary", ":all:", "--no-input", "--progress-bar", "off", "--quiet"]
    pip += [f"--requirement={LOCKS[0]}"]
    subprocess.run(pip, cwd=ROOT, env={**os.environ, "PIP_USER": "0"}, check=True)
    npm = [shutil.which("npm"), "ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"]
    subprocess.run([*npm, "--prefix", FOLDER], cwd=ROOT, check=True)
    INSTALLED.write_text(_digest())


def _digest() -> str:
    return hashlib.sha256(b"".join(lock.read_bytes() for lock in LOCKS)).hexdigest()


if __name__ == "__main__" and shortcoming():
    make()
