"""What was taken back is taken back everywhere: names of parts, of merged records, of editions taken down."""

import pytest

from knowledge.models import Lesson
from portal.accounts.models import Role
from portal.languages.translation import Translation
from portal.publishing.checking import differences, live_records
from portal.publishing.publish import StillNeeded
from portal.publishing.record import State
from portal.publishing.redaction import redact
from portal.publishing.review import NotAllowed, transition
from tests.contracts.surfaces import api, found, page
from tests.making import rename


@pytest.fixture
def session_named_by_a_lesson(make):
    """A conference with the session “Zanzibar talk”, and a case whose lesson was said in it."""
    conference = make.conference()
    session = conference.sessions.get()
    session.title_en = "Zanzibar talk"
    session.save()
    make.published(make.kept(conference))
    case = make.case_study(lessons=0)
    Lesson(record=case, text_en="A", text_th="ก", said_at=session.pk).save()
    make.published(make.kept(case))
    return conference, session, case


def _told(case) -> tuple:
    assert [line for entry in live_records() for line in differences(entry)] == []
    said = api("case-study", case.pk)[1]["lessons"][0]["said_at"]
    return said and said["name"]


def test_a_new_name_of_a_part_reaches_those_that_name_it(make, session_named_by_a_lesson):
    conference, session, case = session_named_by_a_lesson
    assert _told(case) == "Zanzibar talk"
    session.title_en = "Renamed talk"
    session.save()
    make.published(make.kept(conference))
    assert _told(case) == "Renamed talk"


def test_a_part_is_named_by_nobody_once_it_is_gone(make, session_named_by_a_lesson):
    conference, session, case = session_named_by_a_lesson
    session.delete()
    make.published(make.kept(conference))
    assert _told(case) is None


def test_a_withdrawn_records_parts_are_named_by_nobody(make, session_named_by_a_lesson):
    conference, _session, case = session_named_by_a_lesson
    make.withdrawn(conference)
    assert _told(case) is None
    assert found("Zanzibar", "sessions") == {}


def test_a_redacted_name_of_a_part_is_shown_by_nobody(make, session_named_by_a_lesson):
    conference, _session, case = session_named_by_a_lesson
    assert found("Zanzibar", "sessions").keys() == {"search", "sessions", "suggestions", "library"}
    redact(conference, "Zanzibar", by=make.secretary, reason="A mistake.")
    assert _told(case) == "█████ talk"
    assert found("Zanzibar", "sessions") == found("Zanzibra", "sessions") == {}


def test_a_part_is_read_on_its_records_page(make, session_named_by_a_lesson, client):
    conference, session, case = session_named_by_a_lesson
    address = api("case-study", case.pk)[1]["lessons"][0]["said_at"]["html_url"]
    assert address.endswith(f"/en/conferences/{conference.pk}/{conference.slug}#{session.pk}")


def test_the_name_of_an_edition_taken_down_is_shown_nowhere(make):
    topic = make.topic(name_en="Bad English", source_language="th")
    case = make.live("case-study", themes=[make.published(topic)])
    Translation.objects.filter(record_id=topic.pk, language="en").update(taken_down=True)
    topic.definition_th = "คำอธิบาย"
    topic.save()
    make.published(make.kept(topic))
    assert "Bad English" not in str(api("case-study", case.pk))
    assert "Bad English" not in page("topic", topic.pk)[1]


def test_what_stands_for_a_merged_record_is_needed_like_it(make):
    agency, heir = make.live("agency"), make.live("agency")
    case = make.live("case-study", lead_agency=agency)
    transition(agency, to=State.MERGED, by=make.secretary, note="Renamed.", into=heir.pk)
    with pytest.raises(StillNeeded, match=case.pk):
        make.withdrawn(heir)


def test_a_record_merged_into_a_withdrawn_one_is_gone(make, client):
    old, heir = make.live("topic"), make.live("topic")
    transition(old, to=State.MERGED, by=make.secretary, note="The same.", into=heir.pk)
    make.withdrawn(heir)
    assert client.get(f"/en/topics/{old.pk}").status_code == 410
    assert client.get(f"/api/v1/topics/{old.pk}").status_code == 410


def test_nobody_approves_their_own_agencys_text(make):
    case = make.case_study(owner="ag-own0000000")
    reviewer = make.user(Role.REVIEWER)
    reviewer.memberships.create(role=Role.CONTRIBUTOR, agency="ag-own0000000")
    transition(case, to=State.SUBMITTED, by=make.secretary)
    with pytest.raises(NotAllowed, match="own agency"):
        transition(case, to=State.PUBLISHED, by=reviewer)


def test_what_was_written_while_an_older_text_was_approved_has_its_author(make):
    case, writer, other = make.case_study(), make.user(Role.REVIEWER), make.user(Role.REVIEWER)
    transition(case, to=State.SUBMITTED, by=make.secretary)
    rename(case, "By the writer").keep(by=writer)
    transition(case, to=State.PUBLISHED, by=other)
    transition(case, to=State.SUBMITTED, by=make.secretary)
    with pytest.raises(NotAllowed, match="own text"):
        transition(case, to=State.PUBLISHED, by=writer)


def test_a_visitors_own_parameters_are_in_nobody_elses_page(make, client):
    for number in range(21):
        make.live("topic", name_en=f"Topic {number:02d}")
    client.get("/en/topics?fbclid=VISITORSECRET")
    html = client.get("/en/topics").content.decode()
    assert "cursor=" in html
    assert "VISITORSECRET" not in html
