"""Steps taken with several records at once."""

import pytest

from knowledge.models import CaseStudy, Topic
from portal.accounts.models import Role
from portal.publishing.record import State
from portal.publishing.tables import Entry, Status
from tests.editing.filling import address, edit, messages, signed_in

pytestmark = pytest.mark.django_db


def choose(client, model, step: str, records, **more):
    """Choose records in a list, and what to do with them."""
    chosen = {"action": step, "_selected_action": [record.pk for record in records], **more}
    return client.post(address(model, ""), {"index": "0", **chosen})


def confirm(client, asking, **answers):
    """Answer the page that asks."""
    context = asking.context
    data = {"action": context["step"].name, "confirmed": "1", **answers}
    data["_selected_action"] = [candidate.record.pk for candidate in context["chosen"]]
    data |= {candidate.version_name: candidate.record.version for candidate in context["chosen"]}
    return client.post(context["list_address"], data, follow=True)


def test_nothing_happens_before_it_is_confirmed(make, secretariat):
    topics = [make.draft("topic"), make.draft("topic")]
    asking = choose(secretariat, Topic, "publish", topics)
    assert [candidate.record for candidate in asking.context["chosen"]] == topics[::-1]
    assert not Entry.objects.exists()
    done = confirm(secretariat, asking)
    assert messages(done) == ["Publish: done with 2 records."]
    assert {topic.entry().status for topic in topics} == {Status.LIVE}


def test_records_to_which_the_step_does_not_apply_are_left_out_and_named(make, secretariat):
    draft, live = make.draft("topic"), make.live("topic", name_en="Live already")
    asking = choose(secretariat, Topic, "publish", [draft, live])
    assert [candidate.record.pk for candidate in asking.context["chosen"]] == [draft.pk]
    assert "1 record is left out" in asking.content.decode()
    assert "Live already" in asking.content.decode()


def test_a_reason_is_asked_for_and_kept_with_each(make, secretariat):
    cases = [make.live("case-study"), make.live("case-study")]
    asking = choose(secretariat, CaseStudy, "archive", cases)
    refused = confirm(secretariat, asking, reason="")
    assert refused.context["form"].errors.keys() == {"reason"}
    assert [candidate.record.pk for candidate in refused.context["chosen"]] == [
        candidate.record.pk for candidate in asking.context["chosen"]
    ]
    confirm(secretariat, refused, reason="The services were replaced.")
    assert set(CaseStudy.objects.values_list("state", flat=True)) == {State.ARCHIVED}


def test_what_is_refused_is_told_record_by_record_and_the_others_are_done(make, secretariat):
    needed, free = make.live("agency", name_en="Needed"), make.live("agency")
    make.live("case-study", lead_agency=needed)
    asking = choose(secretariat, type(needed), "withdraw", [needed, free])
    done, refused = messages(confirm(secretariat, asking, reason="Closed."))
    assert done == "Withdraw: done with 1 record."
    assert f'<a href="{address(needed)}">Needed</a>: Others cannot stand without it.' in refused
    assert (needed.entry().status, free.entry().status) == (Status.LIVE, Status.GONE)


def test_a_record_saved_meanwhile_is_refused(make, secretariat):
    topic = make.draft("topic")
    asking = choose(secretariat, Topic, "publish", [topic])
    edit(signed_in(make.user(Role.SECRETARIAT, email="somchai@example.org")), topic, name_en="Theirs")
    [told] = messages(confirm(secretariat, asking))
    assert "somchai@example.org saved it meanwhile." in told
    assert topic.entry() is None


def test_a_hundred_at_most(make, secretariat):
    Topic.objects.bulk_create(
        Topic(pk=f"tp-{number:010}", scheme="theme", name_en="Theme") for number in range(101)
    )
    response = choose(secretariat, Topic, "publish", Topic.objects.all())
    assert messages(secretariat.get(response.url)) == ["Choose at most 100 records at once."]


def test_people_of_an_agency_take_their_steps_with_their_own_records(
    make, agency_editor, own_agency, secretariat
):
    own = make.draft("case-study", owner=own_agency.pk, lead_agency=own_agency, country=make.live("country"))
    other = make.draft("case-study")
    page = agency_editor.get(address(CaseStudy, ""))
    offered = [code for code, _label in page.context["action_form"].fields["action"].choices]
    assert offered == ["", "submit"]
    asking = choose(agency_editor, CaseStudy, "submit", [own, other])
    assert [candidate.record.pk for candidate in asking.context["chosen"]] == [own.pk]
    confirm(agency_editor, asking)
    assert set(CaseStudy.objects.values_list("pk", "state")) == {
        (own.pk, State.SUBMITTED),
        (other.pk, State.DRAFT),
    }


def test_those_who_only_read_choose_nothing(make):
    make.draft("case-study")
    page = signed_in(make.user(Role.TRANSLATOR)).get(address(CaseStudy, "")).content.decode()
    assert 'name="action"' not in page


@pytest.mark.parametrize("number", [1, 6])
def test_asking_costs_the_same_for_one_and_for_many(number, make, django_assert_num_queries):
    client = signed_in(make.secretary)
    topics = [make.draft("topic") for _each in range(number)]
    client.get(address(Topic, ""))
    with django_assert_num_queries(12):
        choose(client, Topic, "publish", topics)
