"""In which languages a record exists, what is missing in one, and what is outdated."""

from knowledge.models import CaseStudy, Lesson
from portal.languages.translation import Translation
from portal.publishing import availability
from tests.contracts.surfaces import api
from tests.making import rename


def _languages(record, already=()) -> list[str]:
    return availability.available(record.document(), type(record), already)


def test_a_language_is_available_when_every_text_of_the_original_is_there(make):
    case = make.case_study()
    assert _languages(case) == ["en", "th"]
    case.problem_th = "ปัญหา"
    case.save()
    assert _languages(case) == ["th"]
    case.problem_en = "Problem"
    case.save()
    assert _languages(case) == ["en", "th"]


def test_a_part_without_its_translation_keeps_a_language_from_becoming_available(make):
    case = make.case_study()
    Lesson(record=case, text_th="เฉพาะไทย").save()
    assert _languages(case) == ["th"]


def test_names_of_people_and_organisations_do_not_count(make):
    agency = make.agency(source_language="th", about_th="เกี่ยวกับ", about_en="About")
    agency.name_lo = "ລາວ"
    agency.save()
    assert _languages(agency) == ["en", "th"]


def test_adding_a_lesson_to_the_original_leaves_the_english_edition_standing_and_outdated(make):
    case = make.live("case-study", lessons=1)
    lesson = Lesson(record=case, text_th="บทเรียนใหม่")
    lesson.save()
    make.published(make.kept(case))
    status, body = api("case-study", case.pk, lang="en")
    assert status == 200
    assert body["language"] == {
        "requested": "en",
        "served": "en",
        "fallback": False,
        "reason": None,
        "original": "th",
        "available": ["en", "th"],
        "translation": {"method": "human", "reviewed": False, "outdated": True},
        "only_in_original": [f"lessons/{lesson.pk}/text"],
    }
    assert [lesson["text"] for lesson in body["lessons"]] == ["Lesson 0"]
    assert len(api("case-study", case.pk, lang="th")[1]["lessons"]) == 2


def test_availability_ends_when_the_title_is_emptied(make):
    case = make.live("case-study")
    make.published(make.kept(rename(case, "")))
    assert api("case-study", case.pk, lang="en")[1]["language"]["served"] == "th"


def test_an_edition_that_was_taken_down_is_not_shown(make):
    case = make.live("case-study")
    Translation.objects.filter(record_id=case.pk, language="en").update(taken_down=True)
    make.published(make.kept(rename(case, "Changed")))
    assert api("case-study", case.pk, lang="en")[1]["language"]["available"] == ["th"]


def test_a_translation_is_outdated_when_its_source_text_changed_and_no_longer_once_it_follows(make):
    case = make.case_study()
    make.kept(rename(case, "ชื่อใหม่", "th"))
    assert availability.outdated(case.latest_revision().document, "en") == ["title"]
    make.kept(rename(case, "New title", "en"))
    assert availability.outdated(case.latest_revision().document, "en") == []


def test_the_original_lacks_nothing_and_is_never_outdated(make):
    document = make.case_study().document()
    assert availability.missing(document, "th") == []
    assert availability.outdated(document, "th") == []
    assert CaseStudy.proper_names == ()
