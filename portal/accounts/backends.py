"""Django's permission questions, answered from the roles that a user holds."""

from django.contrib.auth.backends import ModelBackend

from portal.accounts.models import Role
from portal.accounts.permissions import agencies, holds

EDITORIAL = ("portal", "knowledge", "conferences")
ACCOUNTS = ("portal.view_user", "portal.add_user", "portal.change_user", "portal.view_membership",
            "portal.add_membership", "portal.change_membership", "portal.delete_membership")  # fmt: skip


class RoleBackend(ModelBackend):
    """Signs in by e-mail and password; asks the memberships what a user may see in the admin.

    These answers open or close whole sections. Which records somebody may touch is decided,
    record by record, by `portal.accounts.permissions.may`.
    """

    def has_perm(self, user_obj, perm, obj=None):
        """Whether one of the user's roles opens this section of the admin."""
        if not user_obj.is_active:
            return False
        if user_obj.is_superuser:
            return True
        if perm in ACCOUNTS:
            return holds(user_obj, {Role.ADMINISTRATOR})
        app = perm.partition(".")[0]
        if app not in EDITORIAL:
            return False
        return holds(user_obj, {Role.SECRETARIAT}) or (app == "knowledge" and bool(agencies(user_obj)))

    def has_module_perms(self, user_obj, app_label):
        """Whether the user sees anything of this app in the admin."""
        return self.has_perm(user_obj, f"{app_label}.view")
