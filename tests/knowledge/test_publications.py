"""What is asked of a case study before it is published, and what its evidence is worth."""

import pytest

from knowledge.evidence import completeness, evidence_grade, gaps
from knowledge.models import CaseAgency, Source
from knowledge.publications import CaseStudies
from tests.contracts.surfaces import api


def _document(make, **fields) -> dict:
    return make.case_study(**fields).document()


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (
            lambda d: d["fields"].update(country_group_id="asean"),
            "It needs a country or a country group, and not both.",
        ),
        (
            lambda d: d["fields"].update(country_id=None),
            "It needs a country or a country group, and not both.",
        ),
        (lambda d: d["texts"]["th"].pop("title"), "It has no title in its original language."),
        (lambda d: d["texts"]["th"].pop("summary"), "It has no summary in its original language."),
        (lambda d: d["links"].update(themes=list("abcdef")), "It has more than 5 themes."),
        (lambda d: d["fields"].update(authorship="agency"), "An agency's own submission needs its agency."),
    ],
)
def test_each_rule_is_told_in_a_sentence(make, change, problem):
    document = _document(make)
    assert CaseStudies().check(document) == []
    change(document)
    assert CaseStudies().check(document) == [problem]


def test_without_a_source_neither_record_nor_result_can_be_published(make):
    document = _document(make)
    document["parts"]["sources"] = []
    result = document["parts"]["results"][0]["id"]
    assert CaseStudies().check(document) == ["It has no source.", f"Result {result} has no source."]


def test_evidence_grows_with_its_sources(make):
    case = make.case_study()
    source = case.sources.get()
    grades = [evidence_grade({**case.document(), "parts": {**case.document()["parts"], "sources": []}})]
    source.url = ""
    source.save()
    grades.append(evidence_grade(case.document()))
    source.url = "https://example.org/"
    source.save()
    grades.append(evidence_grade(case.document()))
    Source(record=case, title="Audit", independence="independent", url="https://example.org/audit").save()
    grades.append(evidence_grade(case.document()))
    CaseAgency(record=case, agency=make.live("agency"), role="evaluator").save()
    grades.append(evidence_grade(case.document()))
    assert grades == [0, 1, 2, 3, 4]


def test_a_comparison_with_the_time_before_counts_as_evidence(make):
    case = make.case_study()
    case.results.update(baseline=10)
    assert evidence_grade(case.document()) == 3


def test_what_a_record_does_not_say_is_named(make):
    document = _document(make, operating_status="running", problem_th="ปัญหา")
    assert gaps(document)[:3] == ["lead_agency", "launched", "cost_band"]
    assert "problem" not in gaps(document)
    assert completeness(document) == 27  # 4 of 15: summary, problem, status, a reported result
    assert gaps(_document(make, kind="lesson_learned")) == []


def test_the_year_is_that_of_the_launch_or_of_the_first_conference(make, client):
    launched = make.live("case-study", launched="2019-05-01", launched_precision="year")
    shown = make.live("case-study")
    make.live("conference", cases=[launched, shown])
    years = client.get("/api/v1/case-studies?facets=year").json()["facets"]["year"]["buckets"]
    assert [(bucket["key"], bucket["count"]) for bucket in years] == [("2019", 1), ("2021", 1)]
    assert api("case-study", launched.pk)[1]["period"]["launch"] == "2019"


def test_an_agencys_mailbox_comes_out_nowhere(make, client):
    agency = make.live("agency", contact_mailbox="office@example.org")
    assert "office@" not in str(api("agency", agency.pk))
    assert "office@" not in client.get(f"/en/agencies/{agency.pk}", follow=True).content.decode()
