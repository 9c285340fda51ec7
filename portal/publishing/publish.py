"""The one gate between what staff edit and what the public reads.

Publishing takes a Revision, never rows: what was approved is what appears. Everything is written in
one transaction under one lock, and nobody above is called: whoever wants to react follows Entry.seq.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.languages.codes import DEFAULT
from portal.publishing.document import citations, completed
from portal.publishing.lock import current_seq, take_lock
from portal.publishing.neighbours import (
    FAN_OUT,
    backlinks_of,
    file_texts,
    finish,
    naming,
    owed_otherwise,
    put_parts,
    render_on,
    rfc3339,
    see_to,
    surroundings,
)
from portal.publishing.publication import Publication
from portal.publishing.render import Edition, Rendered, render
from portal.publishing.shelf import Shelf
from portal.publishing.tables import Entry, Event, Reference, Revision, Status

EVERYTHING = 1_000_000


class NotPublishable(Exception):
    """The document breaks rules; `problems` says which, in sentences for its editor."""

    def __init__(self, problems: list[str]):
        super().__init__(" ".join(problems))
        self.problems = problems


class NoLongerLive(Exception):
    """The record was withdrawn or merged: its tombstone stays for ever."""


class StillNeeded(Exception):
    """Others cannot stand without the record; `needed_by` holds their ids. Merge it instead."""

    def __init__(self, public_id: str, needed_by: list[str]):
        super().__init__(
            f"{public_id} cannot be withdrawn: {', '.join(needed_by)} cannot stand without it. Merge it instead."
        )
        self.needed_by = needed_by


@dataclass
class Prepared:
    """A render, and the change number at which it read its neighbours."""

    entry: Entry | None
    rendered: Rendered
    seen: int
    published_at: datetime  # as the bytes say it
    files: dict[str, str]  # the texts of its files, which are read without taking a number


def publish(revision: Revision, *, by, note: str = "", review: str = "", fan_out: int = FAN_OUT) -> Entry:
    """Publish a Revision; return its Entry. Publishing what is published already changes nothing.

    Raises NotPublishable, NoLongerLive. Called by itself, it renders before it takes the lock, and
    again under it only if something was published meanwhile. Within a longer transaction, such as
    a transition, the lock is held from there on, and until that ends: keep it short.
    """
    publication = Publication.of(revision.document["type"])
    if problems := publication.check(completed(revision.document, publication.model)):
        raise NotPublishable(problems)
    prepared = _prepare(publication, revision)
    with transaction.atomic():
        take_lock()
        _hold(publication, revision.record_id)
        if current_seq() != prepared.seen or file_texts(revision.document) != prepared.files:
            prepared = _prepare(publication, revision)
        entry = prepared.entry
        if entry and entry.revision.digest == revision.digest and entry.revision.version == revision.version:
            return entry
        shelf = Shelf(prepared.seen, prepared.published_at)
        # A Revision of its own says that this document was published: history never changes.
        kept = _keep(
            revision, Event.PUBLISHED, shelf.next_seq, by=by, note=note, at=revision.at, review=review
        )
        entry = _replace(shelf, prepared, kept, fan_out)
        finish(shelf)
    return entry


def withdraw(public_id: str, *, by, reason: str = "", merged_into: str = "") -> Entry:
    """Take a record back: a tombstone stays, and all that name it are rendered without it, at once.

    Raises StillNeeded where others cannot stand without it, unless it is merged into another one,
    whose name they show from now on.
    """
    with transaction.atomic():
        take_lock()
        entry = Entry.objects.select_related("revision").get(public_id=public_id)
        _hold(Publication.of(entry.kind), public_id)
        if entry.status != Status.LIVE:
            raise NoLongerLive(public_id)
        if (
            merged_into
            and not Entry.objects.filter(public_id=merged_into, kind=entry.kind, status=Status.LIVE).exists()
        ):
            raise NotPublishable(
                [_("%(id)s is not published: nothing can be merged into it.") % {"id": merged_into}]
            )
        needed_by = Reference.objects.filter(target=public_id, required=True, entry__status=Status.LIVE)
        if not merged_into and needed_by.exists():
            raise StillNeeded(public_id, sorted(needed_by.values_list("entry__public_id", flat=True)))
        shelf = Shelf(current_seq())
        parts = list(
            Entry.objects.filter(record_id=public_id, status=Status.LIVE).exclude(public_id=public_id)
        )
        neighbours = naming({public_id, *(part.public_id for part in parts)}) | _owing(entry)
        event = Event.MERGED if merged_into else Event.WITHDRAWN
        kept = _keep(entry.revision, event, shelf.next_seq, by=by, note=reason)
        shelf.bury(
            entry,
            Status.MERGED if merged_into else Status.GONE,
            revision=kept,
            merged_into=merged_into,
            reason=reason,
        )
        for part in parts:
            shelf.bury(part, Status.GONE, reason=reason)
        neighbours -= {public_id}
        before = {neighbour: backlinks_of(neighbour) for neighbour in neighbours if merged_into}
        for neighbour in sorted(neighbours):
            render_on(shelf, neighbour)
        # What they gave the merged record to show in return, the survivor shows now, and whoever looks at it.
        again = [owed_otherwise(owed, backlinks_of(neighbour)) for neighbour, owed in before.items()]
        for neighbour in sorted(set().union(*again) - {public_id}):
            render_on(shelf, neighbour)
        finish(shelf)
    return entry


def merge(public_id: str, *, into: str, by, reason: str = "") -> Entry:
    """Let `into` stand for the record from now on: its address leads there, and all that named it name the other."""
    if into in ("", public_id):
        raise NotPublishable([_("Name another record to merge it into.")])
    return withdraw(public_id, by=by, reason=reason, merged_into=into)


def explain_again(public_id: str, reason: str) -> None:
    """Give a tombstone another reason."""
    with transaction.atomic():
        take_lock()
        shelf = Shelf(current_seq())
        entry = Entry.objects.get(public_id=public_id)
        entry.reason = reason
        shelf.take_number(entry)
        entry.save()
        finish(shelf)


def _hold(publication: Publication, public_id: str) -> None:
    """Lock the record's row, after the portal's lock: whoever saves it finishes first, or waits.

    Both a save and a publication number the record's Revisions. Everybody who needs both locks takes
    the portal's first.
    """
    publication.model._base_manager.select_for_update().filter(pk=public_id).values_list("pk").first()


def _prepare(publication: Publication, revision: Revision) -> Prepared:
    seen = current_seq()
    entry = Entry.objects.filter(public_id=revision.record_id).select_related("revision").first()
    if entry and entry.status != Status.LIVE:
        raise NoLongerLive(revision.record_id)
    around = surroundings(publication, revision.document)
    published_at = entry.published_at if entry else timezone.now()
    edition = Edition(
        revision.version,
        rfc3339(published_at),
        rfc3339(revision.at),
        tuple(entry.languages) if entry else (),
    )
    lacking = [
        _("%(id)s has to be published first.") % {"id": target}
        for target, needed in sorted(citations(revision.document, publication.model).items())
        if needed and around.names.get(target, DEFAULT) is None
    ]
    if lacking:
        raise NotPublishable(lacking)
    rendered = render(publication, revision.document, edition, around)
    return Prepared(entry, rendered, seen, published_at, around.files)


def _keep(
    revision: Revision, event: Event, seq: int, *, by, note: str, at=None, review: str = ""
) -> Revision:
    last = (
        Revision.objects.filter(record_id=revision.record_id)
        .order_by("-number")
        .values_list("number", flat=True)
    )
    return Revision.objects.create(
        record_id=revision.record_id,
        number=last[0] + 1,
        version=revision.version,
        event=event,
        document=revision.document,
        digest=revision.digest,
        seq=seq,
        by=by,
        note=note,
        review=review,
        at=at or timezone.now(),
    )


def _replace(shelf: Shelf, prepared: Prepared, revision: Revision, fan_out: int) -> Entry:
    """Put the new edition on the shelf, then see to all that show something of it."""
    entry, rendered = prepared.entry, prepared.rendered
    owed = backlinks_of(entry.public_id) if entry else set()
    entry = shelf.put(entry, rendered, revision=revision)
    put_parts(shelf, entry, rendered)
    # Names of its parts are shown by others, too. What is gone is taken out at once, whoever shows it.
    own = {entry.public_id}
    see_to(shelf, naming(shelf.buried) - own, EVERYTHING)
    owing = owed_otherwise(owed, backlinks_of(entry.public_id))
    see_to(shelf, (naming(shelf.renamed) | owing) - own, fan_out)
    return entry


def _owing(entry: Entry) -> set[str]:
    return {target for target, _name, _value in backlinks_of(entry.public_id)}
