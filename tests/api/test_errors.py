"""Errors: in the reader's language wherever they arise, with an id of their own, and never with a trace."""

import re

import pytest
from django.db import OperationalError, connection
from django.test import Client

from portal.languages.codes import CODES
from portal.publishing import numbers
from tests.api.answers import slug_of
from tests.api.raising import urls_with
from tests.web.test_outage import lost

MEMBERS = ["type", "title", "status", "detail", "instance"]
THAI = re.compile(r"[\u0e00-\u0e7f]")
# From the first that could notice to the last.
PLACES = {
    "host": ("/api/v1/topics", {"host": "evil.example"}, 400, "bad-request"),
    "query": ("/api/v1/topics?q=%FF", {}, 400, "bad-request"),
    "path": ("/api/v1/%00", {}, 404, "not-found"),
    "resolver": ("/api/v1/nothing", {}, 404, "not-found"),
    "too many": (f"/api/v1/topics?{'&'.join('a' * 10_001)}", {}, 400, "bad-request"),
    "parameters": ("/api/v1/topics?contry=TH", {}, 400, "unknown-parameter"),
    "record": ("/api/v1/topics/tp-0000000000", {}, 404, "not-found"),
    "form": ("/api/v1/topics?format=xml", {}, 406, "not-acceptable"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("place", PLACES)
def test_wherever_an_error_arises_it_is_told_in_the_readers_language(client, place):
    path, headers, status, slug = PLACES[place]
    spoken = client.get(path, headers={**headers, "accept-language": "xx, th;q=0.9, en;q=0.5"})
    assert (spoken.status_code, slug_of(spoken), spoken["Content-Language"]) == (status, slug, "th")
    assert THAI.search(spoken.json()["title"])
    mark = "&" if "?" in path else "?"
    named = client.get(f"{path}{mark}lang=TH", headers={**headers, "accept-language": "en"})
    assert (named.status_code, named["Content-Language"]) == (status, "th")
    plain = client.get(path, headers=headers)
    assert (plain["Content-Language"], THAI.search(plain.content.decode())) == ("en", None)


@pytest.mark.parametrize("language", CODES)
def test_every_language_is_spoken(db, client, language):
    response = client.get("/api/v1/nothing", headers={"accept-language": language})
    assert response["Content-Language"] == language


def test_a_language_that_there_is_not_is_told_in_that_of_the_browser(db, client):
    response = client.get("/api/v1/topics?lang=xx", headers={"accept-language": "th"})
    assert (response.status_code, response["Content-Language"]) == (400, "th")
    assert response.json()["errors"][0]["allowed"] == list(CODES)


def test_every_problem_has_an_instance_that_no_other_has(db, client):
    told = [client.get("/api/v1/nothing").json() for _answer in range(3)]
    assert [list(one) for one in told] == [MEMBERS] * 3
    assert len({one["instance"] for one in told}) == 3


def test_a_mistake_of_ours_is_told_with_an_id_that_stands_in_the_log_and_nothing_else(settings, caplog):
    settings.ROOT_URLCONF = urls_with(ZeroDivisionError("the secret of 1/0"))
    client = Client(raise_request_exception=False)
    response = client.get("/api/v1/raising?key=x", headers={"accept-language": "th"})
    assert (response.status_code, slug_of(response), response["Content-Language"]) == (500, "internal", "th")
    assert list(response.json()) == MEMBERS
    assert response["Cache-Control"] == "no-store"
    text = response.content.decode()
    assert not [word for word in ("secret", "ZeroDivision", "Traceback", "raising", ".py") if word in text]
    (line,) = [record for record in caplog.records if record.name == "portal.api.problems"]
    assert line.getMessage() == f"The problem {response.json()['instance']} was answered at /api/v1/raising"


@pytest.mark.parametrize("after", [0, 1])
def test_while_the_database_is_away_a_problem_says_when_to_come_back(make, client, after):
    case = make.live("case-study")
    for path in (f"case-studies/{case.pk}", "case-studies", "search?q=x", "changes", "case-studies?q=x"):
        numbers.forget_all()
        with lost(after, OperationalError("could not connect to 10.0.0.7")):
            response = client.get(f"/api/v1/{path}", headers={"accept-language": "th"})
        if after and response.status_code == 200:
            continue  # it took no more
        assert (path, response.status_code, slug_of(response)) == (path, 503, "maintenance")
        assert (response["Retry-After"], response["Cache-Control"]) == ("30", "no-store")
        assert response["Content-Language"] == "th"
        assert "10.0.0.7" not in response.content.decode()


def test_what_needs_no_database_is_answered_without_it(db, client):
    with lost():
        for path in ("", "/languages", "/vocabularies/stage", "/openapi.json"):
            assert client.get(f"/api/v1{path}").status_code == 200, path


# What is withdrawn while it is read


@pytest.mark.parametrize(
    "query",
    [
        *(
            f"format={form}&{query}fields=problem"
            for form in ("json", "csv", "jsonl")
            for query in ("", "q=case&")
        ),
        *(f"format={form}&fields=problem&translations=all" for form in ("json", "jsonl")),
    ],
)
def test_a_record_that_is_withdrawn_while_a_list_is_made_is_left_out(make, client, query):
    first, second = make.live("case-study", lessons=0), make.live("case-study", lessons=0)
    with _before_bodies_are_read(lambda: make.withdrawn(first)):
        response = client.get(f"/api/v1/case-studies?{query}")
    assert response.status_code == 200
    text = response.content.decode()
    assert (second.pk in text, first.pk in text) == (True, False)


def test_a_record_that_is_withdrawn_while_changes_are_read_comes_with_a_later_number(make, client, settings):
    topic = make.live("topic")
    with _before_bodies_are_read(lambda: make.withdrawn(topic)):
        answer = client.get("/api/v1/changes?since=0&include=record").json()
    assert (answer["results"], answer["latest"]) == ([], 1)
    (line,) = client.get(answer["next"].removeprefix(settings.SITE_URL)).json()["results"]
    assert (line["id"], line["op"]) == (topic.pk, "delete")


def _before_bodies_are_read(step):
    """Take a step of somebody else before the statement that reads whole records."""
    waiting = [step]

    def answer(execute, sql, params, many, context):
        if waiting and '"body"' in sql:
            waiting.pop()()
        return execute(sql, params, many, context)

    return connection.execute_wrapper(answer)


@pytest.mark.parametrize("path", ["/api", "/api/nothing", "/api/v1/nothing/at/all", "/api/v2/case-studies"])
@pytest.mark.parametrize("is_debugging", [True, False])
def test_what_leads_nowhere_is_a_problem_also_while_django_shows_its_own_pages(
    db, client, settings, path, is_debugging
):
    settings.DEBUG = is_debugging
    for response in (client.get(path), client.post(path)):
        assert (response.status_code, slug_of(response)) == (404, "not-found")
