"""The bounds of ranges as they are written in addresses: dates as precise as they are known, times, numbers."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime

from django.utils.translation import gettext_lazy as _

from portal.publishing.publication import Values

TIME = "time"  # also takes a time of the day; a date means its start, in UTC
DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
FIRST = re.compile("(?:-01){1,2}$")  # the beginning of a year or month
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)", re.ASCII)
NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,4})?", re.ASCII)


def _date(text: str) -> str | None:
    """As dates are stored that are known no better: in their order 2021 stands before 2021-01-01, which is no later."""
    return FIRST.sub("", text) if _day(text) else None


def _day(text: str) -> date | None:
    """The first day of a year, month or day; None if there is no such."""
    match = DATE.fullmatch(text)
    try:
        return match and date(*(int(part or 1) for part in match.groups()))
    except ValueError:
        return None


def _time(text: str) -> datetime | None:
    if day := _day(text):
        return datetime(day.year, day.month, day.day, tzinfo=UTC)
    try:
        return datetime.fromisoformat(text).astimezone(UTC) if MOMENT.fullmatch(text) else None
    except (ValueError, OverflowError):
        return None


def _number(text: str) -> float | None:
    return float(text) if NUMBER.fullmatch(text) else None


# What reads a bound, None if it cannot be one; and what is told then.
READERS: dict[Values | str, tuple[Callable[[str], object], object]] = {
    Values.DATE: (_date, _("A date as 2021, 2021-11 or 2021-11-15.")),
    Values.NUMBER: (_number, _("A number as 100000 or 99.9.")),
    TIME: (_time, _("A date as 2021-11-15 or a time as 2021-11-15T09:00:00Z.")),
}
