"""Taking a record over, in a real browser: from the public page to the agency's form, by keyboard alone where one asks."""

from urllib.parse import quote

import pytest

from knowledge.models import CaseStudy
from portal.accounts.models import Role, User
from portal.publishing.claims import Claim
from tests.browser.staff import faults, made, sign_in

CASE = "cs-5k4en4nrtn"
LIST = "/admin/portal/claim/"
# Reading style sheets again, axe would write some into the page: the policy forbids it.
VIEWS = (
    ({"width": 390, "height": 900}, "light"),
    ({"width": 390, "height": 900}, "dark"),
    ({"width": 1280, "height": 900}, "light"),
    ({"width": 1280, "height": 900}, "dark"),
)


@pytest.fixture
def signed_in(open_page):
    """Opens an address in a window in which somebody has signed in."""

    def signed_in(user: User, path: str, **options):
        page = open_page(f"/admin/login/?next={quote(path)}", **options)
        sign_in(page, user)
        return page

    return signed_in


@pytest.fixture
def case(library) -> CaseStudy:
    """A compiled record of the opening content."""
    return CaseStudy.objects.get(pk=CASE)


@pytest.fixture
def editor(case) -> User:
    """An editor of the agency that leads it."""
    return made(Role.AGENCY_EDITOR, case.lead_agency_id)


def test_an_agency_asks_by_keyboard_and_edits_once_it_is_granted(case, editor, open_page, signed_in, library):
    page = open_page(f"/en/case-studies/{CASE}/landsmaps")
    published = page.content()
    page.get_by_role("link", name="You can take this record over").press("Enter")
    page.get_by_text("Ask the body that operates this portal for an account").wait_for()
    sign_in(page, editor)
    assert page.url == f"{library}/admin/claims/{CASE}/"

    page.locator("#content-main a").first.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "message"
    page.keyboard.type("We run this service.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("The secretariat decides next.").wait_for()
    assert Claim.objects.get().message == "We run this service."

    secretary = signed_in(made(Role.SECRETARIAT), "/admin/")
    secretary.get_by_role("link", name="Open claims").click()
    secretary.get_by_role("link", name="LandsMaps").click()
    secretary.get_by_role("link", name="Grant…").click()
    secretary.get_by_label("Reason").fill("Confirmed by letter.")
    secretary.get_by_role("button", name="Grant").click()
    secretary.get_by_text("looks after “LandsMaps").wait_for()

    page.reload()
    page.get_by_role("link", name="Open the record").click()
    assert page.locator("#id_title_en").is_editable()
    page.goto(f"{library}/en/case-studies/{CASE}/landsmaps")
    assert page.content() == published


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: f"{view[0]['width']} {view[1]}")
def test_its_pages_are_accessible_and_fit_the_screen(view, case, editor, signed_in, library):
    size, theme = view
    options = {"viewport": size, "color_scheme": theme}
    page = signed_in(editor, f"/admin/claims/{case.lead_agency_id}/", **options)
    assert page.get_by_role("checkbox").is_checked()
    found = faults(page)
    page.get_by_role("button", name="Ask for this record").click()
    page.get_by_text("The secretariat decides next.").first.wait_for()
    found += faults(page)

    page = signed_in(made(Role.SECRETARIAT), "/admin/", **options)
    found += faults(page)
    page.goto(f"{library}/admin/claims/{CASE}/")
    found += faults(page)
    one = Claim.objects.get(record_id=CASE)
    for path in (LIST, *(f"{LIST}{one.pk}/{name}/" for name in ("change", "grant", "decline"))):
        page.goto(library + path)
        found += faults(page)
    page.get_by_role("button", name="Decline").click()  # without a reason
    page.get_by_text("This field is required.").wait_for()
    found += faults(page)
    page.goto(library + LIST)
    for box in page.locator("input.action-select").all():
        box.check()
    page.get_by_label("Action:").select_option("grant_selected")
    page.get_by_role("button", name="Go").or_(page.get_by_role("button", name="Run")).first.click()
    page.get_by_text("Granted with this step:").wait_for()
    found += faults(page)
    page.get_by_role("button", name="Grant").click()
    page.get_by_text("from now on").first.wait_for()
    assert page.get_by_text("from now on").count() == 2
    found += faults(page)
    assert found == []
