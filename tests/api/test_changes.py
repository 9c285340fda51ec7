"""`/changes`: who follows it has in the end what is published, and nothing besides."""

import pytest

from portal.publishing.lock import current_seq
from portal.publishing.publication import Kind
from portal.publishing.publish import merge
from portal.publishing.redaction import redact
from portal.publishing.tables import Entry, Status
from tests.api.answers import faults_of, ids_of
from tests.making import KINDS, rename

PATH = "/api/v1/changes"
MEMBERS = ["seq", "op", "type", "id", "version", "changed_at", "url"]


@pytest.fixture
def changes(client):
    """`changes(since=0, …)` gives the JSON of an answer."""

    def changes(**query) -> dict:
        response = client.get(PATH, query)
        assert response.status_code == 200, response.content
        return response.json()

    return changes


def _line(record, settings, **more) -> dict:
    entry = Entry.objects.get(public_id=record.pk)
    return {
        "seq": entry.seq,
        "op": "upsert",
        "type": entry.kind,
        "id": record.pk,
        "version": entry.version,
        "changed_at": f"{entry.changed_at:%Y-%m-%dT%H:%M:%SZ}",
        "url": f"{settings.SITE_URL}/api/v1/{Kind.of(entry.kind).path}/{record.pk}",
        **more,
    }


def test_before_anything_is_published_there_is_where_to_go_on(db, client, settings):
    response = client.get(PATH)
    following = f"{settings.SITE_URL}{PATH}?since=0"
    assert response.json() == {"results": [], "next": following, "latest": 0}
    assert f'<{following}>; rel="next"' in response["Link"]


def test_all_that_was_ever_published_stands_there_once_the_oldest_change_first(make, changes, settings):
    topic, agency = make.live("topic"), make.live("agency")
    make.published(make.kept(rename(topic, "New")))
    answer = changes(since=0)
    assert answer["results"] == [_line(agency, settings), _line(topic, settings)]
    assert [list(line) for line in answer["results"]] == [MEMBERS] * 2
    assert [line["version"] for line in answer["results"]] == [1, 2]
    assert (answer["latest"], answer["next"]) == (3, f"{settings.SITE_URL}{PATH}?since=3")


def test_a_record_that_was_withdrawn_stays_there_as_deleted(make, changes, settings):
    topic = make.withdrawn(make.live("topic"))
    make.live("agency")
    told = changes(since=0, type="topic")["results"]
    assert told == [_line(topic, settings, op="delete", reason="withdrawn")]


def test_a_merged_record_names_the_one_that_stands_for_it(make, changes, settings):
    old, new = make.live("agency"), make.live("agency")
    merge(old.pk, into=new.pk, by=make.secretary)
    line = {line["id"]: line for line in changes(since=0)["results"]}[old.pk]
    assert line == _line(old, settings, op="delete", reason="merged", merged_into=new.pk)


def test_a_part_that_was_removed_is_deleted_and_its_record_is_not(make, changes, settings):
    case = make.live("case-study", lessons=2)
    lesson, since = case.lessons.last(), current_seq()
    public_id = lesson.pk
    lesson.delete()
    make.published(make.kept(case))
    lines = {line["id"]: line for line in changes(since=since)["results"]}
    assert (lines[public_id]["op"], lines[public_id]["reason"]) == ("delete", "removed")
    assert lines[case.pk]["op"] == "upsert"


def test_parts_go_with_their_record(make, changes):
    case = make.live("case-study")
    parts = {*case.lessons.values_list("pk", flat=True), *case.results.values_list("pk", flat=True)}
    since = current_seq()
    make.withdrawn(case)
    lines = {line["id"]: (line["op"], line["reason"]) for line in changes(since=since)["results"]}
    assert lines.keys() == {case.pk, *parts}
    assert {op for op, _reason in lines.values()} == {"delete"}


def test_why_something_was_withdrawn_is_told_by_its_own_address_alone(make, changes, client):
    case = make.withdrawn(make.live("case-study"))
    assert "No longer true." not in str(changes(since=0))
    assert client.get(f"/api/v1/case-studies/{case.pk}").json()["reason"] == "No longer true."


def test_a_neighbour_that_shows_the_new_name_has_changed_too(make, changes):
    agency = make.live("agency")
    case = make.live("case-study", lead_agency=agency)
    since = current_seq()
    make.published(make.kept(rename(agency, "New")))
    assert {agency.pk, case.pk} <= {*ids_of(changes(since=since))}


def test_a_redaction_is_a_change(make, changes):
    case = make.live("case-study", title_en="Secret parcels")
    since = current_seq()
    redact(case, "Secret", by=make.secretary, reason="A mistake.")
    assert case.pk in ids_of(changes(since=since, type="case-study"))


@pytest.mark.parametrize("kind", KINDS)
def test_drafts_are_no_changes(make, changes, kind):
    record = make.draft(kind)
    needed = ids_of(changes(since=0))
    assert record.pk not in needed
    make.published(record)
    assert record.pk in ids_of(changes(since=0))
    latest = current_seq()
    make.kept(rename(record, "Draft"))
    assert (changes(since=latest)["results"], current_seq()) == ([], latest)


def test_kinds_can_be_chosen_and_the_position_goes_on_past_the_others(make, changes, settings):
    topic, agency = make.live("topic"), make.live("agency")
    make.live("country")
    assert ids_of(changes(since=0, type="topic")) == [topic.pk]
    assert ids_of(changes(since=0, type="topic,agency")) == [topic.pk, agency.pk]
    assert changes(since=0, type="topic")["next"] == f"{settings.SITE_URL}{PATH}?since=3&type=topic"
    assert changes(since=1, type="topic")["results"] == []


def test_next_goes_on_where_the_page_ends_and_is_never_null(make, changes, client, settings):
    records = [make.live("topic").pk for _number in range(5)]
    address, met = f"{settings.SITE_URL}{PATH}?since=0&limit=2&type=topic", []
    for _page in range(5):
        answer = client.get(address.removeprefix(settings.SITE_URL)).json()
        met.append(ids_of(answer))
        address = answer["next"]
    assert met == [records[:2], records[2:4], records[4:], [], []]
    assert address == f"{settings.SITE_URL}{PATH}?since=5&limit=2&type=topic"
    assert changes(since=0, limit=5)["next"] == f"{settings.SITE_URL}{PATH}?since=5&limit=5"


def test_who_follows_to_the_end_while_records_change_has_what_is_published(make, client, settings):
    topics = [make.live("topic") for _number in range(4)]
    mirror, address = {}, f"{settings.SITE_URL}{PATH}?since=0&limit=2&include=record&type=topic"
    meanwhile = [
        lambda: make.published(make.kept(rename(topics[0], "New 0"))),
        lambda: make.withdrawn(topics[1]),
        lambda: (make.live("topic"), merge(topics[2].pk, into=topics[3].pk, by=make.secretary)),
        lambda: make.published(make.kept(rename(topics[0], "Newer 0"))),
    ]
    for change in [*meanwhile, *[lambda: None] * 4]:
        answer = client.get(address.removeprefix(settings.SITE_URL)).json()
        for line in answer["results"]:
            if line["op"] == "upsert":
                mirror[line["id"]] = line["record"]
            else:
                mirror.pop(line["id"], None)
        address = answer["next"]
        change()
    live = Entry.objects.filter(kind="topic", status=Status.LIVE).values_list("public_id", flat=True)
    assert len(live) == 3
    assert mirror == {public_id: client.get(f"/api/v1/topics/{public_id}").json() for public_id in live}


def test_records_can_be_had_along_with_their_changes_in_any_language(make, changes, client):
    case = make.live("case-study", title_th="ที่ดิน")
    gone = make.withdrawn(make.live("topic"))
    for language in ("th", "km"):
        lines = {line["id"]: line for line in changes(since=0, include="record", lang=language)["results"]}
        assert (
            lines[case.pk]["record"] == client.get(f"/api/v1/case-studies/{case.pk}?lang={language}").json()
        )
        (lesson,) = case.lessons.all()
        assert lines[lesson.pk]["record"] == client.get(f"/api/v1/lessons/{lesson.pk}?lang={language}").json()
        assert "record" not in lines[gone.pk]


def test_records_can_be_had_in_all_languages(make, changes, client):
    make.live("case-study", title_th="ที่ดิน")
    for line in changes(since=0, include="record", translations="all", lang="th")["results"]:
        address = line["url"].partition("/api/")[2]
        assert line["record"] == client.get(f"/api/{address}?lang=th&translations=all").json()


def test_a_number_that_was_not_reached_yet_is_refused(make, client):
    make.live("topic")
    assert client.get(f"{PATH}?since=1").status_code == 200
    response = client.get(f"{PATH}?since=2")
    assert faults_of(response) == [("since", "invalid")]
    assert response.json()["detail"] == "The last change here is 1. Was that number of another server?"


@pytest.mark.parametrize(
    "query",
    [
        *("since=", "since=-1", "since=1.5", "since=x", "since=%D9%A1", f"since={10**18}", f"since={10**30}"),
        *("limit=0", "limit=501", "limit=1e9", "limit=101&include=record", "include=card", "include="),
        *("type=nonsense", "type=", "type=topic,", "since=0&since=0", "cursor=x", "updated_at__gte=2021"),
        *("lang=xx", "format=csv", "fields=id", "translations=all", "translations=th&include=record"),
    ],
)
def test_what_cannot_be_asked_is_refused(db, client, query):
    name = query.split("&")[0].split("=")[0]
    assert [wrong for wrong, _code in faults_of(client.get(f"{PATH}?{query}"))] == [name]


def test_500_changes_are_a_page_and_100_records(db, changes):
    assert changes(limit=500)["results"] == changes(limit=100, include="record")["results"] == []


def test_changes_cost_two_queries_and_records_one_more(make, client, django_assert_num_queries):
    for _number in range(3):
        make.live("case-study")
        with django_assert_num_queries(2):
            client.get(f"{PATH}?since=0")
        with django_assert_num_queries(3):
            client.get(f"{PATH}?since=0&include=record")


def test_what_the_client_has_already_is_not_sent_again(make, client):
    make.live("topic")
    first = client.get(f"{PATH}?since=0")
    headers = {"if-none-match": first["ETag"]}
    assert client.get(f"{PATH}?since=0", headers=headers).status_code == 304
    make.live("topic")
    assert client.get(f"{PATH}?since=0", headers=headers).status_code == 200
