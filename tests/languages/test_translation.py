"""What is known of a translation: how it was made, whether it was checked, whether its source has changed."""

import pytest
from django.db import IntegrityError, transaction

from portal.languages.translation import Method, Translation, digest
from portal.publishing.availability import missing, outdated


def _state(record, language: str) -> Translation:
    return Translation.objects.get(record_id=record.pk, language=language)


def test_digest_is_sixteen_hex_digits_of_the_text():
    assert digest("Land") == "b6baff9358ddd8f7"
    assert digest("ที่ดิน") != digest("ที่ดิน ")


def test_keeping_a_record_remembers_which_texts_the_translation_was_made_from(make):
    case = make.case_study(title_th="ที่ดิน", title_en="Land", summary_th="สรุป", summary_en="Summary")
    lesson, result = case.lessons.get(), case.results.get()
    assert _state(case, "en").sources == {
        "title": digest("ที่ดิน"),
        "summary": digest("สรุป"),
        f"lessons/{lesson.pk}/text": digest("บทเรียน 0"),
        f"results/{result.pk}/label": digest("ผู้ใช้"),
    }


def test_original_has_no_translation(make):
    case = make.case_study()
    assert list(Translation.objects.filter(record_id=case.pk).values_list("language", flat=True)) == ["en"]


def test_changed_original_makes_the_translation_outdated(make):
    case = make.case_study(title_th="ที่ดิน", title_en="Land")
    assert outdated(case.document(), "en") == []
    case.title_th = "ที่ดินใหม่"
    case.save()
    make.kept(case)
    assert outdated(case.document(), "en") == ["title"]
    assert missing(case.document(), "en") == []


def test_translating_anew_brings_the_translation_up_to_date(make):
    case = make.case_study(title_th="ที่ดิน", title_en="Land")
    case.title_th = "ที่ดินใหม่"
    case.save()
    make.kept(case)
    case.title_en = "New land"
    case.save()
    make.kept(case)
    assert outdated(case.document(), "en") == []
    assert _state(case, "en").sources["title"] == digest("ที่ดินใหม่")


def test_text_that_the_original_gains_is_missing_in_the_translation(make):
    case = make.case_study(title_th="ที่ดิน", title_en="Land")
    case.problem_th = "ปัญหา"
    case.save()
    make.kept(case)
    assert missing(case.document(), "en") == ["problem"]
    assert missing(case.document(), "th") == []


def test_translation_is_human_and_unchecked_until_somebody_says_so(make):
    state = _state(make.case_study(), "en")
    assert (state.method, state.reviewed, state.taken_down) == (Method.HUMAN, False, False)


def test_snapshot_names_a_taken_down_edition_only_where_there_is_one():
    state = Translation(record_id="cs-0000000000", language="en", method=Method.MACHINE, reviewed=True)
    assert state.snapshot() == {"method": "machine", "reviewed": True, "sources": {}}
    state.taken_down = True
    assert state.snapshot() == {"method": "machine", "reviewed": True, "sources": {}, "taken_down": True}


def test_machine_translation_is_labelled_in_what_is_published(make, client):
    case = make.case_study()
    Translation.objects.filter(record_id=case.pk).update(method=Method.MACHINE)
    make.published(make.kept(case))
    block = client.get(f"/api/v1/case-studies/{case.pk}").json()["language"]
    assert block["translation"] == {"method": "machine", "reviewed": False, "outdated": False}


def test_machine_translation_is_labelled_in_a_part_that_stands_by_itself(make, client):
    case = make.case_study()
    Translation.objects.filter(record_id=case.pk).update(method=Method.MACHINE)
    make.published(make.kept(case))
    block = client.get(f"/api/v1/lessons/{case.lessons.get().pk}").json()["language"]
    assert (block["served"], block["original"]) == ("en", "th")
    assert block["translation"]["method"] == "machine"


def test_edition_that_was_taken_down_is_not_served(make, client):
    case = make.case_study()
    Translation.objects.filter(record_id=case.pk, language="en").update(taken_down=True)
    make.published(make.kept(case))
    block = client.get(f"/api/v1/case-studies/{case.pk}").json()["language"]
    assert (block["served"], block["available"]) == ("th", ["th"])


def test_one_translation_per_record_and_language(db):
    Translation.objects.create(record_id="cs-0000000000", language="en")
    with pytest.raises(IntegrityError), transaction.atomic():
        Translation.objects.create(record_id="cs-0000000000", language="en")


def test_translation_is_called_by_record_and_language():
    assert str(Translation(record_id="cs-0000000000", language="en")) == "cs-0000000000 (en)"
