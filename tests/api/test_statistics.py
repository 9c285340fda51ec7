"""Statistics: counts by groups and sums of figures, a row each."""

from decimal import Decimal

import pytest
from django.test import Client

from knowledge.models import Result
from portal.api import statistics
from tests.api.answers import faults_of, slug_of

PATH = "/api/v1/case-studies/statistics"


@pytest.fixture
def ask(client):
    """`ask(group_by="country", …)` gives the JSON of an answer."""

    def ask(path: str = PATH, **query) -> dict:
        response = client.get(path, query)
        assert response.status_code == 200, response.content
        return response.json()

    return ask


def _figures(make, case, *figures: dict):
    """Give a live case study these figures instead of its own."""
    case.results.all().delete()
    for number, figure in enumerate(figures):
        texts = {"label_en": f"figure {number}", "label_th": f"ตัวเลข {number}"}
        Result(record=case, source=case.sources.get(), **{**texts, "unit": "persons", **figure}).save()
    return make.published(make.kept(case))


@pytest.fixture
def cases(make):
    """Of country AA one of 2021 and one without a year, of AA and AB together one of 2021."""
    first, second = make.live("country", id="AA"), make.live("country", id="AB")
    shared = make.case_study(country=first, launched="2021-05-01", stage="evaluation")
    shared.further_countries.set([second])
    make.published(make.kept(shared))
    return [
        make.live("case-study", country=first, launched="2021-01-01"),
        make.live("case-study", country=first),
        shared,
    ]


def test_each_group_is_a_row_and_nothing_is_lost(cases, ask):
    assert ask(group_by="country,year") == {
        "count": 3,
        "group_by": ["country", "year"],
        "results": [
            {"country": "AA", "year": 2021, "count": 2},
            {"country": "AA", "year": None, "count": 1},
            {"country": "AB", "year": 2021, "count": 1},
        ],
    }
    assert ask(group_by="stage")["results"] == [
        {"stage": "evaluation", "count": 1},
        {"stage": None, "count": 2},
    ]


def test_groups_are_named_in_the_order_in_which_they_are_asked_for(cases, ask):
    answer = ask(group_by="year,country")
    assert answer["group_by"] == ["year", "country"]
    assert [list(row) for row in answer["results"]] == [["year", "country", "count"]] * 3
    assert answer["results"][0] == {"year": 2021, "country": "AA", "count": 2}


def test_groups_come_in_the_order_of_their_values_and_those_without_last(make, ask):
    for stage in ("", "implementation", "evaluation"):
        make.live("case-study", stage=stage, lessons=0)
    assert [row["stage"] for row in ask(group_by="stage")["results"]] == [
        "evaluation",
        "implementation",
        None,
    ]


def test_the_filters_are_those_of_the_list(cases, ask, client):
    for query, count in (
        ({"country": "AB"}, 1),
        ({"country__not": "AB"}, 2),
        ({"stage__isnull": "true"}, 2),
        ({"launched__gte": "2021-02"}, 1),
        ({"id": cases[0].pk}, 1),
        ({"q": cases[1].title_en}, 1),
        ({"metric_value__gte": "100000"}, 3),
        ({"metric_value__gte": "100001"}, 0),
    ):
        asked = client.get("/api/v1/case-studies", query).json()["count"]
        assert (asked, ask(group_by="kind", **query)["count"]) == (count, count), query


def test_of_nothing_there_are_no_groups(db, ask):
    assert ask(group_by="country") == {"count": 0, "group_by": ["country"], "results": []}


def test_every_kind_has_statistics(make, ask):
    for _number in range(2):
        make.published(make.agency(kind="ministry"))
    assert ask("/api/v1/agencies/statistics", group_by="kind")["results"] == [
        {"kind": "ministry", "count": 2}
    ]
    assert ask("/api/v1/agencies/statistics", group_by="language")["results"] == [
        {"language": "en", "count": 2},
        {"language": "th", "count": 2},
    ]


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ("", "group_by"),
        ("group_by=", "group_by"),
        ("group_by=nonsense", "group_by"),
        ("group_by=country,country", "group_by"),
        ("group_by=country,year,stage,kind", "group_by"),
        ("group_by=country&measure=sum", "measure"),
        ("group_by=country&measure=metric_sum", "measure"),
        ("group_by=country&measure=metric_sum:", "measure"),
        ("group_by=country&measure=metric_sum:<x>", "measure"),
        ("group_by=country&measure=metric_sum:persons,hours", "measure"),
        (f"group_by=country&measure=metric_sum:{'x' * 81}", "measure"),
        ("group_by=country&measure=metric_sum:persons&metric_unit=households", "measure"),
        ("group_by=country&limit=5", "limit"),
        ("group_by=country&stage=nonsense", "stage"),
        ("group_by=country&bom=1", "bom"),
    ],
)
def test_what_cannot_be_asked_is_refused(db, client, query, wrong):
    assert [name for name, _code in faults_of(client.get(f"{PATH}?{query}"))] == [wrong]


def test_only_what_states_figures_has_sums(db, client):
    response = client.get("/api/v1/agencies/statistics?group_by=kind&measure=metric_sum:persons")
    assert faults_of(response) == [("measure", "invalid")]


def test_too_many_groups_are_refused_and_never_cut(cases, client, monkeypatch):
    assert statistics.MOST_GROUPS == 5_000
    monkeypatch.setattr(statistics, "MOST_GROUPS", 2)
    assert client.get(f"{PATH}?group_by=country").status_code == 200
    assert faults_of(client.get(f"{PATH}?group_by=country,year")) == [("group_by", "invalid")]


# Sums


def test_sums_are_exact_and_say_what_went_into_them(make, ask):
    first, second = make.live("country", id="AA"), make.live("country", id="AB")
    one, other = (make.live("case-study", country=country) for country in (first, second))
    _figures(make, one, {"value": Decimal("0.1")}, {"value": Decimal("0.2")}, {"value": 7, "unit": "hours"})
    _figures(make, other, {"value": 95}, {"value": None}, {"value": 5, "qualifier": "gt"})
    answer = ask(group_by="country", measure="metric_sum:persons")
    assert answer["results"] == [
        {
            "country": "AA",
            "count": 1,
            "sum": 0.3,
            "unit": "persons",
            "figures": 2,
            "lower_bound": False,
            "approximate": False,
        },
        {
            "country": "AB",
            "count": 1,
            "sum": 100,
            "unit": "persons",
            "figures": 2,
            "lower_bound": True,
            "approximate": False,
        },
    ]
    assert isinstance(answer["results"][1]["sum"], int)


@pytest.mark.parametrize(
    ("figure", "lower_bound", "approximate"),
    [
        ({"qualifier": "eq"}, False, False),
        ({"qualifier": "gt"}, True, False),
        ({"qualifier": "gte"}, True, False),
        ({"qualifier": "approx"}, False, True),
        ({"qualifier": "lt"}, False, True),
        ({"qualifier": "eq", "value_to": 200}, True, False),
    ],
)
def test_a_sum_says_when_it_is_a_lower_bound_or_only_about_right(make, ask, figure, lower_bound, approximate):
    _figures(make, make.live("case-study"), {"value": 100, **figure}, {"value": 1})
    (row,) = ask(group_by="kind", measure="metric_sum:persons")["results"]
    assert (row["sum"], row["lower_bound"], row["approximate"]) == (101, lower_bound, approximate)


@pytest.mark.parametrize(
    ("name", "values", "allowed"),
    [
        ("kind", ("plan", "reported"), ["plan", "reported"]),
        ("period", ("per_day", "per_year"), ["per_day", "per_year"]),
    ],
)
def test_what_cannot_be_added_up_is_refused_until_one_is_chosen(make, ask, name, values, allowed):
    _figures(make, make.live("case-study"), *({"value": 1, name: value} for value in values))
    response = Client().get(f"{PATH}?group_by=country&measure=metric_sum:persons")
    assert (response.status_code, slug_of(response)) == (400, "mixed-units")
    (fault,) = response.json()["errors"]
    assert (fault["parameter"], fault["code"], fault["allowed"]) == (f"metric_{name}", "mixed", allowed)
    for value in allowed:
        asked = {"group_by": "kind", "measure": "metric_sum:persons", f"metric_{name}": value}
        assert [row["sum"] for row in ask(**asked)["results"]] == [1]


def test_figures_without_a_period_can_be_chosen_too(make, ask, client):
    _figures(make, make.live("case-study"), {"value": 1, "period": ""}, {"value": 2, "period": "per_year"})
    asked = {"group_by": "kind", "measure": "metric_sum:persons"}
    refused = client.get(PATH, asked)
    assert (refused.status_code, slug_of(refused)) == (400, "mixed-units")
    choices = [(fault["parameter"], fault["allowed"]) for fault in refused.json()["errors"]]
    assert choices == [("metric_period", ["per_year"]), ("metric_period__isnull", ["true"])]
    assert refused.json()["detail"] == "Choose one of them: per_year, metric_period__isnull=true."
    for (name, (value,)), found in zip(choices, (2, 1), strict=True):
        assert [row["sum"] for row in ask(**asked, **{name: value})["results"]] == [found]


def test_a_unit_that_nothing_has_sums_up_to_nothing(make, ask):
    make.live("case-study")
    (row,) = ask(group_by="kind", measure="metric_sum:litres")["results"]
    assert (row["sum"], row["figures"]) == (0, 0)


def test_a_unit_that_a_filter_takes_is_taken_and_no_other(make, ask, client):
    make.live("case-study")
    for unit in ("x" * 80, "working_days", "THB", "<x>", "x" * 81):
        listed = client.get("/api/v1/case-studies", {"metric_unit": unit})
        summed = client.get(PATH, {"group_by": "kind", "measure": f"metric_sum:{unit}"})
        assert listed.status_code == summed.status_code, unit
    assert summed.json()["detail"] == f"“{'x' * 64}” cannot be a value of it."


def test_a_sum_is_of_a_unit_that_the_filters_allow(make, ask, client):
    _figures(make, make.live("case-study"), {"value": 3}, {"value": 7, "unit": "households"})
    for units, found in (("persons", 3), ("households,persons", 3), ("hours", None), ("hours,THB", None)):
        asked = {"group_by": "kind", "measure": "metric_sum:persons", "metric_unit": units}
        response = client.get(PATH, asked)
        if found:
            assert [row["sum"] for row in response.json()["results"]] == [found], units
        else:
            assert faults_of(response) == [("measure", "invalid")]
            known = ", ".join(["count", *(f"metric_sum:{unit}" for unit in sorted(units.split(",")))])
            assert response.json()["detail"] == f"It is one of these: {known}."


# Rows


def test_rows_can_be_had_as_csv_and_lines(cases, client):
    csv = client.get(f"{PATH}?group_by=country,year&format=csv&bom=1")
    assert csv["Content-Type"] == "text/csv; charset=utf-8"
    assert csv.content.decode() == ("\ufeffcountry,year,count\r\nAA,2021,2\r\nAA,,1\r\nAB,2021,1\r\n")
    lines = client.get(f"{PATH}?group_by=stage", headers={"accept": "application/jsonl"})
    assert lines["Content-Type"] == "application/jsonl"
    assert lines.content == b'{"stage":"evaluation","count":1}\n{"stage":null,"count":2}\n'


@pytest.mark.parametrize(
    ("measure", "columns"),
    [("count", ""), ("metric_sum:persons", ",sum,unit,figures,lower_bound,approximate")],
)
def test_columns_are_there_without_any_row(db, client, measure, columns):
    response = client.get(f"{PATH}?group_by=country,stage&format=csv&measure={measure}")
    assert response.content.decode() == f"country,stage,count{columns}\r\n"


# What it costs


def test_statistics_cost_one_query_and_a_sum_two_more(make, client, django_assert_num_queries):
    for _number in range(3):
        make.live("case-study")
        client.get("/api/v1/case-studies")  # the Census catches up
        client.get("/api/v1/metrics")
        with django_assert_num_queries(1):
            client.get(f"{PATH}?group_by=country,stage")
        with django_assert_num_queries(3):
            client.get(f"{PATH}?group_by=country&measure=metric_sum:persons")


def test_statistics_have_an_etag_of_change_number_and_question(cases, make, client):
    address = f"{PATH}?group_by=country"
    first = client.get(address)
    etags = {client.get(f"{address}{more}")["ETag"] for more in ("", "&format=csv", "&stage=evaluation")}
    assert (first["ETag"].startswith('W/"'), len(etags)) == (True, 3)
    again = client.get(address, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    make.live("topic")
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 200


def test_statistics_of_a_search_have_the_etag_of_their_bytes(cases, make, client):
    address = f"{PATH}?group_by=country&q=case"
    etag = client.get(address)["ETag"]
    make.live("topic")
    assert client.get(address)["ETag"] == etag
    assert client.get(address, headers={"if-none-match": etag}).status_code == 304
