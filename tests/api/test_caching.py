"""Who may keep an answer, and for how long; and what a client that has it already is told."""

import gzip

import pytest

from portal.api import lists
from portal.publishing import publish as publishing
from portal.publishing.lock import current_seq
from tests.making import rename

VARY = {"Accept", "Accept-Language", "Accept-Encoding"}
PRIVATE = "private, no-cache"
DERIVED = ("?fields=title", "?expand=agencies", "?translations=all", "?fields=brief&lang=th")


@pytest.fixture
def case(make):
    return make.live("case-study", title_en="Land", title_th="ที่ดิน", lead_agency=make.live("agency"))


@pytest.fixture
def address(case) -> str:
    return f"/api/v1/case-studies/{case.pk}"


def _vary(response) -> set[str]:
    return set(response["Vary"].split(", "))


PATHS = [
    *("", "/languages", "/changes", "/search", "/search?q=land", "/suggestions?q=land", "/openapi.json"),
    *("/case-studies", "/case-studies?format=csv", "/case-studies/statistics?group_by=country"),
    *("/case-studies/{id}", "/case-studies/{id}?fields=title", "/case-studies/{id}/citation"),
]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_may_be_kept_for_a_minute_and_names_what_it_depends_on(client, case, path):
    path = f"/api/v1{path.format(id=case.pk)}"
    first = client.get(path)
    again = client.get(path, headers={"if-none-match": first["ETag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    for response in (first, again):
        assert response["Cache-Control"] == "public, max-age=60"
        assert _vary(response) == VARY
        assert (response["ETag"], response["Content-Language"]) == (first["ETag"], first["Content-Language"])


def test_labels_may_be_kept_for_a_day(db, client):
    for path in ("/api/v1/vocabularies", "/api/v1/vocabularies/stage?lang=th"):
        first = client.get(path)
        again = client.get(path, headers={"if-none-match": first["ETag"]})
        assert (first.status_code, again.status_code) == (200, 304)
        assert first["Cache-Control"] == again["Cache-Control"] == "public, max-age=86400"


@pytest.mark.parametrize("path", [*PATHS, "/vocabularies/stage"])
def test_what_a_program_gets_that_says_who_it_is_is_kept_for_nobody_else(client, case, path):
    path = f"/api/v1{path.format(id=case.pk)}"
    plain = client.get(path)
    headers = {"authorization": "Bearer sala_0123456789abcdef"}
    known = client.get(path, headers={**headers, "if-none-match": plain["ETag"]})
    response = client.get(path, headers=headers)
    assert (response.status_code, known.status_code) == (200, 304)
    assert response["Cache-Control"] == known["Cache-Control"] == PRIVATE
    assert (response["ETag"], response.content) == (plain["ETag"], plain.content)
    assert client.get(path)["Cache-Control"] == plain["Cache-Control"]


@pytest.mark.parametrize(
    ("path", "cache_control"),
    [("/topics/tp-0000000000", PRIVATE), ("/nothing", PRIVATE), ("/topics?contry=TH", "no-store")],
)
def test_the_same_goes_for_errors(db, client, path, cache_control):
    response = client.get(f"/api/v1{path}", headers={"authorization": "Basic eA=="})
    assert response["Cache-Control"] == cache_control


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("method", "path", "status", "cache_control"),
    [
        ("get", "/topics?contry=TH", 400, "no-store"),
        ("get", "/topics?q=%00", 400, "no-store"),
        ("get", "/nothing", 404, "public, max-age=60"),
        ("get", "/topics/tp-0000000000", 404, "public, max-age=60"),
        ("post", "/topics", 405, "no-store"),
        ("get", "/topics?format=xml", 406, "no-store"),
    ],
)
def test_errors_are_not_kept_but_for_what_is_not_there(client, method, path, status, cache_control):
    response = getattr(client, method)(f"/api/v1{path}")
    assert (response.status_code, response["Cache-Control"]) == (status, cache_control)
    assert _vary(response) >= VARY
    assert "ETag" not in response


# Records


@pytest.mark.parametrize("query", DERIVED)
def test_a_view_of_a_record_has_an_etag_of_its_bytes_that_names_the_version(
    make, client, case, address, query
):
    whole, first = client.get(address), client.get(address + query)
    version, _dash, digest = first["ETag"].strip('"').partition("-")
    assert (version, len(digest), first["ETag"] == whole["ETag"]) == (str(case.version), 12, False)
    headers = {"if-none-match": first["ETag"]}
    assert client.get(address + query, headers=headers).status_code == 304
    assert client.get(address, headers=headers).status_code == 200
    make.published(make.kept(rename(rename(case, "Land 2"), "ที่ดิน 2", "th")))
    after = client.get(address + query, headers=headers)
    assert (after.status_code, after["ETag"].strip('"').partition("-")[0]) == (200, str(case.version))


def test_an_expanded_record_moves_with_what_it_is_expanded_by(make, client, case, address):
    expanded = client.get(f"{address}?expand=agencies")
    agency = case.lead_agency
    agency.acronym = "DOL"  # stands in its card, and not in the reference
    agency.save()
    make.published(make.kept(agency))
    after = client.get(f"{address}?expand=agencies", headers={"if-none-match": expanded["ETag"]})
    assert (after.status_code, after.json()["agencies"][0]["acronym"]) == (200, "DOL")


def test_a_record_says_when_its_bytes_changed_last(make, client, case, address):
    changed = case.entry().changed_at
    assert client.get(address)["Last-Modified"] == f"{changed:%a, %d %b %Y %H:%M:%S} GMT"
    assert client.head(address)["Last-Modified"] == client.get(address)["Last-Modified"]
    assert "Last-Modified" not in client.get("/api/v1/case-studies")


@pytest.mark.parametrize(
    ("known", "since", "status"),
    [
        (None, "same", 304),
        (None, "Thu, 01 Jan 2037 00:00:00 GMT", 304),
        (None, "Thu, 01 Jan 1970 00:00:00 GMT", 200),
        (None, "nonsense", 200),
        ("other", "same", 200),
        ("same", "Thu, 01 Jan 1970 00:00:00 GMT", 304),
    ],
)
def test_an_etag_counts_for_more_than_a_date(client, address, known, since, status):
    first = client.get(address)
    headers = {"if-modified-since": first["Last-Modified"] if since == "same" else since}
    if known:
        headers["if-none-match"] = first["ETag"] if known == "same" else '"1-000000000000"'
    assert client.get(address, headers=headers).status_code == status


@pytest.mark.parametrize("path", ["/case-studies", "/case-studies/{id}?fields=title", "/changes"])
def test_a_date_alone_says_nothing_where_none_is_told(client, case, path):
    headers = {"if-modified-since": "Thu, 01 Jan 2037 00:00:00 GMT"}
    assert client.get(f"/api/v1{path.format(id=case.pk)}", headers=headers).status_code == 200


# Lists


def test_an_etag_of_a_list_names_the_change_number_and_the_form(client, case):
    etags = []
    for query, accept in (("", ""), ("format=csv", ""), ("", "text/csv"), ("", "application/jsonl")):
        etags.append(client.get(f"/api/v1/case-studies?{query}", headers={"accept": accept})["ETag"])
    assert len({*etags}) == 4
    assert {etag.partition("-")[0] for etag in etags} == {f'W/"{current_seq()}'}


def test_a_search_has_the_etag_of_its_bytes(make, client, case):
    etag = client.get("/api/v1/case-studies?q=land")["ETag"]
    make.live("topic", name_en="Something else")
    assert client.get("/api/v1/case-studies?q=land")["ETag"] == etag
    assert etag.startswith('"')


def test_304_of_views_and_lists_costs_what_it_says(client, address, django_assert_num_queries):
    for path, queries in {
        f"{address}?fields=title": 1,
        f"{address}?translations=all": 2,
        "/api/v1/case-studies?format=csv": 1,
        "/api/v1/case-studies/statistics?group_by=country": 1,
        "/api/v1/languages": 0,
        "/api/v1/vocabularies/stage": 0,
    }.items():
        headers = {"if-none-match": client.get(path)["ETag"]}
        with django_assert_num_queries(queries):
            assert client.get(path, headers=headers).status_code == 304


def test_a_compressed_answer_has_the_weak_form_of_the_same_etag(client, address):
    plain, small = client.get(address), client.get(address, headers={"accept-encoding": "gzip"})
    assert small["ETag"] == f"W/{plain['ETag']}"
    assert gzip.decompress(small.content) == plain.content
    for etag in (plain["ETag"], small["ETag"]):
        for encoding in ("", "gzip"):
            headers = {"if-none-match": etag, "accept-encoding": encoding}
            assert client.get(address, headers=headers).status_code == 304


def test_a_list_of_before_is_not_shown_for_now(make, client, case):
    client.get("/api/v1/case-studies")
    publishing.withdraw(case.pk, by=make.secretary)
    assert client.get("/api/v1/case-studies").json()["results"] == []


def test_what_is_stored_of_one_query_is_never_answered_to_another(make, client, case, monkeypatch):
    monkeypatch.setattr(lists, "SHOWN", 0)  # as if somebody had found a query with the same digits
    other = client.get("/api/v1/case-studies?slug=nothing")
    whole = client.get("/api/v1/case-studies")
    assert other["ETag"] == whole["ETag"]
    assert (other.json()["count"], whole.json()["count"]) == (0, 1)
