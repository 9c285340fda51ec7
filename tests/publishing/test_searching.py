"""What is published is found by what it says and by the names of all that it cites, and nothing else is found."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from modeltranslation.utils import build_localized_fieldname

from knowledge.models import Attachment, Lesson
from knowledge.models.topic import OtherName
from portal.languages.codes import CODES
from portal.languages.translation import Translation
from portal.publishing.files import store
from portal.publishing.neighbours import catch_up, render_again
from portal.publishing.publish import merge, publish, withdraw
from portal.publishing.reading import read_files
from portal.publishing.record import State
from portal.publishing.redaction import redact
from portal.publishing.review import transition
from portal.publishing.searching import plain, read
from portal.search.finding import match
from portal.search.query import parse
from portal.search.tables import SearchText
from tests.making import rename
from tests.search.published import found, kept_for_search

NAMES = {
    "en": "Zanzibar trust",
    "th": "ความเชื่อมั่น",
    "lo": "ຄວາມເຊື່ອໝັ້ນ",
    "km": "ទំនុកចិត្ត",
    "my": "ယုံကြည်မှု",
    "vi": "Lòng tin",
    "id": "Kepercayaan",
    "ms": "Keyakinan",
    "fil": "Pagtitiwala",
    "ko": "신뢰",
}


def _trust(make):
    """A live topic with a name in every language."""
    return make.live(
        "topic", **{build_localized_fieldname("name", code): name for code, name in NAMES.items()}
    )


@pytest.fixture(autouse=True)
def _own_storage(settings, tmp_path):
    own = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": own}


def test_a_case_is_found_by_its_title_and_its_texts_in_each_of_its_languages(make):
    case = make.live("case-study", title_en="Zanzibar", summary_th="โฉนดที่ดิน")
    assert found("zanzibar") >= {case.pk}
    assert found("โฉนดที่ดิน") == {case.pk}


def test_a_part_is_found_by_what_it_says_and_so_is_its_record(make):
    case = make.case_study(lessons=0)
    lesson = Lesson(record=case, text_en="Begin in Zanzibar", text_th="เริ่มที่แซนซิบาร์")
    lesson.save()
    make.published(make.kept(case))
    assert found("zanzibar") == found("แซนซิบาร์") == {case.pk, lesson.pk}


def test_a_record_is_found_by_the_name_of_what_it_cites_in_every_language(make):
    topic = _trust(make)
    case = make.live("case-study", themes=[topic])
    assert sorted(NAMES) == sorted(CODES)
    # Its lesson is about it, too.
    expected = {topic.pk, case.pk, case.lessons.get().pk}
    assert {code: found(name) for code, name in NAMES.items()} == dict.fromkeys(CODES, expected)


def test_a_record_is_found_by_other_names_of_what_it_cites(make):
    agency = make.live("agency", acronym="ZZDOL", native_name="กรมที่ดินแซนซิบาร์", native_language="th")
    topic = make.topic()
    OtherName(record=topic, language="my", name="ဒစ်ဂျစ်တယ်").save()
    case = make.live("case-study", lead_agency=agency, themes=[make.published(make.kept(topic))])
    assert found("zzdol") == found("แซนซิบาร์") == {agency.pk, case.pk}
    assert found("ဒစ်ဂျစ်တယ်") >= {topic.pk, case.pk}


def test_labels_in_other_languages_are_left_aside_where_something_is_not_wanted(make):
    topic = _trust(make)
    case = make.live("case-study", themes=[topic], title_en="Registry", lessons=0)
    assert found("registry pagtitiwala") == {case.pk}
    assert match(parse("registry pagtitiwala -nothing")).numbers == []
    assert found("registry zanzibar -nothing") == {case.pk}


def test_a_renamed_topic_is_found_by_its_new_name_and_so_is_what_cites_it(make):
    topic = make.live("topic", name_en="Oldzanzibar")
    case = make.live("case-study", themes=[topic], lessons=0)
    assert found("oldzanzibar") == {topic.pk, case.pk}
    make.published(make.kept(rename(topic, "Newzanzibar")))
    assert (found("oldzanzibar"), found("newzanzibar")) == (set(), {topic.pk, case.pk})
    assert "oldzanzibar" not in kept_for_search()


def test_what_is_left_to_the_worker_is_found_by_the_new_name_when_it_is_done(make):
    topic = make.live("topic", name_en="Oldzanzibar")
    case = make.live("case-study", themes=[topic], lessons=0)
    publish(rename(topic, "Newzanzibar").keep(by=make.secretary), by=make.secretary, fan_out=0)
    assert (found("oldzanzibar"), found("newzanzibar")) == ({case.pk}, {topic.pk})
    assert catch_up() == 1
    assert (found("oldzanzibar"), found("newzanzibar")) == (set(), {topic.pk, case.pk})
    assert "oldzanzibar" not in kept_for_search()


def test_what_is_withdrawn_is_found_no_more_within_the_same_transaction(make):
    case = make.live("case-study", title_en="Zanzibar", summary_en="Unguja")
    with transaction.atomic():
        withdraw(case.pk, by=make.secretary, reason="No longer true.")
        assert found("zanzibar") == found("unguja") == set()
        assert "zanzibar" not in kept_for_search()


def test_parts_of_what_is_withdrawn_are_found_no_more(make):
    case = make.case_study(lessons=0)
    Lesson(record=case, text_en="Zanzibar", text_th="แซนซิบาร์").save()
    make.withdrawn(make.published(make.kept(case)))
    assert found("zanzibar") == found("แซนซิบาร์") == set()


def test_a_withdrawn_name_is_no_label_any_more(make):
    topic = make.live("topic", name_en="Zanzibar")
    case = make.live("case-study", themes=[topic])
    assert case.pk in found("zanzibar")
    make.withdrawn(topic)
    assert found("zanzibar") == set()
    assert "zanzibar" not in kept_for_search()


def test_a_merged_record_is_found_no_more_and_its_citers_by_the_survivor(make):
    old, heir = make.live("topic", name_en="Oldzanzibar"), make.live("topic", name_en="Heirzanzibar")
    case = make.live("case-study", themes=[old], lessons=0)
    with transaction.atomic():
        merge(old.pk, into=heir.pk, by=make.secretary, reason="The same.")
        assert found("oldzanzibar") == set()
        assert found("heirzanzibar") == {heir.pk, case.pk}
        assert "oldzanzibar" not in kept_for_search()


def test_a_part_that_is_removed_is_found_no_more(make):
    case = make.case_study(lessons=1)
    Lesson(record=case, text_en="Zanzibar", text_th="แซนซิบาร์").save()
    make.published(make.kept(case))
    case.lessons.filter(text_en="Zanzibar").delete()
    make.published(make.kept(case))
    assert found("zanzibar") == found("แซนซิบาร์") == set()


def test_drafts_are_not_found(make):
    make.case_study(title_en="Zanzibar")
    live = make.live("case-study", title_en="Pemba")
    make.kept(rename(live, "Zanzibar"))
    live.lessons.create(text_en="Zanzibar", text_th="แซนซิบาร์")
    make.kept(live)
    live.refresh_from_db()
    transition(live, to=State.SUBMITTED, by=make.secretary)
    assert (found("zanzibar"), found("pemba") >= {live.pk}) == (set(), True)
    assert "zanzibar" not in kept_for_search()


def test_a_draft_is_not_found_either_when_its_neighbour_is_published_meanwhile(make):
    topic = make.live("topic", name_en="Trust")
    case = make.live("case-study", title_en="Pemba", themes=[topic], lessons=0)
    make.kept(rename(case, "Zanzibar"))
    make.published(make.kept(rename(topic, "Confidence")))
    assert (found("zanzibar"), found("pemba confidence")) == (set(), {case.pk})
    make.kept(rename(topic, "Zanzibar"))
    render_again(case.pk)
    assert found("zanzibar") == set()


def test_an_edition_that_is_taken_down_is_found_no_more(make):
    case = make.live("case-study", title_en="Zanzibar", title_th="แซนซิบาร์", source_language="th")
    Translation.objects.filter(record_id=case.pk, language="en").update(taken_down=True)
    case.summary_th = "สรุปใหม่"
    case.save()
    make.published(make.kept(case))
    assert (found("zanzibar"), found("แซนซิบาร์") >= {case.pk}) == (set(), True)


def test_who_objected_is_not_found_through_a_conference(make):
    person = make.live("person", name_en="Zanzibar Somchai", name_th="สมชาย แซนซิบาร์")
    conference = make.live("conference", people=[person])
    assert conference.pk in found("somchai")
    person.objected_on = "2026-01-01"
    person.save()
    person.keep(by=make.secretary)
    make.withdrawn(person)
    assert found("somchai") == found("สมชาย") == set()
    assert "somchai" not in kept_for_search()


PASSAGE = "Somchai Secretson"


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("case-study", {"title_en": f"The case of {PASSAGE}"}),
        ("case-study", {"summary_en": f"Told by {PASSAGE}."}),
        ("agency", {"native_name": PASSAGE, "native_language": "en"}),
        ("agency", {"acronym": PASSAGE}),
        ("country", {"official_name_en": PASSAGE}),
        ("person", {"name_en": PASSAGE}),
    ],
)
def test_what_is_redacted_is_nowhere_in_the_index(kind, fields, make):
    record = make.draft(kind, **fields)
    if kind == "case-study":
        Lesson(record=record, text_en=f"Ask {PASSAGE}", text_th=f"ถาม {PASSAGE}").save()
    make.published(make.kept(record))
    cited = {"agency": "agencies", "country": "countries", "person": "people", "case-study": "cases"}
    conference = make.live("conference", **{cited[kind]: [record]})
    is_named = "summary_en" not in fields
    assert found("secretson") >= {record.pk, *([conference.pk] if is_named else [])}
    redact(record, PASSAGE, by=make.secretary, reason="The person asked for it.")
    assert found("secretson") == set()
    assert "secretson" not in kept_for_search()


def _with_file(make, text: str, **fields):
    case = make.case_study(lessons=0, **fields)
    stored = store(text.encode(), "a.txt")
    Attachment(
        record=case, kind="report", title_en="A", title_th="ก", file_sha256=stored.pk, language="th"
    ).save()
    make.published(make.kept(case))
    read_files()
    catch_up()
    return case, stored


def test_a_case_is_found_by_the_text_of_its_file_together_with_its_names(make):
    topic = _trust(make)
    case, stored = _with_file(make, "คู่มือ Unguja", title_en="Landsmaps", themes=[topic])
    asked = ("unguja", "landsmaps unguja", "คู่มือ", "zanzibar unguja", "unguja 신뢰")
    assert [found(query) for query in asked] == [{case.pk}] * 5
    row = SearchText.objects.get(source=stored.pk)
    assert (row.language, row.title, row.body) == ("th", "", "คู่มือ Unguja")


def test_a_file_that_is_shown_no_more_is_found_no_more(make):
    case, _stored = _with_file(make, "Unguja")
    case.attachments.all().delete()
    make.published(make.kept(case))
    assert found("unguja") == set()


def test_a_passage_redacted_in_a_file_is_found_no_more(make):
    case, _stored = _with_file(make, f"By {PASSAGE}")
    other, _same = _with_file(make, f"By {PASSAGE}")
    assert found("secretson") == {case.pk, other.pk}
    redact(case, PASSAGE, by=make.secretary, reason="The person asked for it.")
    assert found("secretson") == set()
    assert "secretson" not in kept_for_search()


def _written(act) -> list[str]:
    """The statements with which something writes to the tables of the search."""
    with CaptureQueriesContext(connection) as captured:
        act()
    statements = [query["sql"] for query in captured if not query["sql"].startswith("SELECT")]
    return [sql for sql in statements if "search" in sql]


def test_what_does_not_change_is_not_written(make):
    topic = make.live("topic", name_en="Zanzibar")
    case = make.live("case-study", themes=[topic])
    assert _written(lambda: render_again(case.pk)) == []
    case.launched = "2021-01-01"
    case.save()
    make.kept(case)
    assert _written(lambda: make.published(case)) == []
    assert case.entry().version == case.version
    assert _written(lambda: make.published(make.kept(rename(topic, "Pemba")))) != []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See [the *registry*](https://example.org/a_b).", "See the registry."),
        ("![A map](map.png)", "A map"),
        ("## Title\n\n- one\n* two\n1. three\n> four", "Title\n\none\ntwo\nthree\nfour"),
        ("**bold** __bold__ `code` _it_ snake_case 2*3", "bold bold code it snake_case 2*3"),
        ("**ที่ดิน**ลาว", "ที่ดินลาว"),
    ],
)
def test_excerpts_show_no_marks_of_markdown(text, expected):
    assert plain(text) == expected


def test_texts_are_read_along_their_paths():
    body = {"title": "A", "lessons": [{"text": "b"}, {"text": ""}, {"text": None}, {}], "speakers": None}
    body["sessions"] = [{"materials": [{"title": "c"}, {"title": "d"}]}, {"materials": None}]
    paths = ("title", "lessons.text", "sessions.materials.title", "speakers.name", "nothing")
    assert [read(body, path) for path in paths] == [["A"], ["b"], ["c", "d"], [], []]
