"""`translations=all`: every text in every language that it has, beside the record and never in place of it."""

import pytest

from conferences.models import Material


@pytest.fixture
def case(make):
    return make.live(
        "case-study",
        title_en="Land",
        title_th="ที่ดิน",
        summary_en="S",
        summary_th="ส",
        problem_en="P",
        problem_th="ป",
    )


def test_asking_for_all_languages_adds_one_object_and_changes_nothing(client, case):
    for code in ("en", "th", "km"):
        alone = client.get(f"/api/v1/case-studies/{case.pk}?lang={code}").json()
        whole = client.get(f"/api/v1/case-studies/{case.pk}?lang={code}&translations=all").json()
        assert list(whole) == [*alone, "translations"]
        assert {name: value for name, value in whole.items() if name != "translations"} == alone


def test_texts_of_the_record_and_its_lessons_are_in_each_language(client, case):
    (lesson,) = case.lessons.all()
    translations = client.get(f"/api/v1/case-studies/{case.pk}?translations=all").json()["translations"]
    shown = {
        code: {name: texts.get(name) for name in ("title", "summary", "problem", "lessons", "method")}
        for code, texts in translations.items()
    }
    assert shown == {
        "en": {
            "title": "Land",
            "summary": "S",
            "problem": "P",
            "lessons": {lesson.pk: {"text": "Lesson 0"}},
            "method": "human",
        },
        "th": {
            "title": "ที่ดิน",
            "summary": "ส",
            "problem": "ป",
            "lessons": {lesson.pk: {"text": "บทเรียน 0"}},
            "method": "original",
        },
    }


def test_texts_of_metrics_are_in_each_language(client, case):
    (metric,) = case.results.all()
    translations = client.get(f"/api/v1/case-studies/{case.pk}?translations=all").json()["translations"]
    assert {code: texts.get("metrics") for code, texts in translations.items()} == {
        "en": {metric.pk: {"label": "users"}},
        "th": {metric.pk: {"label": "ผู้ใช้"}},
    }


def test_texts_of_sessions_takeaways_and_materials_are_in_each_language(make, client):
    conference = make.conference()
    session, takeaway = conference.sessions.get(), conference.takeaways.get()
    material = Material(
        record=conference, kind="slides", url="https://example.org/s", title_en="Slides", title_th="สไลด์"
    )
    material.save()
    make.published(make.kept(conference))
    translations = client.get(f"/api/v1/conferences/{conference.pk}?translations=all").json()["translations"]
    parts = ("sessions", "takeaways", "materials")
    assert {code: {name: texts.get(name) for name in parts} for code, texts in translations.items()} == {
        "en": {
            "sessions": {session.pk: {"title": "Opening"}},
            "takeaways": {takeaway.pk: {"text": "Takeaway"}},
            "materials": {material.pk: {"title": "Slides"}},
        },
        "th": {
            "sessions": {session.pk: {"title": "พิธีเปิด"}},
            "takeaways": {takeaway.pk: {"text": "ข้อสรุป"}},
            "materials": {material.pk: {"title": "สไลด์"}},
        },
    }


def test_job_titles_of_speakers_are_in_each_language(make, client):
    conference = make.live("conference", people=[make.live("person")])
    translations = client.get(f"/api/v1/conferences/{conference.pk}?translations=all").json()["translations"]
    assert {code: "ผู้อำนวยการ" in str(texts) for code, texts in translations.items()} == {
        "en": False,
        "th": True,
    }


def test_notes_on_participation_are_in_each_language(make, client):
    conference = make.live(
        "conference", people_total=95, people_note_en="Online too", people_note_th="รวมออนไลน์"
    )
    translations = client.get(f"/api/v1/conferences/{conference.pk}?translations=all").json()["translations"]
    assert {code: "รวมออนไลน์" in str(texts) for code, texts in translations.items()} == {
        "en": False,
        "th": True,
    }


def test_card_has_the_translations_of_what_it_shows(client, case):
    alone = client.get("/api/v1/case-studies").json()
    whole = client.get("/api/v1/case-studies?translations=all").json()
    assert [item.pop("translations") for item in whole["results"]] == [
        {
            "en": {"title": "Land", "summary": "S", "method": "human"},
            "th": {"title": "ที่ดิน", "summary": "ส", "method": "original"},
        }
    ]
    assert whole == alone


def test_part_that_stands_by_itself_has_translations_too(client, case):
    (lesson,) = case.lessons.all()
    body = client.get(f"/api/v1/lessons/{lesson.pk}?translations=all&lang=th").json()
    assert body["translations"] == {
        "en": {"text": "Lesson 0", "method": "human"},
        "th": {"text": "บทเรียน 0", "method": "original"},
    }


def test_record_with_translations_has_an_etag_of_its_own(client, case):
    address = f"/api/v1/case-studies/{case.pk}"
    alone, whole = client.get(address), client.get(f"{address}?translations=all")
    assert alone["ETag"] != whole["ETag"]
    assert (
        client.get(f"{address}?translations=all", headers={"if-none-match": whole["ETag"]}).status_code == 304
    )
    assert (
        client.get(f"{address}?translations=all", headers={"if-none-match": alone["ETag"]}).status_code == 200
    )


def test_translation_that_changes_gives_the_record_with_translations_another_etag(make, client, case):
    address = f"/api/v1/case-studies/{case.pk}?translations=all&lang=en"
    before = client.get(address)
    case.title_th = "ที่ดินใหม่"
    case.save()
    make.published(make.kept(case))
    after = client.get(address)
    assert after.json()["translations"]["th"]["title"] == "ที่ดินใหม่"
    assert after["ETag"] != before["ETag"]


@pytest.mark.parametrize("value", ["", "ALL", "en", "none"])
def test_translations_are_all_or_not_asked_for(client, case, value):
    response = client.get(f"/api/v1/case-studies/{case.pk}", {"translations": value})
    assert response.status_code == 400
    assert [(fault["parameter"], fault["allowed"]) for fault in response.json()["errors"]] == [
        ("translations", ["all"])
    ]


def test_record_with_translations_costs_two_queries(client, case, django_assert_num_queries):
    with django_assert_num_queries(2):
        client.get(f"/api/v1/case-studies/{case.pk}?translations=all")
