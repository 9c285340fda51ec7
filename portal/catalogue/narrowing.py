"""What narrows a list besides facets: ids, slugs, ranges of dates and numbers, and what its parts have to be.

Each is asked of the database and becomes a bitmap, which is intersected with those of the Census.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from portal.catalogue.census import Filter, bitmap_of, census, numbers_in
from portal.languages.codes import DEFAULT
from portal.languages.collation import sort_key
from portal.publishing.publication import Kind
from portal.publishing.tables import Entry, Rendition, Status
from portal.search.backends import backend_of

# Times that every record has: name -> column of the Entry. Parts have only the first.
TIMES = {"published_at": "published_at", "updated_at": "revision__at"}
Bound = str | float | datetime


@dataclass(frozen=True)
class Range:
    """From `least` on and below `below`, where they are given."""

    name: str
    least: Bound | None = None
    below: Bound | None = None

    def rows(self, kind: Kind) -> Iterable[int]:
        """The live Entries in it: one query. Of everything only times can be asked."""
        if self.name in TIMES:
            entries = Entry.objects.filter(status=Status.LIVE, **self._bounds(TIMES[self.name]))
            return (entries.filter(kind=kind.kind) if kind.kind else entries).values_list("row", flat=True)
        key = f"key{list(kind.sorts).index(self.name) + 1}"
        # Dates and numbers sort alike in all languages; what has none is nowhere between.
        rows = Rendition.objects.filter(kind=kind.kind, language=DEFAULT, **{f"{key}__gt": b""})
        return rows.filter(**self._bounds(key, sort_key)).values_list("entry_id", flat=True)

    def _bounds(self, column: str, as_stored=lambda bound: bound) -> dict:
        bounds = {f"{column}__gte": self.least, f"{column}__lt": self.below}
        return {name: as_stored(bound) for name, bound in bounds.items() if bound is not None}


@dataclass(frozen=True)
class OfParts:
    """What one and the same part has to be: filters and ranges of its own kind."""

    kind: str
    filters: Mapping[str, Filter]
    ranges: tuple[Range, ...] = ()

    def bitmap(self, seq: int) -> int:
        """The parts themselves: one query for each range."""
        kind = Kind.of(self.kind)
        mask = census.of(self.kind, seq).mask(self.filters, tree=census.tree(kind.trees, seq))
        for each in self.ranges:
            mask &= bitmap_of(each.rows(kind))
        return mask

    def rows(self, seq: int) -> Iterable[int]:
        """The Entries of records that have such a part: one query more."""
        records = entries_numbered(numbers_in(self.bitmap(seq))).values("record_id")
        return Entry.objects.filter(public_id__in=records).values_list("row", flat=True)


@dataclass(frozen=True)
class Narrowing:
    """All of them together; nothing by itself."""

    ids: frozenset[str] | None = None
    slugs: frozenset[str] | None = None
    ranges: tuple[Range, ...] = ()
    parts: tuple[OfParts, ...] = ()

    def __bool__(self) -> bool:
        return self != NOTHING

    def bitmap(self, kind: Kind, seq: int) -> int:
        """The Entries that pass, whatever their kind and state: who asks intersects."""
        mask = -1
        for name, several in (("public_id", self.ids), ("slug", self.slugs)):
            if several is not None:
                entries = Entry.objects.filter(**{f"{name}__in": sorted(several)})
                mask &= bitmap_of(entries.values_list("row", flat=True))
        for each in self.ranges:
            mask &= bitmap_of(each.rows(kind))
        for several in self.parts:
            mask &= bitmap_of(several.rows(seq))
        return mask

    @property
    def fingerprint(self) -> str:
        """What is asked, as text."""
        parts = [
            (
                each.kind,
                sorted((name, wanted.fingerprint) for name, wanted in each.filters.items()),
                each.ranges,
            )
            for each in self.parts
        ]
        several = [None if each is None else sorted(each) for each in (self.ids, self.slugs)]
        return f"{several}{self.ranges}{parts}" if self else ""


NOTHING = Narrowing()


def entries_numbered(rows: set[int]) -> QuerySet:
    """The Entries with these numbers, be they ever so many."""
    sql, numbers = backend_of(connection).several(rows)
    return Entry.objects.filter(row__in=RawSQL(sql, numbers))  # noqa: S611 - of numbers
