"""Users and roles are managed by administrators alone."""

import pytest

from portal.accounts.models import Membership, Role, User
from tests.editing.filling import address, filled, signed_in

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough phrase"


@pytest.fixture
def administrator(make):
    """The browser of an administrator."""
    return signed_in(make.user(Role.ADMINISTRATOR, email="admin@example.org"))


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_others_do_not_see_users(role, make):
    user = make.user(role)
    client = signed_in(user)
    for target in (
        *("/admin/portal/user/", "/admin/portal/user/add/", "/admin/portal/membership/"),
        *(f"/admin/portal/user/{user.pk}/change/", f"/admin/portal/user/{user.pk}/password/"),
    ):
        assert client.get(target).status_code == 403
    listed = client.get("/admin/").context["app_list"]
    shown = {model["object_name"] for app in listed for model in app["models"]}
    assert not shown & {"User", "Membership"}


def test_administrators_see_users_but_no_records(administrator):
    listed = administrator.get("/admin/").context["app_list"]
    assert [model["object_name"] for app in listed for model in app["models"]] == ["Membership", "User"]


def test_users_are_made_by_e_mail(administrator):
    data = {
        "email": "new@example.org",
        "usable_password": "true",
        "password1": PASSWORD,
        "password2": PASSWORD,
    }
    response = administrator.post("/admin/portal/user/add/", data)
    user = User.objects.get(email="new@example.org")
    assert response.status_code == 302
    assert user.check_password(PASSWORD)
    assert not user.is_staff
    assert not user.is_superuser


def test_rights_cannot_be_posted(administrator, make):
    user = make.user()
    target = f"/admin/portal/user/{user.pk}/change/"
    data = filled(administrator.get(target)) | {"is_superuser": "on", "groups": "1"}
    data["email"] = user.email
    assert administrator.post(target, data).status_code == 302
    user.refresh_from_db()
    assert not user.is_superuser


def test_roles_are_granted_in_the_administrators_name(administrator, make):
    user, agency = make.user(), make.draft("agency")
    target = f"/admin/portal/user/{user.pk}/change/"
    added = {"role": "reviewer", "agency": agency.pk, "languages": ["th", "lo"]}
    data = filled(administrator.get(target)) | {"memberships-TOTAL_FORMS": 1}
    data |= {f"memberships-0-{name}": value for name, value in added.items()}
    assert administrator.post(target, data).status_code == 302
    held = Membership.objects.get(user=user)
    assert (held.role, held.agency, held.languages) == ("reviewer", agency.pk, ["th", "lo"])
    assert held.granted_by.email == "admin@example.org"


@pytest.mark.parametrize("agency", ["ag-0000000000", "TH"])
def test_roles_are_granted_for_agencies_that_exist(agency, administrator, make):
    make.country(id="TH")
    data = {"user": make.user().pk, "role": "contributor", "agency": agency}
    response = administrator.post("/admin/portal/membership/add/", data)
    assert response.context["adminform"].form.errors.keys() == {"agency"}


def test_roles_can_be_taken_back(administrator, make):
    user = make.user(Role.REVIEWER)
    target = f"/admin/portal/membership/{user.memberships.get().pk}/delete/"
    assert administrator.post(target, {"post": "yes"}).status_code == 302
    assert not user.memberships.exists()


def test_users_are_not_deleted(administrator, make):
    assert (
        administrator.post(f"/admin/portal/user/{make.user().pk}/delete/", {"post": "yes"}).status_code == 403
    )


def test_lists_cost_the_same_for_more_users(administrator, make, django_assert_num_queries):
    for _turn in range(2):
        with django_assert_num_queries(5):
            administrator.get("/admin/portal/user/")
        make.user(Role.REVIEWER)
        make.user(Role.REVIEWER)


def test_groups_are_not_used(administrator):
    assert administrator.get("/admin/auth/group/").status_code == 404


def test_a_form_of_ones_own_address(administrator, make):
    agency = make.draft("agency")
    assert administrator.get(address(agency)).status_code == 404


def test_the_last_administrator_cannot_be_locked_out(make):
    last = make.user(Role.ADMINISTRATOR, email="last@example.org")
    client, role = signed_in(last), f"/admin/portal/membership/{last.memberships.get().pk}/"
    user = f"/admin/portal/user/{last.pk}/change/"
    told = "This is the last administrator: make somebody else one first."
    page = client.get(user)
    data = filled(page)
    del data["is_active"]
    assert told in client.post(user, data).content.decode()
    data = filled(page) | {"memberships-0-DELETE": "on"}
    assert told in client.post(user, data).content.decode()
    data = filled(client.get(f"{role}change/")) | {"role": Role.REVIEWER}
    assert told in client.post(f"{role}change/", data).content.decode()
    assert client.post(f"{role}delete/", {"post": "yes"}).status_code == 403
    make.user(Role.ADMINISTRATOR)
    assert client.post(f"{role}change/", data).status_code == 302


def test_an_agency_is_chosen_by_its_name(make, administrator):
    agency = make.live("agency", name_en="Department of Lands")
    user = make.user()
    membership = Membership.objects.create(user=user, role=Role.CONTRIBUTOR, agency=agency.pk)
    page = administrator.get(f"/admin/portal/membership/{membership.pk}/change/")
    form = page.context["adminform"].form
    assert ">Department of Lands</option>" in str(form["agency"])
