"""What will be taken away says so on every answer, and says afterwards that it is gone."""

import time
from email.utils import formatdate

import pytest

from portal.openapi import described
from tests.api.answers import slug_of
from tests.api.raising import urls_with

PATH = "/api/v1/deprecated"
SINCE = 1577836800  # 2020-01-01
PAST = 1609459200  # a year later
YEAR = 365 * 24 * 3600


@pytest.fixture
def deprecated(settings, db):
    """`deprecated(sunset)` makes the endpoint one that is taken away then."""

    def deprecated(sunset: int) -> None:
        settings.ROOT_URLCONF = urls_with(deprecation=(SINCE, sunset))

    return deprecated


def test_until_its_sunset_each_answer_says_since_when_until_when_and_where_to_read(
    client, deprecated, settings
):
    sunset = int(time.time()) + YEAR
    deprecated(sunset)
    first = client.get(PATH)
    assert first.status_code == 200
    etag = first["ETag"]
    for method, path, headers, status in (
        ("get", PATH, {}, 200),
        ("head", PATH, {}, 200),
        ("get", PATH, {"if-none-match": etag}, 304),
        ("get", f"{PATH}?token=x", {}, 400),
        ("post", PATH, {}, 405),
    ):
        response = getattr(client, method)(path, headers=headers)
        assert response.status_code == status
        assert response["Deprecation"] == f"@{SINCE}"
        assert response["Sunset"] == formatdate(sunset, usegmt=True)
        link = f'<{settings.SITE_URL}/en/developers#deprecations>; rel="deprecation"; type="text/html"'
        assert response["Link"].endswith(link)
    assert client.get(PATH)["Link"].startswith("<https://creativecommons.org/licenses/by/4.0/>; rel=")


@pytest.mark.parametrize("method", ["get", "head"])
def test_after_its_sunset_it_is_gone(client, deprecated, method):
    deprecated(PAST)
    response = getattr(client, method)(PATH)
    assert (response.status_code, response["Cache-Control"]) == (410, "public, max-age=60")
    assert response["Sunset"] == "Fri, 01 Jan 2021 00:00:00 GMT"
    assert 'rel="deprecation"' in response["Link"]


def test_the_problem_says_since_when_it_is_gone(client, deprecated):
    deprecated(PAST)
    response = client.get(PATH)
    assert slug_of(response) == "gone"
    told = {name: response.json()[name] for name in ("reason", "withdrawn_at", "detail")}
    assert told == {
        "reason": "sunset",
        "withdrawn_at": "2021-01-01T00:00:00Z",
        "detail": "This address was taken away. The header “Link” leads to what takes its place.",
    }


def test_what_stays_says_nothing_of_the_kind(make, client):
    case = make.live("case-study")
    for path in ("", "/case-studies", f"/case-studies/{case.pk}", "/changes", "/nothing"):
        response = client.get(f"/api/v1{path}")
        assert not {"Deprecation", "Sunset"} & {*response.headers}
        assert "deprecation" not in response.get("Link", "")


def test_the_version_stands_in_the_address_and_there_is_no_other(db, client):
    assert client.get("/api/v1").json()["version"] == "v1"
    for path in ("/api", "/api/v2", "/api/v2/case-studies", "/api/case-studies", "/v1/case-studies"):
        assert client.get(path).status_code == 404


def test_the_description_marks_it_and_nothing_else(settings):
    path = "api/v1/case-studies/<str:public_id>/citation"
    settings.ROOT_URLCONF = urls_with(deprecation=(SINCE, PAST), deprecated=path)
    paths = described("https://deprecated.example", "Sala")["paths"]
    marked = [path for path, item in paths.items() if item["get"].get("deprecated")]
    assert marked == ["/api/v1/case-studies/{id}/citation"]
