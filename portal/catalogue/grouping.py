"""Counts by groups: how many have which values of several facets, and sums of the figures that they state.

From bitmaps, so that nothing is lost: a record with two countries counts in both groups, one without in None.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, reduce
from itertools import islice
from operator import or_

from portal.catalogue.catalogue import Catalogue
from portal.catalogue.census import bitmap_of, numbers_in
from portal.catalogue.narrowing import OfParts, entries_numbered
from portal.languages.codes import DEFAULT
from portal.publishing.tables import Rendition

# Where one of so many bits is set, it takes as long to take them one by one as to read all bytes.
SPARSE = 2_000
FEW = 64  # values of a facet are tried one by one; of more, those are looked up that a small group has


@dataclass(frozen=True)
class Group:
    """The values by which records are together, in the order of the facets; and those records, as a bitmap."""

    values: tuple[str | None, ...]
    bitmap: int

    @property
    def count(self) -> int:
        """How many they are."""
        return self.bitmap.bit_count()


class _Values:
    """The values that a facet has among some Entries, read once for all groups that are split by it."""

    def __init__(self, having: Mapping[str, int], bitmap: int):
        self.having = {value: both for value, rows in having.items() if (both := rows & bitmap)}
        self.some = reduce(or_, self.having.values(), 0)

    def within(self, bitmap: int) -> Iterable[str]:
        """The values that any of these Entries have, and perhaps others, too."""
        if len(self.having) <= max(FEW, bitmap.bit_count()):
            return self.having
        return {value for row in _numbers_in(bitmap) for value in self._of.get(row, ())}

    @cached_property
    def _of(self) -> dict[int, list[str]]:
        """By number of an Entry, the values that it has."""
        found = defaultdict(list)
        for value, rows in self.having.items():
            for row in _numbers_in(rows):
                found[row].append(value)
        return found


def groups_of(question: Catalogue, facets: list[str], most: int) -> list[Group]:
    """The groups that have somebody, by their values, None last. Where there are more than `most`, any `most + 1`."""
    everybody = question.bitmap
    split = _split([_Values(question.values(name), everybody) for name in facets], everybody)
    found = [Group(values, bitmap) for values, bitmap in islice(split, most + 1) if bitmap]
    return sorted(found, key=lambda group: [(value is None, value or "") for value in group.values])


def _split(facets: list[_Values], bitmap: int) -> Iterator[tuple[tuple, int]]:
    if not facets:
        yield (), bitmap
        return
    first, *rest = facets
    for value in first.within(bitmap):
        if both := first.having[value] & bitmap:
            yield from (((value, *values), inner) for values, inner in _split(rest, both))
    if without := bitmap & ~first.some:
        yield from (((None, *values), inner) for values, inner in _split(rest, without))


def _numbers_in(bitmap: int) -> Iterable[int]:
    """The Entries whose bits are set; where they are few among many, without looking at all the others."""
    return numbers_in(bitmap) if bitmap.bit_count() * SPARSE > bitmap.bit_length() else _one_by_one(bitmap)


def _one_by_one(bitmap: int) -> Iterator[int]:
    while bitmap:
        yield (bitmap & -bitmap).bit_length() - 1
        bitmap &= bitmap - 1


@dataclass(frozen=True)
class Figure:
    """What a sum needs of a figure. `row` is that of the Entry of the record that states it."""

    row: int
    value: Decimal
    kind: str
    period: str
    is_least: bool  # it is this or more
    is_rough: bool


@dataclass(frozen=True)
class Sum:
    """Figures added up."""

    value: Decimal
    figures: int
    is_least: bool
    is_rough: bool


def figures_of(question: Catalogue, parts: OfParts, seq: int) -> list[Figure]:
    """The figures that are asked for, of the records that pass: two queries, and one for each range."""
    rows = dict(_ids(question.matching))
    stated = Rendition.objects.filter(
        language=DEFAULT, entry__in=entries_numbered(numbers_in(parts.bitmap(seq)))
    ).values_list("entry__record_id", "card")
    read = ((rows[of], json.loads(bytes(card), parse_float=Decimal)) for of, card in stated if of in rows)
    return [_figure(row, card) for row, card in read if card["value"] is not None]


def _ids(rows: set[int]) -> Iterator[tuple[str, int]]:
    return entries_numbered(rows).values_list("public_id", "row").iterator()


def _figure(row: int, card: dict) -> Figure:
    return Figure(
        row=row,
        value=Decimal(card["value"]),
        kind=card["kind"],
        period=card["period"] or "",
        is_least=card["qualifier"] in LEAST or card["value_to"] is not None,
        is_rough=card["qualifier"] not in {"eq", *LEAST},
    )


LEAST = {"gt", "gte"}  # qualifiers that say "more than"


def sums_of(groups: list[Group], figures: list[Figure]) -> list[Sum]:
    """What the figures of each group's records are together."""
    by_row = defaultdict(list)
    for figure in figures:
        by_row[figure.row].append(figure)
    sums, stating = [], bitmap_of(by_row)
    for group in groups:
        own = [figure for row in _numbers_in(group.bitmap & stating) for figure in by_row[row]]
        sums.append(
            Sum(
                sum((figure.value for figure in own), Decimal()),
                len(own),
                any(figure.is_least for figure in own),
                any(figure.is_rough for figure in own),
            )
        )
    return sums
