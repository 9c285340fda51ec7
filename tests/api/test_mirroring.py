"""What a mirror needs of the feed: whole records in all languages, each of one state, whoever publishes meanwhile."""

import json

import pytest
from django.db import connection

from portal.api.changes import MOST_RECORDS
from portal.publishing.publication import Kind

FEED = "/api/v1/changes?include=record&translations=all"


@pytest.fixture
def library(make) -> list:
    """A record of each kind with its parts, all citing each other."""
    country, agency, topic, person = (make.live(kind) for kind in ("country", "agency", "topic", "person"))
    case = make.live("case-study", country=country, lead_agency=agency, themes=[topic])
    conference = make.live("conference", cases=[case], people=[person], countries=[country])
    return [make.live(kind) for kind in ("country-group", "series", "page")] + [case, conference]


@pytest.fixture
def meanwhile():
    """A context in which a step is taken right before the first statement that reads renditions."""

    def meanwhile(does):
        done = []

        def before(execute, sql, params, many, context):
            if "portal_rendition" in sql and sql.startswith("SELECT") and not done:
                done.append(sql)
                does()
            return execute(sql, params, many, context)

        return connection.execute_wrapper(before)

    return meanwhile


@pytest.mark.parametrize("language", ["en", "th", "km"])
@pytest.mark.parametrize("more", ["", "&translations=all"], ids=["one language", "all languages"])
def test_each_record_is_what_its_own_address_answers(client, library, language, more):
    feed = client.get(f"/api/v1/changes?include=record&lang={language}{more}").json()["results"]
    assert {change["type"] for change in feed} >= {"case-study", "lesson", "metric", "conference", "session"}
    for change in feed:
        path = Kind.of(change["type"]).path
        alone = client.get(f"/api/v1/{path}/{change['id']}?lang={language}{more}").json()
        assert json.dumps(change["record"]) == json.dumps(alone)  # in the same order, too


@pytest.mark.parametrize("more", ["", "&translations=all"], ids=["one language", "all languages"])
def test_any_number_of_records_is_three_queries(client, library, django_assert_num_queries, more):
    for limit in (1, MOST_RECORDS):
        with django_assert_num_queries(3):
            client.get(f"/api/v1/changes?include=record&limit={limit}{more}")


def test_translations_are_of_records_only(client, db):
    response = client.get("/api/v1/changes?translations=all")
    assert response.status_code == 400
    assert [fault["parameter"] for fault in response.json()["errors"]] == ["translations"]


def test_next_keeps_asking_for_all_languages(client, make):
    make.live("agency")
    following = client.get(f"{FEED}&limit=1").json()["next"]
    assert following == "http://127.0.0.1:8000/api/v1/changes?include=record&translations=all&limit=1&since=1"


def test_what_is_withdrawn_while_the_feed_is_read_comes_as_a_deletion(client, make, meanwhile):
    kept, taken = make.live("agency"), make.live("agency")
    with meanwhile(lambda: make.withdrawn(taken)):
        first = client.get(FEED).json()
    then = client.get(first["next"]).json()
    met = [
        [(change["op"], change["id"], "record" in change) for change in page["results"]]
        for page in (first, then)
    ]
    assert met == [[("upsert", kept.pk, True)], [("delete", taken.pk, False)]]


def test_what_is_published_while_the_feed_is_read_comes_whole_and_once_more(client, make, meanwhile):
    agency = make.live("agency", name_en="Before", name_th="ก่อน")

    def publish():
        agency.name_en, agency.name_th = "After", "หลัง"
        agency.save()
        make.published(make.kept(agency))

    with meanwhile(publish):
        first = client.get(FEED).json()
    then = client.get(first["next"]).json()
    [early], [late] = first["results"], then["results"]
    assert early["record"] == late["record"]
    assert {code: texts["name"] for code, texts in early["record"]["translations"].items()} == {
        "en": "After",
        "th": "หลัง",
    }
