"""Finding: from what was asked to the rows that hold it, and from these to the best things first."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import compress, filterfalse, islice, repeat
from operator import floordiv
from typing import NamedTuple

from django.db import DEFAULT_DB_ALIAS, connections

from portal.search.backends import backend_of
from portal.search.query import Query
from portal.search.ranking import Ranker
from portal.search.tables import SLOTS, SearchText

TABLE = SearchText._meta.db_table
NAMES = ("rows", "title", "unwanted")
# Rows that are weighed; of more, those with the words in their title, then the newest. All others follow them.
MOST_RANKED = 250
# Rows of one thing that are weighed where its best one is looked for: its languages, then its files.
MOST_OF_EACH = 12


class Hit(NamedTuple):
    """One thing, and its row that fits best."""

    number: int
    row: int
    score: float


@dataclass(frozen=True)
class Matches:
    """The rows that hold what was asked for.

    When nothing held all of it, `relaxed` says what was done (see `relaxing`). `query` is what was asked in the end,
    `meant` what is to be marked in the results.
    """

    query: Query
    rows: tuple[int, ...] = ()
    in_title: tuple[int, ...] = ()
    relaxed: str = ""
    meant: Query = field(default_factory=Query)
    better: dict[str, str] = field(
        default_factory=dict
    )  # words, folded, that were searched in place of those typed
    is_emptied: bool = False  # by what was not wanted
    using: str = field(default=DEFAULT_DB_ALIAS, compare=False)

    @cached_property
    def numbers(self) -> list[int]:
        """The thing of each row, in their order; a thing as often as it has rows."""
        return list(map(floordiv, self.rows, repeat(SLOTS)))

    def ranked(self, language: str = "", within: Collection[int] | None = None) -> list[Hit]:
        """The best things first, one line each; only those whose number is `within`. One statement.

        At most MOST_RANKED rows are weighed. The order is the same on every database.
        """
        rows = list(self.rows) if within is None else self._within(within)
        return self._weighed(self._preferred(rows), language)

    def best_of(self, numbers: Collection[int], language: str = "") -> list[Hit]:
        """The best row of each of these things, however many there are. One statement."""
        several: dict[int, list[int]] = {}
        for row in sorted(self._within(numbers)):
            several.setdefault(row // SLOTS, []).append(row)
        return self._weighed([row for rows in several.values() for row in rows[:MOST_OF_EACH]], language)

    def _within(self, numbers: Collection[int]) -> list[int]:
        return list(compress(self.rows, map(set(numbers).__contains__, self.numbers)))

    def _weighed(self, rows: list[int], language: str) -> list[Hit]:
        if not rows:
            return []
        ranker = Ranker(self.query, language)
        best: dict[int, Hit] = {}
        for row, code, sketch in _sketches(rows, self.using):
            score, known = ranker.score(code, sketch), best.get(row // SLOTS)
            if known is None or (score, -row) > (known.score, -known.row):
                best[row // SLOTS] = Hit(row // SLOTS, row, score)
        return sorted(best.values(), key=lambda hit: (-hit.score, hit.number))

    def _preferred(self, rows: list[int]) -> list[int]:
        """Of too many rows those with the words in the title, then the newest."""
        if len(rows) <= MOST_RANKED:
            return rows
        newest, titled = sorted(rows, reverse=True), set(self.in_title)
        best = list(islice(filter(titled.__contains__, newest), MOST_RANKED))
        return best + list(islice(filterfalse(titled.__contains__, newest), MOST_RANKED - len(best)))


def match(query: Query, *, using: str = DEFAULT_DB_ALIAS) -> Matches:
    """The rows that hold exactly what was asked for: one statement."""
    return match_each([query], using=using)[0]


def match_each(queries: list[Query], *, using: str = DEFAULT_DB_ALIAS) -> list[Matches]:
    """The same for each of several queries: one statement for all."""
    backend = backend_of(connections[using])
    parts = {}
    for number, query in enumerate(queries):
        if query:
            # Whether a text in another language says what is not wanted, nobody can tell: its own words have to match.
            parts[number, "rows"] = backend.asked(query.wanted, within="own" if query.unwanted else "all")
            parts[number, "title"] = backend.asked(query.wanted, within="title")
        if query and query.unwanted:
            parts[number, "unwanted"] = backend.asked(query.unwanted, "OR")
    found = select(parts, using) if parts else {}
    return [
        _matches(query, {name: found.get((number, name), []) for name in NAMES}, using)
        for number, query in enumerate(queries)
    ]


def _matches(query: Query, found: dict[str, list[int]], using: str) -> Matches:
    rows, in_title = (without(found[name], found["unwanted"]) for name in ("rows", "title"))
    is_emptied = bool(found["rows"]) and not rows
    return Matches(query, tuple(rows), tuple(in_title), meant=query, is_emptied=is_emptied, using=using)


def _sketches(rows: list[int], using: str) -> list[tuple[int, str, bytes]]:
    """What ranking reads of these rows."""
    return read_texts(rows, ("id", "language", "sketch"), using=using)


def read_texts(
    rows: Collection[int], columns: Iterable[str], *, using: str = DEFAULT_DB_ALIAS
) -> list[tuple]:
    """Columns of these rows as the database gives them: JSON is text. One statement, in half of the ORM's time."""
    sql, numbers = backend_of(connections[using]).several(rows)
    with connections[using].cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(columns)} FROM {TABLE} WHERE id IN ({sql})", numbers)  # noqa: S608 - ours
        return cursor.fetchall()


def select(parts: dict, using: str) -> dict:
    """The ids that each of several questions selects, by their names, in one statement."""
    backend = backend_of(connections[using])
    sql = " UNION ALL ".join(
        f"SELECT {number}, {backend.GATHERED} FROM ({question}) AS part{number}"  # noqa: S608 - of a backend, its values apart
        for number, (question, _values) in enumerate(parts.values())
    )
    values = [value for _question, several in parts.values() for value in several]
    with connections[using].cursor() as cursor:
        cursor.execute(sql, values)
        found = dict(cursor.fetchall())
    return {name: backend.ids_in(found[number]) for number, name in enumerate(parts)}


def without(rows: list[int], unwanted: list[int] | None) -> list[int]:
    """The rows of things of which no row is unwanted, whatever its language."""
    if not unwanted:
        return rows
    gone = {row // SLOTS for row in unwanted}
    return [row for row in rows if row // SLOTS not in gone]
