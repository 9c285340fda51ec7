"""Reading one published thing: from its stored bytes, in one query."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property

from django.conf import settings
from django.db import connection
from django.db.models import F

from portal.catalogue.statement import CARD, Statement
from portal.publishing.addresses import with_site
from portal.publishing.identity import may_be_id
from portal.publishing.renditions import from_bytes
from portal.publishing.tables import Entry, Rendition, Status

# The hottest query of the portal: the ORM takes ten times as long to write it as the database to answer it.
WITHOUT_BODY = """
    SELECT asked.kind, entry.seq, entry.changed_at, asked.etag, asked.served
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
CARD_WITHOUT_TEXT = CARD[:5]
EDITION = ("language", "language_block", "body")


class NotPublished(Exception):
    """No such id was ever published, as far as the public may know."""


class Gone(Exception):
    """It was withdrawn. It reads as its id; `reason` is for the public; `at` when."""

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
    etag: str  # of what is read by itself; an item of a list has none
    served: str
    stored: bytes
    row: int = 0  # of its Entry, where it is an item of a list
    changed: float | None = (
        None  # when its bytes changed last, in seconds of the epoch, where that was asked for
    )

    def as_json(self) -> bytes:
        """What a program gets."""
        return with_site(self.stored, settings.SITE_URL)

    @property
    def reading(self) -> bytes:
        """What is spliced behind the stored bytes: change number and language."""
        return self.stored[self.stored.rindex(b'"seq":') :]

    @cached_property
    def record(self) -> dict:
        """What a template gets: addresses within the site begin with a slash."""
        return from_bytes(with_site(self.stored, ""))


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
        raise why_not(public_id, kind)
    name, seq, changed, etag, shown, *stored = row
    found = spliced(stored[1], seq, stored[0]) if body else b""
    return Found(public_id, name, seq, with_seq(etag, seq), shown, found, changed=_seconds(changed))


def why_not(public_id: str, kind: str | None) -> Exception:
    """Why nothing is read at this id: NotPublished, Gone or MergedInto."""
    entry = Entry.objects.filter(public_id=public_id).first()
    if entry is None or (kind and entry.kind != kind) or entry.status == Status.LIVE:
        return NotPublished(public_id)
    while entry and entry.status == Status.MERGED:
        entry = Entry.objects.filter(public_id=entry.merged_into).first()
        if entry and entry.status == Status.LIVE:
            return MergedInto(entry)
    return Gone(entry) if entry else NotPublished(public_id)


def card_of(stored: tuple) -> Found:
    """One published thing as an item of a list, from what is stored of it: the columns of CARD."""
    kind, row, public_id, seq, served, card, block = stored
    return Found(public_id, kind, seq, "", served, spliced(card, seq, block), row)


def cards_of(rows: list[int], language: str) -> dict[int, Found]:
    """The cards of these Entries, by row: one query, if there are any."""
    if not rows:
        return {}
    statement = Statement()
    statement.where("r.language = %s", language)
    statement.numbered(rows)
    return {line[1]: card_of(line) for line in statement.cards([], slice(len(rows)), newest_first=False)}


def cards_named(ids: Iterable[str], language: str) -> dict[str, Found]:
    """The cards of these live things, by their ids: one query, if there are any."""
    if not ids:
        return {}
    stored = Rendition.objects.filter(language=language, entry__public_id__in=ids, entry__status=Status.LIVE)
    return {line[2]: card_of(line) for line in stored.values_list(*CARD)}


def bodies_of(cards: list[Found]) -> list[Found]:
    """The whole records of which these are the cards, in the same order: one query, if there are any.

    What was withdrawn since the cards were read is left out, and so is what is no longer in their language.
    """
    if not cards:
        return []
    rows = Rendition.objects.filter(entry__in=[card.row for card in cards], body__isnull=False)
    bodies = {(row, code): body for row, code, body in rows.values_list("entry_id", "language", "body")}
    return [
        replace(card, stored=bytes(bodies[card.row, card.served])[:-1] + b"," + card.reading)
        for card in cards
        if (card.row, card.served) in bodies
    ]


def records_named(
    ids: Iterable[str], language: str, *, every_edition: bool = False
) -> list[tuple[Found, dict[str, tuple[bytes, bytes]]]]:
    """The whole records of these ids, as far as they are live, each with its editions: language block and body.

    Without `every_edition` only the one that is served. One statement, if there are any ids: what is read of a record
    is of one publication, whoever publishes meanwhile.
    """
    if not ids:
        return []
    asked = Rendition.objects.filter(language=language, entry__public_id__in=ids, entry__status=Status.LIVE)
    wanted = {"body__isnull": False} if every_edition else {"language": F("served")}
    rows = asked.filter(**{f"entry__renditions__{name}": value for name, value in wanted.items()})
    columns = (*CARD_WITHOUT_TEXT, "language_block", *(f"entry__renditions__{name}" for name in EDITION))
    found: dict[str, Found] = {}
    editions: dict[str, dict[str, tuple[bytes, bytes]]] = {}
    for *line, block, code, its_block, body in rows.order_by("entry__renditions__pk").values_list(*columns):
        public_id, served = line[2], line[4]
        editions.setdefault(public_id, {})[code] = (bytes(its_block), bytes(body))
        if code == served:
            found[public_id] = card_of((*line, body, block))
    return [(found[public_id], several) for public_id, several in editions.items()]


def _seconds(moment: datetime | str) -> float:
    """Since the epoch. SQLite gives times as text, in UTC."""
    if isinstance(moment, str):
        moment = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    return moment.timestamp()


def with_seq(etag: str, seq: int) -> str:
    """The ETag of what is read: the stored bytes' with the number that is spliced into them."""
    version, _dash, digest = etag.partition("-")
    return f"{version}-{hashlib.sha256(f'{digest}-{seq}'.encode()).hexdigest()[:12]}"


def spliced(stored: bytes, seq: int, language_block: bytes) -> bytes:
    """A card or body with what is true of this reading of it: its change number and language."""
    return b'%s,"seq":%d,"language":%s}' % (bytes(stored)[:-1], seq, bytes(language_block))
