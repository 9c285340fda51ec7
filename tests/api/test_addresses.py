"""Addresses: how things are called, that an answer leads back to itself, and what is near to an address."""

import re

import pytest

from portal.openapi import described
from portal.publishing.publication import Kind
from tests.making import KINDS

KEBAB = re.compile(r"[a-z]+(-[a-z]+)*")
SNAKE = re.compile(r"[a-z][a-z0-9]*(_{1,2}[a-z0-9]+)*")
OPAQUE = re.compile(r"[a-z]{2}-[0-9a-hjkmnp-tv-z]{10}")  # Crockford's base 32, in lower case


def _properties(value) -> set[str]:
    """The names of all fields anywhere in a description of objects."""
    if isinstance(value, list):
        return set().union(*map(_properties, value))
    if not isinstance(value, dict):
        return set()
    own = value.get("properties", {})
    return {*own} | set().union(*map(_properties, value.values()))


def test_segments_are_in_kebab_case_parameters_and_fields_in_snake_case():
    assert [kind.path for kind in Kind.registry.values() if not KEBAB.fullmatch(kind.path)] == []
    document = described("https://sala.example", "Sala")
    segments = {segment for address in document["paths"] for segment in address.split("/")[3:]}
    named = {segment for segment in segments - {"openapi.json"} if "{" not in segment}
    assert [segment for segment in sorted(named) if not KEBAB.fullmatch(segment)] == []
    parameters = {each["name"] for each in document["components"]["parameters"].values()}
    own = (each for path in document["paths"].values() for each in path["get"]["parameters"])
    parameters |= {each["name"] for each in own if each.get("in") == "query"}
    assert [name for name in sorted(parameters) if not SNAKE.fullmatch(name)] == []
    fields = _properties(document["components"]["schemas"])
    assert [name for name in sorted(fields) if not SNAKE.fullmatch(name)] == []


def test_each_thing_leads_back_to_itself_and_to_its_page(make, client, settings):
    people, countries = [make.live("person")], [make.live("country")]
    make.live("conference", cases=[make.live("case-study")], people=people, countries=countries)
    found = client.get("/api/v1/search?limit=100").json()["results"]
    found += client.get("/api/v1/metrics").json()["results"]
    assert {item["type"] for item in found} == {
        *("case-study", "conference", "country", "lesson", "metric", "person", "session")
    }
    for item in found:
        path = item["url"].removeprefix(settings.SITE_URL)
        assert path == f"/api/v1/{Kind.of(item['type']).path}/{item['id']}"
        assert client.get(path).json()["id"] == item["id"]
        page, _number, place = item["html_url"].removeprefix(settings.SITE_URL).partition("#")
        assert place == ("" if item["type"] in make.paths else item["id"])
        assert client.get(page).status_code == 200


@pytest.mark.parametrize("kind", KINDS)
def test_an_id_is_opaque_but_for_countries_and_their_groups(make, kind):
    public_id = make.draft(kind).pk
    readable = {"country": r"[A-Z]{2}", "country-group": r"[a-z0-9-]+"}
    assert re.fullmatch(readable.get(kind, OPAQUE.pattern), public_id)


def test_the_ids_of_parts_are_opaque_too(make, client):
    make.live("conference", cases=[make.live("case-study")])
    for path in ("lessons", "sessions", "metrics"):
        ids = [item["id"] for item in client.get(f"/api/v1/{path}").json()["results"]]
        assert [public_id for public_id in ids if not OPAQUE.fullmatch(public_id)] == []
        assert ids != []


def test_an_id_in_other_capitals_leads_to_its_address_with_all_that_was_asked(make, client, settings):
    case = make.live("case-study")
    make.live("country-group", id="asean")
    for path, right in ((f"case-studies/{case.pk.upper()}", case.pk), ("country-groups/ASEAN", "asean")):
        response = client.get(f"/api/v1/{path}?lang=th&fields=id")
        assert response.status_code == 308
        address = f"{settings.SITE_URL}/api/v1/{path.partition('/')[0]}/{right}?lang=th&fields=id"
        assert response["Location"] == address
        assert client.get(address.removeprefix(settings.SITE_URL)).json() == {"id": right}


def test_a_draft_in_other_capitals_cannot_be_told_from_what_never_was(make, client):
    assert client.get(f"/api/v1/case-studies/{make.case_study().pk.upper()}").status_code == 404


def test_a_slug_is_no_address_and_may_change(make, client):
    case = make.live("case-study", slug="landsmaps")
    assert client.get("/api/v1/case-studies/landsmaps").status_code == 404
    case.slug = "lands-maps"
    case.save()
    make.published(make.kept(case))
    assert client.get(f"/api/v1/case-studies/{case.pk}").json()["slug"] == "lands-maps"
    counts = [
        client.get(f"/api/v1/case-studies?slug={slug}").json()["count"]
        for slug in ("landsmaps", "lands-maps")
    ]
    assert counts == [0, 1]


@pytest.mark.parametrize("path", ["sessions", "lessons", "metrics", "draft", "statistics"])
def test_nothing_is_nested_below_a_record_but_its_citation(make, client, path):
    conference = make.live("conference")
    assert client.get(f"/api/v1/conferences/{conference.pk}/{path}").status_code == 404
    assert client.get(f"/api/v1/conferences/{conference.pk}/citation").status_code == 200


def test_moments_are_in_utc_and_end_with_z(make, client):
    case = make.live("case-study")
    body = client.get(f"/api/v1/case-studies/{case.pk}").json()
    for name in ("published_at", "updated_at"):
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", body[name])


def test_a_date_is_written_as_precisely_as_it_is_known(make, client):
    days = {"started": "2012-01-01", "launched": "2013-05-01", "ended": "2014-06-30"}
    precisions = {"started_precision": "year", "launched_precision": "month", "ended_precision": "day"}
    case = make.live("case-study", **days, **precisions)
    body = client.get(f"/api/v1/case-studies/{case.pk}").json()
    assert body["period"] == {"start": "2012", "launch": "2013-05", "end": "2014-06-30"}


def test_the_words_of_the_source_stand_beside_the_date(make, client):
    words = "15 - 16 พฤศจิกายน พ.ศ. 2564"
    conference = make.live("conference", dates_as_published=words, dates_as_published_language="th")
    body = client.get(f"/api/v1/conferences/{conference.pk}").json()
    shown = {name: body[name] for name in body if name.startswith(("starts_on", "ends_on", "dates_"))}
    assert shown == {
        "starts_on": "2021-11-15",
        "ends_on": "2021-11-16",
        "dates_as_published": words,
        "dates_as_published_language": "th",
    }


def test_a_record_says_its_permanent_address_and_how_it_is_cited(make, client, settings):
    case, person = make.live("case-study"), make.live("person")
    site = settings.SITE_URL
    lasting = f"{site}/case-studies/{case.pk}"
    assert client.get(f"/api/v1/case-studies/{case.pk}")["Link"] == (
        f'<{lasting}>; rel="canonical"; type="text/html", <{lasting}>; rel="cite-as", '
        f'<{site}/api/v1/case-studies/{case.pk}/citation?format=bibtex>; rel="describedby"; '
        'type="application/x-bibtex", <https://creativecommons.org/licenses/by/4.0/>; rel="license"'
    )
    assert client.get(f"/api/v1/people/{person.pk}")["Link"] == (
        f'<{site}/people/{person.pk}>; rel="canonical"; type="text/html", '
        '<https://creativecommons.org/licenses/by/4.0/>; rel="license"'
    )
    page = client.get(lasting.removeprefix(site), headers={"accept-language": "th"})
    assert (page.status_code, page["Location"]) == (302, f"/th/case-studies/{case.pk}")


def test_over_http_only_the_way_to_https_is_told(db, client, settings):
    settings.SECURE_SSL_REDIRECT = True
    response = client.get("/api/v1/case-studies?lang=th")
    assert response["Location"] == "https://testserver/api/v1/case-studies?lang=th"
    assert client.get("/api/v1/case-studies?lang=th", secure=True).status_code == 200
