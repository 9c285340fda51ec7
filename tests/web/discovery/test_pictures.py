"""Pictures at their addresses."""

import pytest
from django.conf import settings

from portal.exchange.weaving import woven
from portal.publishing.record import State
from portal.publishing.review import transition
from tests.making import KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_every_record_has_a_picture_and_its_page_names_it(make, client, kind):
    record = make.live(kind)
    response = client.get(f"/pictures/{record.pk}.png")
    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    html = client.get(f"/en/{make.paths[kind]}/{record.pk}", follow=True).content.decode()
    assert f'<meta property="og:image" content="{settings.SITE_URL}/pictures/{record.pk}.png">' in html


def test_a_picture_shows_the_code_and_counts_languages(make, client):
    country = make.live("country", id="TH")
    case = make.live("case-study", country=country)
    oecd = make.live("agency", acronym="OECD", country=country)
    assert client.get(f"/pictures/{case.pk}.png").content == woven("TH", 2, 10)
    assert client.get(f"/pictures/{oecd.pk}.png").content == woven("OECD", 2, 10)
    assert client.get("/pictures/sala.png").content == woven(settings.SITE_NAME.upper(), 10, 10)


@pytest.mark.parametrize(
    ("name", "sign"), [("Sala", "SALA"), ("A portal of governments", "◆"), ("ศาลา", "◆")]
)
def test_the_sites_picture_shows_its_name_if_it_can(client, settings, name, sign):
    settings.SITE_NAME = name
    assert client.get("/pictures/sala.png").content == woven(sign, 10, 10)


def test_what_is_not_public_has_none(make, client):
    draft, gone, old, heir = make.topic(), *(make.live("topic") for _number in range(3))
    make.withdrawn(gone)
    transition(old, to=State.MERGED, by=make.secretary, note="The same.", into=heir.pk)
    assert client.get(f"/pictures/{draft.pk}.png").status_code == 404
    assert client.get(f"/pictures/{gone.pk}.png").status_code == 410
    merged = client.get(f"/pictures/{old.pk}.png")
    assert (merged.status_code, merged["Location"]) == (308, f"/pictures/{heir.pk}.png")
    lesson = make.live("case-study").lessons.get()
    assert client.get(f"/pictures/{lesson.pk}.png").status_code == 404


def test_an_unpublished_acronym_is_not_woven(make, client):
    agency = make.live("agency", acronym="OLD")
    agency.acronym = "NEW"
    agency.save()
    make.kept(agency)
    assert client.get(f"/pictures/{agency.pk}.png").content == woven("OLD", 2, 10)
    make.published(agency)
    assert client.get(f"/pictures/{agency.pk}.png").content == woven("NEW", 2, 10)


def test_a_picture_is_two_statements_and_then_one(make, statements):
    topic = make.live("topic")
    etag = statements(2, f"/pictures/{topic.pk}.png")["ETag"]
    assert statements(1, f"/pictures/{topic.pk}.png", if_none_match=etag).status_code == 304
    assert statements(0, "/pictures/sala.png").status_code == 200


def test_what_was_merged_leads_to_its_survivor_with_the_query(make, client):
    old, heir = make.live("topic"), make.live("topic")
    transition(old, to=State.MERGED, by=make.secretary, note="The same.", into=heir.pk)
    response = client.get(f"/pictures/{old.pk}.png?v=2")
    assert (response.status_code, response["Location"]) == (308, f"/pictures/{heir.pk}.png?v=2")
