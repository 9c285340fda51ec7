"""iCalendar: lines that any calendar reads, and no time that nobody knows."""

import datetime

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from conferences.exchange import events
from portal.exchange.icalendar import calendar, escaped, folded
from tests.web.literal import conference

HOST = settings.SITE_HOST


def lines(shown: dict) -> list[str]:
    """The lines of a record's calendar, unfolded."""
    text = calendar("Conferences", "en", [(shown, event) for event in events(shown)])
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    return text.replace("\r\n ", "").split("\r\n")


def test_a_conference_is_whole_days_and_its_end_is_the_day_after():
    found = lines(conference())
    assert found[0] == "BEGIN:VCALENDAR"
    assert found[-2:] == ["END:VCALENDAR", ""]
    for line in (
        f"UID:cf-1@{HOST}",
        "DTSTAMP:20261126T080000Z",
        "SEQUENCE:2",
        "DTSTART;VALUE=DATE:20211115",
        "DTEND;VALUE=DATE:20211117",
        "SUMMARY;LANGUAGE=en:The 9th ASEAN Conference: Promoting Digital Activities in the Government Space",
        f"URL:{settings.SITE_URL}/en/conferences/cf-1/x",
        "STATUS:CONFIRMED",
    ):
        assert line in found
    assert found.count("BEGIN:VEVENT") == 1


@pytest.mark.parametrize(
    ("zone", "start", "end"),
    [
        ("Asia/Bangkok", "DTSTART:20211115T020000Z", "DTEND:20211115T033000Z"),
        (None, "DTSTART:20211115T090000", "DTEND:20211115T103000"),
    ],
)
def test_a_session_with_known_times_is_an_event_of_its_own(zone, start, end):
    session = {
        "id": "ss-1",
        "title": "Opening",
        "date": "2021-11-15",
        "room": "Hall; A",
        "status": "cancelled",
    }
    times = {"starts_at": "09:00:00", "ends_at": "10:30:00"}
    place = {"mode": "in_person", "city": "Bangkok", "venue": None}
    found = lines(conference(sessions=[session | times], timezone=zone, **place))
    assert found.count("BEGIN:VEVENT") == 2
    for line in (
        f"UID:ss-1@{HOST}",
        start,
        end,
        "STATUS:CANCELLED",
        "LOCATION;LANGUAGE=en:Hall\\; A\\, Bangkok",
    ):
        assert line in found


@pytest.mark.parametrize("missing", ["starts_at", "ends_at", "date"])
def test_a_session_without_a_beginning_or_an_end_is_no_event(missing):
    session = {
        "id": "ss-1",
        "date": "2021-11-15",
        "starts_at": "09:00:00",
        "ends_at": "10:00:00",
        missing: None,
    }
    assert lines(conference(sessions=[session])).count("BEGIN:VEVENT") == 1


def test_what_means_something_is_escaped():
    assert escaped("a\\b; c, d\r\ne\nf") == "a\\\\b\\; c\\, d\\ne\\nf"


@given(st.text(alphabet=st.characters(exclude_characters="\r\n", exclude_categories=["Cs"]), max_size=300))
def test_folded_lines_are_short_whole_and_unfold_to_what_they_were(line):
    pieces = folded(line).split("\r\n")
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert folded(line).replace("\r\n ", "").removesuffix("\r\n") == line


def test_a_conference_of_one_day_ends_the_next():
    whole = events(conference(ends_on=None, sessions=[]))[0]
    assert (whole.start, whole.end) == (datetime.date(2021, 11, 15), datetime.date(2021, 11, 16))
