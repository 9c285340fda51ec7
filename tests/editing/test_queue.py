"""What waits for somebody on the admin's index."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from portal.accounts.models import Role
from portal.editing.queue import waiting
from portal.publishing.claims import Claim, claim, decline
from portal.publishing.record import State
from portal.publishing.review import transition
from portal.publishing.tables import Event, Revision
from tests.editing.filling import signed_in
from tests.making import Maker

pytestmark = pytest.mark.django_db


def submitted(make: Maker, kind: str = "case-study", days: int = 0, **fields):
    """A record that was submitted so many days ago."""
    record = transition(make.draft(kind, **fields), to=State.SUBMITTED, by=make.secretary)
    revisions = Revision.objects.filter(record_id=record.pk, event=Event.SUBMITTED)
    revisions.update(at=timezone.now() - timedelta(days=days))
    return record


def asked(make: Maker, days: int = 0) -> Claim:
    """A claim that was made so many days ago."""
    made, _is_new = claim(make.live("case-study"), agency=make.draft("agency").pk, by=make.user())
    Claim.objects.filter(pk=made.pk).update(at=timezone.now() - timedelta(days=days))
    return made


def seen(user) -> list[tuple[str, int, int]]:
    """Label, number, and the age of the oldest in days."""
    now = timezone.now()
    return [(item.label, item.number, (now - item.oldest).days) for item in waiting(user)]


def test_nothing_stands_there_where_there_is_nothing_to_do(make, secretariat):
    make.live("case-study")
    decline(asked(make), by=make.secretary, reason="No.")
    response = secretariat.get("/admin/")
    assert response.context["waiting"] == []
    assert "Waiting for you" not in response.content.decode()


def test_what_has_waited_longest_comes_first(make):
    submitted(make, days=2)
    submitted(make, days=9)
    submitted(make, "agency", days=4)
    asked(make, days=5)
    asked(make)
    assert seen(make.secretary) == [
        ("Submitted for review: case studies", 2, 9),
        ("Open claims", 2, 5),
        ("Submitted for review: agencies", 1, 4),
    ]


def test_a_record_waits_since_it_was_last_submitted(make):
    record = submitted(make, days=9)
    transition(record, to=State.CHANGES_REQUESTED, by=make.secretary, note="More, please.")
    assert seen(make.secretary) == []
    transition(record, to=State.SUBMITTED, by=make.secretary)
    assert seen(make.secretary) == [("Submitted for review: case studies", 1, 0)]


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        (Role.SECRETARIAT, ["Open claims", "Submitted for review: case studies"]),
        (Role.REVIEWER, ["Submitted for review: case studies"]),
        (Role.TRANSLATOR, []),
        (Role.ADMINISTRATOR, []),
        (Role.AGENCY_EDITOR, []),
        (None, []),
    ],
)
def test_each_sees_what_they_can_decide(role, sees, make):
    asked(make, days=1)
    submitted(make)
    agency = make.draft("agency").pk if role == Role.AGENCY_EDITOR else ""
    user = make.user(role, agency=agency)
    assert [label for label, _number, _days in seen(user)] == sees
    shown = signed_in(user).get("/admin/").content.decode()
    assert ("Waiting for you" in shown) == bool(sees)


def test_the_index_tells_the_number_and_the_age_and_leads_to_the_lists(make, secretariat):
    case, made = submitted(make, days=3), asked(make)
    shown = secretariat.get("/admin/").content.decode()
    assert '<span class="badge">1</span>' in shown
    first = timezone.localtime(timezone.now() - timedelta(days=3))
    assert f"The oldest has waited since {date_format(first, 'DATE_FORMAT')}." in shown
    for item, found in zip(waiting(make.secretary), (case, made), strict=True):
        assert f'href="{item.address}"' in shown
        assert list(secretariat.get(item.address).context["cl"].result_list) == [found]


@pytest.mark.parametrize("number", [1, 50])
def test_the_index_costs_the_same_for_one_thing_and_for_fifty(
    number, make, secretariat, django_assert_num_queries
):
    asked(make)
    case = submitted(make)
    type(case).objects.bulk_create(
        type(case)(id=f"cs-{place:010d}", state=State.SUBMITTED, country=case.country)
        for place in range(1, number)
    )
    Revision.objects.bulk_create(
        Revision(
            record_id=f"cs-{place:010d}", number=1, version=1, event=Event.SUBMITTED, document={}, digest=""
        )
        for place in range(1, number)
    )
    Claim.objects.bulk_create(
        Claim(record_id=f"cs-{place:010d}", agency="ag-0000000000", by=make.secretary)
        for place in range(1, number)
    )
    with django_assert_num_queries(6):  # session, user, roles, claims, records of all kinds, messages
        response = secretariat.get("/admin/")
    assert {item.number for item in response.context["waiting"]} == {number}
