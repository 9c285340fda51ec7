"""Half-open ranges: of dates as precise as they are known, of times, of numbers, and of one and the same figure."""

from datetime import UTC, datetime, timedelta

import pytest

from knowledge.models import Result
from portal.publishing.tables import Entry
from tests.api.answers import fault_of, ids_of

LAUNCHED = {
    "a": {"launched": "2019-05-01"},
    "b": {"launched": "2021-01-01", "launched_precision": "year"},
    "c": {"launched": "2021-11-01", "launched_precision": "month"},
    "d": {},
}


@pytest.fixture
def launched(make):
    for title, fields in LAUNCHED.items():
        make.live("case-study", title_en=title, lessons=0, **fields)


def _titles(client, query: str, path: str = "case-studies", name: str = "title") -> str:
    response = client.get(f"/api/v1/{path}?{query}")
    assert response.status_code == 200, response.content
    body = response.json()
    assert body["count"] == len(body["results"]), query
    return "".join(item[name] for item in body["results"])


def test_a_date_that_is_known_less_precisely_counts_from_its_beginning(client, launched):
    for query, found in {
        "launched__gte=2019": "abc",
        "launched__gte=2019-05-01": "abc",
        "launched__gte=2019-05-02": "bc",
        "launched__lt=2019-05-01": "",
        "launched__lt=2019-05-02": "a",
        "launched__gte=2021": "bc",
        "launched__gte=2021-01": "bc",
        "launched__gte=2021-01-01": "bc",
        "launched__gte=2021-01-02": "c",
        "launched__gte=2021-11-01": "c",
        "launched__gte=2021-11-02": "",
        "launched__lt=2021": "a",
        "launched__lt=2021-01-01": "a",
        "launched__lt=2021-01-02": "ab",
        "launched__lt=2021-11-01": "ab",
        "launched__lt=2021-12": "abc",
        "launched__gte=2021&launched__lt=2022": "bc",
        "launched__gte=2022&launched__lt=2021": "",
    }.items():
        assert _titles(client, query) == found, query


def test_what_has_no_value_is_in_no_range(client, launched):
    assert _titles(client, "launched__gte=0001") == "abc"
    assert _titles(client, "launched__lt=9999") == "abc"
    assert _titles(client, "") == "abcd"


def test_ranges_narrow_facets_and_go_with_filters(client, launched):
    body = client.get("/api/v1/case-studies?launched__gte=2021&facets=year&year__not=2022").json()
    counts = [(each["key"], each["count"]) for each in body["facets"]["year"]["buckets"]]
    assert (body["count"], counts) == (2, [("2021", 2)])


def _published(titles: dict[str, datetime]) -> None:
    """Let case studies have been published at these times."""
    for title, moment in titles.items():
        Entry.objects.filter(kind="case-study", names__en=title).update(published_at=moment)


def test_a_day_means_its_start_in_utc_and_a_time_any_moment(client, launched):
    start = datetime(2021, 11, 15, tzinfo=UTC)
    second = timedelta(seconds=1)
    _published({"a": start - second, "b": start, "c": start + second, "d": start + timedelta(days=1)})
    for query, found in {
        "gte=2021-11-15": "bcd",
        "lt=2021-11-15": "a",
        "gte=2021-11-15T00:00:00Z": "bcd",
        "gte=2021-11-15T00:00:01Z": "cd",
        "lt=2021-11-15T00:00:01Z": "ab",
        "gte=2021-11-15T07:00:00%2B07:00": "bcd",
        "gte=2021-11-15T07:00:01%2B07:00": "cd",
        "gte=2021-11-15&published_at__lt=2021-11-16": "bc",
        "gte=2021-11": "abcd",
        "lt=2021-11": "",
        "gte=2021": "abcd",
    }.items():
        assert _titles(client, f"published_at__{query}") == found, query
    items = client.get("/api/v1/search?type=case-study&published_at__lt=2021-11-15T00:00:01Z").json()[
        "results"
    ]
    assert {item["title"] for item in items} == {"a", "b"}


def test_updated_at_is_when_its_text_was_kept(make, client, launched):
    later = datetime.now(UTC) + timedelta(days=1)
    entry = Entry.objects.get(kind="case-study", names__en="c")
    type(entry.revision).objects.filter(pk=entry.revision_id).update(at=later)
    assert _titles(client, f"updated_at__gte={later:%Y-%m-%dT%H:%M:%SZ}") == "c"
    assert _titles(client, f"updated_at__lt={later:%Y-%m-%dT%H:%M:%SZ}") == "abd"


@pytest.mark.parametrize(
    ("name", "detail", "wrong"),
    [
        (
            "launched__gte",
            "A date as 2021, 2021-11 or 2021-11-15.",
            (
                "",
                "yesterday",
                "21",
                "2021-13",
                "2021-11-31",
                "2021-1-1",
                "20211115",
                "๒๕๖๔",
                "2021-11-15T09:00:00Z",
            ),
        ),
        (
            "updated_at__lt",
            "A date as 2021-11-15 or a time as 2021-11-15T09:00:00Z.",
            ("", "now", "2021-11-15T09:00", "2021-11-15 09:00:00", "2021-11-15T25:00:00Z", "1637000000"),
        ),
        (
            "metric_value__gte",
            "A number as 100000 or 99.9.",
            ("", "1e5", "1,000", "NaN", "inf", ".5", "๑๐", " 1", "1" * 16),
        ),
    ],
)
def test_what_is_no_bound_is_refused(db, client, name, detail, wrong):
    for value in wrong:
        fault = fault_of(client.get("/api/v1/case-studies", {name: value}))
        assert (fault["parameter"], fault["detail"]) == (name, detail), value


@pytest.mark.parametrize(
    "name", ["launched", "launched__gt", "launched__lte", "stage__gte", "starts_on__gte"]
)
def test_there_are_no_other_suffixes_and_no_other_ranges(db, client, name):
    response = client.get(f"/api/v1/case-studies?{name}=2021")
    assert [(fault["parameter"], fault["code"]) for fault in response.json()["errors"]] == [(name, "unknown")]


# Figures


def _figured(make, title: str, *figures: tuple):
    """A case study with figures of (value, unit) and no other ones."""
    case = make.case_study(title_en=title, lessons=0)
    case.results.all().delete()
    for value, unit in figures:
        label = f"{title}{value};"
        Result(
            record=case, label_en=label, label_th=label, value=value, unit=unit, source=case.sources.get()
        ).save()
    return make.published(make.kept(case))


def test_numbers_are_in_the_order_of_numbers(make, client):
    _figured(
        make,
        "",
        (-5, "persons"),
        ("99.9", "persons"),
        (100, "persons"),
        (100_000, "persons"),
        (None, "persons"),
    )
    for query, found in {
        "value__gte=99.9": "99.9;100;100000;",
        "value__lt=99.9": "-5;",
        "value__lt=100": "-5;99.9;",
        "value__gte=99.9001&value__lt=100000": "100;",
        "value__gte=-5&value__lt=0": "-5;",
        "value__lt=-5": "",
        "value__gte=-999999999999999": "-5;99.9;100;100000;",
        "value__lt=999999999999999": "-5;99.9;100;100000;",
        "value__gte=100.0": "100;100000;",
    }.items():
        assert _titles(client, f"{query}&sort=value", "metrics", "label") == found, query


def test_all_that_is_asked_of_a_figure_is_asked_of_the_same_one(make, client):
    both = _figured(make, "a", (10, "persons"), (500, "persons"), (5_000, "THB")).pk
    many = _figured(make, "b", (500, "persons"), (10, "THB")).pk
    _figured(make, "c")
    for query, found in {
        "metric_value__gte=500": [both, many],
        "metric_unit=THB": [both, many],
        "metric_unit=THB,persons&metric_value__lt=11": [both, many],
        "metric_unit=THB&metric_value__gte=500": [both],
        "metric_unit=persons&metric_value__gte=1000": [],
        "metric_value__gte=50&metric_value__lt=400": [],
        "metric_value__gte=10&metric_value__lt=11&metric_unit=persons": [both],
        "metric_unit=nobody": [],
        "metric_kind=reported&metric_unit=THB&metric_value__lt=100": [many],
        "metric_kind=target": [],
    }.items():
        body = client.get(f"/api/v1/case-studies?{query}").json()
        assert (ids_of(body), body["count"]) == (found, len(found)), query


def test_a_figure_of_a_period_is_asked_for_by_its_code(make, client):
    case = make.case_study(lessons=0)
    case.results.update(period="per_day")
    case = make.published(make.kept(case))
    assert ids_of(
        client.get("/api/v1/case-studies?metric_period=per_day&metric_value__gte=100000").json()
    ) == [case.pk]
    assert client.get("/api/v1/case-studies?metric_period=per_year").json()["count"] == 0
    fault = fault_of(client.get("/api/v1/case-studies?metric_period=daily"))
    assert (fault["parameter"], fault["code"]) == ("metric_period", "invalid")
