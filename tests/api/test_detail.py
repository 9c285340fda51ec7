"""One record by the API: its fields to the letter, its references, and what it costs."""

import json

import pytest

from tests.making import KINDS, rename

CASE_STUDY = [
    *(
        "id",
        "type",
        "url",
        "html_url",
        "version",
        "status",
        "slug",
        "kind",
        "tier",
        "authorship",
        "title",
        "summary",
    ),
    *("problem", "solution", "what_is_new", "users", "collaboration", "challenges", "conditions_for_success"),
    *("replication", "would_do_differently", "inclusion", "privacy_security", "sustainability", "overview"),
    "sources_note",
    *("service_name", "service_url", "countries", "country_group", "agencies", "topics", "level", "stage"),
    *(
        "operating_status",
        "period",
        "dgpf_dimensions",
        "cofog_division",
        "sdgs",
        "resources",
        "reuse",
        "metrics",
    ),
    *(
        "lessons",
        "sources",
        "attachments",
        "presented_at",
        "evidence_grade",
        "completeness",
        "gaps",
        "fresh_until",
    ),
    *("text_format", "license", "published_at", "updated_at", "seq", "language"),
]
CONFERENCE = [
    *(
        "id",
        "type",
        "url",
        "html_url",
        "version",
        "status",
        "slug",
        "title",
        "theme",
        "summary",
        "starts_on",
        "ends_on",
    ),
    *(
        "dates_as_published",
        "dates_as_published_language",
        "timezone",
        "mode",
        "venue",
        "city",
        "host_country",
        "series",
    ),
    *(
        "number",
        "organizers",
        "participation",
        "working_languages",
        "programme_note",
        "sessions",
        "takeaways",
    ),
    *("case_studies", "materials", "sources", "recording_url", "stream_url"),
    *("text_format", "license", "published_at", "updated_at", "seq", "language"),
]
LANGUAGE = [
    "requested",
    "served",
    "fallback",
    "reason",
    "original",
    "available",
    "translation",
    "only_in_original",
]
METRIC = [
    *("id", "kind", "label", "value", "value_to", "qualifier", "unit", "period", "as_of", "as_published"),
    *("as_published_language", "baseline", "target", "method", "source"),
]
SOURCE = [
    *("id", "title", "title_language", "publisher", "url", "archived_url", "published_on", "retrieved_at"),
    *("language", "locator", "independence", "quotation"),
]
SESSION = [
    *(
        "id",
        "url",
        "code",
        "kind",
        "title",
        "abstract",
        "date",
        "starts_at",
        "ends_at",
        "room",
        "spoken_language",
        "status",
    ),
    *("speakers", "materials", "source"),
]


@pytest.fixture
def site(settings) -> str:
    settings.SITE_URL = "https://sala.example"
    return settings.SITE_URL


def _reference(site: str, record, path: str, slug: str = "", language: str = "en") -> dict:
    name = getattr(record, f"{record.name_field}_{language}")
    html_url = f"{site}/{language}/{path}/{record.pk}" + (f"/{slug}" if slug else "")
    url = f"{site}/api/v1/{path}/{record.pk}"
    return {"id": record.pk, "type": record.kind_name(), "name": name, "url": url, "html_url": html_url}


def test_case_study_has_exactly_these_fields(make, client):
    case = make.live("case-study")
    body = client.get(f"/api/v1/case-studies/{case.pk}").json()
    assert list(body) == CASE_STUDY
    assert [list(body["metrics"][0]), list(body["sources"][0])] == [METRIC, SOURCE]
    assert list(body["lessons"][0]) == ["id", "url", "kind", "text", "polarity", "said_at", "source"]
    assert list(body["language"]) == LANGUAGE


def test_conference_has_exactly_these_fields(make, client):
    conference = make.live("conference", people=[make.live("person")])
    body = client.get(f"/api/v1/conferences/{conference.pk}").json()
    assert list(body) == CONFERENCE
    assert [list(body["sessions"][0]), list(body["sources"][0])] == [SESSION, SOURCE]
    assert list(body["sessions"][0]["speakers"][0]) == [
        *("id", "type", "name", "url", "html_url", "appearance", "role", "job_title", "agency", "country")
    ]
    assert list(body["takeaways"][0]) == ["id", "url", "kind", "text", "about", "source"]
    assert list(body["participation"]) == [
        *(
            "people",
            "qualifier",
            "people_note",
            "countries",
            "organizations",
            "countries_count_published",
            "note",
        )
    ]


def test_case_study_says_what_was_published(make, client, site):
    case = make.live(
        "case-study", title_en="LandsMaps", slug="landsmaps", started="2012-01-01", started_precision="year"
    )
    body = client.get(f"/api/v1/case-studies/{case.pk}").json()
    entry = case.entry()
    moment = entry.published_at.strftime("%Y-%m-%dT%H:%M:%SZ")
    shown = {
        name: body[name]
        for name in ("id", "type", "url", "html_url", "version", "status", "slug", "title", "seq")
    }
    assert shown == {
        "id": case.pk,
        "type": "case-study",
        "url": f"{site}/api/v1/case-studies/{case.pk}",
        "html_url": f"{site}/en/case-studies/{case.pk}/landsmaps",
        "version": case.version,
        "status": "published",
        "slug": "landsmaps",
        "title": "LandsMaps",
        "seq": entry.seq,
    }
    assert (body["published_at"], body["text_format"]) == (moment, "commonmark")
    assert body["period"] == {"start": "2012", "launch": None, "end": None}
    assert body["license"] == {"id": "CC-BY-4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}
    metric = {name: body["metrics"][0][name] for name in ("label", "value", "qualifier", "source")}
    assert metric == {"label": "users", "value": 100_000, "qualifier": "gt", "source": 0}


def test_reference_is_id_type_name_and_two_addresses(make, client, site):
    country, agency, topic = make.live("country"), make.live("agency"), make.live("topic")
    case = make.live("case-study", country=country, lead_agency=agency, themes=[topic])
    conference = make.live("conference", cases=[case], slug="ninth")
    body = client.get(f"/api/v1/case-studies/{case.pk}").json()
    assert body["countries"] == [_reference(site, country, "countries")]
    assert body["agencies"] == [{**_reference(site, agency, "agencies"), "role": "lead"}]
    assert body["topics"] == [{**_reference(site, topic, "topics"), "scheme": "theme"}]
    assert body["presented_at"] == [_reference(site, conference, "conferences", "ninth")]
    presented = client.get(f"/api/v1/conferences/{conference.pk}").json()["case_studies"]
    more = {"relation": "presented", "session": None, "note": None}
    assert presented == [{**_reference(site, case, "case-studies", case.slug), **more}]


def test_reference_names_its_language_only_where_it_differs(make, client):
    country = make.live("country", name_en="Thailand", name_th="")
    case = make.live("case-study", country=country)
    names = {}
    for code in ("en", "th"):
        (reference,) = client.get(f"/api/v1/case-studies/{case.pk}?lang={code}").json()["countries"]
        names[code] = {name: value for name, value in reference.items() if "name" in name}
    assert names == {"en": {"name": "Thailand"}, "th": {"name": "Thailand", "name_language": "en"}}


def test_draft_that_is_cited_is_not_named(make, client):
    topic = make.topic()
    case = make.live("case-study", themes=[topic])
    assert client.get(f"/api/v1/case-studies/{case.pk}").json()["topics"] == []
    make.published(topic)
    assert [one["id"] for one in client.get(f"/api/v1/case-studies/{case.pk}").json()["topics"]] == [topic.pk]


def test_ids_lead_from_a_conference_to_its_parts_and_back(make, client, site):
    conference = make.live("conference")
    body = client.get(f"/api/v1/conferences/{conference.pk}").json()
    session = client.get(f"/api/v1/sessions/{body['sessions'][0]['id']}").json()
    takeaway = client.get(f"/api/v1/lessons/{body['takeaways'][0]['id']}").json()
    page = f"{site}/en/conferences/{conference.pk}/{conference.slug}"
    assert session["html_url"] == f"{page}#{session['id']}"
    assert [session["record"]["id"], takeaway["record"]["id"]] == [conference.pk] * 2
    assert (session["type"], takeaway["type"], takeaway["kind"]) == ("session", "lesson", "takeaway")


@pytest.mark.parametrize("kind", KINDS)
def test_body_is_compact_utf_8_and_begins_with_its_identity(make, client, kind):
    record = make.live(kind)
    response = client.get(f"/api/v1/{make.paths[kind]}/{record.pk}?lang=th")
    body = json.loads(response.content)
    assert list(body)[:3] == ["id", "type", "url"]
    assert (body["id"], body["type"], body["seq"]) == (record.pk, kind, record.entry().seq)
    assert response.content == json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
    assert response["Content-Type"] == "application/json"


@pytest.mark.parametrize("text", [r"\u001a", '"quoted" \\ </script>', "\u2028", "🏛️ ศาลา"])
def test_any_text_comes_out_as_it_was_published(make, client, text):
    case = make.live("case-study", summary_en=text)
    assert client.get(f"/api/v1/case-studies/{case.pk}").json()["summary"] == text
    assert client.get("/api/v1/case-studies").json()["results"][0]["summary"] == text


def test_record_under_edit_shows_its_published_text(make, client):
    case = make.live("case-study", title_en="Published")
    make.kept(rename(case, "Draft"))
    assert client.get(f"/api/v1/case-studies/{case.pk}").json()["title"] == "Published"


def test_record_costs_one_query_however_much_it_holds(make, client, django_assert_num_queries):
    for rows in (1, 3):
        people = [make.live("person") for _number in range(rows)]
        case = make.live("case-study", lessons=rows, themes=[make.live("topic") for _number in range(rows)])
        conference = make.live("conference", cases=[case], people=people)
        for address in (f"/api/v1/case-studies/{case.pk}?lang=km", f"/api/v1/conferences/{conference.pk}"):
            with django_assert_num_queries(1):
                assert client.get(address).status_code == 200
