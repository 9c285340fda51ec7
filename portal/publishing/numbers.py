"""The change numbers that key stored pages, read at most once a second per process.

When the database cannot be read, the last number known stands, and readers are told so.
"""

import threading
import time
from dataclasses import dataclass, field

from django.conf import settings
from django.db import DatabaseError, connection

from portal.publishing.identity import may_be_id
from portal.publishing.tables import Entry


class Unreadable(Exception):
    """The database cannot be read, and nothing is known from before."""


@dataclass
class _Known:
    seq: int = -1
    taken_back: int = 0  # the Revision of the last withdrawal, merger or redaction
    read_at: float = float("-inf")
    touched: dict[str, tuple] = field(
        default_factory=dict
    )  # public id -> what was read of the Entry at `seq`


_known = _Known()
_lock = threading.Lock()


@dataclass(frozen=True)
class Number:
    """A change number; `stale` when the database could not be asked."""

    value: int
    stale: bool = False


def portal_number() -> Number:
    """The portal's last change number."""
    now = time.monotonic()
    if now - _known.read_at < settings.NUMBER_MAX_AGE:
        return Number(_known.seq)
    try:
        seq, taken_back = _read()
    except DatabaseError as error:
        if _known.seq < 0:
            raise Unreadable from error
        return Number(_known.seq, stale=True)
    with _lock:
        if seq != _known.seq:
            _known.touched = {}
        _known.seq, _known.taken_back, _known.read_at = seq, taken_back, now
    return Number(seq)


def _read() -> tuple[int, int]:
    """The portal's number, and when something was taken back last: two looks into an index, one statement."""
    with connection.cursor() as cursor:
        cursor.execute(LAST_NUMBERS)
        return tuple(number or 0 for number in cursor.fetchone())


LAST_NUMBERS = """
    SELECT (SELECT MAX(seq) FROM portal_entry),
           (SELECT MAX(id) FROM portal_revision WHERE event IN ('withdrawn', 'merged', 'redacted'))
"""


def last_taken_back() -> int:
    """The Revision of the last withdrawal, merger or redaction that this process knows of."""
    return _known.taken_back


def forget_numbers() -> None:
    """Read the numbers anew: something was published in this process."""
    _known.read_at = float("-inf")


def entry_line(public_id: str) -> tuple[tuple | None, bool]:
    """(kind, status, touched, slug) of an Entry or None, and whether it may be stale.

    While the portal's number stands still, so does every Entry: then it costs no query.
    """
    if not may_be_id(public_id):
        return None, False
    if settings.NUMBER_MAX_AGE:
        number = portal_number()
        touched = _known.touched
        if public_id in touched:
            return touched[public_id], number.stale
    try:
        line = Entry.objects.filter(public_id=public_id).values_list(*LINE).first()
    except DatabaseError as error:
        raise Unreadable from error
    if settings.NUMBER_MAX_AGE and line and len(touched) < MOST_LINES:
        touched[public_id] = line
    return line, False


LINE = ("kind", "status", "touched", "slug")
MOST_LINES = 20_000


def forget_all() -> None:
    """Know nothing: another database stands behind the connection."""
    _known.seq, _known.taken_back, _known.read_at, _known.touched = -1, 0, float("-inf"), {}
