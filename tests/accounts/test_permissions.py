"""Who may do what: the table, written out."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from portal.accounts.models import Membership, Role
from portal.accounts.permissions import Verb, agencies, holds, may

pytestmark = pytest.mark.django_db
VERBS = (
    "view",
    "edit",
    "submit",
    "translate",
    "review",
    "publish",
    "withdraw",
    "merge",
    "redact",
    "manage_users",
)
OWN, OTHER = "ag-0000000001", "ag-0000000002"
# For each verb in order: x may, . may not. A role for the whole portal; then for one's own agency's records.
PORTAL = {
    "contributor": "..........",
    "agency_editor": "..........",
    "translator": "x..x......",
    "reviewer": "x..xx.....",
    "secretariat": "xxxxxxxxx.",
    "administrator": ".........x",
}
AGENCY = {
    "contributor": "xx.x......",
    "agency_editor": "xxxx......",
    "translator": "..........",
    "reviewer": "..........",
    "secretariat": "..........",
    "administrator": "..........",
}


def answers(user, owner: str) -> str:
    """X or . for each verb."""
    return "".join("x" if may(user, Verb(verb), owner) else "." for verb in VERBS)


def test_the_table_knows_all_verbs_and_roles():
    assert set(VERBS) == {str(verb) for verb in Verb}
    assert PORTAL.keys() == AGENCY.keys() == set(Role.values)


@pytest.mark.parametrize("role", PORTAL)
def test_roles_for_the_portal(role, make):
    user = make.user(role)
    assert answers(user, "") == answers(user, OWN) == PORTAL[role]


@pytest.mark.parametrize("role", AGENCY)
def test_roles_for_an_agency(role, make):
    user = make.user(role, agency=OWN)
    assert answers(user, OWN) == AGENCY[role]
    assert answers(user, OTHER) == answers(user, "") == ".........."


def test_nobody_else_may_anything(make):
    retired = make.user(Role.SECRETARIAT)
    retired.is_active = False
    for user in (None, AnonymousUser(), make.user(), retired):
        assert answers(user, "") == answers(user, OWN) == ".........."


@pytest.mark.parametrize(
    ("starts", "ends", "holds_today"),
    [(None, None, True), (0, 0, True), (1, None, False), (None, -1, False), (-1, 1, True)],
)
def test_roles_hold_for_their_time(starts, ends, holds_today, make):
    today: date = timezone.localdate()
    day = {n: today + timedelta(days=n) for n in (-1, 0, 1)} | {None: None}
    user = make.user()
    Membership.objects.create(user=user, role="secretariat", starts_on=day[starts], ends_on=day[ends])
    assert may(user, Verb.PUBLISH) is holds_today
    assert holds(user, {Role.SECRETARIAT}) is holds_today


def test_agencies_are_those_of_any_role(make):
    user = make.user(Role.CONTRIBUTOR, agency=OWN)
    Membership.objects.create(user=user, role="reviewer")
    assert agencies(user) == {OWN}
