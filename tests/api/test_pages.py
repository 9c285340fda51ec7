"""Pages of lists: what the envelope and the header Link say, how long a page is, and cursors that lead nowhere."""

import re
from urllib.parse import parse_qs, urlencode

import pytest

from tests.api.answers import fault_of, ids_of, refusal_of

LINK = re.compile(r'<([^>]+)>; rel="(\w+)"')
LISTS = ("case-studies", "metrics", "search")


@pytest.fixture
def topics(make):
    return [make.live("topic", name_en=f"Trees {number}") for number in range(3)]


def _links(response) -> dict[str, str]:
    return {rel: address for address, rel in LINK.findall(response["Link"])}


def _query(address: str) -> dict[str, list[str]]:
    return parse_qs(address.partition("?")[2], keep_blank_values=True)


@pytest.mark.parametrize("path", ["topics", "search"])
@pytest.mark.parametrize("query", ["", "q=trees", "fields=id", "facets=scheme", "sort=-title"])
def test_links_in_the_header_are_those_of_the_body(client, settings, topics, path, query):
    query = query.replace("-title", "-name" if path == "topics" else "-title")
    asked = f"/api/v1/{path}?{query}&limit=1&lang=th".replace("?&", "?")
    response = client.get(asked)
    assert response.json()["next"] == _links(response).get("next")
    assert _links(response)["first"] == f"{settings.SITE_URL}{asked}"
    following = client.get(_links(response)["next"].removeprefix(settings.SITE_URL))
    assert _links(following)["first"] == f"{settings.SITE_URL}{asked}"
    last = client.get(following.json()["next"].removeprefix(settings.SITE_URL))
    assert (last.json()["next"], [*_links(last)]) == (None, ["first", "license"])


def test_the_next_link_asks_the_same_and_only_goes_on(client, topics):
    query = {
        "lang": "th",
        "limit": "1",
        "facets": "scheme",
        "fields": "id",
        "count": "false",
        "scheme": "theme",
    }
    following = _query(client.get(f"/api/v1/topics?{urlencode(query)}").json()["next"])
    assert {name: values[0] for name, values in following.items() if name != "cursor"} == query
    assert len(following["cursor"]) == 1


def test_text_of_any_script_comes_through_the_next_link(make, client, settings):
    for number in range(2):
        make.live("topic", name_en=f"Land {number}", name_th=f"ที่ดิน&แผนที่ {number}")
    body = client.get("/api/v1/topics", {"q": "ที่ดิน&แผนที่", "limit": 1}).json()
    following = client.get(body["next"].removeprefix(settings.SITE_URL)).json()
    assert following["search"]["q"] == "ที่ดิน&แผนที่"
    assert len({*ids_of(body), *ids_of(following)}) == 2


@pytest.mark.parametrize("path", ["topics", "search?type=topic"])
def test_all_are_counted_unless_nobody_wants_to_know(client, topics, path):
    address = f"/api/v1/{path}{'&' if '?' in path else '?'}limit=2"
    answers = {more: client.get(address + more).json() for more in ("", "&count=true", "&count=false")}
    assert [answer["count"] for answer in answers.values()] == [3, 3, None]
    assert [[*answer] for answer in answers.values()] == [["count", "next", "results"]] * 3
    assert ids_of(answers[""]) == ids_of(answers["&count=false"])


@pytest.mark.parametrize("path", LISTS)
def test_a_page_holds_a_hundred_at_most_and_more_is_refused(db, client, path):
    assert client.get(f"/api/v1/{path}?limit=100").status_code == 200
    assert client.get(f"/api/v1/{path}?limit=1").status_code == 200
    for limit in ("0", "101", "1000", "-1", "", "ten", "1.0"):
        fault = fault_of(client.get(f"/api/v1/{path}?limit={limit}"))
        assert fault["parameter"] == "limit"
        assert fault["detail"] == "A whole number from 1 to 100."


def test_a_page_may_be_longer_than_the_one_before(client, topics):
    cursor = _query(client.get("/api/v1/topics?limit=1").json()["next"])["cursor"][0]
    response = client.get("/api/v1/topics", {"limit": 100, "cursor": cursor})
    assert response.status_code == 200
    assert ids_of(response.json()) == [topic.pk for topic in topics[1:]]


def test_facets_count_all_pages_on_every_page(client, topics):
    first = client.get("/api/v1/topics?limit=1&facets=scheme").json()
    cursor = _query(first["next"])["cursor"][0]
    second = client.get("/api/v1/topics", {"limit": 1, "facets": "scheme", "cursor": cursor}).json()
    assert [each["facets"]["scheme"]["buckets"][0]["count"] for each in (first, second)] == [3, 3]
    assert [each["count"] for each in (first, second)] == [3, 3]


@pytest.mark.parametrize(
    "other",
    [
        *({"lang": "th"}, {"sort": "-name"}, {"scheme": "technology"}, {"scheme__not": "technology"}),
        *({"q": "trees"}, {"id": "tp-0000000000"}, {"slug": "x"}, {"published_at__gte": "2021"}),
        *({"published_at__lt": "2099"}, {"translated_into": "th"}, {"fallback": "none"}, {"language": "en"}),
    ],
)
def test_a_cursor_of_another_question_is_refused(client, topics, other):
    cursor = _query(client.get("/api/v1/topics?limit=1").json()["next"])["cursor"][0]
    assert client.get("/api/v1/topics", {"limit": 1, "cursor": cursor}).status_code == 200
    response = client.get("/api/v1/topics", {"limit": 1, "cursor": cursor, **other})
    assert refusal_of(response) == (400, "invalid-cursor")


@pytest.mark.parametrize(
    "other",
    [
        *({"scheme__not": "channel"}, {"scheme__not": "technology,channel"}, {"scheme": "theme"}),
        *({"scheme__all": "technology"}, {"scheme__isnull": "false"}, {}),
    ],
)
def test_a_cursor_of_other_values_is_refused(client, topics, other):
    asked = {"limit": 1, "scheme__not": "technology"}
    cursor = _query(client.get("/api/v1/topics", asked).json()["next"])["cursor"][0]
    assert client.get("/api/v1/topics", {**asked, "cursor": cursor}).status_code == 200
    response = client.get("/api/v1/topics", {"limit": 1, "cursor": cursor, **other})
    assert refusal_of(response) == (400, "invalid-cursor")


def test_a_cursor_of_another_list_is_refused(client, topics):
    for here, there in (("topics", "search"), ("search", "topics"), ("topics", "countries")):
        cursor = _query(client.get(f"/api/v1/{here}?limit=1").json()["next"])["cursor"][0]
        assert client.get(f"/api/v1/{there}", {"cursor": cursor}).status_code == 400


def test_a_cursor_of_narrower_ranges_is_refused(make, client):
    case = make.case_study(lessons=0)
    case.results.update(unit="persons")
    make.published(make.kept(case))
    make.live("case-study", lessons=0)
    asked = {"launched__lt": "2030", "metric_value__gte": "1", "limit": 1}
    make.live("case-study", lessons=0, launched="2019-01-01")
    make.live("case-study", lessons=0, launched="2020-01-01")
    cursor = _query(client.get("/api/v1/case-studies", asked).json()["next"])["cursor"][0]
    answers = [
        client.get("/api/v1/case-studies", {**asked, "cursor": cursor, **other}).status_code
        for other in ({}, {"launched__lt": "2029"}, {"launched__gte": "2019"}, {"metric_value__gte": "2"})
    ]
    assert answers == [200, 400, 400, 400]


@pytest.mark.parametrize(
    "cursor", ["", "x", "x:y", "a" * 2_000, "ไทย:ไทย", "AAAAAAAAAAE:AAAAAAAAAAAAAAAAAAAAAAAAAAA"]
)
def test_a_cursor_that_is_made_up_is_refused(db, client, cursor):
    for path in LISTS:
        response = client.get(f"/api/v1/{path}", {"cursor": cursor})
        assert refusal_of(response) == (400, "invalid-cursor")


def test_a_cursor_that_is_cut_or_changed_anywhere_is_refused(client, topics):
    cursor = _query(client.get("/api/v1/topics?limit=1").json()["next"])["cursor"][0]
    for place in range(0, len(cursor), 5):
        other = "A" if cursor[place] != "A" else "B"
        for forged in (cursor[:place], cursor[:place] + other + cursor[place + 1 :]):
            assert client.get("/api/v1/topics", {"cursor": forged}).status_code == 400


@pytest.mark.parametrize("name", ["page", "offset"])
@pytest.mark.parametrize("path", LISTS)
def test_who_counts_pages_is_told_to_follow_the_next_link(db, client, path, name):
    fault = fault_of(client.get(f"/api/v1/{path}?{name}=2"))
    assert fault["code"] == "unknown"
    assert fault["detail"] == "Use the “next” link to go on."


def test_an_empty_list_and_a_full_page_have_no_next_one(client, topics):
    assert client.get("/api/v1/case-studies").json() == {"count": 0, "next": None, "results": []}
    assert [client.get(f"/api/v1/topics?limit={limit}").json()["next"] is None for limit in (2, 3, 4)] == [
        *(False, True, True)
    ]
