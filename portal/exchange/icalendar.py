"""iCalendar (RFC 5545): events as calendars read them."""

import datetime
import re
from dataclasses import dataclass

from django.conf import settings

from portal.exchange.addresses import absolute
from portal.exchange.linked_data import modified

MEDIA_TYPE = "text/calendar; charset=utf-8"
LONGEST = 75  # octets of a line, its end not counted
SPECIAL = re.compile(r"[\\;,]")


@dataclass(frozen=True)
class CalendarEvent:
    """Something on given days, or at given times.

    `start` and `end` are both dates (then the end is the day after the last one), or both moments:
    without a zone they are local to wherever it is held. `url` is an address within the site.
    """

    uid: str
    summary: str
    start: datetime.date
    end: datetime.date
    description: str = ""
    location: str = ""
    url: str = ""
    is_cancelled: bool = False


def calendar(name: str, language: str, events: list[tuple[dict, CalendarEvent]]) -> str:
    """A calendar of events, each with the public record that it belongs to."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{escaped(settings.SITE_NAME)}//{settings.SITE_HOST}//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME;LANGUAGE={language}:{escaped(name)}",
    ]
    for record, event in events:
        lines += _event(record, event)
    return "".join(folded(line) for line in [*lines, "END:VCALENDAR"])


def _event(record: dict, event: CalendarEvent) -> list[str]:
    spoken = f";LANGUAGE={record['language']['served']}"
    lines = [
        "BEGIN:VEVENT",
        f"UID:{event.uid}@{settings.SITE_HOST}",
        f"DTSTAMP:{_stamp(datetime.datetime.fromisoformat(modified(record)))}",
        f"SEQUENCE:{record['version']}",
        f"DTSTART{_when(event.start)}",
        f"DTEND{_when(event.end)}",
        f"SUMMARY{spoken}:{escaped(event.summary)}",
    ]
    if event.description:
        lines.append(f"DESCRIPTION{spoken}:{escaped(event.description)}")
    if event.location:
        lines.append(f"LOCATION{spoken}:{escaped(event.location)}")
    if event.url:
        lines.append(f"URL:{absolute(event.url)}")
    return [*lines, f"STATUS:{'CANCELLED' if event.is_cancelled else 'CONFIRMED'}", "END:VEVENT"]


def _when(moment: datetime.date) -> str:
    """The value of a start or end with its parameters. Moments of a known zone are given in UTC, which needs no zone."""
    if not isinstance(moment, datetime.datetime):
        return f";VALUE=DATE:{moment:%Y%m%d}"
    return f":{_stamp(moment)}" if moment.tzinfo else f":{moment:%Y%m%dT%H%M%S}"


def _stamp(moment: datetime.datetime) -> str:
    return f"{moment.astimezone(datetime.UTC):%Y%m%dT%H%M%SZ}"


def escaped(text: str) -> str:
    """A text as the value of a property."""
    return SPECIAL.sub(r"\\\g<0>", text).replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def folded(line: str) -> str:
    """A line with its end, continued on further ones that begin with a space; no character is cut."""
    pieces, piece, size = [], "", 0
    for char in line:
        octets = len(char.encode())
        if size + octets > LONGEST:
            pieces.append(piece)
            piece, size = " ", 1
        piece += char
        size += octets
    return "\r\n".join([*pieces, piece]) + "\r\n"
