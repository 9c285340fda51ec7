"""`facets=`: how many results each value would give, so that a page can offer filters that lead somewhere."""

import pytest

from portal.catalogue import catalogue
from tests.api.answers import faults_of, ids_of

PATH = "/api/v1/case-studies"


@pytest.fixture
def facets(client):
    """`facets("country,stage", stage="…")` gives the facets of the list that is narrowed like this."""

    def facets(names: str, path: str = PATH, **query) -> dict:
        response = client.get(path, {"facets": names, **query})
        assert response.status_code == 200, response.content
        return response.json()["facets"]

    return facets


def _counts(facet: dict) -> list[tuple[str, int]]:
    return [(bucket["key"], bucket["count"]) for bucket in facet["buckets"]]


@pytest.fixture
def cases(make):
    """Two of country AA, at different stages; one of AB without a stage."""
    first, second = make.country(id="AA"), make.country(id="AB")
    make.live("case-study", country=first, stage="evaluation")
    make.live("case-study", country=first, stage="implementation")
    return make.live("case-study", country=second)


def test_a_facet_ignores_its_own_filter_in_every_form_and_heeds_all_others(cases, facets):
    for own in ("country", "country__not", "country__all"):
        counted = facets("country,stage", **{own: "AA"})
        assert _counts(counted["country"]) == [("AA", 2), ("AB", 1)], own
    assert _counts(facets("country", country__isnull="true")["country"]) == [("AA", 2), ("AB", 1)]
    counted = facets("country,stage", country="AA", stage="evaluation")
    assert _counts(counted["country"]) == [("AA", 1)]
    assert _counts(counted["stage"]) == [("evaluation", 1), ("implementation", 1)]


def test_what_has_no_value_is_counted_too(cases, facets):
    assert facets("stage")["stage"]["missing_count"] == 1
    assert facets("stage", stage="evaluation")["stage"]["missing_count"] == 1
    assert facets("stage", country="AA")["stage"]["missing_count"] == 0


def test_the_most_frequent_values_come_first_and_of_equals_the_first_by_key(make, facets):
    for code, cases in (("AC", 1), ("AB", 2), ("AA", 1)):
        country = make.country(id=code)
        for _number in range(cases):
            make.live("case-study", country=country, lessons=0)
    assert _counts(facets("country")["country"]) == [("AB", 2), ("AA", 1), ("AC", 1)]


def test_values_beyond_the_last_bucket_are_counted_together(make, facets, monkeypatch):
    assert catalogue.MOST_BUCKETS == 50
    monkeypatch.setattr(catalogue, "MOST_BUCKETS", 2)
    for code, cases in (("AA", 3), ("AB", 3), ("AC", 2), ("AD", 1)):
        country = make.country(id=code)
        for _number in range(cases):
            make.live("case-study", country=country, lessons=0)
    counted = facets("country")["country"]
    assert (_counts(counted), counted["other_count"]) == ([("AA", 3), ("AB", 3)], 3)


def test_values_that_are_records_are_named_in_the_readers_language_and_codes_are_not(make, facets):
    country = make.country(name_en="Thailand", name_th="ไทย")
    make.live("case-study", country=country, stage="evaluation")
    for language, name in (("th", "ไทย"), ("en", "Thailand"), ("km", "Thailand")):
        counted = facets("country,stage", lang=language)
        assert [bucket["label"] for bucket in counted["country"]["buckets"]] == [name]
        assert [bucket["label"] for bucket in counted["stage"]["buckets"]] == [None]


def test_a_bucket_leads_to_the_first_page_of_as_many_results(make, client, settings):
    country = make.country()
    for number in range(3):
        make.live("case-study", country=country, lessons=0, title_en=f"{number}")
    address = f"{PATH}?limit=1&facets=country&sort=-title"
    second = client.get(client.get(address).json()["next"].removeprefix(settings.SITE_URL)).json()
    (bucket,) = second["facets"]["country"]["buckets"]
    assert bucket["url"] == f"{settings.SITE_URL}{PATH}?limit=1&sort=-title&country={country.pk}"
    led_to = client.get(bucket["url"].removeprefix(settings.SITE_URL)).json()
    assert (led_to["count"], led_to["results"][0]["title"]) == (bucket["count"], "2")


@pytest.mark.parametrize(
    ("name", "query"),
    [
        *(("country", f"country{suffix}=AA") for suffix in ("", "__not", "__all")),
        *(("country", "country__isnull=true&stage=evaluation"), ("stage", "country=AA&stage=implementation")),
        *(
            ("language", "language__not=th"),
            ("language", "translated_into=km"),
            ("language", "lang=km&fallback=none"),
        ),
    ],
)
def test_a_bucket_leads_to_as_many_results_whatever_is_filtered_by_it(cases, client, settings, name, query):
    buckets = client.get(f"{PATH}?facets={name}&{query}").json()["facets"][name]["buckets"]
    found = [client.get(bucket["url"].removeprefix(settings.SITE_URL)).json()["count"] for bucket in buckets]
    assert found == [bucket["count"] for bucket in buckets]
    assert found != []


def test_what_lies_below_a_topic_is_counted_with_it(make, facets):
    above = make.live("topic")
    below = make.live("topic", parent=above)
    make.live("case-study", themes=[below])
    make.live("case-study", themes=[above])
    assert _counts(facets("theme")["theme"]) == [(above.pk, 2), (below.pk, 1)]


def test_facets_of_a_search_count_what_was_found(cases, make, facets):
    make.live("case-study", title_en="Parcels of land", country=cases.country, lessons=0)
    counted = facets("country,stage", q="parcels")
    assert (_counts(counted["country"]), counted["stage"]["missing_count"]) == ([("AB", 1)], 1)
    counted = facets("type", path="/api/v1/search", q="parcels", type="topic")
    assert _counts(counted["type"]) == [("case-study", 1)]


def test_six_facets_can_be_asked_for_and_no_more(db, client):
    names = ["country", "stage", "theme", "year", "kind", "status", "evidence"]
    assert list(client.get(f"{PATH}?facets={','.join(names[:6])}").json()["facets"]) == names[:6]
    assert faults_of(client.get(f"{PATH}?facets={','.join(names)}")) == [("facets", "invalid")]


@pytest.mark.parametrize("value", ["", "nonsense", "country,", "country,nonsense", "COUNTRY", "title"])
def test_a_facet_that_there_is_not_is_refused_and_those_there_are_are_named(db, client, value):
    response = client.get(PATH, {"facets": value})
    assert faults_of(response) == [("facets", "invalid")]
    assert {"country", "theme", "language"} <= {*response.json()["errors"][0]["allowed"]}


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_rows_have_no_place_for_facets(cases, client, form):
    assert faults_of(client.get(f"{PATH}?facets=country&format={form}")) == [("facets", "invalid")]
    accept = {"csv": "text/csv", "jsonl": "application/jsonl"}[form]
    response = client.get(f"{PATH}?facets=country", headers={"accept": accept})
    assert faults_of(response) == [("facets", "invalid")]


def test_facets_say_nothing_of_drafts_and_of_what_was_withdrawn(cases, make, facets, client):
    make.case_study(stage="diffusing_lessons")
    make.withdrawn(cases)
    counted = facets("country,stage")
    assert _counts(counted["country"]) == [("AA", 2)]
    assert _counts(counted["stage"]) == [("evaluation", 1), ("implementation", 1)]
    assert counted["stage"]["missing_count"] == 0  # that one had none
    assert len(ids_of(client.get(PATH).json())) == 2
