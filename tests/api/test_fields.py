"""`fields=`: answers with nothing but what was asked for, and the id."""

import json

import pytest

from portal.catalogue.everything import EVERYTHING
from portal.publishing.publication import Kind
from tests.api.answers import fault_of

PERIOD = {"start": "2012", "launch": None, "end": None}


@pytest.fixture
def case(make):
    return make.live(
        "case-study",
        title_en="Land",
        title_th="ที่ดิน",
        problem_en="Queues",
        problem_th="คิว",
        started="2012-01-01",
        started_precision="year",
    )


@pytest.fixture
def get(client, case):
    """The record, or the list that holds it alone, with a query."""

    def get(query: str, path: str = "record"):
        return client.get(f"/api/v1/case-studies{f'/{case.pk}' if path == 'record' else ''}?{query}")

    return get


@pytest.fixture
def item(get, case):
    """What is answered of the record, by itself or in the list."""

    def item(query: str, path: str) -> dict:
        body = get(query, path).json()
        return body if path == "record" else body["results"][0]

    return item


@pytest.mark.parametrize("path", ["record", "list"])
@pytest.mark.parametrize(
    ("fields", "more"),
    [
        ("id", {}),
        ("title", {"title": "Land"}),
        ("title,id", {"title": "Land"}),
        ("problem,title", {"title": "Land", "problem": "Queues"}),
        ("period.start", {"period": {"start": "2012"}}),
        ("period.end,period.start", {"period": {"start": "2012", "end": None}}),
        ("period,period.start", {"period": PERIOD}),
        ("period.start,period", {"period": PERIOD}),
        ("metrics.value,metrics.label", {"metrics": [{"label": "users", "value": 100_000}]}),
        ("lessons.text", {"lessons": [{"text": "Lesson 0"}]}),
        ("language.translation.method", {"language": {"translation": {"method": "human"}}}),
        ("country_group.name", {"country_group": None}),
        ("license.id", {"license": {"id": "CC-BY-4.0"}}),
    ],
)
def test_what_was_asked_for_and_the_id_are_there_and_nothing_else(item, case, path, fields, more):
    assert item(f"fields={fields}", path) == {"id": case.pk, **more}


def test_fields_stand_in_the_order_of_the_record_whatever_the_order_asked_for(item):
    assert list(item("fields=published_at,summary,title", "record")) == [
        "id",
        "title",
        "summary",
        "published_at",
    ]


@pytest.mark.parametrize("path", ["record", "list"])
def test_the_language_asked_for_is_served(item, path):
    shown = item("fields=problem,title,language.served&lang=th", path)
    assert (shown["problem"], shown["title"], shown["language"]) == ("คิว", "ที่ดิน", {"served": "th"})
    assert item("fields=problem,language.served&lang=km", path)["language"] == {"served": "en"}


def test_what_is_only_in_the_record_is_in_lists_when_it_is_asked_for(make, client, case):
    make.live("case-study", title_en="", summary_en="", title_th="ฮ", problem_th="ป")
    body = client.get("/api/v1/case-studies?fields=problem,published_at&lang=en").json()
    assert [each["problem"] for each in body["results"]] == ["Queues", "ป"]
    assert (list(body), body["count"]) == (["count", "next", "results"], 2)


BRIEF = {
    "case-studies": ["id", "type", "url", "title"],
    "conferences": ["id", "type", "url", "title"],
    "countries": ["id", "type", "url", "name"],
    "lessons": ["id", "type", "url", "text"],
    "sessions": ["id", "type", "url", "title"],
    "metrics": ["id", "type", "url", "label"],
}


def test_brief_is_what_something_is_known_by(make, client, case):
    make.live("conference")
    for path, names in BRIEF.items():
        (card, *_others) = client.get(f"/api/v1/{path}").json()["results"]
        expected = {name: card[name] for name in names}
        assert client.get(f"/api/v1/{path}?fields=brief").json()["results"][0] == expected
        assert client.get(f"/api/v1/{path}/{card['id']}?fields=brief").json() == expected
    shown = client.get("/api/v1/search?fields=brief&limit=100").json()["results"]
    found = {frozenset(each) for each in shown}
    assert found == {frozenset(names) for names in BRIEF.values() if "label" not in names}


def test_brief_can_be_added_to(get, case):
    record = get("").json()
    kept = {"id", "type", "title", "url", "stage"}
    assert get("fields=stage,brief").json() == {name: value for name, value in record.items() if name in kept}


def test_forty_names_are_taken_and_one_more_is_refused(get):
    names = [f"language.{name}" for name in ("served", "requested")] * 20
    assert get(f"fields={','.join(names)}").status_code == 200
    fault = fault_of(get(f"fields={','.join([*names, 'title'])}"))
    assert (fault["parameter"], fault["detail"]) == ("fields", "At most 40 values.")


@pytest.mark.parametrize("path", ["record", "list"])
@pytest.mark.parametrize(
    ("fields", "near"),
    [
        ("titel", "title"),
        ("title,metrics.valeu", "metrics.value"),
        ("Title", "title"),
        ("title.en", "title"),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest(get, path, fields, near):
    fault = fault_of(get(f"fields={fields}", path))
    assert (fault["parameter"], fault["code"]) == ("fields", "invalid")
    if near:
        assert fault["detail"] == f"Unknown. Did you mean “{near}”?"
    assert {"id", "metrics", "metrics.value", "language.served", "license.url"} <= {*fault["allowed"]}


@pytest.mark.parametrize("query", ["fields=", "fields=title,", "fields=title&fields=id"])
def test_nothing_and_twice_are_refused(get, query):
    assert get(query).status_code == 400


def test_names_of_one_kind_are_unknown_to_others_and_all_are_known_to_the_search(client, case):
    assert client.get("/api/v1/countries?fields=title").status_code == 400
    shown = client.get("/api/v1/search?fields=title,alpha3&sort=kind").json()["results"]
    assert [sorted(each) for each in shown] == [["id", "title"], ["id"], ["alpha3", "id"]]


@pytest.mark.parametrize("path", ["record", "list"])
def test_translations_are_of_the_fields_that_are_left(item, case, path):
    (lesson,) = case.lessons.all()
    shown = item("fields=problem,lessons.text&translations=all&lang=en", path)
    texts = {
        code: {"problem": problem, "lessons": {lesson.pk: {"text": text}}, "method": method}
        for code, problem, text, method in (
            ("en", "Queues", "Lesson 0", "human"),
            ("th", "คิว", "บทเรียน 0", "original"),
        )
    }
    assert shown == {
        "id": case.pk,
        "problem": "Queues",
        "lessons": [{"text": "Lesson 0"}],
        "translations": texts,
    }


def test_a_list_of_cards_alone_does_not_read_whole_records(client, case, django_assert_num_queries):
    client.get("/api/v1/case-studies")  # the Census catches up
    for fields, queries in {"title,countries.name": 2, "problem": 3}.items():
        with django_assert_num_queries(queries):
            assert client.get(f"/api/v1/case-studies?fields={fields}").status_code == 200


@pytest.mark.parametrize("kind", sorted(Kind.registry))
def test_every_kind_has_a_name_that_brief_shows(kind):
    assert {"title", "name", "text", "label"} & {*Kind.of(kind).card}
    assert kind in {*EVERYTHING.kinds, "metric"}


def test_of_everything_each_has_all_that_its_record_has_of_what_was_asked_for(make, client):
    conference = make.live("conference", summary_en="About land")
    case = make.live("case-study", summary_en="About parcels")
    for form, read in (
        ("json", lambda r: r.json()["results"]),
        ("jsonl", lambda r: list(map(json.loads, r.content.splitlines()))),
    ):
        response = client.get(f"/api/v1/search?type=conference,case-study&fields=id,summary&format={form}")
        found = {item["id"]: item.get("summary") for item in read(response)}
        assert found == {conference.pk: "About land", case.pk: "About parcels"}


@pytest.mark.parametrize("path", ["case-studies", "search"])
def test_what_only_cards_have_is_there_beside_what_only_records_have(make, client, path):
    case = make.live("case-study", problem_en="Queues")
    asked = f"/api/v1/{path}?id={case.pk}&fields=key_metrics.value,problem"
    assert client.get(asked).json()["results"] == [
        {"id": case.pk, "problem": "Queues", "key_metrics": [{"value": 100_000}]}
    ]
    assert client.get(f"{asked}&format=csv").content.decode().splitlines()[1] == f"{case.pk},Queues,100000"
    assert fault_of(client.get(f"/api/v1/case-studies/{case.pk}?fields=key_metrics"))["parameter"] == "fields"


@pytest.mark.parametrize("kind", ["lesson", "metric", "session", "material"])
@pytest.mark.parametrize("name", ["version", "updated_at"])
def test_parts_have_nothing_of_what_only_whole_records_have(client, db, kind, name):
    path = Kind.of(kind).path
    assert fault_of(client.get(f"/api/v1/{path}?fields={name}"))["parameter"] == "fields"
    assert client.get(f"/api/v1/{path}?format=csv").content.decode().split(",")[0] == "id"
    assert name not in client.get(f"/api/v1/{path}?format=csv").content.decode()
