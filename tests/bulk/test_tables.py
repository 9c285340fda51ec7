"""The flat tables: exact values, one row for what each says that it is."""

import pytest

from knowledge.models import CaseAgency, Result, Source
from tests.bulk.reading import exported, rows, text

pytestmark = pytest.mark.django_db


def test_a_case_study_is_one_row_of_ids_and_codes(make, root):
    lead, partner = make.live("agency"), make.live("agency")
    country, further = make.live("country"), make.live("country")
    theme = make.live("topic")
    case = make.case_study(
        country=country, lead_agency=lead, themes=[theme], launched="2021-11-01", launched_precision="month"
    )
    case.further_countries.set([further])
    CaseAgency(record=case, agency=partner, role="partner").save()
    make.published(make.kept(case))
    (row,) = rows(exported(), "case-studies")
    told = {name: row[name] for name in ("id", "countries", "lead_agency", "agencies", "themes", "launched")}
    assert told == {
        "id": case.pk,
        "countries": f"{country.pk};{further.pk}",
        "lead_agency": lead.pk,
        "agencies": f"{lead.pk};{partner.pk}",
        "themes": theme.pk,
        "launched": "2021-11",
    }
    assert (row["title"], row["title_language"], row["original_language"]) == (case.title_en, "en", "th")
    assert (row["languages"], row["license"], row["cost_amount"]) == ("en;th", "CC-BY-4.0", "")


def test_a_case_study_that_is_not_in_english_says_in_which_language_its_title_is(make, root):
    make.live("case-study", title_en="", summary_en="")
    (row,) = rows(exported(), "case-studies")
    assert row["title_language"] == "th"


def test_texts_have_a_row_for_each_language(make, root):
    case = make.live("case-study", problem_en="A “quoted”, long\nproblem", problem_th="ปัญหา")
    columns = ("case_study", "language", "method", "reviewed", "outdated", "title", "problem")
    told = {tuple(row[name] for name in columns) for row in rows(exported(), "case-study-texts")}
    assert told == {
        (case.pk, "th", "original", "", "", case.title_th, "ปัญหา"),
        (case.pk, "en", "human", "false", "false", case.title_en, "A “quoted”, long\nproblem"),
    }


def test_figures_are_exact_and_name_their_source(make, root):
    case = make.case_study()
    source = Source(
        record=case, title="Report", title_language="en", publisher="The office", url="https://example.org/r"
    )
    source.save()
    Result(
        record=case, label_en="share", label_th="ส่วนแบ่ง", value="12.50", value_to="13.125", unit="percent",
        as_published="12.50 %", source=source,
    ).save()  # fmt: skip
    make.published(make.kept(case))
    second, first = sorted(rows(exported(), "metrics"), key=lambda row: row["label_en"])
    assert (first["value"], first["qualifier"], first["label_en"], first["label"]) == (
        "100000",
        "gt",
        "users",
        "ผู้ใช้",
    )
    assert (second["value"], second["value_to"], second["as_published"]) == ("12.5", "13.125", "12.50 %")
    assert (second["label_language"], second["case_study"]) == ("th", case.pk)
    assert (second["source_title"], second["source_publisher"], second["source_url"]) == (
        "Report",
        "The office",
        "https://example.org/r",
    )


def test_links_name_each_record_once_for_each_role(make, root):
    person, case, agency = make.live("person"), make.live("case-study"), make.live("agency")
    conference = make.live("conference", people=[person], cases=[case], agencies=[agency])
    columns = ("from_type", "from_id", "relation", "to_type", "to_id", "role")
    told = {tuple(row[name] for name in columns) for row in rows(exported(), "links")}
    session, takeaway = conference.sessions.get(), conference.takeaways.get()
    assert {line for line in told if conference.pk in line} == {
        ("conference", conference.pk, "sessions.speakers", "person", person.pk, "speaker"),
        ("conference", conference.pk, "case_studies", "case-study", case.pk, "presented"),
        ("conference", conference.pk, "organizers", "agency", agency.pk, "host"),
        ("case-study", case.pk, "presented_at", "conference", conference.pk, ""),
        ("session", session.pk, "record", "conference", conference.pk, ""),
        ("lesson", takeaway.pk, "record", "conference", conference.pk, ""),
    }


def test_a_cell_that_begins_like_a_formula_is_left_exact(make, root):
    make.live("case-study", title_en="=1+1", title_th="+ที่ดิน", service_name="@service")
    cut = exported()
    (row,) = rows(cut, "case-studies")
    assert (row["title"], row["service_name"]) == ("=1+1", "@service")
    assert {text["title"] for text in rows(cut, "case-study-texts")} == {"=1+1", "+ที่ดิน"}


def test_tables_are_csv_without_a_mark_and_with_the_line_ends_of_the_standard(make, root):
    make.live("case-study", title_en='Say "land", twice')
    written = text(exported(), "case-studies.csv.gz")
    assert written.startswith("id,url,html_url,")
    assert '"Say ""land"", twice"' in written
    assert written.count("\r\n") == written.count("\n") == 2


def test_what_is_not_live_is_in_no_cell(make, root):
    topic = make.topic()
    make.live("case-study", themes=[topic])
    cut = exported()
    (row,) = rows(cut, "case-studies")
    assert row["themes"] == ""
    assert topic.pk not in text(cut, "links.csv.gz")
    make.published(topic)
    cut = exported()
    assert [row["themes"] for row in rows(cut, "case-studies")] == [topic.pk]
    assert topic.pk in text(cut, "links.csv.gz")
