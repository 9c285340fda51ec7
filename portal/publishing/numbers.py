"""The change numbers that key stored pages, read at most once a second per process.

When the database cannot be read, the last number known stands, and readers are told so.
"""

import threading
import time
from dataclasses import dataclass, field, replace

from django.conf import settings
from django.db import Error, connection

from portal.publishing.identity import may_be_id

MENU = "page"  # the kind whose records make the menu in the footer of every page


class Unreadable(Exception):
    """The database cannot be read, and nothing is known from before."""


@dataclass(frozen=True)
class Number:
    """A change number; `stale` when the database could not be asked.

    `menu` is the last change of the footer's menu. It was read in the same statement, and belongs to
    the key of every page whose own number can stand still meanwhile. `portal` is the portal's own.
    """

    value: int
    menu: int = 0
    stale: bool = False
    portal: int = 0

    def of_everything(self) -> "Number":
        """The number of a page that tells of more than one record and its neighbours."""
        return replace(self, value=self.portal)


@dataclass
class _Known:
    number: Number | None = None
    taken_back: int = 0  # the Revision of the last withdrawal, merger or redaction
    read_at: float = float("-inf")
    touched: dict[str, tuple] = field(
        default_factory=dict
    )  # public id -> what was read of the Entry at `number`


_known = _Known()
_lock = threading.Lock()


def portal_number() -> Number:
    """The portal's last change number."""
    now = time.monotonic()
    if now - _known.read_at < settings.NUMBER_MAX_AGE:
        return _known.number
    try:
        number, taken_back = read_numbers()
    except Error as error:
        if _known.number is None:
            raise Unreadable from error
        return replace(_known.number, stale=True)
    with _lock:
        if _known.number is None or number.value != _known.number.value:
            _known.touched = {}
        _known.number, _known.taken_back, _known.read_at = number, taken_back, now
    return number


def read_numbers() -> tuple[Number, int]:
    """The portal's and the menu's number, and when something was taken back last: looks into indexes, one statement.

    As the database has them now; the second is the Revision of that withdrawal, merger or redaction.
    """
    with connection.cursor() as cursor:
        cursor.execute(LAST_NUMBERS, [MENU])
        seq, menu, taken_back = (number or 0 for number in cursor.fetchone())
    return Number(seq, menu, portal=seq), taken_back


# `+ 0`: both engines would else walk down the index of all numbers until they met a page, however old it is,
# instead of looking at the few pages there are.
LAST_NUMBERS = """
    SELECT (SELECT MAX(seq) FROM portal_entry),
           (SELECT MAX(seq + 0) FROM portal_entry WHERE kind = %s),
           (SELECT MAX(id) FROM portal_revision WHERE event IN ('withdrawn', 'merged', 'redacted'))
"""


def last_taken_back() -> int:
    """The Revision of the last withdrawal, merger or redaction that this process knows of."""
    return _known.taken_back


def forget_numbers() -> None:
    """Read the numbers anew: something was published in this process."""
    _known.read_at = float("-inf")


def entry_line(public_id: str) -> tuple[tuple | None, Number]:
    """(kind, status, touched, slug) of an Entry or None, and the number of its page: `touched`, with the menu's.

    While the portal's number stands still, so does every Entry: then it costs no query.
    """
    if not may_be_id(public_id):
        return None, NOTHING
    if settings.NUMBER_MAX_AGE:
        number = portal_number()
        touched = _known.touched
        if line := touched.get(public_id):
            return line, replace(number, value=line[2])
    try:
        line, number = _read_line(public_id)
    except Error as error:
        raise Unreadable from error
    if settings.NUMBER_MAX_AGE and line and len(touched) < MOST_LINES:
        touched[public_id] = line
    return line, number


def _read_line(public_id: str) -> tuple[tuple | None, Number]:
    with connection.cursor() as cursor:
        cursor.execute(LINE, [MENU, public_id])
        row = cursor.fetchone()
    if row is None:
        return None, NOTHING
    *line, menu, seq = row
    return tuple(line), Number(line[2], menu or 0, portal=seq)


LINE = """
    SELECT kind, status, touched, slug, (SELECT MAX(seq + 0) FROM portal_entry WHERE kind = %s),
           (SELECT MAX(seq) FROM portal_entry)
    FROM portal_entry WHERE public_id = %s
"""
MOST_LINES = 20_000
NOTHING = Number(0)


def forget_all() -> None:
    """Know nothing: another database stands behind the connection."""
    _known.number, _known.taken_back, _known.read_at, _known.touched = None, 0, float("-inf"), {}
