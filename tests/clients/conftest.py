"""The API as in production, read by programs that are not ours. Where they are not there, these tests say so and are skipped."""

import json
import shutil
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.clients.environment import shortcoming
from tests.clients.programs import Programs
from tests.site.serving import production, static_files  # noqa: F401 - the latter is a fixture

LONGEST = 30  # seconds for one answer
# Programs ask faster than anybody may: how that is answered is not what these tests are about.
UNLIMITED = {"API_READS_PER_MINUTE": "1000000", "API_SEARCHES_PER_MINUTE": "1000000"}


@pytest.fixture
def programs(tmp_path) -> Programs:
    """Runs programs, in a folder that is empty for each test."""
    if missing := shortcoming():
        pytest.skip(missing)
    return Programs(tmp_path)


@pytest.fixture(scope="session")
def served(request, tmp_path_factory) -> Iterator[str]:
    """The address of the portal as in production, with the opening content and its bulk files."""
    if missing := shortcoming():
        pytest.skip(missing)
    folder = tmp_path_factory.mktemp("served")
    shutil.copy(request.getfixturevalue("opening_database"), folder / "db.sqlite3")
    static = request.getfixturevalue("static_files")
    how = {"static": static, "commands": ["export_bulk"], **UNLIMITED}
    with production(folder / "db.sqlite3", folder, **how) as origin:
        yield origin


@pytest.fixture
def get(served) -> Callable[[str], Any]:
    """`get(path)`: the JSON that is at a path of the portal, read with Python's own library."""
    return lambda path: json.loads(fetch(served + path))


@pytest.fixture
def openapi(served, tmp_path) -> Path:
    """The OpenAPI document as a file."""
    path = tmp_path / "openapi.json"
    path.write_bytes(fetch(f"{served}/api/v1/openapi.json"))
    return path


def fetch(address: str) -> bytes:
    """The bytes at an address; whatever is not 200 fails the test."""
    with urllib.request.urlopen(address, timeout=LONGEST) as answer:  # noqa: S310 - loopback
        return answer.read()
