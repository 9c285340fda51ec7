"""What one record's publication means for others: those that show something of it are rendered again."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import replace

from django.db import DatabaseError, connection, transaction

from portal.publishing.document import citations, files_of
from portal.publishing.files import texts_of
from portal.publishing.lock import current_seq, take_lock
from portal.publishing.names import Surroundings, surroundings_of
from portal.publishing.numbers import forget_numbers
from portal.publishing.publication import Publication
from portal.publishing.render import Edition, Rendered, render
from portal.publishing.shelf import Shelf
from portal.publishing.tables import REMOVED, Entry, Reference, Status
from portal.search import index

log = logging.getLogger(__name__)
FAN_OUT = 20  # records rendered again at once; the worker does the others


def render_again(public_id: str) -> bool:
    """Render a live record anew from its published Revision; whether its bytes changed."""
    with transaction.atomic():
        take_lock()
        shelf = Shelf(current_seq())
        owed = backlinks_of(public_id)
        render_on(shelf, public_id)
        # By another name, too: a release may have taught it one.
        others = owed_otherwise(owed, backlinks_of(public_id)) | naming(shelf.renamed)
        see_to(shelf, others - {public_id}, FAN_OUT)
        finish(shelf)
    return bool(shelf.changed)


def backlinks_of(public_id: str) -> set[tuple[str, str, str]]:
    """What a record's bytes give others to show in return: (their id, name, value)."""
    owed = Reference.objects.filter(entry__public_id=public_id).exclude(backlink="")
    return set(owed.values_list("target", "backlink", "value"))


def owed_otherwise(before: set[tuple[str, str, str]], after: set[tuple[str, str, str]]) -> set[str]:
    """Records that show something else, now that a record's backlinks are others."""
    changed = {(target, name) for target, name, _value in before ^ after}
    return {target for target, _name in changed} | looking_at(changed)


def catch_up(limit: int = 100) -> int:
    """Render again what earlier publishes left stale, in short transactions; how many there were.

    May be killed at any moment: what is not done stays stale.
    """
    stale = Entry.objects.filter(stale=True, status=Status.LIVE, revision__isnull=False)
    waiting = list(stale.order_by("row").values_list("public_id", flat=True)[:limit])
    return one_by_one(waiting, render_again)


def one_by_one(public_ids: Iterable[str], step: Callable[[str], object]) -> int:
    """Take a step with each of these records; how many times it worked.

    What the database refuses of one record is logged, and the others get their turn. Raises DatabaseError where the
    database itself is lost.
    """
    done = 0
    for public_id in public_ids:
        try:
            step(public_id)
        except DatabaseError:
            if not connection.is_usable():
                raise
            log.exception("%s: %s failed", public_id, step.__name__)
        else:
            done += 1
    return done


def fresh(entry: Entry) -> Rendered:
    """A render of what is published of a live record, to be compared or written."""
    revision = entry.revision
    publication = Publication.of(entry.kind)
    edition = Edition(
        revision.version, rfc3339(entry.published_at), rfc3339(revision.at), tuple(entry.languages)
    )
    return render(publication, revision.document, edition, surroundings(publication, revision.document))


def surroundings(publication: Publication, document: dict) -> Surroundings:
    """What a render of this document reads of other records."""
    found = surroundings_of(document["id"], citations(document, publication.model), publication.around)
    return replace(found, files=file_texts(document))


def file_texts(document: dict) -> dict[str, str]:
    """What was read from the files that a document shows; no query where it shows none."""
    digests = files_of(document)
    return texts_of(digests) if digests else {}


def see_to(shelf: Shelf, neighbours: set[str], fan_out: int) -> None:
    """Render these records again: `fan_out` of them now, the others by the worker."""
    live = list(
        Entry.objects.filter(public_id__in=neighbours, status=Status.LIVE)
        .order_by("row")
        .values_list("public_id", flat=True)
    )
    for public_id in live[:fan_out]:
        render_on(shelf, public_id)
    if later := live[fan_out:]:
        Entry.objects.filter(public_id__in=later).update(stale=True)


def leave_stale(targets: Iterable[str]) -> None:
    """Have the worker render again what names one of these ids, within a transaction that holds the lock."""
    Entry.objects.filter(public_id__in=naming(targets), status=Status.LIVE).update(stale=True)


def render_on(shelf: Shelf, public_id: str) -> None:
    """Render a live record again within a transaction that holds the lock."""
    entry = Entry.objects.select_related("revision").filter(public_id=public_id, status=Status.LIVE).first()
    if entry is None or entry.record_id != public_id:
        return
    rendered = fresh(entry)
    shelf.put(entry, rendered)
    put_parts(shelf, entry, rendered)


def put_parts(shelf: Shelf, entry: Entry, rendered: Rendered) -> None:
    """Put a record's addressable parts on the shelf, and tombstones for those that are there no more.

    One that was removed and comes back, as by undoing, takes the place of its tombstone.
    """
    parts = Entry.objects.filter(record_id=entry.public_id).exclude(public_id=entry.public_id)
    known = {part.public_id: part for part in parts}
    shelf.read(known.values())
    for part in rendered.parts:
        shelf.put(known.pop(part.public_id, None), part, record=entry)
    for part in known.values():
        if part.status == Status.LIVE:
            shelf.bury(part, Status.GONE, reason=REMOVED)


def finish(shelf: Shelf) -> None:
    """Neighbours of all that changed are touched: their pages show cards and names of it. The index follows."""
    shelf.touch_neighbours()
    index.put(shelf.found_by)
    transaction.on_commit(forget_numbers)


def naming(targets: Iterable[str]) -> set[str]:
    """Records whose bytes name one of these ids."""
    found = Reference.objects.filter(target__in=targets, entry__status=Status.LIVE)
    return set(found.values_list("entry__record_id", flat=True))


def looking_at(backlinks: Iterable[tuple[str, str]]) -> set[str]:
    """Live records that cite one of these (target, backlink name) and show that backlink of it."""
    found = set()
    for publication in Publication.all():
        targets = {target for target, name in backlinks if name in publication.around}
        if targets:
            rows = Reference.objects.filter(
                target__in=targets, entry__kind=publication.kind, entry__status=Status.LIVE
            )
            found |= set(rows.values_list("entry__public_id", flat=True))
    return found


def rfc3339(moment) -> str:
    """A moment as answers say it."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
