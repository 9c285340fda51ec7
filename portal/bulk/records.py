"""Public records as a cut holds them: what the API answers for `?lang=en&translations=all`, many at a time."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q

from portal.api.translations import translated
from portal.catalogue.record import Found, spliced
from portal.languages.codes import DEFAULT
from portal.publishing.publication import Kind
from portal.publishing.tables import Entry, Rendition, Status

BATCH = 100  # records in memory at a time, each in all its languages
# Kinds of which outsiders mirror nothing: what the secretariat says about the portal itself.
NOT_DATA = {"page"}


@dataclass(frozen=True)
class Line:
    """One published thing: the API's object, and (language block, body) of each language in which it exists."""

    record: dict
    editions: dict[str, tuple[dict, dict]]


def mirrored() -> list[Kind]:
    """The kinds of which a cut holds all records, by their paths."""
    kinds = (kind for kind in Kind.registry.values() if kind.kind not in NOT_DATA)
    return sorted(kinds, key=lambda kind: kind.path)


def file_of(kind: Kind) -> str:
    """The file of a cut that holds all records of a kind."""
    return f"{kind.path}.jsonl.gz"


def lines(kind: Kind) -> Iterator[Line]:
    """All live records of a kind, in the order in which they were first published: two queries for each batch."""
    serializer, last = kind.serializer(), 0
    live = Entry.objects.filter(kind=kind.kind, status=Status.LIVE).order_by("row")
    while batch := list(live.filter(row__gt=last).values_list("row", "public_id", "seq")[:BATCH]):
        stored = _renditions([row for row, _public_id, _seq in batch])
        for row, public_id, seq in batch:
            shown, block, bodies = stored[row]
            found = Found(public_id, kind.kind, seq, "", shown, spliced(bodies[shown][1], seq, block))
            editions = {code: (json.loads(known), json.loads(body)) for code, (known, body) in bodies.items()}
            yield Line(translated(found, serializer, editions), editions)
        last = batch[-1][0]


def _renditions(rows: list[int]) -> dict[int, tuple[str, bytes, dict[str, tuple[bytes, bytes]]]]:
    """Of each Entry: which language English readers are served, with which language block, and all bodies."""
    wanted = Rendition.objects.filter(Q(body__isnull=False) | Q(language=DEFAULT), entry__in=rows)
    served, bodies = {}, {row: {} for row in rows}
    columns = ("entry_id", "language", "served", "language_block", "body")
    for row, code, shown, block, body in wanted.order_by("pk").values_list(*columns):
        if code == DEFAULT:
            served[row] = (shown, bytes(block))
        if body is not None:
            bodies[row][code] = (bytes(block), bytes(body))
    return {row: (*served[row], bodies[row]) for row in rows}
