"""Agencies ask for records that others compiled about them; whoever gets one owns it, and the public side stands still."""

import pytest

from knowledge.models import Agency, CaseAgency, CaseStudy
from portal.accounts.models import Role
from portal.publishing.claims import (
    Claim,
    Decision,
    NotClaimable,
    claim,
    decline,
    grant,
    is_claimable,
    led_by,
)
from portal.publishing.publication import Publication
from portal.publishing.record import StaleRecord, State
from portal.publishing.tables import Entry, Event, Rendition, Revision
from tests.making import KINDS, Maker

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(make: Maker) -> CaseStudy:
    """A compiled record that nobody looks after."""
    return make.live("case-study", title_en="LandsMaps")


@pytest.fixture
def agency(make: Maker) -> Agency:
    """An agency."""
    return make.live("agency", name_en="Department of Lands")


@pytest.fixture
def asked(make: Maker, case, agency) -> Claim:
    """Its claim to the case."""
    by = make.user(Role.AGENCY_EDITOR, agency=agency.pk)
    return claim(case, agency=agency.pk, by=by, message="It is ours.")[0]


def public_side() -> list:
    """All that readers get."""
    entries = Entry.objects.order_by("row").values_list("public_id", "seq", "touched", "status", "version")
    return [*entries, *Rendition.objects.order_by("pk").values_list("pk", "etag", "body", "card")]


# What may be asked for


def test_compiled_case_studies_and_all_agencies_may_be_asked_for(make):
    live = [make.live(kind) for kind in KINDS]
    assert {record.kind_name() for record in live if is_claimable(record.entry())} == {
        "agency",
        "case-study",
    }
    declared = {publication.kind for publication in Publication.all() if publication.claimable is not None}
    assert declared == {"agency", "case-study"}


def test_what_an_agency_submitted_itself_is_not_asked_for(make, agency):
    own = make.live("case-study", lead_agency=agency, authorship="agency")
    with pytest.raises(NotClaimable, match="cannot be taken over"):
        claim(own, agency=agency.pk, by=make.user())


def test_what_readers_see_decides_not_the_draft(make, case, agency):
    case.authorship, case.lead_agency = "agency", agency
    case.save()
    make.kept(case)
    assert is_claimable(case.entry())


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_what_is_not_public_is_not_asked_for(state, make, agency):
    record = make.draft("case-study") if state == "draft" else make.withdrawn(make.live("case-study"))
    with pytest.raises(NotClaimable):
        claim(record, agency=agency.pk, by=make.user())


def test_what_has_an_owner_is_not_asked_for(make, agency):
    owned = make.live("case-study", owner=make.live("agency").pk)
    with pytest.raises(NotClaimable, match="looked after by an agency already"):
        claim(owned, agency=agency.pk, by=make.user())


def test_a_part_is_not_asked_for(case):
    lesson = Entry.objects.get(public_id=case.lessons.get().pk)
    assert not is_claimable(lesson)
    assert not is_claimable(None)


def test_asking_twice_is_one_claim(make, case, agency, asked):
    again, is_new = claim(case, agency=agency.pk, by=make.user(), message="Still ours.")
    assert (again.pk, is_new, again.message) == (asked.pk, False, "It is ours.")
    other, is_new = claim(case, agency=make.live("agency").pk, by=make.user())
    assert (other.pk != asked.pk, is_new) == (True, True)


def test_a_message_is_stored_as_texts_are(make, case, agency):
    asked, _is_new = claim(case, agency=agency.pk, by=make.user(), message="Ours\r\n\x07now")
    assert asked.message == "Ours\nnow"


# What goes with an agency


def test_an_agency_leads_the_compiled_records_that_nobody_looks_after(make, agency):
    led = make.live("case-study", lead_agency=agency)
    make.draft("case-study", lead_agency=agency)
    make.live("case-study", lead_agency=agency, owner=agency.pk)
    make.live("case-study", lead_agency=agency, authorship="agency")
    make.live("case-study", lead_agency=make.live("agency"))
    make.live("agency", parent=agency)
    shared = make.draft("case-study")
    CaseAgency(record=shared, agency=agency, role="partner").save()
    make.published(make.kept(shared))
    make.live("conference", agencies=[agency])
    assert led_by(agency.pk, "agency") == [led]


# Granting


def test_a_grant_changes_the_owner_and_nothing_that_readers_see(make, case, asked, agency):
    before = public_side()
    grant(asked, case, by=make.secretary, reason="Confirmed by letter.")
    assert public_side() == before
    case = CaseStudy.objects.get()
    assert (case.owner, case.state, case.has_unpublished_changes()) == (agency.pk, State.PUBLISHED, False)
    asked.refresh_from_db()
    assert (asked.decision, asked.decided_by, asked.reason) == (
        Decision.GRANTED,
        make.secretary,
        "Confirmed by letter.",
    )
    assert asked.decided_at


def test_a_grant_stands_in_the_history_behind_all_that_was_there(make, case, asked):
    before = list(Revision.objects.filter(record_id=case.pk).order_by("number").values())
    grant(asked, case, by=make.secretary, reason="Confirmed.")
    after = list(Revision.objects.filter(record_id=case.pk).order_by("number").values())
    assert after[:-1] == before
    assert (after[-1]["event"], after[-1]["note"], after[-1]["by_id"]) == (
        Event.CLAIMED,
        "Confirmed.",
        make.secretary.pk,
    )
    assert after[-1]["version"] == before[-1]["version"] + 1


def test_a_grant_declines_the_claims_of_others_to_the_same_record(make, case, asked):
    other, _is_new = claim(case, agency=make.live("agency").pk, by=make.user())
    elsewhere, _is_new = claim(make.live("case-study"), agency=other.agency, by=make.user())
    grant(asked, case, by=make.secretary)
    other.refresh_from_db()
    elsewhere.refresh_from_db()
    assert (other.decision, other.why) == (Decision.DECLINED, "It was given to another agency.")
    assert elsewhere.decision == Decision.OPEN
    with pytest.raises(NotClaimable, match="decided already"):
        grant(other, CaseStudy.objects.get(pk=case.pk), by=make.secretary)


def test_an_owner_found_meanwhile_is_not_replaced(make, case, asked):
    CaseStudy.objects.filter(pk=case.pk).update(owner="ag-0000000000")
    with pytest.raises(NotClaimable, match="looked after by an agency already"):
        grant(asked, case, by=make.secretary)
    assert CaseStudy.objects.get(pk=case.pk).owner == "ag-0000000000"


def test_what_was_withdrawn_meanwhile_is_not_given(make, case, asked):
    make.withdrawn(case)
    with pytest.raises(NotClaimable, match="not public any more"):
        grant(asked, case, by=make.secretary)


def test_a_record_saved_meanwhile_is_looked_at_again_first(make, case, asked):
    seen = CaseStudy.objects.get(pk=case.pk)
    case.title_en = "LandsMaps 2"
    case.save()
    make.kept(case)
    with pytest.raises(StaleRecord):
        grant(asked, seen, by=make.secretary)
    asked.refresh_from_db()
    assert (asked.decision, CaseStudy.objects.get(pk=case.pk).owner) == (Decision.OPEN, "")


# Declining


def test_a_declined_claim_says_why_and_may_be_made_again(make, case, asked, agency):
    decline(asked, by=make.secretary, reason="Please say who you are.")
    asked.refresh_from_db()
    assert (asked.decision, asked.reason) == (Decision.DECLINED, "Please say who you are.")
    assert CaseStudy.objects.get(pk=case.pk).owner == ""
    with pytest.raises(NotClaimable, match="decided already"):
        decline(asked, by=make.secretary, reason="Again.")
    _again, is_new = claim(case, agency=agency.pk, by=make.user())
    assert is_new
