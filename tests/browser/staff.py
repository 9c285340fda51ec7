"""Staff in a real browser: they sign in, and what they see is looked at as the public pages are."""

from portal.accounts.models import Membership, Role, User
from tests.browser.faults import RULES, overflow, violations

PASSWORD = "correct horse battery"
# Reading style sheets again, axe would write some into the page: the policy forbids it.
OPTIONS = RULES | {"preload": False}


def made(role: Role, agency: str = "", email: str = "") -> User:
    """Somebody of the staff."""
    user = User.objects.create_user(email or f"{role}@example.org", PASSWORD, is_staff=True)
    Membership.objects.create(user=user, role=role, agency=agency)
    return user


def sign_in(page, user: User) -> None:
    """Fill in the sign-in page that is open."""
    page.locator("[name=username]").fill(user.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url(lambda address: "/login/" not in address)


def faults(page) -> list[tuple]:
    """What axe finds, and whether the page scrolls sideways."""
    return [(page.url, *fault) for fault in [*violations(page, OPTIONS), *overflow(page)]]
