"""Pages of other sites may read the API: every answer says so, errors and refusals most of all."""

import pytest
from django.core.cache import caches
from django.test import Client

from portal.publishing import numbers
from portal.publishing.publish import merge
from tests.api.raising import urls_with
from tests.web.test_outage import lost

ORIGIN = {"origin": "https://other.example"}
EXPOSED = {
    *("ETag", "Link", "Location", "Content-Language", "RateLimit", "RateLimit-Policy", "Retry-After"),
    *("Deprecation", "Sunset", "Idempotency-Replayed"),
    *("Content-Length", "Content-Location", "Content-Range", "Accept-Ranges"),
}


def _is_shared(response) -> None:
    """Assert that a browser lets any page read it, without the visitor's cookies."""
    assert response["Access-Control-Allow-Origin"] == "*"
    assert set(response["Access-Control-Expose-Headers"].split(", ")) == EXPOSED
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Access-Control-Allow-Credentials" not in response
    assert not response.cookies
    assert "Origin" not in response.get("Vary", "")


@pytest.mark.parametrize(
    "path",
    [
        *("", "/languages", "/search?q=x", "/suggestions?q=x", "/changes", "/vocabularies/type"),
        *("/openapi.json", "/case-studies", "/case-studies?format=csv", "/case-studies/{id}"),
        *("/case-studies/{id}/citation", "/case-studies/statistics?group_by=country"),
    ],
)
def test_every_endpoint_may_be_read_by_other_sites(make, client, path):
    case = make.live("case-study")
    path = f"/api/v1{path.format(id=case.pk)}"
    first = client.get(path, headers=ORIGIN)
    assert first.status_code == 200
    _is_shared(first)
    again = client.get(path, headers={**ORIGIN, "if-none-match": first["ETag"]})
    assert again.status_code == 304
    _is_shared(again)


def test_every_refusal_may_be_read_too(make, client, settings):
    gone, missing = make.withdrawn(make.live("topic")), make.live("topic")
    merged, survivor = make.live("agency"), make.live("agency")
    merge(merged.pk, into=survivor.pk, by=make.secretary)
    for method, path, headers, status in (
        ("get", "/topics?contry=TH", {}, 400),
        ("get", "/topics?q=%00", {}, 400),
        ("get", "/topics?token=x", {}, 400),
        ("get", "/topics?cursor=x", {}, 400),
        ("get", "/topics", {"host": "evil.example"}, 400),
        ("get", "/nothing", {}, 404),
        ("get", "/topics/tp-0000000000", {}, 404),
        ("get", "/topics/%00", {}, 404),
        ("get", f"/topics/{missing.pk}?lang=km&fallback=none", {}, 404),
        ("post", "/topics", {}, 405),
        ("delete", f"/topics/{missing.pk}", {}, 405),
        ("get", "/topics", {"accept": "text/html"}, 406),
        ("get", f"/topics/{gone.pk}", {}, 410),
        ("get", f"/agencies/{merged.pk}", {}, 308),
        ("get", "/topics/", {}, 308),
    ):
        response = getattr(client, method)(f"/api/v1{path}", headers={**ORIGIN, **headers})
        assert (path, response.status_code) == (path, status)
        _is_shared(response)
    settings.API_READS_PER_MINUTE = 1
    response = client.get("/api/v1/topics", headers=ORIGIN)
    assert response.status_code == 429
    _is_shared(response)


def test_so_may_what_is_said_during_an_outage(db, client):
    numbers.forget_all()
    caches["lists"].clear()
    with lost():
        response = client.get("/api/v1/topics", headers=ORIGIN)
    assert response.status_code == 503
    _is_shared(response)


def test_so_may_what_is_said_when_something_is_wrong_with_us(settings):
    settings.ROOT_URLCONF = urls_with(ZeroDivisionError("secret"))
    response = Client(raise_request_exception=False).get("/api/v1/raising", headers=ORIGIN)
    assert response.status_code == 500
    _is_shared(response)


@pytest.mark.parametrize("path", ["", "/case-studies", "/case-studies/cs-0000000000", "/changes"])
def test_a_browsers_question_beforehand_is_answered_for_a_day(db, client, django_assert_num_queries, path):
    asked = {
        **ORIGIN,
        "access-control-request-method": "PATCH",
        "access-control-request-headers": "authorization, if-match",
    }
    with django_assert_num_queries(0):
        response = client.options(f"/api/v1{path}", headers=asked)
    assert (response.status_code, response.content) == (204, b"")
    _is_shared(response)
    allowed = {
        name: response[f"Access-Control-{name}"] for name in ("Allow-Methods", "Allow-Headers", "Max-Age")
    }
    assert allowed == {
        "Allow-Methods": "GET, HEAD, POST, PUT, PATCH, DELETE",
        "Allow-Headers": "Authorization, Content-Type, If-Match, If-None-Match, Idempotency-Key, Accept-Language, "
        "If-Modified-Since, If-Range, Mcp-Method, Mcp-Name, MCP-Protocol-Version",
        "Max-Age": "86400",
    }
    assert response["Cache-Control"] == "public, max-age=86400"


@pytest.mark.parametrize("path", ["/en/", "/admin/login/", "/en/nothing"])
def test_pages_may_not_be_read_by_other_sites(db, client, path):
    response = client.get(path, headers=ORIGIN)
    assert "Access-Control-Allow-Origin" not in response
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"


def test_feeds_are_for_pages_of_other_sites_too(make, client):
    make.live("case-study")
    _is_shared(client.get("/feeds/case-studies.atom", headers=ORIGIN))
