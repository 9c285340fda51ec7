"""Lists as CSV and JSON Lines: columns fixed by the kind, cells to the letter, the same way from page to page."""

import csv
import io
import json

import pytest

from portal.publishing.publication import Kind
from tests.api.answers import faults_of, ids_of, slug_of

PATH = "/api/v1/case-studies"
AGENCY = [
    *(
        "id",
        "type",
        "url",
        "html_url",
        "version",
        "status",
        "slug",
        "kind",
        "name",
        "name_language",
        "acronym",
    ),
    *("local_name", "local_name_language", "country.id", "country.type", "country.name"),
    *("country.url", "country.html_url", "country.name_language", "seq", "language.requested"),
    *("language.served", "language.fallback", "language.reason", "language.original", "language.available"),
    *("language.translation.method", "language.translation.reviewed", "language.translation.outdated"),
    "language.only_in_original",
]
ODD = [
    *("=1+1", "+1", "-1", "@SUM(A1)", 'say "hello"', "one\ntwo", "one\r\ntwo", "a,b;c\td", " space "),
    *("ที่ดินและบ้าน", "မြေယာ", "a|b", "a\\b", "a\\|b", "\\", "|", "🙂", "'", "''", '""'),
]


def _table(response) -> list[dict[str, str]]:
    assert response.status_code == 200, response.content
    return [*csv.DictReader(io.StringIO(response.content.decode(), newline=""))]


def _parts(cell: str) -> list[str]:
    """The values that were joined in a cell."""
    parts, is_marked = [""], False
    for sign in cell:
        if not is_marked and sign in "\\|":
            is_marked = sign == "\\"
            parts += [""] * (sign == "|")
        else:
            parts[-1] += sign
            is_marked = False
    return parts


# Columns


def test_columns_are_the_names_of_what_a_card_holds_with_dots(make, client):
    make.live("agency")
    response = client.get("/api/v1/agencies?format=csv")
    (line, _row) = response.content.decode().splitlines()
    assert line.split(",") == AGENCY


@pytest.mark.parametrize("kind", sorted(Kind.registry))
def test_columns_follow_from_the_kind_and_not_from_its_records(make, client, kind):
    path = f"/api/v1/{Kind.of(kind).path}?format=csv"
    (nothing,) = client.get(path).content.decode().splitlines()
    make.live("conference", cases=[make.live("case-study")], people=[make.live("person")])
    assert client.get(path).content.decode().splitlines()[0] == nothing
    assert len(set(nothing.split(","))) == len(nothing.split(","))


def test_fields_that_are_chosen_are_the_columns(make, client):
    case = make.live("case-study", title_en="Land", problem_en="Paper", problem_th="กระดาษ")
    response = client.get(f"{PATH}?format=csv&fields=title,problem,period,metrics.value")
    assert _table(response) == [
        {
            "id": case.pk,
            "title": "Land",
            "problem": "Paper",
            "period.start": "",
            "period.launch": "",
            "period.end": "",
            "metrics.value": "100000",
        }
    ]


# Cells


@pytest.mark.parametrize("text", ODD)
def test_cells_are_exact(make, client, text):
    texts = {"title_en": text.strip() or "x", "summary_en": f"x{text}x"}
    case = make.live("case-study", **texts)
    told = client.get(f"{PATH}/{case.pk}").json()
    (row,) = _table(client.get(f"{PATH}?format=csv"))
    assert (row["title"], row["summary"]) == (told["title"], told["summary"])
    assert told["summary"] == texts["summary_en"].replace("\r\n", "\n")  # as every text is stored


@pytest.mark.parametrize("text", ["a|b", "a\\b", "a\\|b", "\\", "|", "=1+1", "ที่ดิน"])
def test_values_of_a_list_are_joined_so_that_they_can_be_told_apart(make, client, text):
    topics = [make.live("topic", name_en=name) for name in ("First", text)]
    make.live("case-study", themes=topics)
    (row,) = _table(client.get(f"{PATH}?format=csv&fields=topics.name"))
    assert {*_parts(row["topics.name"])} == {"First", text}


def test_the_sign_that_joins_is_marked_where_it_is_text(make, client):
    make.live("case-study", themes=[make.live("topic", name_en="a|b\\c")])
    (row,) = _table(client.get(f"{PATH}?format=csv&fields=topics.name"))
    assert row["topics.name"] == "a\\|b\\\\c"


def test_nothing_true_false_and_numbers_are_written_as_in_json(make, client):
    make.live("case-study")
    (row,) = _table(client.get(f"{PATH}?format=csv&lang=th"))
    shown = {name: row[f"language.{name}"] for name in ("fallback", "reason", "available", "served")}
    assert shown == {"fallback": "false", "reason": "", "available": "en|th", "served": "th"}
    (row,) = _table(client.get(f"{PATH}?format=csv&lang=km"))
    assert (row["language.fallback"], row["language.reason"]) == ("true", "not-translated")
    assert (row["version"], row["key_metrics.value"]) == ("1", "100000")


def test_csv_is_utf_8_with_the_line_ends_of_the_standard_and_a_mark_only_if_asked(make, client):
    make.live("topic", name_en="ที่ดิน")
    plain, marked = (client.get(f"/api/v1/topics?format=csv{more}") for more in ("", "&bom=1"))
    assert plain["Content-Type"] == marked["Content-Type"] == "text/csv; charset=utf-8"
    assert marked.content == b"\xef\xbb\xbf" + plain.content
    assert (plain.content.count(b"\r\n"), plain.content.count(b"\n")) == (2, 2)
    assert "ที่ดิน".encode() in plain.content


@pytest.mark.parametrize(("query", "accept"), [("bom=1", ""), ("bom=1&format=jsonl", "text/csv")])
def test_a_mark_has_no_place_elsewhere(db, client, query, accept):
    assert faults_of(client.get(f"{PATH}?{query}", headers={"accept": accept})) == [("bom", "invalid")]
    assert client.get(f"{PATH}?bom=1", headers={"accept": "text/csv"}).status_code == 200


@pytest.mark.parametrize("name", ["expand", "translations"])
def test_what_has_no_columns_is_refused(make, client, name):
    make.live("case-study")
    query = f"case-studies?{name}={'agencies' if name == 'expand' else 'all'}"
    assert faults_of(client.get(f"/api/v1/{query}&format=csv")) == [(name, "invalid")]
    for form in ("json", "jsonl"):
        assert client.get(f"/api/v1/{query}&format={form}").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        *("", "/changes", "/vocabularies", "/vocabularies/stage", "/languages", "/suggestions?q=x"),
        "/openapi.json",
    ],
)
def test_what_comes_in_one_form_only_is_refused_in_others(db, client, path):
    response = client.get(f"/api/v1{path}", headers={"accept": "text/csv"})
    assert (response.status_code, slug_of(response)) == (406, "not-acceptable")
    assert response.json()["offered"] == ["application/json"]


# Lines


@pytest.mark.parametrize(
    "query", ["lang=th", "fields=title,problem", "translations=all", "expand=agencies", "q=case", "lang=km"]
)
def test_each_line_is_an_item_of_the_list(make, client, query):
    for number in range(2):
        make.live("case-study", lead_agency=make.live("agency"), title_en=f"Case\n{number}\u2028")
    response = client.get(f"{PATH}?format=jsonl&{query}")
    assert response["Content-Type"] == "application/jsonl"
    lines = response.content.decode().split("\n")
    assert lines.pop() == ""
    assert [json.loads(line) for line in lines] == client.get(f"{PATH}?{query}").json()["results"]
    assert len(lines) == 2


def test_of_nothing_there_are_no_lines(db, client):
    response = client.get(f"{PATH}?format=jsonl")
    assert (response.status_code, response.content) == (200, b"")


# Pages


@pytest.mark.parametrize("form", ["json", "csv", "jsonl"])
def test_links_lead_from_page_to_page_in_the_form_that_was_asked_for(make, client, settings, form):
    country = make.live("country")
    ids = [make.live("case-study", country=country, lessons=0, title_en=f"{n}").pk for n in range(3)]
    address, met = f"{PATH}?format={form}&limit=2&sort=-title", []
    first = f'<{settings.SITE_URL}{address}>; rel="first"'
    while address:
        response = client.get(address)
        assert first in response["Link"]
        if form == "json":
            met += ids_of(response.json())
        elif form == "csv":
            met += [row["id"] for row in _table(response)]
        else:
            met += [json.loads(line)["id"] for line in response.content.splitlines()]
        links = [link for link in response["Link"].split(", ") if link.endswith('; rel="next"')]
        address = links and links[0].partition(">")[0].removeprefix(f"<{settings.SITE_URL}")
    assert met == ids[::-1]


# Which form


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("", "application/json"),
        ("*/*", "application/json"),
        ("application/*", "application/json"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("TEXT/CSV", "text/csv; charset=utf-8"),
        ("text/*", "text/csv; charset=utf-8"),
        ("application/jsonl", "application/jsonl"),
        ("application/x-ndjson", "application/jsonl"),
        ("application/json;q=0.5, text/csv;q=0.9", "text/csv; charset=utf-8"),
        ("text/csv;q=0.5, application/json", "application/json"),
        ("text/csv, application/json", "application/json"),
        ("text/html, application/xhtml+xml, */*;q=0.8", "application/json"),
        ("application/json;q=0, */*", "text/csv; charset=utf-8"),
        ("text/csv;header=present", "text/csv; charset=utf-8"),
        ("text/csv;q=x", "text/csv; charset=utf-8"),
        (",;,text/csv", "text/csv; charset=utf-8"),
    ],
)
def test_the_header_accept_chooses_the_form_it_prefers(db, client, accept, media_type):
    assert client.get(PATH, headers={"accept": accept})["Content-Type"] == media_type


@pytest.mark.parametrize(
    "accept", ["text/html", "application/json;q=0", "*/*;q=0", "image/*", "x", "text/csv;q=0"]
)
def test_what_cannot_be_had_is_refused_with_what_can(db, client, accept):
    response = client.get(PATH, headers={"accept": accept})
    assert (response.status_code, slug_of(response)) == (406, "not-acceptable")
    assert response.json()["offered"] == ["application/json", "text/csv", "application/jsonl"]


def test_the_parameter_counts_for_more_than_the_header(db, client):
    response = client.get(f"{PATH}?format=csv", headers={"accept": "application/json"})
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert client.get(f"{PATH}?format=csv", headers={"accept": "text/html"}).status_code == 200


@pytest.mark.parametrize("form", ["xml", "CSV", "", "json,csv"])
@pytest.mark.parametrize("path", [PATH, "/api/v1/search", f"{PATH}/statistics?group_by=kind"])
def test_a_form_that_there_is_not_is_refused(db, client, path, form):
    response = client.get(path + ("&" if "?" in path else "?") + f"format={form}")
    assert (response.status_code, slug_of(response)) == (406, "not-acceptable")
    assert response.json()["offered"] == ["json", "csv", "jsonl"]


# What it costs


@pytest.mark.parametrize(
    ("query", "queries"),
    [
        ("format=csv", 2),
        ("format=jsonl", 2),
        ("format=csv&fields=problem", 3),
        ("format=jsonl&expand=agencies", 3),
    ],
)
def test_rows_cost_what_lists_cost(make, client, django_assert_num_queries, query, queries):
    for _number in range(3):
        make.live("case-study", lead_agency=make.live("agency"))
        client.get(PATH)  # the Census catches up
        with django_assert_num_queries(queries):
            client.get(f"{PATH}?{query}")


def test_the_licence_stands_on_every_page(make, client):
    licence = '<https://creativecommons.org/licenses/by/4.0/>; rel="license"'
    case = make.live("case-study")
    other = make.live("case-study", licence="CC-BY-NC-4.0")
    for path in (
        "",
        "?format=csv",
        "?format=jsonl",
        f"/{case.pk}",
        f"/{case.pk}?fields=id",
        "/statistics?group_by=kind",
    ):
        assert client.get(f"{PATH}{path}")["Link"].endswith(licence), path
    told = client.get(f"{PATH}/{other.pk}")
    assert told.json()["license"]["id"] == "CC-BY-NC-4.0"
    assert told["Link"].endswith(f'<{told.json()["license"]["url"]}>; rel="license"')
    assert "CC-BY-NC-4.0" in told["Link"]
