"""The clauses of the API's contract as docs/api.md writes them, and the tests that hold them.

A clause is a line: `**A3** What is promised. — `tests/api/test_x.py::test_y`, `tests/api/test_z.py::test_w``.
"""

import ast
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = (ROOT / "docs" / "api.md",)
BEGINNING = re.compile(r"^\*\*[A-Z]+\d")  # what looks like a clause has to be one
CLAUSE = re.compile(
    r"\*\*(?P<group>[A-Z])(?P<place>[1-9]\d*)\*\* (?P<text>.+) — (?P<tests>`[^`]+`(?:, `[^`]+`)*)"
)


@dataclass(frozen=True)
class Clause:
    """One promise. `tests` are node ids, without parameters."""

    group: str
    place: int
    text: str
    tests: tuple[str, ...]

    @property
    def number(self) -> str:
        """`A3`."""
        return f"{self.group}{self.place}"


def lines_of(document: Path) -> list[str]:
    """The lines of a document that look like clauses."""
    return [line for line in document.read_text().splitlines() if BEGINNING.match(line)]


def clauses() -> list[Clause]:
    """All of them in their order; lines that only look like clauses are left out."""
    found = (CLAUSE.fullmatch(line) for document in DOCUMENTS for line in lines_of(document))
    return [
        Clause(
            match["group"], int(match["place"]), match["text"], tuple(re.findall("`([^`]+)`", match["tests"]))
        )
        for match in found
        if match
    ]


def is_test(node_id: str) -> bool:
    """Whether there is such a test: the function stands in the file, whatever parameters follow."""
    path, _colons, name = node_id.partition("[")[0].partition("::")
    return name in _tests_in(ROOT / path)


@cache
def _tests_in(path: Path) -> frozenset[str]:
    if not path.is_file():
        return frozenset()
    functions = (node for node in ast.parse(path.read_text()).body if isinstance(node, ast.FunctionDef))
    return frozenset(function.name for function in functions if function.name.startswith("test_"))
