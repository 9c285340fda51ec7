"""Calendars at their addresses."""

import pytest

from conferences.models import Session
from portal.publishing.record import State
from portal.publishing.review import transition


def test_a_conference_and_all_of_them_have_a_calendar(make, client):
    conference = make.live("conference", title_th="การประชุมใหญ่", summary_th="ก" * 200)
    for address in (f"/conferences/{conference.pk}.ics?lang=th", "/conferences.ics?lang=th"):
        response = client.get(address)
        assert (response.status_code, response["Content-Type"]) == (200, "text/calendar; charset=utf-8")
        assert (response["Content-Language"], response["Cross-Origin-Resource-Policy"]) == (
            "th",
            "cross-origin",
        )
        text = response.content.decode()
        assert "SUMMARY;LANGUAGE=th:การประชุมใหญ่\r\n" in text
        assert all(len(line) <= 75 for line in response.content.split(b"\r\n"))


def test_a_calendar_falls_back_like_its_page(make, client):
    conference = make.live("conference")
    response = client.get(f"/conferences/{conference.pk}.ics?lang=lo")
    assert (response["Content-Language"], response.content.count(b"LANGUAGE=en")) == ("en", 2)


def test_a_session_with_times_is_in_it_once_it_is_published(make, client):
    conference = make.live("conference", timezone="Asia/Bangkok")
    times = {"day": "2021-11-15", "starts_at": "09:00", "ends_at": "10:30"}
    Session(record=conference, kind="panel", title_en="Secret panel", title_th="เสวนา", **times).save()
    make.kept(conference)
    addresses = (f"/conferences/{conference.pk}.ics", "/conferences.ics")
    assert [b"Secret panel" in client.get(address).content for address in addresses] == [False, False]
    make.published(conference)
    for address in addresses:
        text = client.get(address).content.decode()
        assert "DTSTART:20211115T020000Z" in text
        assert "Secret panel" in text


def test_a_calendar_of_a_list_has_its_filters(make, client):
    make.live("conference", mode="online")
    make.live("conference", mode="in_person")
    assert client.get("/conferences.ics").content.count(b"BEGIN:VEVENT") == 2
    assert client.get("/conferences.ics?mode=online").content.count(b"BEGIN:VEVENT") == 1


def test_what_is_not_public_has_none(make, client):
    draft, gone, heir = make.conference(), make.live("conference"), make.live("case-study")
    make.withdrawn(gone)
    assert client.get(f"/conferences/{draft.pk}.ics").status_code == 404
    assert client.get(f"/conferences/{gone.pk}.ics").status_code == 410
    assert client.get(f"/conferences/{heir.pk}.ics").status_code == 404
    assert client.get(f"/case-studies/{heir.pk}.ics").status_code == 404
    assert client.get("/case-studies.ics").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["lang=xx", "lang=en&lang=th", "mode=%00", "nonsense=1"])
def test_what_cannot_be_is_refused(client, query):
    assert client.get(f"/conferences.ics?{query}").status_code == 400


@pytest.mark.parametrize("rows", [1, 3])
def test_a_calendar_is_two_statements_and_then_one(make, statements, caught_up, rows):
    for _number in range(rows):
        conference = make.live("conference")
    caught_up()
    for address in ("/conferences.ics", f"/conferences/{conference.pk}.ics"):
        etag = statements(2, address)["ETag"]
        assert statements(1, address, if_none_match=etag).status_code == 304


def test_what_was_merged_leads_to_its_survivor_with_the_query(make, client):
    old, heir = make.live("conference"), make.live("conference")
    transition(old, to=State.MERGED, by=make.secretary, note="The same.", into=heir.pk)
    response = client.get(f"/conferences/{old.pk}.ics?lang=th")
    assert (response.status_code, response["Location"]) == (308, f"/conferences/{heir.pk}.ics?lang=th")
