"""Figures as tables: pandas reads them as CSV, as JSON and from files, and they are the same."""

import pytest

from portal.web.reference.examples import pandas
from portal.web.reference.operations import operations
from tests.clients.conftest import fetch


@pytest.fixture
def metrics(get) -> list[dict]:
    """All figures, as the API gives them."""
    page = get("/api/v1/metrics?limit=100")
    found = page["results"]
    while page["next"]:
        page = get(page["next"][page["next"].index("/api/") :])
        found += page["results"]
    assert len(found) == page["count"] > 20  # more than a page, or nothing is walked
    return found


def test_csv_json_and_bulk_are_the_same_table(programs, served, metrics):
    tables = programs.read("figures", served)
    ids = [metric["id"] for metric in metrics]
    values = {metric["id"]: metric["value"] for metric in metrics}
    units = {metric["id"]: metric["unit"] for metric in metrics}
    for name, table in tables.items():
        assert (name, table["rows"]) == (name, len(metrics))
        assert (name, sorted(table["ids"])) == (name, sorted(ids))
        assert (name, dict(zip(table["ids"], table["values"], strict=True))) == (name, values)
        assert (name, dict(zip(table["ids"], table["units"], strict=True))) == (name, units)
        assert (name, table["kinds"]) == (
            name,
            {"id": "text", "value": "number", "unit": "text", "qualifier": "text"},
        )
    assert tables["csv"]["ids"] == tables["json"]["ids"] == ids


def test_a_table_takes_one_line(programs, served, get, metrics):
    said = programs.read("one_line", served)
    cases = get("/api/v1/case-studies?limit=100")
    countries = get("/api/v1/case-studies/statistics?group_by=country")["results"]
    ids = sorted(case["id"] for case in cases["results"])
    assert said == {
        "figures": [min(100, len(metrics)), True],
        "all figures": [len(metrics), True],
        "cases": [cases["count"], ids],
        "some cases": [len(cases["results"]), ids],
        "by country": [len(countries), sum(row["count"] for row in countries)],
    }


def test_the_printed_example_reads_all_pages(programs, served, metrics):
    code = pandas(operations()["list-metrics"], f"{served}/api/v1/metrics", {"limit": "10"})
    done = programs.run("python", "-c", code)
    assert f"[{len(metrics)} rows x " in done.stdout, done.stderr


def test_excel_is_told_the_encoding_where_it_asks(served):
    mark = b"\xef\xbb\xbf"
    plain = fetch(f"{served}/api/v1/metrics?format=csv&limit=1")
    assert fetch(f"{served}/api/v1/metrics?format=csv&limit=1&bom=1") == mark + plain
