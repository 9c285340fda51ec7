"""Invariant 1: a draft, a submitted change and a withdrawn record never appear, anywhere."""

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client

from knowledge.models import Attachment
from portal.languages.translation import Translation
from portal.publishing.files import store
from portal.publishing.record import State
from portal.publishing.redaction import redact
from portal.publishing.review import transition
from tests.contracts.surfaces import GUESSES, SECRETS, found, leaks, plant, readings, searches
from tests.making import KINDS, rename

TOLD = [*SECRETS.values(), GUESSES[0]]


def _finds() -> list[str]:
    """What of the secrets, and a misspelt one of them, finds anything."""
    return [text for text in TOLD if found(text)]


def test_every_publication_is_tested(make):
    assert sorted(make.kinds()) == sorted(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_published_text_is_found_by_the_surfaces(make, kind):
    record = make.published(make.kept(plant(make.draft(kind))))
    told = leaks(record.pk, kind)
    assert f"/en/{make.paths[kind]}" in told
    for address in searches():
        if address.startswith(("/api/v1/search", "/api/v1/suggestions", "/th/library")):
            # A suggestion is made of what is typed so far, not of what may be meant.
            assert (address in told) == ("suggestions" not in address or GUESSES[0] not in address), address
    assert _finds() == TOLD
    path = make.paths[kind]
    assert {"search", path, "suggestions", "library"} == found(SECRETS["th"], path).keys()


@pytest.mark.parametrize("kind", KINDS)
def test_draft_is_nowhere(make, kind):
    record = make.kept(plant(make.draft(kind)))
    assert (leaks(record.pk, kind), _finds()) == ([], [])


@pytest.mark.parametrize("kind", KINDS)
def test_submitted_change_of_a_live_record_is_nowhere(make, kind):
    record = make.live(kind)
    make.kept(plant(record))
    record.refresh_from_db()
    transition(record, to=State.SUBMITTED, by=make.secretary)
    assert (leaks(record.pk, kind), _finds()) == ([], [])


@pytest.mark.parametrize("kind", KINDS)
def test_withdrawn_record_is_nowhere_within_the_transaction_that_withdraws_it(make, kind):
    record = make.published(make.kept(plant(make.draft(kind))))
    assert leaks(record.pk, kind)
    with transaction.atomic():
        transition(record, to=State.WITHDRAWN, by=make.secretary, note="No longer true.")
        assert (leaks(record.pk, kind), _finds()) == ([], [])
    assert (leaks(record.pk, kind), _finds()) == ([], [])


@pytest.mark.parametrize("kind", KINDS)
def test_withdrawn_address_says_gone_for_ever(make, kind, client):
    record = make.live(kind)
    transition(record, to=State.WITHDRAWN, by=make.secretary, note="No longer true.")
    texts = dict(readings(record.pk, kind))
    own = [text.split("\n")[0] for address, text in texts.items() if record.pk in address.split("?")[0]]
    calendar = ["410"] if kind == "conference" else []
    assert own == ["410", "410", "410", "302", "410", "410", "410", "410", "410", *calendar]
    assert record.entry().status == "gone"


@pytest.mark.parametrize("kind", ["topic", "agency", "case-study", "conference"])
def test_a_merged_records_names_are_nowhere(make, kind):
    record, heir = make.published(make.kept(plant(make.draft(kind)))), make.live(kind)
    cites = {"topic": "themes", "agency": "agencies"}.get(kind)
    citing = make.live(
        "conference" if kind == "agency" else "case-study", **({cites: [record]} if cites else {})
    )
    assert _finds() == TOLD
    with transaction.atomic():
        transition(record, to=State.MERGED, by=make.secretary, note="The same.", into=heir.pk)
        assert (leaks(record.pk, kind), _finds()) == ([], [])
    name = getattr(heir, f"{heir.name_field}_th")
    assert not cites or citing.pk in [hit["id"] for hit in _search(f'"{name}"')]


def test_draft_agency_is_not_named_by_the_agency_that_cites_it(make):
    parent = make.kept(plant(make.agency()))
    agency = make.live("agency", parent=parent)
    assert (leaks(agency.pk, "agency"), _finds()) == ([], [])
    make.published(parent)
    assert f"/api/v1/agencies/{agency.pk}" in leaks(agency.pk, "agency")
    assert agency.pk in [hit["id"] for hit in _search(SECRETS["my"])]


def test_withdrawn_person_is_named_nowhere_but_the_appearance_stays(make):
    person = make.published(make.kept(plant(make.person())))
    conference = make.published(make.conference(people=[person]))
    assert f"/api/v1/conferences/{conference.pk}" in leaks(conference.pk, "conference")
    assert conference.pk in [hit["id"] for hit in _search(SECRETS["th"])]
    with transaction.atomic():
        transition(person, to=State.WITHDRAWN, by=make.secretary, note="Consent withdrawn.")
        assert (leaks(conference.pk, "conference"), _finds()) == ([], [])
    texts = dict(readings(conference.pk, "conference"))
    assert '"name":null,"appearance":' in texts[f"/api/v1/conferences/{conference.pk}"]
    assert "Director" in texts[f"/api/v1/conferences/{conference.pk}"]


def test_the_neighbour_published_meanwhile_makes_no_draft_findable(make):
    agency = make.live("agency")
    case = make.live("case-study", lead_agency=agency, themes=[make.kept(plant(make.topic()))])
    make.kept(plant(case))
    make.published(make.kept(rename(agency, "Renamed agency")))
    assert case.pk in [hit["id"] for hit in _search("Renamed agency")]
    assert (leaks(case.pk, "case-study"), _finds()) == ([], [])


def test_a_part_that_was_removed_is_found_no_more(make):
    conference = make.conference()
    session = conference.sessions.get()
    for language, secret in SECRETS.items():
        setattr(session, f"title_{language}", secret)
    session.save()
    assert _finds() == []
    make.published(make.kept(conference))
    assert {"sessions", "conferences", "suggestions"} <= found(
        SECRETS["th"], "sessions", "conferences"
    ).keys()
    session.delete()
    make.kept(conference)
    assert "sessions" in found(SECRETS["th"], "sessions")  # until it is published without
    with transaction.atomic():
        make.published(conference)
        told = leaks(conference.pk, "conference")
        assert ([address for address in told if "/history/" not in address], _finds()) == ([], [])
    assert told  # an older version is still an older version: what must go from there has to be redacted


def test_an_edition_taken_down_is_found_no_more(make):
    topic = make.topic(source_language="en", name_th=SECRETS["th"])
    case = make.live("case-study", themes=[make.published(topic)])
    assert case.pk in [hit["id"] for hit in _search(SECRETS["th"])]
    Translation.objects.filter(record_id=topic.pk, language="th").update(taken_down=True)
    topic.definition_en = "A definition."
    topic.save()
    make.published(make.kept(topic))
    assert (found(SECRETS["th"]), found(GUESSES[2]), leaks(case.pk, "case-study")) == ({}, {}, [])


def test_what_was_redacted_is_found_no_more(make):
    case = make.live("case-study", title_en=f"{SECRETS['en']} of parcels")
    assert {"search", "library", "suggestions"} == found(SECRETS["en"]).keys()
    redact(case, SECRETS["en"], by=make.secretary, reason="A mistake.")
    assert (found(SECRETS["en"]), found(GUESSES[0]), leaks(case.pk, "case-study")) == ({}, {}, [])
    assert {"search", "library", "suggestions"} == found("parcels").keys()


def test_the_text_of_a_drafts_file_is_found_only_while_it_is_published(make, settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}},
    }
    stored = store(" ".join(SECRETS.values()).encode(), "report.txt")
    case = make.case_study()
    titles = {"title_en": "Report", "title_th": "รายงาน"}
    Attachment(record=case, kind="report", file_sha256=stored.sha256, **titles).save()
    make.kept(case)
    call_command("worker", "--once")
    assert (leaks(case.pk, "case-study"), _finds()) == ([], [])
    make.published(case)
    assert [hit["id"] for hit in _search(SECRETS["th"])] == [case.pk]
    assert {"search", "library"} == found(SECRETS["my"]).keys()
    with transaction.atomic():
        make.withdrawn(case)
        assert (leaks(case.pk, "case-study"), _finds()) == ([], [])


def test_counts_and_facets_do_not_tell_of_drafts(make, client):
    country = make.live("country")
    make.live("case-study", country=country)
    make.case_study(country=country)
    answer = client.get("/api/v1/case-studies?facets=country,language").json()
    assert answer["count"] == 1
    assert [bucket["count"] for bucket in answer["facets"]["country"]["buckets"]] == [1]
    searched = client.get("/api/v1/search?q=case&type=case-study&facets=country,type").json()
    assert searched["count"] == 1
    assert [bucket["count"] for bucket in searched["facets"]["country"]["buckets"]] == [1]


def _search(text: str) -> list[dict]:
    return Client().get("/api/v1/search", {"q": text}).json()["results"]
