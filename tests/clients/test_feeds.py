"""Feeds, calendars and site maps, as their readers read them."""

import datetime

import pytest


@pytest.mark.parametrize("language", ["en", "th"])
@pytest.mark.parametrize("path", ["case-studies", "conferences"])
def test_a_feed_tells_what_was_published_last(programs, served, get, path, language):
    feed = programs.read("feed", f"{served}/feeds/{path}.atom?lang={language}")
    assert (feed["status"], feed["fault"], feed["version"]) == (200, None, "atom10")
    assert feed["language"] == language
    page = get(f"/api/v1/{path}?lang={language}&limit=50")
    assert page["next"] is None  # else which of them were published last would have to be asked
    assert sorted((entry["id"], entry["title"], entry["language"]) for entry in feed["entries"]) == sorted(
        (f"{served}/{path}/{record['id']}", record["title"], record["language"]["served"])
        for record in page["results"]
    )


def test_the_feed_of_everything_is_sound(programs, served):
    feed = programs.read("feed", f"{served}/feeds/changes.atom")
    assert (feed["status"], feed["fault"], len(feed["entries"])) == (200, None, 50)


def test_a_calendar_has_each_conference_on_its_days(programs, served, get):
    calendar = programs.read("calendar_events", f"{served}/conferences.ics")
    conferences = get("/api/v1/conferences?limit=100")["results"]
    day = datetime.timedelta(days=1)
    assert calendar["faults"] == []
    # A conference's name says little without its theme.
    assert [event["summary"] for event in calendar["events"]] == [
        ": ".join(filter(None, (record["title"], record["theme"]))) for record in conferences
    ]
    assert [(event["starts"], event["ends"]) for event in calendar["events"]] == [
        (record["starts_on"], (datetime.date.fromisoformat(record["ends_on"]) + day).isoformat())
        for record in conferences
    ]
    one = programs.read("calendar_events", f"{served}/conferences/{conferences[0]['id']}.ics")
    assert calendar["events"][0] in one["events"]


def test_site_maps_name_every_record_and_every_translation_is_returned(programs, served, get):
    said = programs.read("site_map", served)
    assert (said["undated"], said["not returned"]) == ([], [])
    assert len(said["pages"]) == len(set(said["pages"]))
    for path in ("case-studies", "conferences", "countries"):
        page = get(f"/api/v1/{path}?lang=en&limit=100")
        missing = {record["html_url"] for record in page["results"]} - set(said["pages"])
        assert missing == set()
