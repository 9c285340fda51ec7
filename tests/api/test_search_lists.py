"""Search by the API: how what was found is counted, filtered, sorted and walked through, and what is refused."""

import itertools

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.publishing.publication import Kind
from tests.api.answers import ids_of
from tests.making import rename

# Facets


@pytest.fixture
def several(make):
    """Cases of two countries and two stages about trees, and an agency."""
    thai, lao = make.live("country", name_en="Thailand"), make.live("country", name_en="Laos")
    make.live("agency", name_en="Office of trees")
    for title, country, stage in (
        ("Trees one", thai, "evaluation"),
        ("Trees two", thai, "implementation"),
        ("Trees three", lao, "evaluation"),
        ("Something else", lao, "evaluation"),
    ):
        make.live("case-study", title_en=title, country=country, stage=stage, lessons=0)
    return thai.pk, lao.pk


def _counts(body: dict, facet: str) -> dict:
    return {bucket["key"]: bucket["count"] for bucket in body["facets"][facet]["buckets"]}


def test_facets_count_what_was_found(several, search):
    thai, lao = several
    body = search("trees", facets="type,country,stage,language")
    assert body["count"] == 4
    assert _counts(body, "type") == {"case-study": 3, "agency": 1}
    assert _counts(body, "country") == {thai: 2, lao: 1}
    assert _counts(body, "stage") == {"evaluation": 2, "implementation": 1}
    assert _counts(body, "language") == {"en": 4, "th": 4}
    assert {name: facet["missing_count"] for name, facet in body["facets"].items()} == {
        "type": 0,
        "country": 1,
        "stage": 0,  # agencies know no stages
        "language": 0,
    }
    assert [bucket["label"] for bucket in body["facets"]["country"]["buckets"]] == ["Thailand", "Laos"]


def test_a_facet_ignores_its_own_filter_and_no_other(several, search):
    thai, lao = several
    body = search("trees", country=thai, stage="evaluation", facets="type,country,stage")
    assert (body["count"], [item["title"] for item in body["results"]]) == (1, ["Trees one"])
    assert _counts(body, "country") == {thai: 1, lao: 1}
    assert _counts(body, "stage") == {"evaluation": 1, "implementation": 1}
    assert _counts(body, "type") == {"case-study": 1}
    assert search("trees", country=f"{thai},{lao}")["count"] == 3
    assert search("trees", type="agency,case-study", country__isnull="true")["count"] == 1
    assert search("trees", type__not="case-study")["count"] == 1
    assert _counts(search("trees", type="agency", facets="type"), "type") == {"case-study": 3, "agency": 1}


def test_language_keeps_what_is_in_it(make, several, search):
    topic = make.live("topic", name_en="Trees in Lao", name_lo="ຕົ້ນໄມ້")
    assert ids_of(search("trees", language="lo")) == [topic.pk]
    assert search("trees", language="lo", facets="language")["facets"]["language"]["buckets"][0]["count"] == 5
    assert search("trees", language="km")["count"] == 0
    assert search("trees", language__not="lo")["count"] == 4
    assert ids_of(search("trees", lang="lo", fallback="none")) == [topic.pk]
    assert {item["language"]["served"] for item in search("trees", lang="lo")["results"]} == {"en", "lo"}


def test_without_a_word_everything_is_listed_and_counted(several, search):
    body = search(facets="type,language", limit=100)
    assert body["count"] == len(body["results"]) == sum(_counts(body, "type").values()) == 7
    assert _counts(body, "type") == {"case-study": 4, "country": 2, "agency": 1}
    kinds = [item["type"] for item in body["results"]]
    assert kinds == sorted(kinds, key=lambda kind: Kind.of(kind).place)


# Orders and pages


def _walk(search, **query) -> list[list[str]]:
    pages, cursor = [], None
    while cursor != "":
        body = search(**query, **({"cursor": cursor} if cursor else {}))
        pages.append(ids_of(body))
        cursor = (body["next"] or "").rpartition("cursor=")[2].replace("%3A", ":")
    return pages


@pytest.mark.parametrize(
    "sort", ["relevance", "title", "-title", "published_at", "-published_at", "kind", "-kind"]
)
def test_every_order_is_walked_to_its_end_and_meets_each_once(make, search, sort):
    country = make.live("country")
    for number in range(8):
        title = ("Trees", "Trees and trees", "A word of trees")[number % 3]
        make.live("case-study", title_en=title, country=country, lessons=number % 2)
    make.live("agency", name_en="Trees")
    whole = ids_of(search("trees", sort=sort, limit=100))
    pages = _walk(search, q="trees", sort=sort, limit=2)
    assert list(itertools.chain(*pages)) == whole
    assert len(set(whole)) == len(whole) == 13
    assert {len(page) for page in pages[:-1]} == {2}


def test_orders_are_what_they_say(make, search):
    ids = {}
    for title in ("Zebra of trees", "Apple of trees"):
        ids[title] = make.live("topic", name_en=title).pk
    case = make.live("case-study", title_en="Middle of trees", lessons=0)
    zebra, apple = ids.values()
    assert ids_of(search("trees", sort="title")) == [apple, case.pk, zebra]
    assert ids_of(search("trees", sort="-published_at")) == [case.pk, apple, zebra]
    assert ids_of(search("trees", sort="kind"))[0] == case.pk
    assert ids_of(search("apple of trees"))[0] == apple


def test_a_cursor_goes_on_after_the_next_publication(make, client, search):
    topics = [make.live("topic", name_en=f"Trees {number}") for number in range(3)]
    best = search("trees", limit=1)["next"].partition("?")[2]
    sorted_ = search("trees", limit=1, sort="title")["next"].partition("?")[2]
    assert client.get(f"/api/v1/search?{best}").status_code == 200
    make.published(make.kept(rename(topics[0], "Trees renamed")))
    assert ids_of(client.get(f"/api/v1/search?{best}").json()) == [topics[1].pk]
    assert ids_of(client.get(f"/api/v1/search?{sorted_}").json()) == [topics[1].pk]


def test_a_cursor_belongs_to_its_words(make, client, search):
    for number in range(2):
        make.live("topic", name_en=f"Trees of wood {number}")
    following = search("trees", limit=1)["next"].partition("?")[2]
    assert client.get(f"/api/v1/search?{following.replace('trees', 'wood')}").status_code == 400


# What is refused


@pytest.mark.parametrize(
    ("query", "slug", "parameter"),
    [
        ("sort=relevance", "invalid", "sort"),
        ("q=+&sort=relevance", "invalid", "sort"),
        ("q=a&sort=nonsense", "invalid", "sort"),
        ("q=a&translations=all", "unknown", "translations"),
        ("q=a&contry=TH", "unknown", "contry"),
        ("q=a&page=2", "unknown", "page"),
        ("q=a&q=b", "repeated", "q"),
        ("q=a&type=casestudy", "invalid", "type"),
        ("q=a&facets=kind", "invalid", "facets"),
        ("q=a&kind=lesson", "unknown", "kind"),
        ("q=a&limit=101", "invalid", "limit"),
        (f"q={'x' * 201}", "invalid", "q"),
        (f"q={'%E0%B8%81' * 201}", "invalid", "q"),
    ],
)
def test_what_cannot_be_asked_is_refused_at_once(make, client, query, slug, parameter):
    with CaptureQueriesContext(connection) as captured:
        response = client.get(f"/api/v1/search?{query}")
    assert (response.status_code, len(captured)) == (400, 0)
    body = response.json()
    assert body["type"].endswith(f"/problems/{slug}-parameter")
    assert [(fault["parameter"], fault["code"]) for fault in body["errors"]] == [(parameter, slug)]


def test_a_near_miss_is_told_and_so_is_what_is_allowed(make, client):
    (fault,) = client.get("/api/v1/search?q=a&contry=TH").json()["errors"]
    assert "“country”" in fault["detail"]
    assert {"q", "type", "country__not", "facets", "cursor"} <= set(fault["allowed"])
    (fault,) = client.get("/api/v1/search?sort=relevance").json()["errors"]
    assert fault["allowed"] == ["kind", "-kind", "title", "-title", "published_at", "-published_at"]
