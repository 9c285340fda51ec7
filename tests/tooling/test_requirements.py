"""The locks: complete, hashed, agreeing with one another and with pyproject.toml."""

import re
import tomllib
from importlib.metadata import distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
CLIENTS = "tests/clients/requirements.txt"
LOCKS = ("requirements.txt", "requirements-dev.txt", "requirements-optional.txt", CLIENTS)
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())


def pins(lock):
    """Name -> version of every package in a lock."""
    return dict(
        re.findall(r"^([a-z0-9-]+)(?:\[[a-z0-9,-]+\])?==(\S+)", (ROOT / lock).read_text(), re.MULTILINE)
    )


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_has_a_hash(lock):
    for block in re.split(r"\n(?=[a-z])", (ROOT / lock).read_text())[1:]:
        assert "--hash=sha256:" in block, block


@pytest.mark.parametrize("lock", LOCKS)
def test_no_host_is_named(lock):
    assert "://" not in (ROOT / lock).read_text()


def test_the_locks_agree():
    runtime = pins("requirements.txt")
    for lock in LOCKS[1:]:
        assert {name: runtime.get(name, version) for name, version in pins(lock).items()} == pins(lock)


@pytest.mark.parametrize(
    ("lock", "named"),
    [
        ("requirements.txt", PYPROJECT["project"]["dependencies"]),
        ("requirements-dev.txt", PYPROJECT["dependency-groups"]["dev"]),
        ("requirements-optional.txt", PYPROJECT["dependency-groups"]["optional"]),
        (CLIENTS, PYPROJECT["dependency-groups"]["clients"]),
    ],
)
def test_what_is_named_is_locked(lock, named):
    locked = pins(lock)
    for requirement in map(Requirement, named):
        assert str(requirement.specifier) == f"=={locked[canonicalize_name(requirement.name)]}"


@pytest.mark.parametrize("lock", LOCKS)
def test_psycopg_3_stays_out(lock):
    """Django would take it instead of psycopg2, which this project is tested with."""
    assert not pins(lock).keys() & {"psycopg", "psycopg-binary", "psycopg-c"}


def test_what_is_asked_for_with_extras_is_locked_with_them():
    """Otherwise pip meets the newest version first, and refuses it for want of a hash, from the day it comes out."""
    text = "".join((ROOT / lock).read_text() for lock in LOCKS[:2])
    locked = re.findall(r"^([a-z0-9-]+(?:\[[a-z0-9,-]+\])?)==", text, re.MULTILINE)
    asked = [Requirement(line) for each in distributions() for line in each.requires or ()]
    with_extras = {
        f"{each.name}[{','.join(each.extras)}]" for each in asked if each.extras and not each.marker
    }
    assert with_extras == {"coverage[toml]"}
    assert with_extras <= {*locked}
