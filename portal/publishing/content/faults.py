"""What is wrong with content files: collected, never stopped at, so that one run names everything."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: in which file, record and field, and why."""

    file: str
    record: str
    field: str
    reason: str

    def __str__(self):
        return ": ".join(filter(None, (self.file, self.record, self.field, self.reason)))


class ContentFaults(Exception):
    """Nothing was written, because of `faults`."""

    def __init__(self, faults: list[Fault]):
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


@dataclass
class Place:
    """Where a fault would be: says it to the common list and remembers whether anything was wrong here.

    `path` is the way from the record down, as documents spell it: `results/rs-…/value`.
    """

    faults: list[Fault]
    file: str
    record: str = ""
    path: str = ""
    wrong: set[str] = field(default_factory=set)

    def fault(self, name: str, reason: str) -> None:
        """Note what is wrong with the field called `name`, "" for the whole."""
        self.wrong.add(name.partition("/")[0])
        self.faults.append(Fault(self.file, self.record, "/".join(filter(None, (self.path, name))), reason))

    def within(self, path: str) -> "Place":
        """A place further down in the same record."""
        return Place(self.faults, self.file, self.record, "/".join(filter(None, (self.path, path))))
