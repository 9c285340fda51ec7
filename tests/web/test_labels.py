"""What codes, fields, kinds and grades are called."""

from django.utils.translation import override

from portal.web.labels import choice_label, counted, evidence, section_label


def test_codes_of_records_and_of_their_parts_have_labels():
    assert choice_label("online", "conference.mode") == "Online"
    assert choice_label("special_lecture", "conference.sessions.kind") == "Special lecture"
    assert choice_label("unheard-of", "conference.mode") == "unheard-of"
    assert choice_label(None, "conference.mode") == ""


def test_fields_texts_and_parts_have_labels():
    labels = [
        section_label(name, "case-study") for name in ("challenges", "lead_agency", "results", "lessons")
    ]
    assert labels == ["Challenges", "Lead agency", "Results", "Lessons"]


def test_kinds_are_counted():
    assert [counted("case-study", count) for count in (0, 1, 2)] == [
        "case studies",
        "case study",
        "case studies",
    ]


def test_the_same_is_called_otherwise_in_another_language():
    with override("th"):
        assert choice_label("online", "conference.mode") != "Online"
        assert section_label("challenges", "case-study") != "Challenges"
    assert choice_label("online", "conference.mode") == "Online"


def test_each_grade_of_evidence_says_something_else():
    assert len({evidence(grade) for grade in range(5)}) == 5
