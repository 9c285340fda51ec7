"""Keeping Revisions, refusing stale saves, putting rows back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from knowledge.models import CaseStudy, Lesson
from portal.languages.translation import Translation
from portal.publishing.document import SCHEMA, citations, digest_of, lay_flat
from portal.publishing.identity import is_public_id, new_id
from portal.publishing.publication import Publication
from portal.publishing.record import StaleRecord, State
from portal.publishing.rows import write_rows
from portal.publishing.tables import Event, Revision
from tests.making import KINDS, rename


def test_ids_have_their_prefix_and_are_not_repeated():
    ids = {new_id("cs") for _number in range(500)}
    assert len(ids) == 500
    assert all(is_public_id(public_id) and public_id.startswith("cs-") for public_id in ids)
    assert not is_public_id("cs-ILOU")


def test_first_keep_makes_version_one(make):
    case = make.case_study()
    revision = case.latest_revision()
    assert (case.version, revision.number, revision.version, revision.event) == (1, 1, 1, Event.SAVED)


def test_unchanged_rows_keep_no_second_revision(make):
    case = make.case_study()
    assert case.keep(by=make.secretary) == case.latest_revision()
    assert case.version == 1


def test_saves_of_one_person_within_ten_minutes_are_one_revision(make):
    case = make.case_study()
    make.kept(rename(case, "Second"))
    revision = Revision.objects.get(record_id=case.pk)
    assert (revision.number, revision.version, revision.document["texts"]["en"]["title"]) == (1, 2, "Second")


def test_saves_of_two_people_or_after_ten_minutes_are_two_revisions(make):
    case = make.case_study()
    rename(case, "Second").keep(by=make.user())
    Revision.objects.filter(record_id=case.pk).update(at=timezone.now() - timedelta(minutes=11))
    rename(case, "Third").keep(by=make.secretary)
    assert [row.number for row in Revision.objects.filter(record_id=case.pk)] == [1, 2, 3]


def test_submitted_revision_is_never_overwritten(make):
    case = make.case_study()
    submitted = case.keep(by=make.secretary, event=Event.SUBMITTED)
    make.kept(rename(case, "After"))
    submitted.refresh_from_db()
    assert submitted.document["texts"]["en"]["title"] != "After"
    assert case.latest_revision().number == submitted.number + 1


def test_stale_save_is_refused_and_both_versions_are_known(make):
    case = make.case_study(title_en="First")
    mine, theirs = CaseStudy.objects.get(pk=case.pk), CaseStudy.objects.get(pk=case.pk)
    make.kept(rename(theirs, "Theirs"))
    mine.title_en = "Mine"
    with pytest.raises(StaleRecord) as refused:
        mine.keep(by=make.secretary)
    assert (refused.value.current.title_en, refused.value.current.version) == ("Theirs", 2)


def test_an_ordinary_save_never_moves_state_or_version(make):
    case = make.live("case-study")
    case.state, case.version, case.published_at = State.DRAFT, 99, None
    case.save()
    case.refresh_from_db()
    assert (case.state, case.version) == (State.PUBLISHED, 1)
    assert case.published_at is not None


def test_a_live_record_under_edit_is_a_draft_and_stays_live(make):
    case = make.live("case-study")
    make.kept(rename(case, "Edited"))
    assert (case.state, case.entry().status) == (State.DRAFT, "live")


def test_text_is_stored_in_composed_form(make):
    assert make.case_study(title_en="Cafe\u0301").title_en == "Caf\u00e9"


@pytest.mark.parametrize("kind", KINDS)
def test_document_survives_the_way_through_rows(make, kind):
    record = make.draft(kind)
    document = record.document()
    assert (document["schema"], document["type"], document["id"]) == (SCHEMA, kind, record.pk)
    write_rows(type(record), document)
    assert digest_of(record.document()) == digest_of(document)


def test_restore_brings_parts_links_and_texts_back_with_their_ids(make):
    case = make.case_study(themes=[make.topic()], lessons=3)
    before = case.latest_revision()
    Revision.objects.filter(pk=before.pk).update(event=Event.SUBMITTED)  # never coalesced
    case.lessons.first().delete()
    case.themes.clear()
    Lesson(record=case, text_en="New", text_th="ใหม่").save()
    make.kept(rename(case, "Changed", "th"))
    restored = case.restore(before, by=make.secretary, note="A mistake.")
    assert (restored.digest, restored.event, restored.note) == (before.digest, Event.RESTORED, "A mistake.")
    assert case.entry() is None


def test_keys_that_the_model_no_longer_knows_are_dropped_and_missing_ones_defaulted(make):
    case = make.case_study()
    document = case.document()
    document["fields"]["abolished"] = "x"
    del document["fields"]["level"]
    document["parts"]["lessons"][0]["abolished"] = "x"
    write_rows(CaseStudy, document)
    assert "abolished" not in case.document()["fields"]
    assert case.document()["fields"]["level"] == ""


def test_document_holds_no_bookkeeping_and_nothing_private(make):
    agency = make.agency(contact_mailbox="office@example.org", owner="ag-0000000000")
    text = str(agency.document())
    assert "office@example.org" not in text
    assert "ag-0000000000" not in text
    assert (
        not {"state", "version", "created_at", "updated_by", "published_at"}
        & agency.document()["fields"].keys()
    )


def test_citations_say_what_cannot_be_done_without(make):
    theme, country, agency = make.topic(), make.country(), make.agency()
    case = make.case_study(themes=[theme], country=country, lead_agency=agency)
    assert citations(case.document(), CaseStudy) == {country.pk: True, agency.pk: True, theme.pk: False}


def test_a_part_without_text_in_the_language_is_left_out_of_its_flat_document(make):
    case = make.case_study(lessons=0)
    Lesson(record=case, text_th="เฉพาะไทย").save()
    document = case.document()
    assert [len(lay_flat(document, code)["lessons"]) for code in ("th", "en")] == [1, 0]


def test_a_record_is_called_by_its_name_in_the_readers_language_or_the_next_best(make, settings):
    country = make.country(id="TH", name_en="Thailand", name_th="ไทย")
    assert str(country) == "Thailand"
    assert str(type(country)(id="XX")) == "XX"
    assert Publication.of_record(country).kind == "country"


def test_a_restored_translation_is_as_old_as_it_was(make):
    case = make.case_study(summary_th="เก่า", summary_en="Old")
    first = case.latest_revision()
    case.summary_th = "ใหม่"
    case.save()
    late = case.keep(by=make.user())
    case.summary_en = "New"
    case.save()
    case.keep(by=make.user())
    english = Translation.objects.get(record_id=case.pk, language="en")
    assert english.outdated == 0
    case.restore(late, by=make.user())
    english.refresh_from_db()
    assert english.outdated == 1
    assert case.latest_revision().digest == late.digest
    case.restore(first, by=make.user())
    english.refresh_from_db()
    assert english.outdated == 0


def test_restoring_lifts_what_was_not_taken_down_then(make):
    case = make.case_study()
    before = case.latest_revision()
    Translation.objects.filter(record_id=case.pk, language="en").update(taken_down=True)
    case.keep(by=make.user())
    case.restore(before, by=make.user())
    assert not Translation.objects.get(record_id=case.pk, language="en").taken_down


def test_a_live_record_that_was_set_back_is_a_draft(make):
    case = make.live("case-study", title_en="First")
    first = case.latest_revision()
    make.published(make.kept(rename(case, "Second")))
    case.refresh_from_db()
    case.restore(first, by=make.user())
    case.refresh_from_db()
    assert case.state == State.DRAFT


def test_history_tells_when_it_was_published_and_not_only_when_it_was_written(make):
    case = make.case_study()
    Revision.objects.filter(record_id=case.pk).update(at="2026-01-01T00:00Z", kept_at="2026-01-01T00:00Z")
    published = make.published(case).entry().revision
    assert published.at.year == 2026
    assert published.at < published.kept_at


def test_a_translation_of_which_nothing_is_left_is_not_outdated(make):
    case = make.case_study(lessons=0, summary_th="เก่า", summary_en="Old")
    case.results.all().delete()
    case.summary_th = "ใหม่"
    case.save()
    case.keep(by=make.user())
    assert Translation.objects.get(record_id=case.pk, language="en").outdated == 1
    case.title_en = case.summary_en = ""
    case.save()
    case.keep(by=make.user())
    assert Translation.objects.get(record_id=case.pk, language="en").outdated == 0
