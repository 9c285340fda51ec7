"""Files below /bulk as programs get them."""

import gzip
import json

import pytest
from django.http import StreamingHttpResponse
from django.test import Client

from portal.bulk.ranges import Range
from portal.bulk.views import Pieces
from portal.publishing.redaction import redact
from tests.bulk.reading import DAY, NOON, content, exported, objects

pytestmark = pytest.mark.django_db
FILE = "/bulk/countries.jsonl.gz"


@pytest.fixture
def cut(make, root):
    make.live("country", name_en="Ruritania")
    return exported()


def _body(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def _problem(response) -> tuple[int, str]:
    assert response["Content-Type"] == "application/problem+json"
    return response.status_code, response.json()["type"].rpartition("/")[2]


def test_a_file_is_what_is_stored(client, cut):
    response = client.get(FILE)
    assert (response.status_code, _body(response)) == (200, content(cut, "countries.jsonl.gz"))
    file = cut.files["countries.jsonl.gz"]
    told = {name: response[name] for name in ("Content-Type", "Content-Length", "ETag", "Last-Modified")}
    assert told == {
        "Content-Type": "application/gzip",
        "Content-Length": str(file.bytes),
        "ETag": f'"{file.sha256}"',
        "Last-Modified": "Tue, 10 Mar 2026 12:00:00 GMT",
    }
    assert response["Content-Disposition"] == 'attachment; filename="countries.jsonl.gz"'
    assert response["Content-Location"] == f"/bulk/{cut.name}/countries.jsonl.gz"
    assert 'rel="license"' in response["Link"]
    assert response["Cache-Control"] == "public, max-age=60, no-transform"


def test_pages_of_other_sites_may_read_it(client, cut):
    for address in (FILE, "/bulk", "/bulk/nothing", f"{FILE}/x"):
        response = client.head(address)
        assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert response["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("name", ["countries.jsonl.gz", "datapackage.json", "SHA256SUMS"])
def test_it_is_never_compressed_again(client, cut, name):
    response = client.get(f"/bulk/{name}", headers={"accept-encoding": "br, gzip"})
    assert not response.has_header("Content-Encoding")
    assert response["ETag"] == f'"{cut.files[name].sha256}"'
    assert _body(response) == content(cut, name)


@pytest.mark.parametrize(
    ("name", "media_type"),
    [("datapackage.json", "application/json"), ("SHA256SUMS", "text/plain; charset=utf-8")],
)
def test_what_describes_the_cut_has_its_own_media_type(client, cut, name, media_type):
    assert client.head(f"/bulk/{name}")["Content-Type"] == media_type


def test_a_file_costs_one_query(client, cut, django_assert_num_queries):
    with django_assert_num_queries(1):
        _body(client.get(FILE))


def test_head_tells_the_same_without_the_content(client, cut):
    whole, head = client.get(FILE), client.head(FILE)
    assert _body(head) == b""
    names = {*whole.headers, *head.headers} - {"Set-Cookie"}
    assert {name: head.get(name) for name in names} == {name: whole.get(name) for name in names}
    _body(whole)


@pytest.mark.parametrize("name", ["countries.jsonl.gz", "datapackage.json"])
def test_who_has_it_already_gets_304(client, cut, name):
    etag = f'"{cut.files[name].sha256}"'
    for headers in (
        {"if-none-match": etag},
        {"if-none-match": f"W/{etag}, {etag}"},
        {"if-modified-since": "Tue, 10 Mar 2026 12:00:00 GMT"},
    ):
        response = client.get(f"/bulk/{name}", headers={**headers, "accept-encoding": "gzip"})
        assert (response.status_code, _body(response), response["ETag"]) == (304, b"", etag)
    other = client.get(f"/bulk/{name}", headers={"if-none-match": '"other"'})
    assert other.status_code == 200
    _body(other)


def test_the_same_file_after_the_next_cut_is_304_still(make, client, cut):
    etag = client.head(FILE)["ETag"]
    make.live("topic")
    exported(NOON + DAY)
    assert client.get(FILE, headers={"if-none-match": etag}).status_code == 304
    assert client.head("/bulk/topics.jsonl.gz", headers={"if-none-match": etag}).status_code == 200


def test_an_older_cut_is_read_by_its_name(make, client, cut):
    make.live("country")
    later = exported(NOON + DAY)
    for one in (cut, later):
        body = _body(client.get(f"/bulk/{one.name}/countries.jsonl.gz"))
        assert len(gzip.decompress(body).splitlines()) == len(objects(one, "countries"))
    assert _body(client.get(FILE)) == content(later, "countries.jsonl.gz")


def test_the_list_tells_of_all_files_and_archives(make, client, cut):
    make.live("country")
    later = exported(NOON + DAY)
    listed = client.get("/bulk").json()
    assert (listed["seq"], listed["created"]) == (later.seq, later.created)
    assert {file["name"]: (file["bytes"], file["sha256"]) for file in listed["files"]} == {
        name: (file.bytes, file.sha256) for name, file in later.files.items()
    }
    assert [archive["name"] for archive in listed["archives"]] == [cut.name]
    for address in [*(file["url"] for file in listed["files"]), listed["url"], listed["package"]]:
        path = address.partition("testserver")[2] or address.partition("8000")[2]
        assert client.head(path).status_code == 200
    assert listed["changes"].endswith(f"/api/v1/changes?since={later.seq}")


def test_the_list_with_a_slash_leads_to_the_one_without(client, cut):
    response = client.get("/bulk/")
    assert (response.status_code, response["Location"]) == (308, "/bulk")


def test_before_the_first_cut_a_problem_says_so(client, root, db):
    for address in ("/bulk", FILE, "/bulk/datapackage.json"):
        response = client.get(address)
        assert _problem(response) == (404, "not-found")
        assert response.json()["detail"] == "No bulk files have been made yet."


@pytest.mark.parametrize(
    "path",
    [
        "nothing.jsonl.gz",
        "cut.json",
        "current.json",
        "..%2fcurrent.json",
        "../current.json",
        "%2e%2e/%2e%2e/db.sqlite3",
        "%2fetc/passwd",
        "/etc/passwd",
        "countries.jsonl.gz/",
        "countries.jsonl.gz%0a",
        "1-20260310T120000Z/../current.json",
        "1-20260310T120000Z/..%2f..%2fcurrent.json",
        "1-20260310T120000Z/cut.json",
        "1-20260310T120000Z",
        "1-20260310T120000Z/",
        "2-20260310T120000Z/countries.jsonl.gz",
        "1-20260310T999999Z/countries.jsonl.gz",
        "COUNTRIES.JSONL.GZ",
    ],
)
def test_bad_names_lead_nowhere(client, cut, path):
    assert _problem(client.get(f"/bulk/{path}")) == (404, "not-found")


@pytest.mark.parametrize("path", ["countries%00.jsonl.gz", "%00", "1-20260310T120000Z/%00"])
def test_nul_leads_nowhere(client, cut, path):
    assert client.get(f"/bulk/{path}").status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(cut, method):
    response = getattr(Client(enforce_csrf_checks=True), method)(FILE)
    assert _problem(response) == (405, "method-not-allowed")
    assert response["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize(
    ("headers", "status", "title"),
    [
        ({"range": "bytes=99999999-"}, 416, "Range Not Satisfiable"),
        ({"if-match": '"other"'}, 412, "Precondition Failed"),
        ({"if-unmodified-since": "Tue, 10 Mar 2020 12:00:00 GMT"}, 412, "Precondition Failed"),
    ],
)
def test_what_is_refused_is_a_problem_and_says_nothing_of_the_file(client, cut, headers, status, title):
    response = client.get(FILE, headers={**headers, "accept-language": "th"})
    assert _problem(response) == (status, "about:blank")
    assert {**response.json(), "instance": ""} == {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": "",
        "instance": "",
    }
    assert (response["Cache-Control"], response["Content-Language"]) == ("no-store", "en")
    of_files = ("ETag", "Last-Modified", "Link", "Content-Location", "Content-Disposition")
    assert [name for name in of_files if response.has_header(name)] == []
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_the_list_refuses_in_the_same_way(client, cut):
    response = client.get("/bulk", headers={"if-match": '"other"'})
    assert _problem(response) == (412, "about:blank")
    assert (response["Cache-Control"], response.has_header("ETag")) == ("no-store", False)


def test_problems_are_in_the_language_of_the_reader(client, cut):
    response = client.get("/bulk/nothing", headers={"accept-language": "th"})
    assert response["Content-Language"] == "th"


def test_what_was_redacted_is_shown_by_no_cut_from_then_on(make, client, root):
    case = make.live("case-study", title_en="Somchai and the land")
    older, current = exported(), exported(NOON + DAY)
    addresses = ["/bulk/case-studies.jsonl.gz", f"/bulk/{older.name}/case-studies.jsonl.gz"]
    assert all(b"Somchai" in gzip.decompress(_body(client.get(address))) for address in addresses)
    redact(case, "Somchai", by=make.secretary, reason="A request.")
    # No worker has run: the files are there still.
    assert "Somchai" in str(objects(current, "case-studies"))
    response = client.get(addresses[0])
    assert _problem(response) == (503, "maintenance")
    assert response["Retry-After"] == "60"
    assert _problem(client.get("/bulk")) == (503, "maintenance")
    assert _problem(client.get(addresses[1])) == (404, "not-found")
    exported(NOON + 2 * DAY)
    assert b"Somchai" not in gzip.decompress(_body(client.get(addresses[0])))
    assert client.get(addresses[1]).status_code == 404


def test_a_file_that_is_gone_from_the_storage_is_no_error(client, cut, root):
    (root / cut.name / "countries.jsonl.gz").unlink()
    assert _problem(client.get(FILE)) == (404, "not-found")


def test_readers_can_be_sent_on_to_the_storage(client, cut, settings, root):
    options = {"location": str(root), "base_url": "https://files.example.org/"}
    bulk = {**settings.STORAGES["bulk"], "OPTIONS": options}
    settings.STORAGES, settings.BULK_REDIRECT = {**settings.STORAGES, "bulk": bulk}, True
    response = client.get(FILE)
    assert (response.status_code, response["Location"], response["Cache-Control"]) == (
        302,
        f"https://files.example.org/{cut.name}/countries.jsonl.gz",
        "no-store",
    )
    assert _problem(client.get("/bulk/nothing")) == (404, "not-found")


def test_llms_txt_and_the_descriptor_lead_to_each_other(client, cut):
    assert "/bulk/datapackage.json" in client.get("/llms.txt").content.decode()
    assert json.loads(_body(client.get("/bulk/datapackage.json")))["version"] == str(cut.seq)


def test_a_file_is_closed_also_where_nobody_reads_it(root, cut):
    opened = (root / cut.name / "countries.jsonl.gz").open("rb")
    response = StreamingHttpResponse(Pieces(opened, Range(0, 5)))
    response.close()
    assert opened.closed


def test_pages_of_other_sites_are_told_that_they_may_read(db, client):
    response = client.options("/bulk", headers={"origin": "https://other.example"})
    assert (response.status_code, response["Access-Control-Allow-Origin"]) == (204, "*")
    assert "If-None-Match" in response["Access-Control-Allow-Headers"]
