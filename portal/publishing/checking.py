"""Proving that stored bytes equal a fresh render of what is published."""

from collections.abc import Iterator

from portal.publishing.neighbours import fresh
from portal.publishing.render import Rendered
from portal.publishing.shelf import KEYS
from portal.publishing.tables import Entry, Status


def live_records() -> Iterator[Entry]:
    """Every live record's Entry, in the order of their first publication."""
    entries = Entry.objects.filter(status=Status.LIVE, revision__isnull=False).select_related("revision")
    yield from entries.order_by("row").iterator(chunk_size=200)


def live_ids() -> list[str]:
    """The ids of every live record, in the same order."""
    entries = Entry.objects.filter(status=Status.LIVE, revision__isnull=False)
    return list(entries.order_by("row").values_list("public_id", flat=True))


def differences(entry: Entry) -> list[str]:
    """In what the stored side of a record differs from a fresh render; empty if nothing does."""
    rendered = fresh(entry)
    parts = {
        part.public_id: part for part in Entry.objects.filter(record_id=entry.public_id, status=Status.LIVE)
    }
    parts.pop(entry.public_id, None)
    found = _differences(entry, rendered)
    for part in rendered.parts:
        stored = parts.pop(part.public_id, None)
        found += _differences(stored, part) if stored else [f"{part.public_id}: no entry"]
    return found + [f"{public_id}: not in the document" for public_id in parts]


def _differences(entry: Entry, rendered: Rendered) -> list[str]:
    found = []
    stored = {row.language: row for row in entry.renditions.all()}
    for row in rendered.renditions:
        there = stored.pop(row.language, None)
        if there is None:
            found.append(f"{entry.public_id}: no {row.language}")
            continue
        for name in ("served", "etag", "card", "body", "language_block", *KEYS):
            fresh_value = row.keys[KEYS.index(name)] if name in KEYS else getattr(row, name)
            if _plain(getattr(there, name)) != fresh_value:
                found.append(f"{entry.public_id}: {row.language} {name}")
    found += [f"{entry.public_id}: {language} too many" for language in stored]
    if set(entry.facets.values_list("name", "value")) != rendered.facets:
        found.append(f"{entry.public_id}: facets")
    references = set(entry.references.values_list("target", "required", "backlink", "value"))
    if references != rendered.references:
        found.append(f"{entry.public_id}: references")
    named = (entry.names, entry.other_names, entry.languages, entry.slug)
    if named != (rendered.names, rendered.other_names, rendered.languages, rendered.slug):
        found.append(f"{entry.public_id}: names")
    return found


def _plain(value):
    return bytes(value) if isinstance(value, memoryview) else value
