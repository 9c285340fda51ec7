"""States: every step from every state by every role, against the table."""

import pytest

from knowledge.models import CaseStudy
from portal.accounts.models import Role
from portal.publishing.publish import NoLongerLive, NotPublishable, StillNeeded
from portal.publishing.record import State
from portal.publishing.review import TRANSITIONS, InvalidTransition, NotAllowed, allowed, transition
from portal.publishing.tables import Event, Review, Revision
from tests.making import rename

# What each role may do to a record of agency ag-own, held by a member of that agency or the portal.
MAY = {
    Role.CONTRIBUTOR: set(),
    Role.AGENCY_EDITOR: {"submitted"},
    Role.TRANSLATOR: set(),
    Role.REVIEWER: {"changes_requested", "published from submitted"},
    Role.SECRETARIAT: {
        *("submitted", "changes_requested", "published from submitted", "published"),
        *("needs_update", "archived", "withdrawn", "merged"),
    },
    Role.ADMINISTRATOR: set(),
}
OWN = "ag-own0000000"


def _step(origin: State, to: State) -> str:
    return "published from submitted" if (origin, to) == (State.SUBMITTED, State.PUBLISHED) else str(to)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(("origin", "to"), TRANSITIONS, ids=str)
def test_each_role_takes_exactly_its_steps(make, role, origin, to):
    case = make.case_study(owner=OWN)
    if to == State.MERGED or origin in (State.PUBLISHED, State.NEEDS_UPDATE, State.ARCHIVED):
        make.published(case)
    CaseStudy.objects.filter(pk=case.pk).update(state=origin)
    case.refresh_from_db()
    into = make.live("case-study") if to == State.MERGED else None
    portal_wide = role not in (Role.CONTRIBUTOR, Role.AGENCY_EDITOR)
    user = make.user(role, "" if portal_wide else OWN)
    try:
        transition(case, to=to, by=user, note="Because.", into=into.pk if into else "")
    except NotAllowed:
        may = False
    else:
        may = True
    assert may == (_step(origin, to) in MAY[role])


@pytest.mark.parametrize("origin", State)
@pytest.mark.parametrize("to", State)
def test_what_is_not_in_the_table_is_refused(make, origin, to):
    if (origin, to) in TRANSITIONS:
        assert str(to) in allowed(origin)
        return
    case = make.case_study()
    CaseStudy.objects.filter(pk=case.pk).update(state=origin)
    with pytest.raises(InvalidTransition) as refused:
        transition(case, to=to, by=make.secretary, note="Because.")
    assert refused.value.allowed == allowed(origin)


def test_nobody_approves_their_own_text(make):
    reviewer = make.user(Role.REVIEWER)
    case = make.case_study()
    rename(case, "By the reviewer").keep(by=reviewer)
    transition(case, to=State.SUBMITTED, by=make.secretary)
    with pytest.raises(NotAllowed, match="own text"):
        transition(case, to=State.PUBLISHED, by=reviewer)
    assert transition(case, to=State.PUBLISHED, by=make.user(Role.REVIEWER)).state == State.PUBLISHED


def test_approving_publishes_what_was_submitted_and_not_what_was_saved_after(make):
    case = make.case_study(title_en="Submitted")
    transition(case, to=State.SUBMITTED, by=make.secretary)
    rename(case, "Saved after").keep(by=make.secretary)
    transition(case, to=State.PUBLISHED, by=make.user(Role.REVIEWER))
    assert case.entry().names["en"] == "Submitted"
    assert case.state == State.DRAFT


def test_a_step_that_asks_for_a_reason_is_refused_without_one(make):
    case = make.live("case-study")
    with pytest.raises(NotPublishable, match="reason"):
        transition(case, to=State.WITHDRAWN, by=make.secretary, note=" ")


def test_a_text_that_nobody_reviewed_is_published_with_a_reason_and_says_so(make):
    case = make.case_study(country=make.live("country"))
    with pytest.raises(NotPublishable, match="reason"):
        transition(case, to=State.PUBLISHED, by=make.secretary)
    transition(case, to=State.PUBLISHED, by=make.secretary, note="An urgent correction.")
    assert case.entry().revision.review == Review.WAIVED
    rename(case, "Reviewed").keep(by=make.secretary)
    transition(case, to=State.SUBMITTED, by=make.secretary)
    transition(case, to=State.PUBLISHED, by=make.user(Role.REVIEWER))
    assert case.entry().revision.review == Review.APPROVED


def test_incomplete_record_is_neither_submitted_nor_published(make):
    case = make.case_study(summary_th="")
    for to in (State.SUBMITTED, State.PUBLISHED):
        with pytest.raises(NotPublishable, match="no summary"):
            transition(case, to=to, by=make.secretary, note="Because.")
    assert case.entry() is None


def test_result_without_a_source_cannot_be_published(make):
    case = make.case_study()
    result = case.results.get()
    result.source = None
    result.save()
    make.kept(case)
    with pytest.raises(NotPublishable, match=f"Result {result.pk} has no source"):
        make.published(case)


def test_what_a_record_cannot_stand_without_has_to_be_published_first(make):
    agency = make.agency()
    case = make.case_study(country=make.live("country"), lead_agency=agency)
    with pytest.raises(NotPublishable, match=f"{agency.pk} has to be published first"):
        transition(case, to=State.PUBLISHED, by=make.secretary, note="Because.")


def test_a_record_that_others_cannot_do_without_is_merged_and_not_withdrawn(make, client):
    agency, heir = make.live("agency"), make.live("agency", name_en="The heir")
    case = make.live("case-study", lead_agency=agency)
    with pytest.raises(StillNeeded, match=case.pk):
        make.withdrawn(agency)
    transition(agency, to=State.MERGED, by=make.secretary, note="Renamed.", into=heir.pk)
    body = client.get(f"/api/v1/case-studies/{case.pk}").json()
    assert [(item["id"], item["name"]) for item in body["agencies"]] == [(heir.pk, "The heir")]
    answer = client.get(f"/api/v1/agencies/{agency.pk}")
    assert (answer.status_code, answer["Location"].rpartition("/")[2]) == (308, heir.pk)


def test_merging_needs_a_live_record_of_the_same_kind(make):
    agency = make.live("agency")
    for into in (agency.pk, make.agency().pk, make.live("topic").pk, ""):
        with pytest.raises((NotPublishable, StillNeeded)):
            transition(agency, to=State.MERGED, by=make.secretary, note="Renamed.", into=into)


def test_withdrawn_record_is_never_published_again(make):
    case = make.live("case-study")
    revision = case.latest_revision()
    make.withdrawn(case)
    CaseStudy.objects.filter(pk=case.pk).update(state=State.DRAFT)
    case.refresh_from_db()
    with pytest.raises(NoLongerLive):
        transition(case, to=State.PUBLISHED, by=make.secretary, note="Again.", revision=revision)


def test_withdrawing_a_draft_leaves_no_tombstone(make):
    case = make.case_study()
    transition(case, to=State.WITHDRAWN, by=make.secretary, note="Never mind.")
    assert (case.state, case.entry()) == (State.WITHDRAWN, None)


def test_history_keeps_who_when_and_why(make):
    case = make.live("case-study")
    make.withdrawn(case)
    kept = Revision.objects.filter(record_id=case.pk).values_list("event", "by", "note", "seq")
    by = make.secretary.pk
    assert [(event, who, note, bool(seq)) for event, who, note, seq in kept] == [
        (Event.SAVED, by, "", False),
        (Event.PUBLISHED, by, "Made for a test.", True),
        (Event.WITHDRAWN, by, "No longer true.", True),
    ]


def test_published_at_is_when_the_portal_first_published_it(make):
    case = make.live("case-study")
    first = case.published_at
    make.published(make.kept(rename(case, "Again")))
    case.refresh_from_db()
    assert case.published_at == first == case.entry().published_at
