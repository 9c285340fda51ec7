"""The read side: what is published, found, filtered, sorted and counted.

    Catalogue("case-study").language("th").where(country=["TH"]).sort("-started").page()
    Catalogue.get("cs-7k2m9q4xtr", "th")

Reads Entries, Renditions and facets; never rows.
"""

import hashlib
import json
from dataclasses import dataclass, field, replace
from functools import cached_property

from django.conf import settings
from django.db import connection
from django.db.models import Exists, OuterRef, Q

from portal.catalogue import cursor as cursors
from portal.catalogue.census import Filter, KindCensus, census
from portal.languages.codes import CODES, DEFAULT
from portal.languages.fallback import chain
from portal.publishing.addresses import with_site
from portal.publishing.identity import may_be_id
from portal.publishing.numbers import portal_number
from portal.publishing.publication import Kind
from portal.publishing.tables import Entry, Facet, Rendition, Status

MOST_BUCKETS = 50
# The hottest query of the portal: the ORM takes ten times as long to write it as the database to answer it.
WITHOUT_BODY = """
    SELECT asked.kind, entry.seq, asked.etag, asked.served
    FROM portal_entry entry
    JOIN portal_rendition asked ON asked.entry_id = entry.row AND asked.language = %s
    WHERE entry.public_id = %s AND entry.status = %s
"""
WITH_BODY = WITHOUT_BODY.replace(
    "asked.served\n", "asked.served, asked.language_block, served.body\n"
).replace(
    "WHERE",
    "JOIN portal_rendition served ON served.entry_id = entry.row AND served.language = asked.served WHERE",
)


class NotPublished(Exception):
    """No such id was ever published, as far as the public may know."""


class Gone(Exception):
    """It was withdrawn. `reason` is for the public; `at` when."""

    def __init__(self, entry: Entry):
        super().__init__(entry.public_id)
        self.reason, self.at = entry.reason, entry.changed_at


class MergedInto(Exception):
    """Another record stands for it: `survivor` is that record's Entry."""

    def __init__(self, survivor: Entry):
        super().__init__(survivor.public_id)
        self.survivor = survivor


@dataclass(frozen=True)
class Found:
    """One published thing in one language. `stored` are its bytes with SITE in place of the site's address."""

    public_id: str
    kind: str
    seq: int
    etag: str
    served: str
    stored: bytes

    def as_json(self) -> bytes:
        """What a program gets."""
        return with_site(self.stored, settings.SITE_URL)

    @cached_property
    def record(self) -> dict:
        """What a template gets: addresses within the site begin with a slash."""
        return json.loads(with_site(self.stored, ""))


@dataclass(frozen=True)
class Page:
    """Some items of a list, and where the next ones begin."""

    items: list[Found]
    next_cursor: str | None


@dataclass(frozen=True)
class Bucket:
    """One value of a facet, and how many have it."""

    key: str
    label: str | None
    count: int


@dataclass(frozen=True)
class FacetCounts:
    """A facet's values with their counts, its own filter ignored; what is not listed is counted, too."""

    buckets: list[Bucket]
    other_count: int
    missing_count: int


@dataclass(frozen=True)
class Catalogue:
    """A question about one kind. Every method that narrows it returns a new question."""

    kind_name: str
    code: str = DEFAULT
    filters: dict[str, Filter] = field(default_factory=dict)
    order: str = ""
    seq: int | None = None  # the change number already read, if it was

    @property
    def kind(self) -> Kind:
        """The declaration of what is asked about."""
        return Kind.of(self.kind_name)

    def language(self, code: str) -> "Catalogue":
        """In the language of this reader, each item falling back by itself."""
        return replace(self, code=code)

    def where(self, **wanted) -> "Catalogue":
        """Only those with any of the values: lists of values or Filters, by facet."""
        filters = {
            name: value if isinstance(value, Filter) else Filter(any_of=frozenset(map(str, value)))
            for name, value in wanted.items()
        }
        return replace(self, filters={**self.filters, **filters})

    def sort(self, order: str) -> "Catalogue":
        """By one of the kind's sorts, descending with a leading `-`."""
        return replace(self, order=order)

    def at(self, seq: int) -> "Catalogue":
        """As of a change number that was read before."""
        return replace(self, seq=seq)

    def page(self, cursor: str | None = None, limit: int = 20) -> Page:
        """The items behind `cursor`: one query. Raises InvalidCursor."""
        order = self.order or self.kind.default_sort
        name = order.lstrip("-")
        key = f"key{list(self.kind.sorts).index(name) + 1}"
        down = order.startswith("-")
        rows = self._rows()
        if cursor:
            last_key, last_row = cursors.read(cursor, self.fingerprint)
            beyond = {f"{key}__lt": last_key} if down else {f"{key}__gt": last_key}
            rows = rows.filter(Q(**beyond) | Q(**{key: last_key, "entry__gt": last_row}))
        rows = rows.order_by(f"-{key}" if down else key, "entry")
        columns = (
            "entry_id",
            "entry__public_id",
            "entry__seq",
            "etag",
            "served",
            "card",
            "language_block",
            key,
        )
        found = list(rows.values_list(*columns)[: limit + 1])
        items = [
            Found(public_id, self.kind_name, seq, _with_seq(etag, seq), served, spliced(card, seq, block))
            for _row, public_id, seq, etag, served, card, block, _key in found[:limit]
        ]
        more = len(found) > limit
        last = found[limit - 1] if more else None
        return Page(items, cursors.write(bytes(last[-1]), last[0], self.fingerprint) if last else None)

    def count(self) -> int:
        """How many there are."""
        return self._census.mask(self.filters).bit_count()

    def facets(self, *names: str) -> dict[str, FacetCounts]:
        """Counts per value, most frequent first; one query, for labels of records, if any is linked."""
        counted = {name: self._count(name) for name in names}
        ids = {key for name in names if name in self.kind.linked for key, _count in counted[name][0]}
        labels = self._labels(ids) if ids else {}
        return {
            name: FacetCounts([Bucket(key, labels.get(key), count) for key, count in buckets], other, missing)
            for name, (buckets, other, missing) in counted.items()
        }

    @staticmethod
    def get(public_id: str, language: str, *, kind: str | None = None, body: bool = True) -> Found:
        """One published thing as its reader gets it: one query.

        With `body=False` its `stored` is empty, and the column that holds it is not read.
        Raises NotPublished, Gone, MergedInto.
        """
        if not may_be_id(public_id):
            raise NotPublished(public_id)
        with connection.cursor() as cursor:
            cursor.execute(WITH_BODY if body else WITHOUT_BODY, [language, public_id, Status.LIVE])
            row = cursor.fetchone()
        if row is None or kind not in (None, row[0]):
            raise Catalogue._why_not(public_id, kind)
        name, seq, etag, shown, *stored = row
        etag = _with_seq(etag, seq)
        return Found(public_id, name, seq, etag, shown, spliced(stored[1], seq, stored[0]) if body else b"")

    @staticmethod
    def _why_not(public_id: str, kind: str | None) -> Exception:
        entry = Entry.objects.filter(public_id=public_id).first()
        if entry is None or (kind and entry.kind != kind) or entry.status == Status.LIVE:
            return NotPublished(public_id)
        while entry and entry.status == Status.MERGED:
            entry = Entry.objects.filter(public_id=entry.merged_into).first()
            if entry and entry.status == Status.LIVE:
                return MergedInto(entry)
        return Gone(entry) if entry else NotPublished(public_id)

    def _rows(self):
        rows = Rendition.objects.filter(kind=self.kind_name, language=self.code)
        for name, wanted in self.filters.items():
            having = Facet.objects.filter(entry=OuterRef("entry"), name=name)
            if wanted.any_of:
                rows = rows.filter(Exists(having.filter(value__in=wanted.any_of)))
            for value in sorted(wanted.all_of):
                rows = rows.filter(Exists(having.filter(value=value)))
            if wanted.none_of:
                rows = rows.exclude(Exists(having.filter(value__in=wanted.none_of)))
            if wanted.is_missing is not None:
                rows = rows.exclude(Exists(having)) if wanted.is_missing else rows.filter(Exists(having))
        return rows

    @cached_property
    def _census(self) -> KindCensus:
        return census.of(self.kind_name, portal_number().value if self.seq is None else self.seq)

    def _count(self, name: str) -> tuple[list[tuple[str, int]], int, int]:
        mask = self._census.mask(self.filters, ignoring=name)
        bitmaps = self._census.facets.get(name, {})
        counts = [
            (value, count) for value, bitmap in bitmaps.items() if (count := (bitmap & mask).bit_count())
        ]
        counts.sort(key=lambda pair: (-pair[1], pair[0]))
        some = 0
        for bitmap in bitmaps.values():
            some |= bitmap
        other = sum(count for _value, count in counts[MOST_BUCKETS:])
        return counts[:MOST_BUCKETS], other, (mask & ~some).bit_count()

    def _labels(self, ids: set[str]) -> dict[str, str]:
        lines = Entry.objects.filter(public_id__in=ids).values_list("public_id", "names")
        return {
            public_id: next(
                (names[code] for code in (*chain(self.code, DEFAULT), *CODES) if names.get(code)), public_id
            )
            for public_id, names in lines
        }

    @property
    def fingerprint(self) -> str:
        """What the question asks, as text: a cursor belongs to it, and so does a list's ETag."""
        parts = [self.kind_name, self.code, self.order or self.kind.default_sort]
        for name, wanted in sorted(self.filters.items()):
            parts.append(
                f"{name}:{sorted(wanted.any_of)}{sorted(wanted.all_of)}{sorted(wanted.none_of)}{wanted.is_missing}"
            )
        return "|".join(parts)


def _with_seq(etag: str, seq: int) -> str:
    """The ETag of what is read: the stored bytes' with the number that is spliced into them."""
    version, _dash, digest = etag.partition("-")
    return f"{version}-{hashlib.sha256(f'{digest}-{seq}'.encode()).hexdigest()[:12]}"


def spliced(stored: bytes, seq: int, language_block: bytes) -> bytes:
    """A card or body with what is true of this reading of it: its change number and language."""
    return b'%s,"seq":%d,"language":%s}' % (bytes(stored)[:-1], seq, bytes(language_block))
