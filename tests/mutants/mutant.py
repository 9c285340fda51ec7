"""Mutants as the lists beside this file hold them: which clause is broken, by which line, and which test tells."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml

from tests.clauses import ROOT

FOLDER = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Mutant:
    """In `file`, `old` becomes `new`; `test` is the node id of a test that fails then."""

    clause: str
    file: str
    old: str
    new: str
    test: str

    def made_in(self, text: str) -> str:
        """The text of its file with the fault in it."""
        return text.replace(self.old, self.new)

    def what_is_wrong(self) -> list[str]:
        """Why it cannot be made, in sentences; empty if it can."""
        text = (ROOT / self.file).read_text() if (ROOT / self.file).is_file() else ""
        wrong = {
            f"“{self.old}” stands {text.count(self.old)} times in {self.file}": text.count(self.old) != 1,
            "it changes nothing": self.old == self.new,
            "it changes more than one line": "\n" in self.old + self.new,
        }
        return [told for told, is_so in wrong.items() if is_so]


def mutants(only: Iterable[str] = ()) -> list[Mutant]:
    """All of them, by clause; only those of some clauses, or of whole groups of clauses, if any are named."""
    wanted = set(only)
    found = [
        Mutant(**fields)
        for path in sorted(FOLDER.glob("*.yaml"))
        for fields in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]
    return sorted(
        (each for each in found if not wanted or wanted & {each.clause, each.clause[0]}),
        key=lambda each: (each.clause[0], int(each.clause[1:])),
    )
