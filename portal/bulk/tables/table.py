"""Flat tables: what of the records fits into rows and columns. Column names are contract.

Texts are exact: a cell that begins with `=` is data. Several ids or codes in one cell are joined by `;`, which stands
in none of them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from portal.bulk.records import Line

SEPARATOR = ";"
STRING, INTEGER, NUMBER, BOOLEAN = "string", "integer", "number", "boolean"


@dataclass(frozen=True)
class Column:
    """A column: its name, its type in Table Schema, and what a reader could not guess of it."""

    name: str
    type: str = STRING
    description: str = ""


@dataclass(frozen=True)
class Table:
    """A table, and the rows that it has of one record."""

    name: str
    kind: str  # whose records have rows in it; "": those of all kinds
    title: str
    description: str
    columns: Callable[[], list[Column]]
    rows: Callable[[Line], Iterator[list]]
    primary_key: tuple[str, ...] = ()
    foreign_keys: tuple[tuple[str, str], ...] = ()  # (column, table whose `id` it holds)

    @property
    def file(self) -> str:
        """The file of a cut that holds it."""
        return f"{self.name}.csv.gz"


def joined(values) -> str | None:
    """Several ids or codes as one cell."""
    return SEPARATOR.join(map(str, values or ())) or None


def ids(references, **wanted) -> str | None:
    """The ids of references, of those alone that have the values wanted."""
    return joined(
        one["id"]
        for one in references or ()
        if all(one.get(name) == value for name, value in wanted.items()) and one["id"]
    )
