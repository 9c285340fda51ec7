"""When the worker makes a cut: nightly, after many changes, and at once when something was taken back."""

import logging
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import OperationalError
from django.utils import timezone

from portal.bulk import lease
from portal.bulk.cuts import Cut, Cuts
from portal.bulk.export import TakenBack, export
from portal.publishing.numbers import read_numbers

log = logging.getLogger(__name__)
# Between two cuts because of changes, however many there are; also before what failed is tried again.
PAUSE = timedelta(minutes=10)


def is_due(cut: Cut | None, seq: int, taken_back: int, now: datetime) -> bool:
    """Whether a new cut has to be made: `cut` is the one that is read, the others what the database holds now."""
    if cut is None:
        return seq > 0
    if taken_back > cut.taken_back:
        return True
    if seq == cut.seq:
        return False
    is_older = cut.created_at.astimezone(UTC).date() < now.astimezone(UTC).date()
    return is_older or (seq - cut.seq >= settings.BULK_EVERY and now - cut.created_at >= PAUSE)


class Follower:
    """What a worker knows between two looks: the storage is asked once a minute, and whenever a number has changed."""

    def __init__(self):
        self._seen: tuple | None = None

    def look(self, now: datetime | None = None) -> int:
        """Make a cut if one is due; how many were made. Raises OperationalError; what else fails is logged."""
        if not settings.BULK_EVERY:
            return 0
        now = now or timezone.now()
        number, taken_back = read_numbers()
        seen = (number.value, taken_back, now.replace(second=0, microsecond=0))
        if seen == self._seen:
            return 0
        self._seen = seen
        try:
            return self._follow(number.value, taken_back, now)
        except OperationalError:
            raise
        except Exception:  # whatever a storage raises: the worker has other things to do
            log.exception("No cut of the bulk files could be made")
            return 0

    def _follow(self, seq: int, taken_back: int, now: datetime) -> int:
        cuts = Cuts()
        pointer = cuts.pointer()
        if pointer and taken_back > pointer.cut.taken_back:
            cuts.remove_taken_back(taken_back)
        if not is_due(pointer and pointer.cut, seq, taken_back, now) or not lease.take(now):
            return 0
        free_at = now + PAUSE
        try:
            cut = export(now, cuts)
            free_at = now
        except TakenBack:
            free_at = now  # the numbers are others: the next look makes another one
            raise
        finally:
            lease.release(free_at)
        log.info("Cut %s: %d files", cut.name, len(cut.files))
        return 1
