"""Which sections of the admin a role opens."""

import pytest

from portal.accounts.models import Role, User

AGENCY = "ag-0000000001"
# role -> what of (users, case studies, conferences, jobs of another app) it may see
SECTIONS = (
    "portal.change_user",
    "knowledge.change_casestudy",
    "conferences.add_conference",
    "sessions.view_session",
)
OPENED = {
    Role.CONTRIBUTOR: (False, True, False, False),
    Role.AGENCY_EDITOR: (False, True, False, False),
    Role.TRANSLATOR: (False, False, False, False),
    Role.REVIEWER: (False, False, False, False),
    Role.SECRETARIAT: (False, True, True, False),
    Role.ADMINISTRATOR: (True, False, False, False),
}


@pytest.mark.parametrize("role", Role)
def test_each_role_opens_its_sections(make, role):
    agency = AGENCY if role in (Role.CONTRIBUTOR, Role.AGENCY_EDITOR) else ""
    user = make.user(role, agency)
    assert tuple(user.has_perm(section) for section in SECTIONS) == OPENED[role]


def test_a_superuser_opens_all_and_an_inactive_one_nothing(db):
    user = User.objects.create_superuser("root@example.org", "correct horse battery")
    assert (user.has_perm("sessions.view_session"), user.has_module_perms("sessions")) == (True, True)
    user.is_active = False
    assert (user.has_perm("sessions.view_session"), user.has_module_perms("knowledge")) == (False, False)
