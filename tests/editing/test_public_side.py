"""What is edited is not public until it is published."""

import pytest

from portal.publishing.tables import Entry
from tests.contracts.surfaces import api, page
from tests.editing.filling import address, edit, messages, opened, save, step

pytestmark = pytest.mark.django_db


def seen(kind: str, record) -> str:
    """All that the public reads of a record: its page and what the API says of it."""
    return (
        page(kind, record.pk)[1]
        + str(api(kind, record.pk))
        + str(api(kind, record.pk, lang="th", translations="all"))
    )


def test_editing_changes_nothing_public_until_publish(make, secretariat):
    case = make.live("case-study", title_en="Old title", title_th="ชื่อเดิม")
    before, number = seen("case-study", case), case.entry().seq
    edit(secretariat, case, title_en="New title", title_th="ชื่อใหม่", **{"lessons-0-text_en": "New lesson"})
    assert seen("case-study", case) == before
    assert case.entry().seq == number
    told = messages(step(secretariat, case, "publish-unreviewed", reason="Checked."))
    assert told == ["Published: the public sees it now."]
    after = seen("case-study", case)
    assert "New title" in after
    assert "New lesson" in after
    assert "Old title" not in after


def test_a_neighbour_published_meanwhile_shows_without_the_draft(make, secretariat):
    agency = make.live("agency", name_en="Land Office")
    case = make.live("case-study", lead_agency=agency, title_en="Old title")
    edit(secretariat, case, title_en="Draft title", **{"results-0-label_en": "Draft figure"})
    edit(secretariat, agency, name_en="Department of Lands")
    assert "Land Office" in seen("case-study", case)
    step(secretariat, agency, "publish")
    shown = seen("case-study", case)
    assert "Department of Lands" in shown
    assert "Land Office" not in shown
    assert "Old title" in shown
    assert "Draft title" not in shown
    assert "Draft figure" not in shown


def test_new_records_are_not_public(make, secretariat):
    case = make.draft("case-study", title_en="Draft title")
    edit(secretariat, case, summary_en="Still a draft")
    assert page("case-study", case.pk)[0] == 404
    assert not Entry.objects.filter(public_id=case.pk).exists()


def test_saving_and_publishing_in_one_go(make, secretariat):
    case = make.live("case-study")
    changes = {"title_en": "New title", "change_note": "A better title."}
    told = edit(secretariat, case, button="_publish", **changes)
    assert messages(told) == [
        "Saved. The public sees it when it is published.",
        "Published: the public sees it now.",
    ]
    assert api("case-study", case.pk)[1]["title"] == "New title"
    assert case.entry().revision.note == "A better title."


def test_saving_and_publishing_without_review_asks_why_and_loses_nothing(make, secretariat):
    case = make.live("case-study", title_en="Old title")
    data = opened(secretariat, case) | {"title_en": "New title", "_publish": "1"}
    refused = secretariat.post(address(case), data)
    form = refused.context["adminform"].form
    assert form.errors == {
        "change_note": ["Nobody else has read this text: say why it is published without review."]
    }
    assert form["title_en"].value() == "New title"
    case.refresh_from_db()
    assert case.title_en == "Old title"


def test_what_cannot_be_published_is_saved_all_the_same(make, secretariat):
    case = make.live("case-study")
    data = opened(secretariat, case) | {"sources-0-DELETE": "on", "title_en": "New title"}
    data["change_note"] = "Without its source."
    told = messages(secretariat.get(save(secretariat, case, data, button="_publish").url))
    assert told[0] == "Saved. The public sees it when it is published."
    assert "It has no source." in told
    case.refresh_from_db()
    assert case.title_en == "New title"
    assert api("case-study", case.pk)[1]["title"] != "New title"
