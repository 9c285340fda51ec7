"""One worker at a time makes a cut. A row among the jobs says until when; it is no job that anybody has to do."""

from datetime import datetime

from portal.bulk.cuts import LEASE
from portal.publishing.tables import Outbox

KEY = "bulk-export"


def take(now: datetime) -> bool:
    """Whether the caller is the one; it has to release it, or it runs out."""
    free = {"job": KEY, "state": Outbox.State.DONE, "next_at": now}
    Outbox.objects.get_or_create(dedupe_key=KEY, defaults=free)
    return bool(Outbox.objects.filter(dedupe_key=KEY, next_at__lte=now).update(next_at=now + LEASE))


def take_over(now: datetime) -> None:
    """Be the one, also instead of a worker that was killed."""
    taken = {"job": KEY, "state": Outbox.State.DONE, "next_at": now + LEASE}
    Outbox.objects.update_or_create(dedupe_key=KEY, defaults=taken)


def release(at: datetime) -> None:
    """Let the next one be made from this time on."""
    Outbox.objects.filter(dedupe_key=KEY).update(next_at=at)
