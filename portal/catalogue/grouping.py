"""Counts by groups: how many have which values of several facets, and sums of the figures that they state.

From bitmaps, so that nothing is lost: a record with two countries counts in both groups, one without in None.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from portal.catalogue.catalogue import Catalogue
from portal.catalogue.census import numbers_in
from portal.catalogue.narrowing import OfParts, entries_numbered
from portal.languages.codes import DEFAULT
from portal.publishing.tables import Rendition


@dataclass(frozen=True)
class Group:
    """The values by which records are together, in the order of the facets; and those records, as a bitmap."""

    values: tuple[str | None, ...]
    bitmap: int

    @property
    def count(self) -> int:
        """How many they are."""
        return self.bitmap.bit_count()


def groups_of(question: Catalogue, facets: list[str]) -> list[Group]:
    """All groups that have somebody, by their values, None last."""
    found = [Group(values, bitmap) for values, bitmap in _split(question, facets, question.bitmap) if bitmap]
    return sorted(found, key=lambda group: [(value is None, value or "") for value in group.values])


def _split(question: Catalogue, facets: list[str], bitmap: int) -> Iterator[tuple[tuple, int]]:
    if not facets:
        yield (), bitmap
        return
    first, *rest = facets
    some = 0
    for value, having in question.values(first).items():
        some |= having
        if both := having & bitmap:
            yield from (((value, *values), inner) for values, inner in _split(question, rest, both))
    if without := bitmap & ~some:
        yield from (((None, *values), inner) for values, inner in _split(question, rest, without))


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
    sums = []
    for group in groups:
        own = [figure for row in by_row if group.bitmap >> row & 1 for figure in by_row[row]]
        sums.append(
            Sum(
                sum((figure.value for figure in own), Decimal()),
                len(own),
                any(figure.is_least for figure in own),
                any(figure.is_rough for figure in own),
            )
        )
    return sums
