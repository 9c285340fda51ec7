"""What is not published cannot be told from what never was, whoever asks for it and however."""

import pytest

from knowledge.models import Lesson
from portal.publishing.record import State
from portal.publishing.review import transition
from tests.api.answers import slug_of, without_limits
from tests.making import KINDS

# `{path}` is that of the kind.
OF_A_RECORD = [
    *("{path}/{id}", "{path}/{id}?lang=th&fallback=none", "{path}/{id}?fields=title", "{path}/{id}/citation"),
    *(
        "{path}/{id}?translations=all",
        "{path}/{id}?lang=xx",
        "{path}/{id}?expand=nothing",
        "{path}/{id}/draft",
    ),
    *(
        "{path}/{id}/draft/translations/th",
        "{path}/{id}/submissions",
        "{path}/{id}/",
        "{path}/{id}/statistics",
    ),
]
OF_LISTS = [
    *("{path}?id={id}", "search?id={id}", "{path}?id={id}&facets=language", "{path}?id={id}&format=csv"),
    *("{path}/statistics?group_by=language&id={id}", "search?q={id}", "suggestions?q={id}"),
    *(
        "case-studies?country={id}",
        "case-studies?agency={id}",
        "case-studies?theme={id}",
        "metrics?record={id}",
    ),
    *("case-studies?group={id}&facets=group", "case-studies?conference={id}&facets=conference"),
    *("conferences?person={id}&facets=person", "agencies?country={id}&facets=country", "lessons?theme={id}"),
]


def _nobody(public_id: str) -> str:
    """An id of the same form that nothing ever had."""
    prefix, dash, _rest = public_id.partition("-")
    return f"{prefix}-0000000000" if dash else "ZZ"


def _told(response, public_id: str) -> tuple:
    """All that an answer tells, but for its own number and the id that was asked for."""
    text = response.content.decode().replace(public_id, "ID")
    if text and response.get("Content-Type") == "application/problem+json":
        text = text.replace(response.json()["instance"], "")
    headers = {name: value.replace(public_id, "ID") for name, value in without_limits(response).items()}
    headers.pop("ETag", None)  # of a list it is of the question, and with it of the id
    return response.status_code, headers, text


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("state", ["draft", "submitted"])
def test_no_address_tells_a_draft_from_nothing(make, client, kind, state):
    make.live("case-study")
    record = make.draft(kind)
    if state == "submitted":
        transition(record, to=State.SUBMITTED, by=make.secretary)
    other = _nobody(record.pk)
    for path in [*OF_A_RECORD, *OF_LISTS]:
        one, nothing = (
            client.get(f"/api/v1/{path}".format(path=make.paths[kind], id=each))
            for each in (record.pk, other)
        )
        assert (path, _told(one, record.pk)) == (path, _told(nothing, other))
        assert one.status_code in {200, 308, 400, 404}
    assert slug_of(client.get(f"/api/v1/{make.paths[kind]}/{record.pk}")) == "not-found"


@pytest.mark.parametrize("method", ["head", "post", "put", "patch", "delete", "options", "trace"])
def test_no_method_does(make, client, method):
    record = make.case_study()
    for path in ("case-studies/{}", "case-studies/{}/citation", "case-studies/{}/draft"):
        told = [
            _told(getattr(client, method)(f"/api/v1/{path.format(each)}"), each)
            for each in (record.pk, _nobody(record.pk))
        ]
        assert told[0] == told[1]


@pytest.mark.parametrize(
    "headers",
    [
        {"if-none-match": "*"},
        {"if-modified-since": "Thu, 01 Jan 1970 00:00:00 GMT"},
        {"authorization": "Bearer sala_0123456789abcdefghij"},
        {"accept": "application/x-bibtex"},
        {"cookie": "sessionid=x"},
    ],
)
def test_no_header_does(make, client, headers):
    record = make.case_study()
    told = [
        _told(client.get(f"/api/v1/case-studies/{each}", headers=headers), each)
        for each in (record.pk, _nobody(record.pk))
    ]
    assert told[0] == told[1]
    assert told[0][0] == 404


def test_who_is_signed_in_sees_no_more(make, client):
    case = make.case_study()
    before = _told(client.get(f"/api/v1/case-studies/{case.pk}"), case.pk)
    client.force_login(make.secretary)
    assert _told(client.get(f"/api/v1/case-studies/{case.pk}"), case.pk) == before


def test_an_id_in_other_letters_tells_nothing(make, client):
    country, case = make.country(id="LA"), make.case_study()
    for path in ("countries/la", "countries/La", f"case-studies/{case.pk.upper()}"):
        assert slug_of(client.get(f"/api/v1/{path}")) == "not-found"
    make.published(country)
    assert client.get("/api/v1/countries/la").status_code == 308


def test_parts_of_drafts_never_were(make, client):
    case, conference = make.case_study(), make.conference()
    parts = [("lessons", case.lessons), ("metrics", case.results), ("sessions", conference.sessions)]
    for path, several in [*parts, ("lessons", conference.takeaways)]:
        public_id = several.get().pk
        other = _nobody(public_id)
        told = [_told(client.get(f"/api/v1/{path}/{each}"), each) for each in (public_id, other)]
        assert (told[0], told[0][0]) == (told[1], 404)


def test_a_part_that_a_published_record_is_about_to_gain_never_was(make, client):
    case = make.live("case-study")
    lesson = Lesson(record=case, text_en="New", text_th="ใหม่", source=case.sources.get())
    lesson.save()
    make.kept(case)
    other = _nobody(lesson.pk)
    told = [_told(client.get(f"/api/v1/lessons/{each}"), each) for each in (lesson.pk, other)]
    assert told[0] == told[1]
    assert lesson.pk not in client.get("/api/v1/changes").content.decode()
    make.published(case)
    assert client.get(f"/api/v1/lessons/{lesson.pk}").status_code == 200


def test_a_draft_that_others_name_is_named_by_no_answer(make, client):
    agency, topic = make.agency(name_en="Secret office"), make.topic(name_en="Secret theme")
    make.live("case-study", lead_agency=make.live("agency"), themes=[topic, make.live("topic")])
    for path in (
        "case-studies?expand=agencies,topics",
        "case-studies?facets=agency,theme",
        "case-studies/statistics?group_by=theme",
        "changes?include=record",
        "search?q=secret",
        "suggestions?q=secret",
        f"case-studies?theme={topic.pk}",
    ):
        text = client.get(f"/api/v1/{path}").content.decode()
        assert "Secret" not in text, path
        assert agency.pk not in text, path
    make.published(topic)
    assert "Secret theme" in client.get("/api/v1/case-studies?facets=theme").content.decode()
