"""Saving a form: rows, parts and one Revision, or nothing."""

import pytest
from django.db.models.signals import pre_save

from knowledge.models import Agency, CaseStudy, Country, Lesson, Result, Source
from portal.accounts.models import Role
from portal.publishing.record import State
from portal.publishing.tables import Event, Revision
from tests.editing.filling import address, edit, faults, filled, opened, save, signed_in

pytestmark = pytest.mark.django_db


def revisions(record) -> list[tuple]:
    """What was kept of a record."""
    return list(
        Revision.objects.filter(record_id=record.pk)
        .order_by("number")
        .values_list("number", "version", "event", "note")
    )


def new_part(data: dict, prefix: str, **values) -> dict:
    """The form with one more part."""
    number = int(data[f"{prefix}-TOTAL_FORMS"])
    added = {f"{prefix}-{number}-{name}": value for name, value in values.items()}
    return {**data, f"{prefix}-TOTAL_FORMS": number + 1, **added}


def test_adding_a_record_with_parts_keeps_one_revision(make, secretariat):
    country = make.live("country")
    data = opened(secretariat, CaseStudy, "add/?source_language=th")
    data |= {
        "title_th": "แลนด์แมปส์",
        "summary_th": "สรุป",
        "country": country.pk,
        "change_note": "From the seminar.",
    }
    data = new_part(data, "sources", title="News page", url="https://example.org/")
    data = new_part(data, "lessons", text_th="บทเรียน")
    data = new_part(data, "lessons", text_th="อีกบทเรียน")
    save(secretariat, CaseStudy, data, "add/?source_language=th")
    case = CaseStudy.objects.get()
    assert revisions(case) == [(1, 1, "saved", "From the seminar.")]
    assert (case.version, case.state, case.source_language) == (1, State.DRAFT, "th")
    document = case.latest_revision().document
    assert [part["texts"]["th"]["text"] for part in document["parts"]["lessons"]] == ["บทเรียน", "อีกบทเรียน"]
    assert document["parts"]["sources"][0]["title"] == "News page"


def test_saving_what_did_not_change_keeps_nothing(make, secretariat):
    case = make.draft("case-study")
    edit(secretariat, case)
    assert revisions(case) == [(1, 1, "saved", "")]


def test_an_edit_keeps_who_and_why(make):
    case, colleague = make.draft("case-study"), make.user(Role.SECRETARIAT)
    edit(signed_in(colleague), case, summary_th="ใหม่", change_note="A clearer summary.")
    last = case.latest_revision()
    assert (last.number, last.by, last.note, last.event) == (2, colleague, "A clearer summary.", Event.SAVED)


def test_languages_outside_the_form_stay(make, secretariat):
    case = make.case_study(title_lo="ຊື່", title_km="ចំណងជើង")
    edit(secretariat, case, title_en="New title")
    case.refresh_from_db()
    assert (case.title_en, case.title_lo, case.title_km) == ("New title", "ຊື່", "ចំណងជើង")


def test_saving_and_going_on_stays_in_the_same_languages(make, secretariat):
    case = make.draft("case-study")
    page = "change/?edit_language=km"
    response = save(secretariat, case, opened(secretariat, case, page), page, button="_continue")
    assert response.url == address(case, page)


def test_parts_are_changed_and_removed(make, secretariat):
    case = make.case_study(lessons=2)
    data = opened(secretariat, case) | {"lessons-0-text_en": "Start small", "lessons-1-DELETE": "on"}
    save(secretariat, case, data)
    assert list(case.lessons.values_list("text_en", flat=True)) == ["Start small"]


def test_new_parts_come_last_unless_they_are_placed(make, secretariat):
    case = make.case_study(lessons=2)
    data = new_part(opened(secretariat, case), "lessons", text_th="ท้ายสุด")
    save(secretariat, case, data)
    assert list(case.lessons.values_list("position", "text_th")) == [
        (0, "บทเรียน 0"),
        (1, "บทเรียน 1"),
        (2, "ท้ายสุด"),
    ]
    data = opened(secretariat, case) | {"lessons-0-position": "7"}
    save(secretariat, case, data)
    assert list(case.lessons.values_list("position", "text_th"))[-1] == (7, "บทเรียน 0")


def test_a_source_can_go_together_with_a_change_of_what_cites_it(make, secretariat):
    case = make.draft("case-study")
    data = opened(secretariat, case) | {"sources-0-DELETE": "on", "results-0-label_en": "people"}
    save(secretariat, case, data)
    assert not Source.objects.exists()
    assert Result.objects.values_list("label_en", "source").get() == ("people", None)


def test_lists_are_typed_line_by_line(make, secretariat):
    country = make.country(languages=["th", "en"])
    data = opened(secretariat, country)
    assert data["languages"] == "th\nen"
    save(secretariat, country, data | {"languages": "th\n\n ms-Arab \n"})
    country.refresh_from_db()
    assert country.languages == ["th", "ms-Arab"]


def test_codes_of_a_vocabulary_are_ticked(make, secretariat):
    case = make.draft("case-study")
    edit(secretariat, case, dgpf_dimensions=["proactive", "user_driven"])
    case.refresh_from_db()
    assert case.dgpf_dimensions == ["proactive", "user_driven"]


def test_editing_a_live_record_makes_it_a_draft_that_stays_live(make, secretariat):
    case = make.live("case-study")
    edit(secretariat, case, title_en="New title")
    case.refresh_from_db()
    assert (case.state, case.entry().status, case.has_unpublished_changes()) == (State.DRAFT, "live", True)


# Refused


def test_a_stale_save_is_refused_with_both_versions(make, secretariat):
    case = make.draft("case-study")
    colleague = make.user(Role.SECRETARIAT, email="somchai@example.org")
    mine = opened(secretariat, case) | {"title_en": "Mine", "lessons-0-text_en": "My lesson"}
    edit(signed_in(colleague), case, title_en="Theirs")
    response = secretariat.post(address(case), mine)
    assert response.status_code == 200
    assert faults(response)[0].startswith("somchai@example.org saved this record on ")
    shown = [(d.label, d.yours, d.theirs) for d in response.context["conflict"]]
    assert shown == [
        ("Title (English)", "Mine", "Theirs"),
        ("lesson 1: Text (English)", "My lesson", "Lesson 0"),
    ]
    page = response.content.decode()
    assert "Theirs</td>" in page
    assert 'value="Mine"' in page
    assert "<h2>Theirs</h2>" in page
    assert '<a href="">Reload the record as it is now</a>' in page
    case.refresh_from_db()
    assert (case.title_en, case.version, Lesson.objects.get().text_en) == ("Theirs", 2, "Lesson 0")
    assert len(revisions(case)) == 2


def test_a_stale_save_tells_of_parts_that_were_added_and_removed(make, secretariat):
    case = make.case_study(lessons=2)
    mine = opened(secretariat, case) | {"results-0-DELETE": "on", "title_en": "Mine"}
    colleague = signed_in(make.user(Role.SECRETARIAT))
    save(colleague, case, new_part(opened(colleague, case), "lessons", text_th="ใหม่", text_en="Added"))
    response = secretariat.post(address(case), mine)
    shown = [(d.label, d.yours, d.theirs) for d in response.context["conflict"]]
    assert shown == [
        ("Title (English)", "Mine", case.title_en),
        ("result 1", "deleted", "users"),
        ("lesson", "", "Added"),
    ]


def test_a_refused_save_can_be_sent_again_and_is_refused_again(make, secretariat):
    case = make.draft("case-study")
    mine = opened(secretariat, case) | {"title_en": "Mine"}
    edit(signed_in(make.user(Role.SECRETARIAT)), case, title_en="Theirs")
    again = filled(secretariat.post(address(case), mine))
    assert again["version"] == "1"
    assert secretariat.post(address(case), again).status_code == 200
    case.refresh_from_db()
    assert case.title_en == "Theirs"


@pytest.mark.parametrize("version", ["", "0", "7", "x"])
def test_a_save_that_does_not_know_its_version_is_refused(version, make, secretariat):
    case = make.draft("case-study")
    data = opened(secretariat, case) | {"version": version, "title_en": "Mine"}
    assert secretariat.post(address(case), data).status_code == 200
    case.refresh_from_db()
    assert case.title_en != "Mine"


def test_a_fault_anywhere_writes_nothing(make, secretariat):
    case = make.draft("case-study")
    data = opened(secretariat, case) | {"title_en": "New", "results-0-unit": "Not a unit"}
    response = secretariat.post(address(case), data)
    assert any("unit" in str(fault) for fault in faults(response))
    case.refresh_from_db()
    assert case.title_en != "New"
    assert len(revisions(case)) == 1


def test_ids_have_to_exist(make, secretariat):
    case = make.draft("case-study")
    data = opened(secretariat, case) | {"lessons-0-said_at": "cf-0000000000"}
    response = secretariat.post(address(case), data)
    assert faults(response) == ["No record has the id cf-0000000000."]
    edit(secretariat, case, **{"lessons-0-said_at": make.draft("conference").sessions.get().pk})


@pytest.mark.parametrize("owner", ["TH", "ag-0000000000", "nobody"])
def test_owners_are_agencies(owner, make, secretariat):
    make.country(id="TH")
    case = make.draft("case-study")
    response = secretariat.post(address(case), opened(secretariat, case) | {"owner": owner})
    assert response.context["adminform"].form.errors.keys() == {"owner"}


def test_the_subject_of_a_takeaway_is_of_the_kind_named(make, secretariat):
    conference, country = make.draft("conference"), make.draft("country")
    data = opened(secretariat, conference) | {
        "takeaways-0-about_kind": "agency",
        "takeaways-0-about": country.pk,
    }
    assert faults(secretariat.post(address(conference), data)) == [
        "This id belongs to another kind of record."
    ]
    save(secretariat, conference, data | {"takeaways-0-about_kind": "country"})


def test_a_code_that_is_taken_is_refused(make, secretariat):
    make.country(id="TH", name_en="Thailand")
    data = opened(secretariat, Country, "add/") | {"id": "TH", "name_en": "Other"}
    assert secretariat.post(address(Country, "add/"), data).status_code == 200
    assert Country.objects.get().name_en == "Thailand"


def test_state_and_bookkeeping_cannot_be_posted(make, secretariat):
    case = make.draft("case-study")
    edit(secretariat, case, state="published", published_at="2020-01-01", created_by="1", text_languages="{}")
    case.refresh_from_db()
    assert (case.state, case.published_at, case.created_by) == (State.DRAFT, None, None)


def test_drafts_can_be_deleted_and_leave_only_their_id(make, secretariat):
    from django.contrib.admin.models import LogEntry  # noqa: PLC0415 - only here

    agency = make.agency(name_en="Secret agency")
    assert secretariat.post(address(agency, "delete/"), {"post": "yes"}).status_code == 302
    assert not Agency.objects.exists()
    assert list(LogEntry.objects.values_list("object_id", "object_repr", "change_message")) == [
        (agency.pk, agency.pk, "")
    ]


def test_saving_leaves_no_text_in_the_log(make, secretariat):
    from django.contrib.admin.models import LogEntry  # noqa: PLC0415 - only here

    edit(secretariat, make.draft("case-study"), title_en="Secret")
    assert not LogEntry.objects.exists()


def test_what_was_published_cannot_be_deleted(make, secretariat):
    case = make.live("case-study")
    assert secretariat.post(address(case, "delete/"), {"post": "yes"}).status_code == 403
    assert "Delete draft" not in secretariat.get(address(case)).content.decode()
    assert CaseStudy.objects.filter(pk=case.pk).exists()


def test_a_save_that_loses_a_race_is_taken_back_and_read_again(make, secretariat):
    """Somebody keeps a version between the form's check and the Revision: at the first write of the row."""
    case = make.draft("case-study")
    data = opened(secretariat, case) | {"title_en": "Mine"}
    raced = []

    def race(instance, **_):
        raced.append(instance.version)
        if len(raced) == 1:
            CaseStudy._base_manager.filter(pk=case.pk).update(version=2)

    pre_save.connect(race, sender=CaseStudy)
    try:
        secretariat.post(address(case), {**data, "_save": "1"})
    finally:
        pre_save.disconnect(race, sender=CaseStudy)
    # The rival's write was in the same transaction here, and was taken back with it: the second reading saves.
    assert raced == [1, 1]
    assert revisions(case) == [(1, 2, "saved", "")]
    case.refresh_from_db()
    assert (case.title_en, case.version) == ("Mine", 2)
