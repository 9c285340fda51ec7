"""Lists by the API: envelope, cards, filters, facets, and the way from page to page."""

import json
import urllib.request

import pytest
from django.core.cache import caches

from portal.publishing.publication import Kind
from tests.making import rename

CARD = [
    *("id", "type", "url", "html_url", "version", "status", "slug", "kind", "authorship", "title", "summary"),
    *(
        "service_name",
        "countries",
        "country_group",
        "agencies",
        "topics",
        "stage",
        "operating_status",
        "period",
    ),
    *("evidence_grade", "presented_at", "key_metrics", "seq", "language"),
]
CONFERENCE_CARD = [
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
        "starts_on",
        "ends_on",
        "mode",
    ),
    *("city", "host_country", "series", "number", "organizers", "seq", "language"),
]
PATHS = [
    *(
        "agencies",
        "case-studies",
        "conferences",
        "countries",
        "country-groups",
        "languages",
        "lessons",
        "metrics",
        "materials",
    ),
    *("pages", "people", "series", "sessions", "topics"),
]


def _ids(response) -> list[str]:
    return [item["id"] for item in response.json()["results"]]


def test_envelope_has_exactly_these_keys(make, client):
    make.live("case-study")
    assert list(client.get("/api/v1/case-studies").json()) == ["count", "next", "results"]
    assert list(client.get("/api/v1/case-studies?facets=stage").json()) == [
        "count",
        "next",
        "results",
        "facets",
    ]


def test_empty_list_is_a_list(db, client):
    assert client.get("/api/v1/case-studies").json() == {"count": 0, "next": None, "results": []}


def test_card_has_exactly_these_fields(make, client):
    make.live("conference", cases=[make.live("case-study")])
    assert list(client.get("/api/v1/case-studies").json()["results"][0]) == CARD
    assert list(client.get("/api/v1/conferences").json()["results"][0]) == CONFERENCE_CARD


def test_card_says_the_same_as_the_record(make, client):
    case = make.live("case-study", lead_agency=make.live("agency"), themes=[make.live("topic")])
    for code in ("en", "th", "km"):
        (card,) = client.get(f"/api/v1/case-studies?lang={code}").json()["results"]
        record = client.get(f"/api/v1/case-studies/{case.pk}?lang={code}").json()
        figures = card.pop("key_metrics")
        assert card == {name: record[name] for name in CARD if name != "key_metrics"}
        (metric,) = record["metrics"]
        assert figures == [{name: metric[name] for name in figures[0]}]


@pytest.mark.parametrize("path", sorted({*PATHS} - {"languages"}))
def test_every_kind_has_a_list(db, client, path):
    assert client.get(f"/api/v1/{path}").json()["count"] == 0


def test_root_links_to_every_list(db, client, settings):
    body = client.get("/api/v1").json()
    assert body["name"] == settings.SITE_NAME
    further = ("search", "suggestions", "changes", "vocabularies", "docs")
    assert body["links"] == {
        **{path: f"{settings.SITE_URL}/api/v1/{path}" for path in (*PATHS, *further)},
        "openapi": f"{settings.SITE_URL}/api/v1/openapi.json",
        "bulk": f"{settings.SITE_URL}/bulk/datapackage.json",
    }


def test_languages_are_ten(db, client):
    body = client.get("/api/v1/languages").json()
    assert (body["count"], body["next"], len(body["results"])) == (10, None, 10)
    assert body["results"][1] == {"code": "th", "name": "ไทย", "english_name": "Thai", "script": "Thai"}


def test_comma_means_any_and_suffixes_mean_all_not_and_missing(make, client):
    a, b = make.live("topic"), make.live("topic")
    thai, lao = make.country(), make.country()
    one = make.live("case-study", title_en="1", country=thai, themes=[a, b], stage="evaluation").pk
    two = make.live("case-study", title_en="2", country=lao, themes=[b], stage="implementation").pk
    three = make.live("case-study", title_en="3", country=lao).pk
    for query, found in {
        f"country={thai.pk},{lao.pk}": [one, two, three],
        f"country={lao.pk}": [two, three],
        f"theme={a.pk},{b.pk}": [one, two],
        f"theme__all={a.pk},{b.pk}": [one],
        f"theme__not={a.pk}": [two, three],
        "theme__isnull=true": [three],
        "stage__isnull=false": [one, two],
        f"country={lao.pk}&theme__isnull=false&stage__not=evaluation": [two],
        f"country={thai.pk}&stage=implementation": [],
        "language=th": [one, two, three],
        "language=km": [],
        "language__not=km": [one, two, three],
    }.items():
        response = client.get(f"/api/v1/case-studies?{query}")
        assert (_ids(response), response.json()["count"]) == (found, len(found)), query


def test_facets_count_and_name_their_values_and_lead_to_them(make, client, settings):
    thai, lao = make.country(name_en="Thailand", name_th="ไทย"), make.country(name_en="Laos", name_th="ลาว")
    for country, stage in ((thai, "evaluation"), (thai, ""), (lao, "evaluation")):
        make.live("case-study", country=country, stage=stage)
    query = f"facets=country,stage&lang=th&country={thai.pk}"
    lists = f"{settings.SITE_URL}/api/v1/case-studies?lang=th"
    assert client.get(f"/api/v1/case-studies?{query}").json()["facets"] == {
        "country": {
            "buckets": [
                {"key": thai.pk, "label": "ไทย", "count": 2, "url": f"{lists}&country={thai.pk}"},
                {"key": lao.pk, "label": "ลาว", "count": 1, "url": f"{lists}&country={lao.pk}"},
            ],
            "other_count": 0,
            "missing_count": 0,
        },
        "stage": {
            "buckets": [
                {
                    "key": "evaluation",
                    "label": None,
                    "count": 1,
                    "url": f"{lists}&country={thai.pk}&stage=evaluation",
                }
            ],
            "other_count": 0,
            "missing_count": 1,
        },
    }


@pytest.mark.parametrize("kind", sorted(Kind.registry))
def test_every_sort_and_facet_that_a_kind_declares_can_be_asked_for(make, client, kind):
    declared = Kind.of(kind)
    make.live("conference", cases=[make.live("case-study")])
    for sort in declared.sorts:
        up, down = (client.get(f"/api/v1/{declared.path}?sort={sign}{sort}") for sign in ("", "-"))
        assert (up.status_code, down.status_code) == (200, 200)
    for facet in (*declared.facets, "language"):
        assert list(client.get(f"/api/v1/{declared.path}?facets={facet}").json()["facets"]) == [facet]


def test_next_leads_through_the_whole_list_with_the_same_question(make, client, settings):
    country = make.live("country")
    ids = [make.live("case-study", lessons=0, country=country, title_en=f"{n}").pk for n in range(5)]
    make.live("case-study", lessons=0, country=make.country(), title_en="0")
    address, met = f"/api/v1/case-studies?country={country.pk}&limit=2&sort=-title&lang=en", []
    while address:
        body = client.get(address).json()
        assert body["count"] == 5
        met.append([item["id"] for item in body["results"]])
        address = body["next"] and body["next"].removeprefix(settings.SITE_URL)
    assert met == [[ids[4], ids[3]], [ids[2], ids[1]], [ids[0]]]


def test_another_program_walks_the_list_by_its_next_links(make, live_server, settings):
    settings.SITE_URL = live_server.url
    country = make.live("country")
    ids = [make.live("case-study", lessons=0, country=country, title_en=f"{n}").pk for n in range(3)]
    address, met = f"{live_server.url}/api/v1/case-studies?limit=1&facets=country&lang=fil", []
    while address:
        with urllib.request.urlopen(address, timeout=10) as response:  # noqa: S310 - http
            assert response.headers.get_content_type() == "application/json"
            body = json.load(response)
        met += [(item["id"], item["title"], body["count"]) for item in body["results"]]
        address = body["next"]
    assert met == [(public_id, f"{n}", 3) for n, public_id in enumerate(ids)]
    with urllib.request.urlopen(body["results"][0]["url"], timeout=10) as response:  # noqa: S310 - http
        assert json.load(response)["id"] == ids[2]


def test_limit_is_kept_and_twenty_by_default(make, client):
    country = make.live("country")
    for number in range(21):
        make.live("case-study", lessons=0, country=country, title_en=f"{number:02}")
    lengths = {
        query: len(_ids(client.get(f"/api/v1/case-studies?{query}")))
        for query in ("", "limit=3", "limit=100")
    }
    assert lengths == {"": 20, "limit=3": 3, "limit=100": 21}


def test_draft_and_withdrawn_records_are_in_no_list(make, client):
    case = make.live("case-study", title_en="Published")
    make.case_study()
    make.withdrawn(make.live("case-study"))
    make.kept(rename(case, "Draft"))
    body = client.get("/api/v1/case-studies?facets=language").json()
    assert ([item["title"] for item in body["results"]], body["count"]) == (["Published"], 1)
    assert [bucket["count"] for bucket in body["facets"]["language"]["buckets"]] == [1, 1]


def test_list_costs_two_queries_and_facets_with_names_one_more(make, client, django_assert_num_queries):
    for number in range(3):
        make.live("case-study", country=make.country(), themes=[make.live("topic")])
        client.get("/api/v1/case-studies")  # the Census catches up
        if number == 1:
            continue
        for query, queries in {
            "": 2,
            "country=AA&theme__not=x&sort=-title&lang=th": 2,
            "facets=stage,language": 2,
            "facets=country,theme,stage": 3,
            "translations=all": 3,
        }.items():
            caches["lists"].clear()
            with django_assert_num_queries(queries):
                assert client.get(f"/api/v1/case-studies?{query}").status_code == 200
            with django_assert_num_queries(1):  # kept under its change number
                assert client.get(f"/api/v1/case-studies?{query}").status_code == 200


def test_list_after_a_publish_costs_two_queries_more(make, client, django_assert_num_queries):
    make.live("case-study")
    with django_assert_num_queries(4):
        client.get("/api/v1/case-studies")
