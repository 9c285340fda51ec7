"""The statement that reads a page of a list.

It is written here and not by the ORM, which takes longer to write it than the database to answer. Names of columns are
the code's own; whatever a reader gave is a parameter.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import connection

from portal.search.backends import backend_of

# What `record.card_of` takes, in its order, as the ORM calls it; behind "served" stand the texts.
CARD = ("kind", "entry_id", "entry__public_id", "entry__seq", "served", "card", "language_block")
READ = ", ".join(f"e.{name[len('entry__') :]}" if "__" in name else f"r.{name}" for name in CARD)
SOURCE = "FROM portal_rendition r JOIN portal_entry e ON e.row = r.entry_id"
FACET = "EXISTS (SELECT 1 FROM portal_facet f WHERE f.entry_id = r.entry_id AND f.name = %s"


@dataclass(frozen=True)
class Expression:
    """A piece of SQL with its parameters."""

    sql: str
    parameters: tuple = ()


@dataclass
class Statement:
    """Conditions on Renditions of one language, all of which hold."""

    conditions: list[str] = field(default_factory=list)
    parameters: list = field(default_factory=list)

    def where(self, sql: str, *parameters) -> None:
        """One condition more."""
        self.conditions.append(sql)
        self.parameters += parameters

    def numbered(self, rows: Iterable[int]) -> None:
        """Only those of these Entries. They are one parameter, also if they are tens of thousands."""
        sql, parameters = backend_of(connection).several(rows)
        self.where(f"r.entry_id IN ({sql})", *parameters)

    def of_kinds(self, kinds: list[str]) -> None:
        """Only those of some kinds."""
        self.where(f"r.kind IN ({_marks(kinds)})" if len(kinds) != 1 else "r.kind = %s", *kinds)

    def having(self, name: str, values: Iterable[str] = (), *, none: bool = False) -> None:
        """Only those that have one of the values of a facet, or any at all; or, with `none`, those that do not."""
        values = sorted(values)
        among = f" AND f.value IN ({_marks(values)})" if values else ""
        self.where(f"{'NOT ' if none else ''}{FACET}{among})", name, *values)

    def behind(
        self, sorts: list[tuple[Expression, bool]], keys: list[bytes], row: int, *, newest_first: bool
    ) -> None:
        """Only those that come behind the item with these keys and this row."""
        sql, parameters = f"r.entry_id {'<' if newest_first else '>'} %s", [row]
        for (place, down), key in reversed([*zip(sorts, keys, strict=True)]):
            sign = "<" if down else ">"
            # The first comparison says nothing new, but lets the database begin at the right place of its index.
            sql = f"{place.sql} {sign}= %s AND ({place.sql} {sign} %s OR ({sql}))"
            parameters = [*place.parameters, key, *place.parameters, key, *parameters]
        self.where(f"({sql})", *parameters)

    def cards(self, sorts: list[tuple[Expression, bool]], some: slice, *, newest_first: bool) -> list[tuple]:
        """Some of the cards in order, each with its sort keys behind the columns of CARD; `some` has an end.

        Of equals the oldest comes first, or the newest.
        """
        places = "".join(f", {place.sql}" for place, _down in sorts)
        order = [
            f"{len(CARD) + number} {'DESC' if down else 'ASC'}"
            for number, (_place, down) in enumerate(sorts, 1)
        ]
        order.append(f"r.entry_id {'DESC' if newest_first else 'ASC'}")
        sql = (
            f"SELECT {READ}{places} {SOURCE} WHERE {' AND '.join(self.conditions)} "
            f"ORDER BY {', '.join(order)} LIMIT %s OFFSET %s"
        )
        parameters = [value for place, _down in sorts for value in place.parameters]
        start = some.start or 0
        with connection.cursor() as cursor:
            cursor.execute(sql, [*parameters, *self.parameters, some.stop - start, start])
            return cursor.fetchall()


def _marks(values: Iterable) -> str:
    return ", ".join("%s" for _value in values)
