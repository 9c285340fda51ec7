"""Writing one publication: Entries with their numbers, Renditions, facets and references."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from portal.publishing.render import Rendered
from portal.publishing.renditions import RenderedLanguage
from portal.publishing.tables import SORT_KEYS, Entry, Facet, Reference, Rendition, Revision, Status

KEYS = [f"key{number}" for number in range(1, SORT_KEYS + 1)]
LINE = ("names", "other_names", "slug", "languages", "version", "stale")


class Shelf:
    """What is changed in one transaction, under the lock. `last` is the last change number taken."""

    def __init__(self, last: int, published_at: datetime | None = None):
        self.last = last
        self.now = timezone.now()
        self.published_at = published_at or self.now  # of what is new
        self.changed: list[Entry] = []
        self._read: dict[int, tuple[dict, set]] = {}
        self.renamed: set[str] = set()  # ids whose names or addresses are others now
        self.buried: set[str] = set()
        self.cited: set[str] = set()  # named before or after by what changed
        self.found_by: dict[int, list] = {}  # Texts by Entry.row: what is searched, written when all is done

    @property
    def next_seq(self) -> int:
        """The change number that the next changed Entry takes."""
        return self.last + 1

    def put(
        self,
        entry: Entry | None,
        rendered: Rendered,
        *,
        revision: Revision | None = None,
        record: Entry | None = None,
    ) -> Entry:
        """Make the public side of an Entry what was rendered. Unchanged bytes take no number."""
        is_new = entry is None
        if is_new:
            entry = Entry(
                public_id=rendered.public_id, kind=rendered.kind, record_id=(record or rendered).public_id
            )
            entry.published_at = self.published_at
        stored, facets = ({}, set()) if is_new else self._stored_of(entry)
        fresh = {row.language: (row.etag, row.served, *row.keys) for row in rendered.renditions}
        changed = fresh != stored or facets != rendered.facets
        if changed:
            self.take_number(entry)
        named = (rendered.names, rendered.other_names, rendered.slug)
        if is_new or (entry.names, entry.other_names, entry.slug) != named:
            self.renamed.add(rendered.public_id)
        before = [getattr(entry, name) for name in LINE]
        entry.names, entry.other_names, entry.slug = named
        entry.languages = rendered.languages
        entry.version, entry.stale = rendered.version, False
        entry.revision = revision or entry.revision
        entry.status, entry.reason = Status.LIVE, ""  # of a part that was removed before
        if changed or revision or before != [getattr(entry, name) for name in LINE]:
            entry.save()
        if fresh != stored:
            changed_rows = [
                row for row in rendered.renditions if fresh[row.language] != stored.get(row.language)
            ]
            entry.renditions.filter(
                language__in=[row.language for row in changed_rows if row.language in stored]
            ).delete()
            Rendition.objects.bulk_create(_rendition(entry, row) for row in changed_rows)
        if facets != rendered.facets:
            _write_facets(entry, facets, rendered.facets)
        if record is None:  # parts cite nothing of their own
            self._write_references(entry, rendered.references)
        self.found_by[entry.row] = rendered.texts
        return entry

    def read(self, entries: Iterable[Entry]) -> None:
        """Read what is stored of several Entries in two queries instead of two each."""
        rows = {entry.row: ({}, set()) for entry in entries}
        for row, language, etag, served, *keys in Rendition.objects.filter(entry__in=rows).values_list(
            "entry_id", "language", "etag", "served", *KEYS
        ):
            rows[row][0][language] = (etag, served, *map(bytes, keys))
        for row, name, value in Facet.objects.filter(entry__in=rows).values_list("entry_id", "name", "value"):
            rows[row][1].add((name, value))
        self._read |= rows

    def _stored_of(self, entry: Entry) -> tuple[dict, set]:
        if entry.row not in self._read:
            self.read([entry])
        return self._read.pop(entry.row)

    def bury(
        self,
        entry: Entry,
        status: Status,
        *,
        revision: Revision | None = None,
        merged_into: str = "",
        reason: str = "",
    ) -> None:
        """Leave a tombstone where the Entry was."""
        self.take_number(entry)
        self.buried.add(entry.public_id)
        self.cited |= set(entry.references.values_list("target", flat=True))
        entry.renditions.all().delete()
        entry.facets.all().delete()
        entry.references.all().delete()
        entry.status, entry.merged_into, entry.reason, entry.stale = status, merged_into, reason, False
        entry.names, entry.other_names, entry.languages = {}, [], []
        entry.revision = revision or entry.revision
        entry.save()
        self.found_by[entry.row] = []

    def touch_neighbours(self) -> None:
        """Move the page number of all that name something changed, or are named by it."""
        changed = [entry.public_id for entry in self.changed]
        if not changed:
            return
        naming = Reference.objects.filter(target__in=changed).values("entry_id")
        self.cited |= set(Reference.objects.filter(entry__in=self.changed).values_list("target", flat=True))
        Entry.objects.filter(
            Q(row__in=naming) | Q(public_id__in=self.cited | set(changed)), status=Status.LIVE
        ).update(touched=self.last)

    def take_number(self, entry: Entry) -> None:
        """Give a changed Entry the next change number."""
        self.last += 1
        entry.seq = entry.touched = self.last
        entry.changed_at = self.now
        self.changed.append(entry)

    def _write_references(self, entry: Entry, fresh: set) -> None:
        known = set(entry.references.values_list("target", "required", "backlink", "value"))
        if known == fresh:
            return
        self.cited |= {target for target, *_rest in known}
        entry.references.all().delete()
        Reference.objects.bulk_create(
            Reference(entry=entry, target=target, required=required, backlink=backlink, value=value)
            for target, required, backlink, value in fresh
        )


def _rendition(entry: Entry, row: RenderedLanguage) -> Rendition:
    return Rendition(
        entry=entry,
        kind=entry.kind,
        language=row.language,
        served=row.served,
        etag=row.etag,
        **dict(zip(KEYS, row.keys, strict=True)),
        language_block=row.language_block,
        card=row.card,
        body=row.body,
    )


def _write_facets(entry: Entry, stored: set, fresh: set) -> None:
    if gone := stored - fresh:
        wrong = Q()
        for name, value in gone:
            wrong |= Q(name=name, value=value)
        entry.facets.filter(wrong).delete()
    Facet.objects.bulk_create(
        Facet(entry=entry, name=name, value=value) for name, value in sorted(fresh - stored)
    )
