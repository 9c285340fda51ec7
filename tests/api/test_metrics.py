"""`/metrics`: figures of case studies, one in a row, for those who read tables."""

import csv
import io

import pytest

from knowledge.models import Result, Source
from tests.api.answers import ids_of

WORDS = "ผู้ใช้บริการกว่า 100,000 คนต่อวัน"


@pytest.fixture
def case(make):
    """A case study whose one figure is known in every respect."""
    agency = make.live("agency", name_en="Department of Lands")
    country = make.live("country", id="TH", name_en="Thailand")
    case = make.case_study(title_en="Land", country=country, lead_agency=agency, lessons=0)
    report = Source(record=case, title="Report", title_language="en", url="https://example.org/r", position=1)
    report.publisher, report.published_on = "The Nation", "2021-11-20"
    report.save()
    case.results.update(
        source=report,
        unit="persons",
        period="per_day",
        as_of="2021-01-01",
        as_of_precision="year",
        as_published=WORDS,
        as_published_language="th",
        baseline="99.5",
    )
    return make.published(make.kept(case))


@pytest.fixture
def figure(case) -> Result:
    return case.results.get()


def test_a_figure_is_a_row_with_its_case_country_agency_and_source(client, settings, case, figure):
    (row,) = client.get("/api/v1/metrics").json()["results"]
    site = settings.SITE_URL
    known = {name: row.pop(name) for name in ("record", "country", "agency", "seq", "language")}
    assert {name: known[name]["id"] for name in ("record", "country", "agency")} == {
        "record": case.pk,
        "country": "TH",
        "agency": case.lead_agency_id,
    }
    assert [known[name]["name"] for name in ("record", "country", "agency")] == [
        *("Land", "Thailand", "Department of Lands")
    ]
    assert row == {
        "id": figure.pk,
        "type": "metric",
        "url": f"{site}/api/v1/metrics/{figure.pk}",
        "html_url": f"{site}/en/case-studies/{case.pk}/{case.slug}#{figure.pk}",
        "status": "published",
        "slug": "",
        "label": "users",
        "kind": "reported",
        "value": 100_000,
        "value_to": None,
        "qualifier": "gt",
        "unit": "persons",
        "period": "per_day",
        "as_of": "2021",
        "as_published": WORDS,
        "as_published_language": "th",
        "baseline": 99.5,
        "target": None,
        "method": None,
        "source": {
            "title": "Report",
            "title_language": "en",
            "publisher": "The Nation",
            "url": "https://example.org/r",
            "published_on": "2021-11-20",
        },
    }


def test_a_row_is_the_record_but_for_what_every_record_says(client, figure):
    (row,) = client.get("/api/v1/metrics?lang=th").json()["results"]
    record = client.get(f"/api/v1/metrics/{figure.pk}?lang=th").json()
    assert {name: record[name] for name in row} == row
    assert {*record} - {*row} == {"text_format", "license", "published_at"}
    assert (row["label"], row["as_published"]) == ("ผู้ใช้", WORDS)


def test_within_its_case_a_figure_says_the_same(client, case, figure):
    (row,) = client.get("/api/v1/metrics").json()["results"]
    body = client.get(f"/api/v1/case-studies/{case.pk}").json()
    (within,) = body["metrics"]
    assert body["sources"][within.pop("source")]["url"] == row["source"]["url"]
    assert within == {name: row[name] for name in within}
    assert [each["value"] for each in body["metrics"]] == [100_000]


def test_rows_are_found_by_what_they_are_and_by_what_is_their_cases(make, client, case, figure):
    other = make.live("case-study", lessons=0, country=make.live("country", id="LA")).results.get()
    for query, found in {
        "country=TH": {figure.pk},
        "country=LA": {other.pk},
        f"record={case.pk}": {figure.pk},
        f"agency={case.lead_agency_id}": {figure.pk},
        "agency__isnull=true": {other.pk},
        "unit=persons": {figure.pk},
        "unit__isnull=true": {other.pk},
        "period=per_day": {figure.pk},
        "year=2021": {figure.pk},
        "qualifier=gt": {figure.pk, other.pk},
        "qualifier=eq": set(),
        "kind=reported": {figure.pk, other.pk},
        "as_of__gte=2021-01-01&as_of__lt=2022": {figure.pk},
        "as_of__lt=2021": set(),
    }.items():
        assert {*ids_of(client.get(f"/api/v1/metrics?{query}").json())} == found, query


def test_figures_go_with_their_case(make, client, case, figure):
    make.withdrawn(case)
    assert client.get("/api/v1/metrics").json()["count"] == 0
    gone = client.get(f"/api/v1/metrics/{figure.pk}")
    assert (gone.status_code, gone.json()["type"].rpartition("/")[2]) == (410, "gone")


def test_a_figure_that_the_case_lost_is_gone_and_a_draft_is_not_there_yet(make, client, case, figure):
    draft = Result(record=case, label_en="more", label_th="อีก", value=1, source=figure.source)
    draft.save()
    figure_id = figure.pk
    figure.delete()
    make.kept(case)
    assert ids_of(client.get("/api/v1/metrics").json()) == [figure_id]
    assert client.get(f"/api/v1/metrics/{draft.pk}").status_code == 404
    make.published(case)
    assert ids_of(client.get("/api/v1/metrics").json()) == [draft.pk]
    assert client.get(f"/api/v1/metrics/{figure_id}").status_code == 410


@pytest.mark.parametrize(
    ("value", "shown"),
    [("100000", 100_000), ("99.9", 99.9), ("0.0001", 0.0001), ("-3", -3), ("0", 0), (None, None)],
)
def test_a_number_is_as_exact_as_its_source_gives_it(make, client, case, value, shown):
    case.results.update(value=value)
    make.published(make.kept(case))
    (row,) = client.get("/api/v1/metrics").json()["results"]
    assert (row["value"], type(row["value"])) == (shown, type(shown))


def test_figures_of_a_group_have_no_country(make, client):
    group = make.live("country-group", id="asean")
    make.live("case-study", country=None, country_group=group, lessons=0)
    (row,) = client.get("/api/v1/metrics").json()["results"]
    assert (row["country"], row["agency"]) == (None, None)


def test_rows_can_be_read_as_a_table(client, case):
    response = client.get("/api/v1/metrics?format=csv&fields=label,value,unit,country.id,source.publisher")
    (row,) = csv.DictReader(io.StringIO(response.content.decode()))
    assert {name: row[name] for name in row if name != "id"} == {
        "label": "users",
        "value": "100000",
        "unit": "persons",
        "country.id": "TH",
        "source.publisher": "The Nation",
    }


def test_figures_are_in_no_search_of_everything(client, case):
    assert client.get("/api/v1/search?q=users&type=metric").status_code == 400
    kinds = {item["type"] for item in client.get("/api/v1/search?limit=100").json()["results"]}
    assert kinds == {"case-study", "agency", "country"}
    assert client.get("/api/v1/metrics?q=users").json()["count"] == 1
