"""How much anybody may read in a minute: counted by network, told on every answer."""

import time

import pytest
from django.test import Client

from portal import settings as usual
from portal.api import limits
from tests.api.answers import slug_of
from tests.api.raising import urls_with

PATH = "/api/v1/languages"
READS, SEARCHES = 5, 2


@pytest.fixture(autouse=True)
def _limited(settings, db):
    settings.API_READS_PER_MINUTE, settings.API_SEARCHES_PER_MINUTE = READS, SEARCHES
    if limits.seconds_left() < 10:  # a test that begins in one minute ends in it
        time.sleep(limits.seconds_left())


def _left(response) -> dict[str, int]:
    """What `RateLimit` says of each policy; when it is renewed stands there, too."""
    found = {}
    for policy in response["RateLimit"].split(", "):
        name, left, rest = policy.split(";")
        assert 0 < int(rest.removeprefix("t=")) <= 60
        found[name.strip('"')] = int(left.removeprefix("r="))
    return found


def test_each_answer_tells_the_limit_and_what_is_left(client):
    response = client.get(PATH)
    assert response["RateLimit-Policy"] == '"anon";q=5;w=60'
    assert _left(response) == {"anon": 4}
    assert [_left(client.get(PATH))["anon"] for _answer in range(3)] == [3, 2, 1]
    assert "X-RateLimit-Limit" not in response


def test_the_usual_limits_are_six_hundred_and_of_these_120_searches():
    assert (usual.API_READS_PER_MINUTE, usual.API_SEARCHES_PER_MINUTE) == (600, 120)


def test_beyond_the_limit_a_problem_says_when_to_go_on(client, settings):
    answers = [client.get(PATH) for _answer in range(READS + 1)]
    assert [one.status_code for one in answers] == [*[200] * READS, 429]
    refused = answers[-1]
    assert (slug_of(refused), refused["Cache-Control"]) == ("rate-limited", "no-store")
    seconds = int(refused["Retry-After"])
    assert 0 < seconds <= 60
    assert refused.json()["detail"] == f"Please go on in {seconds} seconds."
    assert (_left(refused), refused["RateLimit-Policy"]) == ({"anon": 0}, '"anon";q=5;w=60')
    assert refused["Access-Control-Allow-Origin"] == "*"


def test_with_the_next_minute_it_begins_anew(client, monkeypatch):
    now = time.time()
    for _answer in range(READS + 1):
        response = client.get(PATH)
    assert response.status_code == 429
    monkeypatch.setattr(time, "time", lambda: now + 60)
    assert _left(client.get(PATH)) == {"anon": 4}


def test_who_has_it_already_is_not_counted(client):
    etag = client.get(PATH)["ETag"]
    for _answer in range(READS):
        response = client.get(PATH, headers={"if-none-match": etag})
        assert (response.status_code, _left(response)) == (304, {"anon": 4})


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/api/v1/topics/tp-0000000000", 404),
        ("get", "/api/v1/topics?contry=TH", 400),
        ("get", "/api/v1/topics?token=x", 400),
        ("get", "/api/v1/topics?format=xml", 406),
        ("post", "/api/v1/topics", 405),
        ("head", "/api/v1/topics", 200),
    ],
)
def test_errors_are_answers_and_count(client, method, path, status):
    response = getattr(client, method)(path)
    assert (response.status_code, _left(response)) == (status, {"anon": 4})
    assert _left(client.get(PATH)) == {"anon": 3}


def test_a_browsers_question_beforehand_is_not_counted(client):
    for _answer in range(READS + 1):
        assert client.options(PATH).status_code == 204
    assert _left(client.get(PATH)) == {"anon": 4}


def test_searches_are_limited_besides(client):
    first = client.get("/api/v1/topics?q=land")
    assert first["RateLimit-Policy"] == '"anon";q=5;w=60, "search";q=2;w=60'
    assert _left(first) == {"anon": 4, "search": 1}
    assert _left(client.get("/api/v1/search?q=land")) == {"anon": 3, "search": 0}
    assert client.get("/api/v1/search?q=land").status_code == 429
    assert client.get("/api/v1/topics/statistics?group_by=scheme&q=land").status_code == 429
    # What takes little goes on: lists, and names while they are typed.
    assert _left(client.get("/api/v1/search")) == {"anon": 2}
    assert _left(client.get("/api/v1/suggestions?q=land")) == {"anon": 1}


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("192.0.2.1", "192.0.2.254", True),
        ("192.0.2.1", "192.0.3.1", False),
        ("2001:db8:0:1::1", "2001:db8:0:ff::1", True),
        ("2001:db8:0:1::1", "2001:db8:0:101::1", False),
        ("192.0.2.1", "::ffff:192.0.2.9", True),
    ],
)
def test_networks_are_counted_and_not_addresses(client, one, other, is_same):
    client.get(PATH, REMOTE_ADDR=one)
    assert _left(client.get(PATH, REMOTE_ADDR=other)) == {"anon": 3 if is_same else 4}


def test_a_header_does_not_make_somebody_else_of_anybody(client):
    for number in range(READS):
        client.get(PATH, headers={"x-forwarded-for": f"198.51.{number}.1", "x-real-ip": f"198.51.{number}.1"})
    assert client.get(PATH, headers={"x-forwarded-for": "203.0.113.1"}).status_code == 429


def test_pages_for_people_are_never_limited(client):
    for _answer in range(READS + 1):
        client.get(PATH)
    assert client.get(PATH).status_code == 429
    assert [client.get(path).status_code for path in ("/en/", "/en/developers", "/en/library")] == [200] * 3


def test_where_nothing_can_be_counted_everybody_is_answered(settings, tmp_path, caplog):
    client = Client(raise_request_exception=False)
    (tmp_path / "file").write_text("")
    backend = "django.core.cache.backends.filebased.FileBasedCache"
    own = {"limits": {"BACKEND": backend, "LOCATION": str(tmp_path / "file" / "no folder")}}
    settings.CACHES = settings.CACHES | own
    answers = [client.get(PATH) for _answer in range(READS + 1)]
    assert [one.status_code for one in answers] == [200] * (READS + 1)
    assert [_left(one) for one in answers] == [{"anon": 4}] * (READS + 1)
    assert {record.name for record in caplog.records} == {"portal.api.limits"}


def test_what_fails_costs_as_much_as_any_answer(settings):
    settings.ROOT_URLCONF = urls_with(ZeroDivisionError())
    client = Client(raise_request_exception=False)
    assert client.get("/api/v1/raising").status_code == 500
    assert _left(client.get(PATH)) == {"anon": 3}
