"""Who may do what to which record: one table, asked by the admin, the API and the workspace alike.

A record is seen from here only as its owner, the public id of an agency. Predicates fail closed:
an unknown verb, an inactive or anonymous user, a lapsed membership are refused.
"""

from collections.abc import Iterable
from enum import StrEnum

from portal.accounts.models import Membership, Role


class Verb(StrEnum):
    """What may be done to a record."""

    VIEW = "view"
    EDIT = "edit"
    SUBMIT = "submit"
    TRANSLATE = "translate"
    REVIEW = "review"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"
    MERGE = "merge"
    REDACT = "redact"
    MANAGE_USERS = "manage_users"


# Roles that may do it for a record of the agency in which they hold the role.
FOR_OWN_AGENCY = {
    Verb.VIEW: {Role.CONTRIBUTOR, Role.AGENCY_EDITOR},
    Verb.EDIT: {Role.CONTRIBUTOR, Role.AGENCY_EDITOR},
    Verb.SUBMIT: {Role.AGENCY_EDITOR},
    Verb.TRANSLATE: {Role.CONTRIBUTOR, Role.AGENCY_EDITOR},
}
# Roles that may do it for any record of the portal.
FOR_ALL = {
    Verb.VIEW: {Role.SECRETARIAT, Role.REVIEWER, Role.TRANSLATOR},
    Verb.EDIT: {Role.SECRETARIAT},
    Verb.SUBMIT: {Role.SECRETARIAT},
    Verb.TRANSLATE: {Role.SECRETARIAT, Role.REVIEWER, Role.TRANSLATOR},
    Verb.REVIEW: {Role.SECRETARIAT, Role.REVIEWER},
    Verb.PUBLISH: {Role.SECRETARIAT},
    Verb.WITHDRAW: {Role.SECRETARIAT},
    Verb.MERGE: {Role.SECRETARIAT},
    Verb.REDACT: {Role.SECRETARIAT},
    Verb.MANAGE_USERS: {Role.ADMINISTRATOR},
}


def roles(user) -> set[tuple[str, str]]:
    """The user's current (role, agency id) pairs; empty for whoever is not an active user."""
    if user is None or not getattr(user, "is_active", False) or not user.pk:
        return set()
    if not hasattr(user, "_roles"):
        user._roles = set(Membership.objects.current().filter(user=user).values_list("role", "agency"))  # noqa: SLF001 - once a request
    return user._roles  # noqa: SLF001


def may(user, verb: Verb, owner: str = "") -> bool:
    """Whether `user` may do `verb` to a record that belongs to `owner` (an agency's id, "" for the secretariat)."""
    held = roles(user)
    if any(role in FOR_ALL.get(verb, ()) and not agency for role, agency in held):
        return True
    return bool(owner) and any(
        role in FOR_OWN_AGENCY.get(verb, ()) and agency == owner for role, agency in held
    )


def agencies(user) -> set[str]:
    """Public ids of the agencies in which the user holds any role."""
    return {agency for _role, agency in roles(user) if agency}


def holds(user, wanted: Iterable[Role]) -> bool:
    """Whether the user holds one of these roles for the whole portal."""
    return any(role in wanted and not agency for role, agency in roles(user))
