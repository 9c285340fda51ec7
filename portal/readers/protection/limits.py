"""How much may be sent, and by whom it was: counted in a table for the day, and forgotten the next."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from portal.publishing.outbox import enqueue, handles
from portal.readers.protection.tables import DaySalt, Tally

FORGET_DAY = "readers-forget-day"
SALT_BYTES = 32
ONCE = "once"


@dataclass(frozen=True)
class Limit:
    """At most `most` within each hour or day (UTC)."""

    scope: str
    most: int
    span: timedelta

    def begins(self, now: datetime) -> datetime:
        """The beginning of the hour or day that `now` is in."""
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        return midnight + (now - midnight) // self.span * self.span


# An office or a mobile network may stand behind one IPv4 address: enough for several people, too little for a flood.
VISITOR_LIMITS = (
    Limit("visitor-hour", 20, timedelta(hours=1)),
    Limit("visitor-day", 60, timedelta(days=1)),
)
RECORD_MOST = 200


class TooMany(Exception):
    """A limit is reached. `seconds` until more may be sent."""

    def __init__(self, seconds: int):
        super().__init__(seconds)
        self.seconds = seconds


def record_limit(way: str) -> Limit:
    """What all visitors together send about a record a day. Each way has its own: presses shut no correction out."""
    return Limit(f"{way}-day", RECORD_MOST, timedelta(days=1))


@transaction.atomic
def count_in(network: str, record_id: str, way: str) -> None:
    """Count something that a visitor sends about a record in a way. Raises TooMany, and then counts nothing."""
    now = timezone.now()
    visitor = _visitor(network, now.date())
    _raise(record_limit(way), record_id, now)
    for limit in VISITOR_LIMITS:
        _raise(limit, visitor, now)


@transaction.atomic
def is_first_today(network: str, *what: str) -> bool:
    """Whether the visitor does this for the first time today; asking counts as doing."""
    day = timezone.now().date()
    _tally, is_new = Tally.objects.get_or_create(
        scope=ONCE, subject=_visitor(network, day, *what), begins=_midnight(day)
    )
    return is_new


@transaction.atomic
def forget_before(day: date) -> None:
    """Delete salts and counts of the days before: from then on nobody can tell who sent something."""
    DaySalt.objects.filter(day__lt=day).delete()
    Tally.objects.filter(begins__lt=_midnight(day)).delete()


@handles(FORGET_DAY)
def _forget_day(payload: dict) -> None:
    forget_before(date.fromisoformat(payload["before"]))


def _visitor(network: str, day: date, *what: str) -> str:
    """A hash of the network, and of what is done, that nobody can make without the day's salt."""
    return hmac.new(_salt(day), "\n".join((network, *what)).encode(), hashlib.sha256).hexdigest()


def _salt(day: date) -> bytes:
    """The day's salt. Its first use deletes what is left of the days before; the worker does it if nobody comes."""
    row, is_new = DaySalt.objects.get_or_create(day=day, defaults={"salt": secrets.token_bytes(SALT_BYTES)})
    if is_new:
        forget_before(day)
        next_day = day + timedelta(days=1)
        enqueue(FORGET_DAY, {"before": next_day.isoformat()}, not_before=_midnight(next_day))
    return bytes(row.salt)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=timezone.get_current_timezone())


def _raise(limit: Limit, subject: str, now: datetime) -> None:
    begins = limit.begins(now)
    tally, _is_new = Tally.objects.get_or_create(scope=limit.scope, subject=subject, begins=begins)
    Tally.objects.filter(pk=tally.pk).update(number=F("number") + 1)  # whoever counts meanwhile waits here
    tally.refresh_from_db(fields=["number"])
    if tally.number > limit.most:
        raise TooMany(int((begins + limit.span - now).total_seconds()) + 1)
