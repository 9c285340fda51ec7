"""Comparing two documents: what differs, and in which words."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.models import F
from django.utils.translation import override

from conferences.models import Conference
from knowledge.models import Agency, CaseStudy, DgpfDimension, Lesson
from portal.differences.fates import Fate
from portal.editing.choosing import Choosable
from portal.editing.comparing import by_content, compare
from portal.editing.labels import Labels
from portal.editing.readable import table
from portal.languages.translation import Method, Translation
from portal.publishing import files
from tests.making import Maker

pytestmark = pytest.mark.django_db


# Documents


def rows(before: dict, after: dict, model=CaseStudy, user=None, **options) -> list[tuple]:
    """Heading, part and what became of it, label, language, both texts; of the whole table."""
    labels = Labels(Choosable(user), user or AnonymousUser(), {"dgpf_dimensions": DgpfDimension})
    return [
        (section.heading, group.title, group.fate, row.label, row.language, said(row.before), said(row.after))
        for section in table(compare(before, after, model), labels, **options)
        for group in section.groups
        for row in group.rows
    ]


def said(side) -> str:
    """The words of one side."""
    return "".join(piece.text for piece in side.pieces)


@pytest.fixture
def case(make: Maker) -> CaseStudy:
    """A case with two lessons."""
    return make.draft("case-study", lessons=2)


def test_equal_documents_do_not_differ(case):
    assert not compare(case.document(), case.document(), CaseStudy)
    assert rows(case.document(), case.document()) == []


def test_values_are_readable(case, make):
    before = case.document()
    old, new = make.live("topic", name_en="Land"), make.live("topic", name_en="Tax")
    case.themes.set([old])
    with_theme = case.document()
    case.themes.set([new])
    case.stage, case.started, case.dgpf_dimensions = "implementation", "2019-03-01", ["user_driven"]
    case.lead_agency = make.live("agency", name_en="Department of Lands")
    case.text_languages = {"th": {"title": "en"}}
    case.save()
    after = case.document()
    found = {label: (one, other) for *_place, label, _language, one, other in rows(before, after)}
    assert found == {
        "Stage": ("", "Implementation"),
        "Started": ("", "March 1, 2019"),
        "Dimensions of the OECD Digital Government Policy Framework": ("", "User-driven"),
        "Lead agency": ("", "Department of Lands"),
        "Themes": ("", "Tax"),
        "Texts in another language": ("", "ไทย: title (English)"),
    }
    assert [row[-2:] for row in rows(with_theme, after) if row[3] == "Themes"] == [("Land", "Tax")]


def test_labels_and_values_speak_the_reader_s_language(case):
    before = case.document()
    case.stage = "implementation"
    case.save()
    with override("th"):
        [row] = rows(before, case.document())
    assert row[3] != "Stage"
    assert row[-1] != "Implementation"


def test_texts_are_compared_in_every_language(case):
    before = case.document()
    case.title_en, case.title_lo = "Another title", "ຊື່"
    case.save()
    assert [row[3:] for row in rows(before, case.document())] == [
        ("Title", "en", before["texts"]["en"]["title"], "Another title"),
        ("Title", "lo", "", "ຊື່"),
    ]


def test_cells_say_in_which_language_they_are(case):
    before = case.document()
    case.title_th, case.text_languages = "LandsMaps", {"th": {"title": "en"}}
    case.save()
    source = case.sources.get()
    source.title, source.title_language = "หน้าข่าว", "th"
    source.save()
    labels = Labels(Choosable(None), AnonymousUser(), {})
    sections = table(compare(before, case.document(), CaseStudy), labels)
    spoken = {
        row.label: (row.before.language, row.after.language)
        for section in sections
        for group in section.groups
        for row in group.rows
    }
    assert spoken["Title"] == ("en", "th")  # of the source: the last one of this name
    assert sections[0].groups[0].rows[0].after.language == "en"
    assert sections[0].groups[0].rows[0].before.language == "th"


def test_sections_are_those_of_the_form(case):
    before = case.document()
    case.title_en, case.level, case.slug, case.fresh_until = "New", "local", "new", "2030-01-01"
    case.save()
    layout = [(None, ["title", "summary"]), ("Who", ["level"])]
    assert [(row[0], row[3]) for row in rows(before, case.document(), layout=layout)] == [
        ("Case study", "Title"),
        ("Who", "Level of government"),
        ("Further fields", "Fresh until"),
        ("Record", "Slug"),
    ]


def test_parts_come_go_and_change(case):
    before = case.document()
    first, second = case.lessons.order_by("position")
    first.delete()
    second.text_en = "Lesson 1, put better"
    second.save()
    Lesson(record=case, position=5, text_en="Begin small", source=case.sources.get()).save()
    assert [row[1:] for row in rows(before, case.document())] == [
        ("Lesson: Lesson 0", "removed", "Text", "en", "Lesson 0", ""),
        ("Lesson: Lesson 0", "removed", "Text", "th", "บทเรียน 0", ""),
        ("Lesson: Lesson 0", "removed", "Source", "", "News page", ""),
        ("Lesson: Lesson 1, put better", "changed", "Text", "en", "Lesson 1", "Lesson 1, put better"),
        ("Lesson: Begin small", "added", "Text", "en", "", "Begin small"),
        ("Lesson: Begin small", "added", "Source", "", "", "News page"),
    ]


def test_only_parts_that_left_their_order_have_moved(make):
    case = make.case_study(lessons=4)
    before = case.document()
    for place, lesson in enumerate(case.lessons.order_by("position")):
        lesson.position = (place - 1) % 4
        lesson.save()
    assert [row[1:] for row in rows(before, case.document())] == [
        ("Lesson: Lesson 0", "moved", "Position", "", "1", "4")
    ]


def test_a_part_that_makes_room_for_a_new_one_has_not_moved(case):
    before = case.document()
    case.lessons.update(position=F("position") + 7)
    Lesson(record=case, position=0, text_en="Begin small").save()
    [change] = compare(before, case.document(), CaseStudy).parts["lessons"]
    assert change.fate == Fate.ADDED


def test_parts_without_texts_are_called_by_what_they_name(make):
    conference = make.conference(agencies=[make.live("agency", name_en="Land Office")])
    before = conference.document()
    conference.organisers.all().delete()
    [row] = [row for row in rows(before, conference.document(), Conference) if row[3] == "Agency"]
    assert row[1:] == ("Organiser: Land Office Host", "removed", "Agency", "", "Land Office", "")


def test_translations_tell_method_review_and_take_down(case):
    before = case.document()
    Translation.objects.filter(record_id=case.pk, language="en").update(
        method=Method.MACHINE, reviewed=True, taken_down=True
    )
    assert [(row[0], *row[3:]) for row in rows(before, case.document())] == [
        ("Translations", "Method", "en", "Human translation", "Machine translation"),
        ("Translations", "Reviewed", "en", "No", "Yes"),
        ("Translations", "Taken down", "en", "No", "Yes"),
    ]


def test_files_have_the_names_under_which_they_were_uploaded(make, case):
    stored = files.store(b"%PDF-1.7 budget", "budget.pdf", owner="ag-0000000001")
    before = case.document()
    case.attachments.create(kind="report", title_en="Budget", file_sha256=stored.sha256)
    after = case.document()
    told = {
        user: [row[-1] for row in rows(before, after, user=user) if row[3] == "File"]
        for user in (make.secretary, None)
    }
    assert told == {make.secretary: ["budget.pdf"], None: [stored.sha256[:12]]}


def test_documents_older_than_the_model_are_compared_in_today_s_shape(case):
    after = case.document()
    before = {**after, "fields": dict(after["fields"]), "links": {}, "parts": {**after["parts"]}}
    del before["fields"]["stage"], before["parts"]["sdgs"]
    before["fields"]["gone_since"] = "x"
    assert not compare(before, after, CaseStudy)


def test_parts_of_two_records_that_say_the_same_belong_together(make):
    one, other = make.agency(), make.agency()
    for agency in (one, other):
        agency.sources.create(title="Decree", url="https://example.org/")
    one.sources.create(title="Charter", position=1)
    parts = compare(one.document(), other.document(), Agency, by_content).parts
    assert [(change.fate, change.before["title"]) for change in parts["sources"]] == [
        (Fate.REMOVED, "Charter")
    ]
