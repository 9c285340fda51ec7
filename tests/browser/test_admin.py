"""The secretariat's walk through the admin, in a real browser under the strict policy."""

import pytest

from portal.accounts.models import Role
from tests.browser.staff import made, sign_in

CASE = "cs-5k4en4nrtn"


@pytest.fixture
def secretariat(open_page):
    """A window in which somebody of the secretariat is signed in."""
    page = open_page("/admin/login/?next=/admin/")
    sign_in(page, made(Role.SECRETARIAT))
    return page


def test_nothing_public_changes_until_publish_is_pressed_and_withdrawing_leaves_a_notice(
    secretariat, library, open_page
):
    page = secretariat
    public = f"{library}/en/case-studies/{CASE}"
    page.goto(f"{library}/admin/knowledge/casestudy/{CASE}/change/")
    page.locator("#id_title_en").fill("LandsMaps, renamed by its editor")
    page.get_by_role("button", name="Save", exact=True).click()
    visitor = open_page(f"/en/case-studies/{CASE}/landsmaps")
    assert "renamed" not in visitor.locator("h1").inner_text()

    page.goto(f"{library}/admin/knowledge/casestudy/{CASE}/change/")
    page.get_by_role("link", name="Publish without review").click()
    page.locator("textarea").fill("Its editor renamed it.")
    page.locator("form button[type=submit], form input[type=submit]").last.click()
    visitor.reload()
    assert visitor.locator("h1").inner_text() == "LandsMaps, renamed by its editor"

    page.goto(f"{library}/admin/knowledge/casestudy/{CASE}/steps/withdraw/")
    page.locator("textarea").fill("No longer true.")
    page.locator("form button[type=submit], form input[type=submit]").last.click()
    response = visitor.goto(public)
    assert response.status == 410
    assert visitor.get_by_text("No longer true.").is_visible()
