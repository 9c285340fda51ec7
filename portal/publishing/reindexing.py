"""The index made anew from what is published: after a change of tokens, or to prove that it is right."""

from collections.abc import Iterator

from django.db import transaction

from portal.publishing.checking import live_records
from portal.publishing.lock import take_lock
from portal.publishing.neighbours import fresh
from portal.publishing.tables import Entry, Status
from portal.search import index
from portal.search.index import Text


def reindex(public_id: str) -> None:
    """Index a live record and its parts by what a fresh render of them says, in a short transaction."""
    with transaction.atomic():
        take_lock()
        live = (
            Entry.objects.filter(public_id=public_id, status=Status.LIVE).select_related("revision").first()
        )
        if live is not None:
            index.put(texts_of_record(live))


def texts_of_record(entry: Entry) -> dict[int, list[Text]]:
    """What a record and its live parts are found by, by their rows."""
    rendered = fresh(entry)
    parts = Entry.objects.filter(record_id=entry.public_id, status=Status.LIVE)
    rows = dict(parts.values_list("public_id", "row"))
    return {
        rows[part.public_id]: part.texts for part in (rendered, *rendered.parts) if part.public_id in rows
    }


def clear_strays() -> int:
    """Let nothing be found that is not live, and no row be in one table alone; how many rows there were."""
    with transaction.atomic():
        take_lock()
        strays = index.strays(_live_rows())
        index.drop(strays)
    return len(strays)


def left_behind() -> list[str]:
    """Live records that are not in the index, or whose tokens were made in another way than today."""
    lines = Entry.objects.filter(status=Status.LIVE).order_by("row").values_list("row", "record_id")
    outdated, known = index.outdated(), index.known()
    return list(dict.fromkeys(record for row, record in lines if row in outdated or row not in known))


def faults() -> Iterator[str]:
    """In what the index differs from what is published."""
    for entry in live_records():
        for row, why in sorted(index.faults(texts_of_record(entry)).items()):
            yield f"{entry.public_id}: row {row}: {why}"
    strays = {row // index.SLOTS: why for row, why in index.strays(_live_rows()).items()}
    yield from (f"row {row}: {why}" for row, why in sorted(strays.items()))


def _live_rows() -> list[int]:
    return list(Entry.objects.filter(status=Status.LIVE).values_list("row", flat=True))
