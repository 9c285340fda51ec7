"""Make the demo account of a local installation."""

import secrets

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from portal.accounts.models import Membership, Role, User

EMAIL = "demo@sala.local"
RENEWAL = "DEBUG=1 .venv/bin/python manage.py demo_account --new-password"
ROLES = (Role.SECRETARIAT, Role.ADMINISTRATOR)


class Command(BaseCommand):
    """`manage.py demo_account [--new-password]`."""

    help = (
        "Makes a local account with all roles and prints its random password, once. Only where DEBUG is on."
    )

    def add_arguments(self, parser):
        """The switch."""
        parser.add_argument(
            "--new-password", action="store_true", help="give the account that exists a new password"
        )

    @transaction.atomic
    def handle(self, *, new_password, **_options):
        """Make the account, or say that it exists. Raises CommandError unless DEBUG is on."""
        if not settings.DEBUG:
            raise CommandError("The demo account is for local trials: it is made only where DEBUG is on.")
        user = User.objects.filter(email=EMAIL).first()
        if user and not new_password:
            self.stdout.write(f"{EMAIL} exists. For a new password: {RENEWAL}")
            return
        password = secrets.token_urlsafe(12)
        if user is None:
            user = User(email=EMAIL, name="Demo")
        user.is_staff = user.is_active = True
        user.set_password(password)
        user.save()
        for role in ROLES:
            Membership.objects.get_or_create(user=user, role=role, agency="")
        self.stdout.write(
            f"Sign in at {settings.SITE_URL}/{settings.ADMIN_PATH}/ as {EMAIL} with the password {password}"
        )
        self.stdout.write("It is shown this once.")
