"""Taking a record over: the offer on public pages, asking, deciding, and what changes afterwards."""

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from knowledge.models import CaseStudy
from portal.accounts.models import Membership, Role, User
from portal.publishing.claims import Claim, Decision, claim, decline, grant
from portal.publishing.record import State
from portal.publishing.tables import Event, Revision
from tests.contracts.surfaces import page
from tests.editing.filling import address, edit, messages, signed_in, step
from tests.making import Maker

pytestmark = pytest.mark.django_db

LIST = "/admin/portal/claim/"
NO_ROLE = "To ask for a record you need the role “Agency editor” of your agency."


def asking(record) -> str:
    """Where an agency asks for a record."""
    return f"/admin/claims/{record.pk}/"


def decided(claimed: Claim, name: str = "change") -> str:
    """A claim's page, or where it is decided."""
    return f"{LIST}{claimed.pk}/{name}/"


def text(response) -> str:
    """The page."""
    return response.content.decode()


@pytest.fixture
def case(make: Maker, own_agency) -> CaseStudy:
    """A compiled record about the agency."""
    return make.live("case-study", title_en="LandsMaps", title_th="แลนด์สแมพส์", lead_agency=own_agency)


@pytest.fixture
def editor(agency_editor) -> User:
    """Whoever is signed in as `agency_editor`."""
    return User.objects.get(pk=agency_editor.session["_auth_user_id"])


@pytest.fixture
def asked(case, own_agency, editor) -> Claim:
    """The agency's claim to the case."""
    return claim(case, agency=own_agency.pk, by=editor, message="We run <b>it</b>.")[0]


# The offer on public pages


def test_compiled_records_and_agencies_offer_themselves(make, case, own_agency):
    own = make.live("case-study", lead_agency=own_agency, authorship="agency")
    for kind, record, is_offered in (
        ("case-study", case, True),
        ("agency", own_agency, True),
        ("case-study", own, False),
        ("country", case.country, False),
    ):
        assert (f'href="{asking(record)}"' in page(kind, record.pk)[1]) == is_offered


def test_the_offer_is_the_same_for_everybody_and_sets_no_cookie(case, agency_editor):
    where = f"/en/case-studies/{case.pk}/{case.slug}"
    response = Client().get(where)
    assert response.content == agency_editor.get(where).content
    assert not response.cookies
    assert response["Cache-Control"].startswith("public")
    assert "Is this about your agency?" in text(response)


# Asking: who comes there


def test_whoever_is_not_signed_in_signs_in_and_is_told_how_to_get_an_account(case):
    response = Client().get(asking(case), follow=True)
    assert response.redirect_chain == [(f"/admin/login/?next={asking(case)}", 302)]
    how = "Ask the body that operates this portal for an account of your agency."
    assert how in text(response)
    assert how not in text(Client().get("/admin/", follow=True))


def test_signing_in_leads_back_to_the_offer(case, make):
    user = make.user(Role.AGENCY_EDITOR, agency=case.lead_agency_id)
    where = f"/admin/login/?next={asking(case)}"
    answers = {"username": user.email, "password": "correct horse battery", "next": asking(case)}
    assert Client().post(where, answers).url == asking(case)


@pytest.mark.parametrize(
    "role", [None, Role.CONTRIBUTOR, Role.REVIEWER, Role.TRANSLATOR, Role.ADMINISTRATOR, Role.SECRETARIAT]
)
def test_whoever_edits_for_no_agency_is_told_what_to_do(role, make, case, own_agency):
    user = make.user(role, agency=own_agency.pk if role == Role.CONTRIBUTOR else "")
    response = signed_in(user).get(asking(case))
    assert response.status_code == 200
    assert (NO_ROLE in text(response)) == (role != Role.SECRETARIAT)
    assert (f'href="{LIST}"' in text(response)) == (role == Role.SECRETARIAT)
    assert response.context["form"] is None
    signed_in(user).post(asking(case), {"agency": own_agency.pk})
    assert not Claim.objects.exists()


def test_a_role_that_has_ended_does_not_count(make, case, own_agency):
    user = make.user(Role.AGENCY_EDITOR, agency=own_agency.pk)
    Membership.objects.update(ends_on=timezone.localdate() - timezone.timedelta(days=1))
    assert NO_ROLE in text(signed_in(user).get(asking(case)))


def test_what_cannot_be_taken_over_is_not_found(make, own_agency, agency_editor):
    for record in (
        make.draft("case-study"),
        make.withdrawn(make.live("case-study")),
        make.live("case-study", lead_agency=own_agency, authorship="agency"),
        make.live("country"),
        make.live("case-study").lessons.get(),
    ):
        assert agency_editor.get(asking(record)).status_code == 404
        assert agency_editor.post(asking(record), {"agency": own_agency.pk}).status_code == 404


def test_an_id_that_nothing_has_is_not_found(db, agency_editor):
    assert agency_editor.get("/admin/claims/cs-0000000000/").status_code == 404


# Asking: what happens


def test_asking_shows_the_published_name_kind_and_page(case, secretariat, agency_editor):
    edit(secretariat, case, title_en="Renamed, unpublished")
    shown = text(agency_editor.get(asking(case)))
    assert f'<a href="/en/case-studies/{case.pk}/{case.slug}" lang="en">LandsMaps</a>' in shown
    assert "Case study" in shown
    assert "Department of Lands" in shown
    assert "unpublished" not in shown


def test_asking_makes_a_claim_and_asking_twice_says_so(case, agency_editor, editor, own_agency):
    answers = {"agency": own_agency.pk, "message": "We run it."}
    response = agency_editor.post(asking(case), answers, follow=True)
    assert messages(response) == ["You asked for “LandsMaps”. The secretariat decides next."]
    made = Claim.objects.get()
    assert (made.record_id, made.agency, made.by, made.message) == (
        case.pk,
        own_agency.pk,
        editor,
        "We run it.",
    )
    waits = "Department of Lands asked for this record on"
    assert waits in text(response)
    assert response.context["form"] is None
    again = agency_editor.post(asking(case), answers, follow=True)
    assert messages(again) == ["Your agency has asked for this record already."]
    assert Claim.objects.count() == 1


def test_one_asks_for_agencies_of_ones_own_alone(make, case, agency_editor, editor):
    second, strange = make.live("agency", name_en="Revenue Department"), make.live("agency")
    Membership.objects.create(user=editor, role=Role.AGENCY_EDITOR, agency=second.pk)
    Membership.objects.create(user=editor, role=Role.CONTRIBUTOR, agency=strange.pk)
    form = agency_editor.get(asking(case)).context["form"]
    assert [label for _id, label in form.fields["agency"].choices] == [
        "Department of Lands",
        "Revenue Department",
    ]
    assert form["agency"].value() == case.lead_agency_id  # whom the record names
    for wrong in (strange.pk, "", "ag-0000000000"):
        refused = agency_editor.post(asking(case), {"agency": wrong})
        assert refused.context["form"].errors.keys() == {"agency"}
    agency_editor.post(asking(case), {"agency": second.pk})
    assert Claim.objects.get().agency == second.pk
    left = agency_editor.get(asking(case)).context["form"]
    assert left.only_agency == "Department of Lands"


def test_a_message_has_an_end(case, agency_editor, own_agency):
    response = agency_editor.post(asking(case), {"agency": own_agency.pk, "message": "x" * 1001})
    assert response.context["form"].errors.keys() == {"message"}


def test_what_an_agency_looks_after_says_so_without_naming_it(make, case, agency_editor, own_agency):
    other = make.live("agency", name_en="Revenue Department")
    CaseStudy.objects.update(owner=other.pk, lead_agency=None)
    response = agency_editor.get(asking(case))
    assert "This record is looked after by an agency already." in text(response)
    assert "Revenue Department" not in text(response)
    assert other.pk not in text(response)
    assert address(case) not in text(response)
    agency_editor.post(asking(case), {"agency": own_agency.pk})
    assert not Claim.objects.exists()


def test_what_ones_own_agency_looks_after_leads_to_its_form(case, agency_editor, own_agency):
    CaseStudy.objects.update(owner=own_agency.pk)
    assert f'<a href="{address(case)}">' in text(agency_editor.get(asking(case)))


def test_a_declined_claim_tells_why_and_lets_ask_again(case, asked, make, agency_editor):
    decline(asked, by=make.secretary, reason="Say who you are.")
    response = agency_editor.get(asking(case))
    assert "It was declined: Say who you are." in " ".join(text(response).split())
    assert response.context["form"]


# An agency's page, and the case studies it leads


def test_an_agency_s_page_brings_the_compiled_cases_that_it_leads(make, case, agency_editor, own_agency):
    second = make.live("case-study", title_en="Another map", lead_agency=own_agency)
    make.live("case-study", title_en="Not theirs")
    make.live("case-study", title_en="Theirs already", lead_agency=own_agency, owner=own_agency.pk)
    form = agency_editor.get(asking(own_agency)).context["form"]
    assert form.fields["records"].choices == [(second.pk, "Another map"), (case.pk, "LandsMaps")]
    assert form["records"].value() == [second.pk, case.pk]
    response = agency_editor.post(
        asking(own_agency), {"agency": own_agency.pk, "records": [case.pk]}, follow=True
    )
    assert messages(response) == [
        "You asked for “Department of Lands”. The secretariat decides next.",
        "You asked for “LandsMaps”. The secretariat decides next.",
    ]
    assert set(Claim.objects.values_list("record_id", flat=True)) == {own_agency.pk, case.pk}


def test_what_was_asked_for_before_is_said(case, asked, agency_editor, own_agency):
    response = agency_editor.post(
        asking(own_agency), {"agency": own_agency.pk, "records": [case.pk]}, follow=True
    )
    assert messages(response)[1] == "Your agency has asked for “LandsMaps” already."
    assert Claim.objects.count() == 2


def test_only_what_the_page_offers_goes_with_it(make, case, agency_editor, own_agency):
    other = make.live("case-study")
    response = agency_editor.post(asking(own_agency), {"agency": own_agency.pk, "records": [other.pk]})
    assert response.context["form"].errors.keys() == {"records"}
    assert not Claim.objects.exists()


def test_asking_costs_the_same_for_one_case_and_for_three(
    make, case, agency_editor, own_agency, django_assert_num_queries
):
    for number in (1, 3):
        # Session, user, roles; Entry, row, claims; cases, which of them have no owner, their names; the
        # agency's row and name; the record's name; whether the section of claims is listed.
        with django_assert_num_queries(13):
            response = agency_editor.get(asking(own_agency))
        assert len(response.context["form"].fields["records"].choices) == number
        make.live("case-study", lead_agency=own_agency)
        make.live("case-study", lead_agency=own_agency)


# The list


def test_open_claims_come_first_and_the_list_is_filtered(make, case, asked, own_agency, secretariat):
    newer, _is_new = claim(make.live("case-study"), agency=own_agency.pk, by=make.user())
    decline(newer, by=make.secretary, reason="No.")
    listed = secretariat.get(LIST).context["cl"].result_list
    assert [row.pk for row in listed] == [asked.pk, newer.pk]
    for decision, found in (("open", [asked]), ("declined", [newer]), ("granted", [])):
        rows = secretariat.get(f"{LIST}?decision__exact={decision}").context["cl"].result_list
        assert list(rows) == found


def test_the_list_says_what_who_and_when(asked, editor, secretariat):
    shown = text(secretariat.get(LIST))
    for words in ('<span lang="en">LandsMaps</span> (case study)', "Department of Lands", editor.email):
        assert words in shown
    assert "Open</td>" in shown


def test_names_in_the_list_are_those_that_are_published(case, asked, secretariat):
    edit(secretariat, case, title_en="Renamed, unpublished")
    assert "unpublished" not in text(secretariat.get(LIST))


def test_a_withdrawn_record_is_named_by_its_id(make, case, asked, secretariat):
    make.withdrawn(case)
    assert f'<span lang="en">{case.pk}</span> (case study)' in text(secretariat.get(LIST))
    assert secretariat.get(decided(asked)).status_code == 200
    response = secretariat.post(decided(asked, "grant"), follow=True)
    assert messages(response) == [
        f"Department of Lands, “{case.pk}”: This record is not public any more.",
    ]


@pytest.mark.parametrize("number", [1, 50])
def test_a_list_costs_the_same_for_one_claim_and_for_fifty(
    number, make, secretariat, django_assert_num_queries
):
    records = [make.live("topic") for _each in range(number)]
    agencies = [make.draft("agency") for _each in range(number)]
    Claim.objects.bulk_create(
        Claim(record_id=record.pk, agency=agency.pk, by=make.user())
        for record, agency in zip(records, agencies, strict=True)
    )
    with django_assert_num_queries(7):  # session, user, roles, how many, the rows, two sorts of names
        response = secretariat.get(LIST)
    assert len(response.context["cl"].result_list) == number


def test_nobody_adds_changes_or_deletes_a_claim(asked, secretariat):
    assert secretariat.get(f"{LIST}add/").status_code == 403
    assert secretariat.post(decided(asked, "delete"), {"post": "yes"}).status_code == 403
    secretariat.post(decided(asked), {"message": "Changed", "decision": "granted"})
    asked.refresh_from_db()
    assert (asked.message, asked.decision) == ("We run <b>it</b>.", Decision.OPEN)
    assert "delete_selected" not in text(secretariat.get(LIST))


# Who sees claims


def test_agency_editors_see_the_claims_of_their_agency_read_only(make, case, asked, agency_editor):
    other, _is_new = claim(case, agency=make.live("agency", name_en="Rival").pk, by=make.user())
    listed = agency_editor.get(LIST)
    assert list(listed.context["cl"].result_list) == [asked]
    assert 'name="action"' not in text(listed)
    shown = text(agency_editor.get(decided(asked)))
    assert "We run &lt;b&gt;it&lt;/b&gt;." in shown
    assert "/grant/" not in shown
    assert "Rival" not in shown
    assert agency_editor.get(decided(other)).status_code == 404
    for name in ("grant", "decline"):
        assert agency_editor.post(decided(asked, name), {"reason": "Ours."}).status_code == 403
        assert agency_editor.post(decided(other, name), {"reason": "Ours."}).status_code == 404
    agency_editor.post(LIST, {"action": "grant_selected", ACTION_CHECKBOX_NAME: [asked.pk], "confirmed": "1"})
    assert not Claim.objects.exclude(decision=Decision.OPEN).exists()


@pytest.mark.parametrize("role", [None, Role.CONTRIBUTOR, Role.REVIEWER, Role.TRANSLATOR, Role.ADMINISTRATOR])
def test_nobody_else_sees_any(role, make, asked, own_agency):
    client = signed_in(make.user(role, agency=own_agency.pk if role == Role.CONTRIBUTOR else ""))
    assert client.get(LIST).status_code == 403
    for name in ("change", "grant", "decline", "history"):
        assert client.get(decided(asked, name)).status_code == 404
    assert "portal/claim" not in text(client.get("/admin/"))


def test_strangers_sign_in_first(asked):
    for where in (LIST, decided(asked), decided(asked, "grant"), decided(asked, "decline")):
        assert Client().get(where).status_code == 302


def test_the_section_is_listed_where_there_is_something_in_it(case, own_agency, agency_editor, editor):
    assert LIST not in text(agency_editor.get("/admin/"))
    claim(case, agency=own_agency.pk, by=editor)
    assert LIST in text(agency_editor.get("/admin/"))


# Deciding


def test_a_claim_s_page_tells_everything_and_leads_to_both_decisions(make, case, asked, editor, secretariat):
    rival, _is_new = claim(case, agency=make.live("agency", name_en="Rival").pk, by=make.user())
    shown = text(secretariat.get(decided(asked)))
    for words in (
        *("LandsMaps", "case study", "Department of Lands", editor.email, "We run &lt;b&gt;it&lt;/b&gt;."),
        *(f'href="/en/case-studies/{case.pk}/{case.slug}"', f'href="{address(case)}"', "Grant…", "Decline…"),
        *("Rival", decided(rival), decided(asked, "grant"), decided(asked, "decline")),
    ):
        assert words in shown


def test_granting_asks_first(make, case, asked, secretariat):
    claim(case, agency=make.live("agency", name_en="Rival").pk, by=make.user())
    shown = text(secretariat.get(decided(asked, "grant")))
    assert "Rival" in shown
    assert Claim.objects.filter(decision=Decision.OPEN).count() == 2
    response = secretariat.post(decided(asked, "grant"), {"reason": "Confirmed."}, follow=True)
    assert messages(response) == ["Granted: Department of Lands looks after “LandsMaps” from now on."]
    assert list(Claim.objects.order_by("pk").values_list("decision", flat=True)) == ["granted", "declined"]
    shown = text(response)
    assert "Confirmed." in shown
    assert "Grant…" not in shown


def test_declining_asks_why(asked, secretariat):
    refused = secretariat.post(decided(asked, "decline"), {"reason": " "})
    assert refused.context["form"].errors.keys() == {"reason"}
    response = secretariat.post(decided(asked, "decline"), {"reason": "Say who you are."}, follow=True)
    assert messages(response) == ["Declined: Department of Lands does not get “LandsMaps”."]
    asked.refresh_from_db()
    assert (asked.decision, asked.reason) == (Decision.DECLINED, "Say who you are.")


@pytest.mark.parametrize("name", ["grant", "decline"])
def test_what_is_decided_is_not_decided_again(name, make, asked, secretariat):
    decline(asked, by=make.secretary, reason="No.")
    response = secretariat.post(decided(asked, name), {"reason": "Yes."}, follow=True)
    assert messages(response) == ["This claim was decided already."]
    asked.refresh_from_db()
    assert asked.reason == "No."


def test_a_decision_that_comes_too_late_says_so(make, case, asked, secretariat, monkeypatch):
    def somebody_else_was_quicker(claimed):
        CaseStudy.objects.filter(pk=claimed.record_id).update(version=99)
        return case

    monkeypatch.setattr("portal.editing.claims.record_of", somebody_else_was_quicker)
    [told] = messages(secretariat.post(decided(asked, "grant"), follow=True))
    assert told.startswith("Department of Lands, “LandsMaps”: ")
    assert "saved it meanwhile" in told
    asked.refresh_from_db()
    assert asked.decision == Decision.OPEN


# Several at once


def choose(client: Client, *claims: Claim, **answers):
    """Choose claims in the list to grant them, and read the page that follows."""
    return client.post(
        LIST,
        {"action": "grant_selected", ACTION_CHECKBOX_NAME: [c.pk for c in claims], **answers},
        follow=True,
    )


def test_several_claims_are_granted_after_a_page_that_says_so(make, case, asked, own_agency, secretariat):
    second, _is_new = claim(own_agency, agency=own_agency.pk, by=make.user())
    response = choose(secretariat, second, asked)
    assert [c.pk for c in response.context["ready"]] == [asked.pk, second.pk]
    assert not Claim.objects.exclude(decision=Decision.OPEN).exists()
    response = choose(secretariat, second, asked, confirmed="1", reason="Both confirmed.")
    assert messages(response) == [
        "Granted: Department of Lands looks after “LandsMaps” from now on.",
        "Granted: Department of Lands looks after “Department of Lands” from now on.",
    ]
    assert set(Claim.objects.values_list("decision", "reason")) == {("granted", "Both confirmed.")}


def test_one_that_fails_does_not_take_the_others_back(make, case, asked, own_agency, secretariat):
    second, _is_new = claim(own_agency, agency=own_agency.pk, by=make.user())
    CaseStudy.objects.update(owner="ag-0000000000")
    response = choose(secretariat, asked, second, confirmed="1")
    assert messages(response) == [
        "Department of Lands, “LandsMaps”: This record is looked after by an agency already.",
        "Granted: Department of Lands looks after “Department of Lands” from now on.",
    ]


def test_where_agencies_compete_nothing_is_granted_in_passing(make, case, asked, own_agency, secretariat):
    rival, _is_new = claim(case, agency=make.live("agency").pk, by=make.user())
    gone, _is_new = claim(own_agency, agency=own_agency.pk, by=make.user())
    decline(gone, by=make.secretary, reason="No.")
    response = choose(secretariat, asked, gone)
    assert response.context["ready"] == []
    assert {c.pk for c in response.context["left_out"]} == {asked.pk, gone.pk}
    choose(secretariat, asked, rival, gone, confirmed="1")
    assert Claim.objects.filter(decision=Decision.OPEN).count() == 2


def test_not_too_many_at_once(make, case, editor, secretariat):
    Claim.objects.bulk_create(
        Claim(record_id=case.pk, agency=f"ag-{number:010d}", by=editor) for number in range(51)
    )
    response = choose(secretariat, *Claim.objects.all())
    assert messages(response) == ["Choose at most 50 claims at once."]


# Afterwards


def test_from_the_offer_to_the_agency_s_own_change(make, case, own_agency, agency_editor, secretariat):
    before = page("case-study", case.pk)
    revisions = list(Revision.objects.filter(record_id=case.pk).order_by("number").values())
    assert agency_editor.get(address(case)).status_code == 404
    assert "LandsMaps" not in text(agency_editor.get(address(CaseStudy, "")))

    agency_editor.post(asking(case), {"agency": own_agency.pk, "message": "We run it."})
    assert agency_editor.get(address(case)).status_code == 404
    secretariat.post(decided(Claim.objects.get(), "grant"), {"reason": "Confirmed."})

    assert page("case-study", case.pk) == before
    assert "LandsMaps" in text(agency_editor.get(address(CaseStudy, "")))
    history = text(agency_editor.get(address(case, "history/")))
    assert "Taken over" in history
    assert "Confirmed." in history
    edit(agency_editor, case, title_en="LandsMaps, in our own words")
    assert messages(step(agency_editor, case, "submit"))[-1].startswith("Submitted")
    case.refresh_from_db()
    assert (case.owner, case.state) == (own_agency.pk, State.SUBMITTED)

    assert page("case-study", case.pk) == before
    kept = list(Revision.objects.filter(record_id=case.pk).order_by("number").values())
    assert kept[: len(revisions)] == revisions
    assert [revision["event"] for revision in kept[len(revisions) :]] == [
        Event.CLAIMED,
        Event.SAVED,
        Event.SUBMITTED,
    ]


def test_a_grant_does_not_put_the_agency_s_people_among_the_authors(make, case, asked):
    grant(asked, case, by=make.secretary)
    assert CaseStudy.objects.get().state == State.PUBLISHED
    assert reverse("claim", args=[case.pk]) == asking(case)
