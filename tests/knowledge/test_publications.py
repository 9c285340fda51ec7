"""What is asked of a case study before it is published, and what its evidence is worth."""

import pytest
from django.db.models import ProtectedError
from django.test import Client

from knowledge.evidence import completeness, evidence_grade, gaps
from knowledge.models import CaseAgency, Source
from knowledge.publications import CaseStudies
from portal.publishing.neighbours import render_again
from portal.publishing.publication import Publication
from portal.publishing.record import State
from portal.publishing.review import transition
from portal.publishing.tables import Reference, Revision
from tests.contracts.surfaces import api, page


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


@pytest.mark.parametrize("kind", ["agency", "topic"])
def test_predecessors_and_successors_show_each_other(make, kind):
    old, older = make.live(kind, name_en="Old"), make.live(kind, name_en="Older")
    new = make.draft(kind, name_en="New")
    new.predecessors.set([old, older])
    make.kept(new)
    assert api(kind, old.pk)[1]["successors"] == []
    make.published(new)
    assert [row["name"] for row in api(kind, old.pk)[1]["successors"]] == ["New"]
    assert {row["name"] for row in api(kind, new.pk)[1]["predecessors"]} == {"Old", "Older"}
    assert "Succeeded by" in page(kind, old.pk)[1]
    assert "Predecessors" in page(kind, new.pk)[1]
    new.predecessors.set([older])
    make.published(make.kept(new))
    assert api(kind, old.pk)[1]["successors"] == []


@pytest.mark.parametrize("kind", ["agency", "topic"])
def test_nothing_follows_itself(make, kind):
    record = make.draft(kind)
    record.predecessors.set([record])
    assert Publication.of(kind).check(record.document()) == ["It cannot be its own predecessor."]


def test_a_merged_predecessor_is_shown_as_its_survivor(make):
    old, heir, new = (make.live("agency", name_en=name) for name in ("Old", "Heir", "New"))
    new.predecessors.set([old])
    make.published(make.kept(new))
    transition(old, to=State.MERGED, by=make.secretary, note="Twice.", into=heir.pk)
    assert [row["name"] for row in api("agency", new.pk)[1]["predecessors"]] == ["Heir"]
    answer = Client().get(f"/api/v1/agencies/{old.pk}")
    assert (answer.status_code, answer["Location"].rpartition("/")[2]) == (308, heir.pk)


def test_a_document_from_before_a_field_was_added_is_shown_with_its_default(make):
    agency = make.live("agency", name_en="From before")
    for revision in Revision.objects.filter(record_id=agency.pk):
        document = revision.document
        del document["parts"]["sources"], document["links"]["predecessors"], document["fields"]["website"]
        Revision.objects.filter(pk=revision.pk).update(document=document)
    assert not render_again(agency.pk)
    shown = api("agency", agency.pk)[1]
    assert (shown["sources"], shown["predecessors"], shown["website"]) == ([], [], None)


def test_a_predecessor_merged_into_its_successor_is_not_its_own_predecessor(make):
    old, new = make.live("agency", name_en="Old"), make.live("agency", name_en="New")
    new.predecessors.set([old])
    make.published(make.kept(new))
    transition(old, to=State.MERGED, by=make.secretary, note="The same.", into=new.pk)
    shown = api("agency", new.pk)[1]
    assert (shown["predecessors"], shown["successors"]) == ([], [])


def test_a_survivor_shows_what_the_merged_record_was_owed(make):
    twin, case = make.live("case-study"), make.live("case-study")
    make.live("conference", title_en="The Conference", cases=[twin])
    transition(twin, to=State.MERGED, by=make.secretary, note="Twice.", into=case.pk)
    assert [row["name"] for row in api("case-study", case.pk)[1]["presented_at"]] == ["The Conference"]


def test_rendering_everything_once_is_enough(make):
    old, new = make.live("agency"), make.live("agency")
    new.predecessors.set([old])
    make.published(make.kept(new))
    Reference.objects.filter(backlink="successors").delete()
    render_again(old.pk)
    assert api("agency", old.pk)[1]["successors"] == []
    render_again(new.pk)
    assert [row["id"] for row in api("agency", old.pk)[1]["successors"]] == [new.pk]


def test_a_draft_that_others_link_to_is_not_deleted(make):
    old, new = make.draft("agency"), make.draft("agency")
    new.predecessors.set([old])
    with pytest.raises(ProtectedError):
        old.delete()
    new.predecessors.clear()
    old.delete()
