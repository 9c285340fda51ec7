"""Suggestions: published names that begin with what was typed so far."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.languages.zawgyi_corpus import spelled_in_zawgyi
from tests.making import rename

FIELDS = [
    *(
        "id",
        "type",
        "type_label",
        "name",
        "name_language",
        "matched_name",
        "matched_name_language",
        "html_url",
    ),
]


@pytest.fixture
def suggest(client):
    """`suggest(q, …)` gives the results."""

    def suggest(q: str, **query) -> list[dict]:
        response = client.get("/api/v1/suggestions", {"q": q, **query})
        assert response.status_code == 200, response.content
        body = response.json()
        assert list(body) == ["count", "next", "results"]
        assert (body["count"], body["next"]) == (len(body["results"]), None)
        return body["results"]

    return suggest


@pytest.fixture
def library(make):
    """A topic, an agency with a short name, and a conference with a session."""
    names = {"name_en": "Land registration", "name_th": "การจดทะเบียนที่ดิน", "name_my": "မြေယာမှတ်ပုံတင်ခြင်း"}
    own = {"acronym": "DOL", "native_name": "กรมที่ดิน", "native_language": "th"}
    topic = make.live("topic", **names, name_ko="토지 등기")
    agency = make.live("agency", name_en="Department of Lands", name_th="กรมแห่งที่ดิน", **own)
    return topic, agency, make.live("conference", title_en="Meeting on parcels", slug="meeting")


def _names(results: list[dict]) -> list[str]:
    return [result["name"] for result in results]


def test_a_suggestion_is_a_name_its_kind_and_its_page(library, suggest, settings):
    topic, _agency, _conference = library
    (found,) = suggest("land reg")
    assert list(found) == FIELDS
    assert found == {
        "id": topic.pk,
        "type": "topic",
        "type_label": "Topic",
        "name": "Land registration",
        "name_language": "en",
        "matched_name": "Land registration",
        "matched_name_language": "en",
        "html_url": f"{settings.SITE_URL}/en/topics/{topic.pk}",
    }


@pytest.mark.parametrize(
    ("typed", "name", "language"),
    [
        ("การจด", "การจดทะเบียนที่ดิน", "th"),
        ("จดทะเบ", "การจดทะเบียนที่ดิน", "th"),
        ("မြေယာ", "မြေယာမှတ်ပုံတင်ခြင်း", "my"),
        ("မြေယာမှတ်ပုံ", "မြေယာမှတ်ပုံတင်ခြင်း", "my"),
        (spelled_in_zawgyi("မြေယာမှတ်"), "မြေယာမှတ်ပုံတင်ခြင်း", "my"),
        ("토", "토지 등기", "ko"),
        ("LAND REGIS", "Land registration", "en"),
        ("registration la", "Land registration", "en"),
    ],
)
def test_names_of_every_script_are_suggested_while_they_are_typed(library, suggest, typed, name, language):
    found = {result["id"]: result for result in suggest(typed)}[library[0].pk]
    assert (found["matched_name"], found["matched_name_language"]) == (name, language)
    assert (found["name"], found["name_language"]) == ("Land registration", "en")


def test_the_readers_language_names_what_is_suggested_and_its_kind(library, suggest, settings):
    (found,) = suggest("DOL", lang="th")
    assert (found["name"], found["name_language"]) == ("กรมแห่งที่ดิน", "th")
    assert (found["matched_name"], found["matched_name_language"]) == ("DOL", None)
    assert found["html_url"].startswith(f"{settings.SITE_URL}/th/agencies/")
    assert found["type_label"] != "Agency"


def test_a_part_is_suggested_at_its_place_on_its_records_page(library, suggest, settings):
    conference = library[2]
    session = conference.sessions.get()
    (found,) = suggest("openi")
    assert (found["id"], found["type"]) == (session.pk, "session")
    assert found["html_url"] == f"{settings.SITE_URL}/en/conferences/{conference.pk}/meeting#{session.pk}"


def test_only_names_are_suggested_and_never_words_like_them(library, suggest):
    assert suggest("Takeaway said nowhere") == suggest("Lnad registration") == suggest("text") == []


@pytest.mark.parametrize("typed", ["", " ", "-", "-land", '"', "***", "·"])
def test_of_nothing_typed_nothing_is_suggested(library, suggest, typed):
    assert suggest(typed) == []


def test_the_best_come_first_and_few_of_them(make, suggest):
    for number in range(12):
        make.live("topic", name_en=f"A long name with parcels in it {number}")
    make.live("topic", name_en="Parcels")
    assert _names(suggest("parcels"))[0] == "Parcels"
    assert [len(suggest("parcels")), len(suggest("parcels", limit=3)), len(suggest("parcels", limit=20))] == [
        8,
        3,
        13,
    ]


def test_words_joined_by_a_hyphen_or_with_a_number_are_found_while_they_are_typed(make, suggest):
    make.live("topic", name_en="E-Government services")
    make.live("topic", name_en="COVID-19 response")
    assert [
        _names(suggest(text)) for text in ("e-g", "e-gov", "egov", "covid1", "covid-1", "covid19 re")
    ] == [
        *[["E-Government services"]] * 2,
        [],
        *[["COVID-19 response"]] * 3,
    ]


def test_what_is_published_is_suggested_at_once_and_what_is_withdrawn_no_more(make, suggest):
    topic = make.live("topic", name_en="Old parcels")
    assert _names(suggest("parc")) == ["Old parcels"]
    make.kept(rename(topic, "New parcels"))
    assert _names(suggest("parc")) == ["Old parcels"]
    make.published(topic)
    assert _names(suggest("parc")) == ["New parcels"]
    make.withdrawn(topic)
    assert suggest("parc") == []


def test_the_etag_stands_for_what_is_suggested(library, client):
    address = "/api/v1/suggestions?q=land"
    first = client.get(address)
    assert (first["Cache-Control"], first["Content-Language"]) == ("public, max-age=60", "en")
    tags = [client.get(address + more)["ETag"] for more in ("", "s", "&lang=th", "&limit=3")]
    assert len(set(tags)) == 3  # “land” and “lands” suggest the same
    assert tags[0] == first["ETag"]
    again = client.get(address, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "query", ["q=a&limit=21", "q=a&limit=0", f"q={'x' * 201}", "q=a&facets=type", "q=a&q=b", "q=a&lang=xx"]
)
def test_what_cannot_be_asked_is_refused_at_once(db, client, query):
    with CaptureQueriesContext(connection) as captured:
        response = client.get(f"/api/v1/suggestions?{query}")
    assert (response.status_code, len(captured)) == (400, 0)
