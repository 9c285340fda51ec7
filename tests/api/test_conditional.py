"""ETags: what a client has already is not sent, and hardly read, a second time."""

import urllib.error
import urllib.request
from http import HTTPStatus

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.languages.codes import CODES
from portal.publishing.lock import current_seq
from tests.api.answers import without_limits
from tests.making import rename

KEPT_ON_304 = ("ETag", "Cache-Control", "Content-Language", "Vary")


@pytest.fixture
def case(make):
    return make.live("case-study", title_en="Land", title_th="ที่ดิน")


@pytest.fixture
def address(case) -> str:
    return f"/api/v1/case-studies/{case.pk}"


def test_record_has_a_strong_etag_of_version_and_digest(client, case, address):
    version, digest = client.get(address)["ETag"].strip('"').split("-")
    assert version == str(case.version)
    assert len(digest) == 12
    assert int(digest, 16) >= 0


def test_list_has_a_weak_etag_of_change_number_and_question(client, case):
    etag = client.get("/api/v1/case-studies")["ETag"]
    digest = etag.rpartition("-")[2].removesuffix('"')
    assert etag == f'W/"{current_seq()}-{digest}"'
    assert len(digest) == 12
    assert int(digest, 16) >= 0


@pytest.mark.parametrize(
    "path", ["", "/languages", "/case-studies?lang=th&limit=5", "/case-studies/{id}?lang=th"]
)
def test_known_etag_is_answered_304_without_a_body(client, case, path):
    path = f"/api/v1{path.format(id=case.pk)}"
    first = client.get(path)
    again = client.get(path, headers={"if-none-match": first["ETag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    assert [again[name] for name in KEPT_ON_304] == [first[name] for name in KEPT_ON_304]
    assert first["Cache-Control"] == "public, max-age=60"


@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', "{}, *", "*"])
def test_etag_is_found_in_any_form_that_clients_send(client, address, form):
    etag = client.get(address)["ETag"]
    assert client.get(address, headers={"if-none-match": form.format(etag)}).status_code == 304


@pytest.mark.parametrize("sent", ['"0-000000000000"', "", "nonsense", '"', "\x00", '"' * 500])
def test_unknown_etag_is_answered_with_the_record(client, address, sent):
    response = client.get(address, headers={"if-none-match": sent})
    assert (response.status_code, response.json()["title"]) == (200, "Land")


def test_etag_moves_with_every_new_edition(make, client, case, address):
    etags = [client.get(address)["ETag"]]
    for title in ("Land 2", "Land 3"):
        make.published(make.kept(rename(case, title)))
        etags.append(client.get(address)["ETag"])
    assert len(set(etags)) == 3


def test_etag_moves_when_a_neighbour_is_renamed(make, client):
    agency = make.live("agency", name_en="Old")
    case = make.live("case-study", lead_agency=agency)
    before = client.get(f"/api/v1/case-studies/{case.pk}")
    make.published(make.kept(rename(agency, "New")))
    after = client.get(f"/api/v1/case-studies/{case.pk}", headers={"if-none-match": before["ETag"]})
    assert (after.status_code, after.json()["agencies"][0]["name"]) == (200, "New")
    assert after["ETag"] != before["ETag"]


def test_saving_a_draft_moves_nothing(make, client, case, address):
    before = [client.get(path) for path in (address, "/api/v1/case-studies")]
    make.kept(rename(case, "Draft"))
    make.case_study()
    after = [client.get(path) for path in (address, "/api/v1/case-studies")]
    assert [(one["ETag"], one.content) for one in after] == [(one["ETag"], one.content) for one in before]


def test_same_etag_means_the_same_bytes_and_other_bytes_another_etag(client, address):
    answers = [client.get(f"{address}?lang={code}") for code in CODES]
    answers += [client.get(address, headers={"accept-language": code}) for code in ("th", "km", "xx")]
    answers += [client.get(f"{address}?lang=TH"), client.get(address)]
    assert len({one["ETag"] for one in answers}) == len({one.content for one in answers}) == len(CODES)
    assert len({(one["ETag"], one.content) for one in answers}) == len(CODES)


def test_going_back_to_an_older_edition_does_not_give_other_bytes_the_same_etag(make, client, case, address):
    old = case.entry().revision
    answers = [client.get(address)]
    make.published(make.kept(rename(case, "Land 2")))
    answers.append(client.get(address))
    case.refresh_from_db()
    make.published(case, old)
    answers.append(client.get(address))
    assert [one.json()["title"] for one in answers] == ["Land", "Land 2", "Land"]
    assert len({one["ETag"] for one in answers}) == len({one.content for one in answers})


def test_etag_of_a_list_belongs_to_the_question_and_the_language(client, case):
    questions = [
        "",
        "limit=3",
        "lang=th",
        "sort=-title",
        "country=AA",
        "facets=stage",
        "translations=all",
        "fallback=none",
    ]
    etags = [client.get(f"/api/v1/case-studies?{question}")["ETag"] for question in questions]
    etags += [
        client.get(f"/api/v1/case-studies?{question}", headers={"accept-language": "lo"})["ETag"]
        for question in questions
    ]
    assert len(set(etags)) == 2 * len(questions) - 1  # `lang=th` does not heed the header
    assert client.get("/api/v1/conferences")["ETag"] not in etags


def test_order_of_parameters_does_not_change_the_etag_of_a_list(client, case):
    one, other = (
        client.get(f"/api/v1/case-studies?{query}") for query in ("limit=3&lang=th", "lang=th&limit=3")
    )
    assert one["ETag"] == other["ETag"]


def test_etag_of_a_list_moves_with_every_publication(make, client, case):
    before = client.get("/api/v1/case-studies")["ETag"]
    make.live("agency")
    assert client.get("/api/v1/case-studies", headers={"if-none-match": before}).status_code == 200


@pytest.mark.parametrize(
    "path", ["", "/languages", "/case-studies", "/case-studies/{id}", "/nothing", "/case-studies?lang=xx"]
)
def test_head_is_get_without_the_body(client, case, path):
    path = f"/api/v1{path.format(id=case.pk)}"
    got, head = client.get(path), client.head(path)
    assert (head.status_code, head.content) == (got.status_code, b"")
    assert without_limits(head) == without_limits(got)


def test_withdrawn_record_is_gone_whatever_etag_is_sent(make, client, case, address):
    etag = client.get(address)["ETag"]
    make.withdrawn(case)
    for sent in (etag, "*"):
        assert client.get(address, headers={"if-none-match": sent}).status_code == 410


def test_304_costs_one_query_and_does_not_read_the_body(make, client, django_assert_num_queries):
    for rows in (1, 3):
        case = make.live("case-study", lessons=rows, themes=[make.live("topic") for _number in range(rows)])
        for path in (f"/api/v1/case-studies/{case.pk}", "/api/v1/case-studies?facets=country,theme&lang=km"):
            headers = {"if-none-match": client.get(path)["ETag"]}
            with django_assert_num_queries(1) as queries:
                assert client.get(path, headers=headers).status_code == 304
            assert "body" not in queries.captured_queries[0]["sql"]


def test_list_does_not_read_bodies(client, case):
    with CaptureQueriesContext(connection) as queries:
        client.get("/api/v1/case-studies?facets=country")
    assert [query["sql"].count('"body"') for query in queries] == [0] * len(queries)


def test_another_program_is_told_that_nothing_changed(make, live_server):
    case = make.live("case-study")
    for path in (f"case-studies/{case.pk}?lang=th", "case-studies?lang=th"):
        address = f"{live_server.url}/api/v1/{path}"
        with urllib.request.urlopen(address, timeout=10) as first:  # noqa: S310 - http
            etag = first.headers["ETag"]
            assert first.read() != b""
        request = urllib.request.Request(address, headers={"If-None-Match": etag})  # noqa: S310 - http
        with pytest.raises(urllib.error.HTTPError) as answer:
            urllib.request.urlopen(request, timeout=10)  # noqa: S310 - http
        with answer.value as unchanged:
            assert (unchanged.code, unchanged.read()) == (HTTPStatus.NOT_MODIFIED, b"")
            assert unchanged.headers["ETag"] == etag


def test_another_program_reads_only_the_headers_with_head(make, live_server):
    case = make.live("case-study")
    request = urllib.request.Request(f"{live_server.url}/api/v1/case-studies/{case.pk}", method="HEAD")  # noqa: S310
    with urllib.request.urlopen(request, timeout=10) as response:  # noqa: S310 - http
        assert (response.status, response.read()) == (200, b"")
        assert response.headers["Content-Type"] == "application/json"
