"""Invariant 2: a live record being edited shows its published text everywhere until it is published again."""

import pytest

from tests.contracts.surfaces import api, page, readings
from tests.making import KINDS, rename

DRAFT = "Quokkadraft"


@pytest.mark.parametrize("kind", KINDS)
def test_edit_stays_private_until_published(make, kind):
    record = make.live(kind)
    make.kept(rename(record, DRAFT))
    assert [address for address, text in readings(record.pk, kind) if DRAFT in text] == []
    make.published(record)
    shown = {address.split("?")[0] for address, text in readings(record.pk, kind) if DRAFT in text}
    path = make.paths[kind]
    assert {f"/api/v1/{path}/{record.pk}", f"/api/v1/{path}", f"/en/{path}"} <= shown
    assert DRAFT in page(kind, record.pk)[1]


def test_neighbour_published_meanwhile_does_not_publish_the_draft(make):
    agency = make.live("agency", name_en="Old name")
    case = make.live("case-study", lead_agency=agency)
    make.kept(rename(case, DRAFT))
    make.published(make.kept(rename(agency, "New name")))
    assert DRAFT not in page("case-study", case.pk)[1]
    assert "New name" in page("case-study", case.pk)[1]
    _status, body = api("case-study", case.pk)
    assert [agency["name"] for agency in body["agencies"]] == ["New name"]
    assert body["title"] != DRAFT
    assert case.has_unpublished_changes()


def test_publishing_moves_page_api_and_every_list_that_names_it_in_one_step(make, client):
    case = make.live("case-study")
    conference = make.live("conference", cases=[case])
    make.published(make.kept(rename(case, "Renamed case")))
    addresses = (
        "/en/case-studies",
        "/api/v1/case-studies",
        f"/api/v1/conferences/{conference.pk}",
        f"/en/countries/{case.country_id}",
    )
    missing = [
        address
        for address in addresses
        if "Renamed case" not in client.get(address, follow=True).content.decode()
    ]
    assert missing == []
    assert "Renamed case" in page("conference", conference.pk)[1]


def test_conference_is_named_by_the_cases_it_presents_and_no_longer_once_withdrawn(make):
    case = make.live("case-study")
    conference = make.live("conference", cases=[case], title_en="The meeting")
    assert [item["name"] for item in api("case-study", case.pk)[1]["presented_at"]] == ["The meeting"]
    make.withdrawn(conference)
    assert api("case-study", case.pk)[1]["presented_at"] == []


def test_undo_publishes_an_older_revision(make):
    case = make.live("case-study", title_en="First title")
    first = case.entry().revision
    make.published(make.kept(rename(case, "Second title")))
    assert api("case-study", case.pk)[1]["title"] == "Second title"
    case.refresh_from_db()
    make.published(case, revision=first)
    assert api("case-study", case.pk)[1]["title"] == "First title"
    assert case.has_unpublished_changes()  # the rows still say what came after
