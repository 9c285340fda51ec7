"""The demo account."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from portal.accounts.models import Membership, User

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    """What the command prints."""
    out = StringIO()
    call_command("demo_account", *arguments, stdout=out)
    return out.getvalue()


def password_in(printed: str) -> str:
    """The password that was printed."""
    return re.search(r"with the password (\S+)", printed)[1]


def can_sign_in(password: str) -> bool:
    """Whether the account opens with it."""
    return (
        Client().post("/admin/login/", {"username": "demo@sala.local", "password": password}).status_code
        == 302
    )


def test_it_is_made_only_where_debug_is_on(settings):
    settings.DEBUG = False
    with pytest.raises(CommandError, match="DEBUG"):
        run()
    assert not User.objects.exists()


def test_it_signs_in_with_the_password_printed_and_holds_all_roles(settings):
    settings.DEBUG = True
    password = password_in(run())
    assert can_sign_in(password)
    held = Membership.objects.order_by("role").values_list("user__email", "role", "agency")
    assert list(held) == [("demo@sala.local", "administrator", ""), ("demo@sala.local", "secretariat", "")]


def test_it_is_made_once(settings):
    settings.DEBUG = True
    password = password_in(run())
    assert (
        run()
        == "demo@sala.local exists. For a new password: DEBUG=1 .venv/bin/python manage.py demo_account --new-password\n"
    )
    assert can_sign_in(password)


def test_it_gets_a_new_password_when_asked(settings):
    settings.DEBUG = True
    old, new = password_in(run()), password_in(run("--new-password"))
    assert not can_sign_in(old)
    assert can_sign_in(new)
    assert Membership.objects.count() == 2
