"""Invariant 1: a draft, a submitted change and a withdrawn record never appear, anywhere."""

import pytest

from portal.publishing.record import State
from portal.publishing.review import transition
from tests.contracts.surfaces import readings
from tests.making import KINDS, rename

SECRET = "Zanzibarsecret"


def test_every_publication_is_tested(make):
    assert sorted(make.kinds()) == sorted(KINDS)


def _leaks(public_id: str = "", kind: str = "", secret: str = SECRET) -> list[str]:
    return [address for address, text in readings(public_id, kind) if secret in text]


@pytest.mark.parametrize("kind", KINDS)
def test_published_text_is_found_by_the_surfaces(make, kind):
    record = rename(make.draft(kind), SECRET)
    make.published(make.kept(record))
    assert _leaks(record.pk, kind)


@pytest.mark.parametrize("kind", KINDS)
def test_draft_is_nowhere(make, kind):
    record = make.kept(rename(make.draft(kind), SECRET))
    assert _leaks(record.pk, kind) == []


@pytest.mark.parametrize("kind", KINDS)
def test_submitted_change_of_a_live_record_is_nowhere(make, kind):
    record = make.live(kind)
    make.kept(rename(record, SECRET))
    record.refresh_from_db()
    transition(record, to=State.SUBMITTED, by=make.secretary)
    assert _leaks(record.pk, kind) == []


@pytest.mark.parametrize("kind", KINDS)
def test_withdrawn_record_is_nowhere(make, kind):
    record = make.published(make.kept(rename(make.draft(kind), SECRET)))
    transition(record, to=State.WITHDRAWN, by=make.secretary, note="No longer true.")
    assert _leaks(record.pk, kind) == []


@pytest.mark.parametrize("kind", KINDS)
def test_withdrawn_address_says_gone_for_ever(make, kind, client):
    record = make.live(kind)
    transition(record, to=State.WITHDRAWN, by=make.secretary, note="No longer true.")
    texts = dict(readings(record.pk, kind))
    own = [text.split("\n")[0] for address, text in texts.items() if record.pk in address.split("?")[0]]
    assert own == ["410", "410", "410", "302"]
    assert record.entry().status == "gone"


def test_draft_agency_is_not_named_by_the_agency_that_cites_it(make):
    parent = make.kept(rename(make.agency(), SECRET))
    agency = make.live("agency", parent=parent)
    assert _leaks(agency.pk, "agency") == []
    make.published(parent)
    assert f"/api/v1/agencies/{agency.pk}" in _leaks(agency.pk, "agency")


def test_withdrawn_person_is_named_nowhere_but_the_appearance_stays(make):
    person = make.published(make.kept(rename(make.person(), SECRET)))
    conference = make.published(make.conference(people=[person]))
    assert f"/api/v1/conferences/{conference.pk}" in _leaks(conference.pk, "conference")
    transition(person, to=State.WITHDRAWN, by=make.secretary, note="Consent withdrawn.")
    assert _leaks(conference.pk, "conference") == []
    texts = dict(readings(conference.pk, "conference"))
    assert '"name":null,"appearance":' in texts[f"/api/v1/conferences/{conference.pk}"]
    assert "Director" in texts[f"/api/v1/conferences/{conference.pk}"]


def test_counts_and_facets_do_not_tell_of_drafts(make, client):
    country = make.live("country")
    make.live("case-study", country=country)
    make.case_study(country=country)
    answer = client.get("/api/v1/case-studies?facets=country,language").json()
    assert answer["count"] == 1
    assert [bucket["count"] for bucket in answer["facets"]["country"]["buckets"]] == [1]
