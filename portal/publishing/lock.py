"""The portal-wide change number, and the lock under which it is taken."""

from django.db import connection
from django.db.models import Max

from portal.publishing.tables import Entry

KEY = 0x53414C41  # "SALA": any number that nothing else in this database locks


def take_lock() -> None:
    """Wait until nobody else publishes; held until the transaction ends.

    The number is then read as `max(seq) + 1`, so it becomes visible in commit order: a reader who
    has seen 41 will never find a 40 later. PostgreSQL takes an advisory lock (READ COMMITTED: the
    read after it sees what the previous holder committed); on SQLite the transaction itself began
    with the write lock (`transaction_mode=IMMEDIATE`).
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [KEY])


def current_seq() -> int:
    """The last change number taken; 0 before the first."""
    return Entry.objects.aggregate(last=Max("seq"))["last"] or 0
