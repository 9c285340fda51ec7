"""What readers send, in a real browser: by keyboard alone, without JavaScript, and looked at by axe."""

import pytest

from knowledge.models import Agency
from portal.accounts.models import Role
from portal.readers.models import About, Message, Wish
from tests.browser.staff import faults, made, sign_in

CASE = "cs-5k4en4nrtn"
VIEWS = (("en", 390, "light"), ("th", 1280, "light"), ("km", 1280, "dark"), ("my", 390, "dark"))
LONG_ENOUGH = 3_100  # milliseconds after which a form may be sent


@pytest.fixture
def asked(library) -> Agency:
    """The agency that leads the case, with a mailbox."""
    Agency.objects.filter(led_case_studies=CASE).update(contact_mailbox="office@example.org")
    return Agency.objects.get(led_case_studies=CASE)


def test_a_correction_is_sent_by_keyboard_after_an_error(open_page, library):
    page = open_page(f"/en/tell/{CASE}/correction", java_script_enabled=False)
    page.locator("#email").focus()
    page.keyboard.type("nobody")
    page.keyboard.press("Tab")  # past the field for programs
    assert page.evaluate("document.activeElement.type") == "submit"
    page.keyboard.press("Enter")
    page.locator(".errsum").wait_for()
    assert page.title().startswith("Error: Suggest a correction")
    assert page.evaluate("document.activeElement.className") == "errsum"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Say what is wrong."
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "text"
    page.keyboard.type("The year is wrong.")
    page.locator("#email").focus()
    assert page.evaluate("document.activeElement.value") == "nobody"
    page.keyboard.press("Control+A")
    page.keyboard.type("reader@example.org")
    page.wait_for_timeout(LONG_ENOUGH)
    page.keyboard.press("Enter")
    page.wait_for_url("**/correction/thanks")
    assert page.get_by_role("heading", name="Thank you").is_visible()
    assert list(Message.objects.values_list("text", "email")) == [
        ("The year is wrong.", "reader@example.org")
    ]
    assert page.context.cookies() == []


def test_forms_have_no_accessibility_violations_and_fit_the_screen(open_page, asked, library):
    found = []
    for language, width, theme in VIEWS:
        options = {"viewport": {"width": width, "height": 900}, "color_scheme": theme}
        page = open_page(f"/{language}/tell/{CASE}/question", **options)
        if theme == "dark":  # as it is opened; else with errors
            page.locator("#email").wait_for()
        else:
            page.locator("form button[type=submit]").last.click()
            page.locator(".errsum").wait_for()
        found += faults(page)
        page.context.close()
    page = open_page("/en/", viewport={"width": 320, "height": 700})
    for language, path in (("lo", "translation"), ("vi", "useful"), ("km", "useful/thanks")):
        page.goto(f"{library}/{language}/tell/{CASE}/{path}")
        found += faults(page)
    assert found == []


def test_what_staff_see_of_it_has_no_accessibility_violations(open_page, asked, library):
    user = made(Role.SECRETARIAT)
    message = Message.objects.create(
        about=About.CORRECTION,
        record_id=CASE,
        language="th",
        text="The year is wrong.",
        email="a@example.org",
    )
    Wish.objects.create(record_id=CASE, language="lo", number=7)
    page = open_page("/admin/login/?next=/admin/readers/message/", viewport={"width": 390, "height": 900})
    sign_in(page, user)
    found = faults(page)
    for path in (f"message/{message.pk}/change/", f"message/{message.pk}/refuse/", "usefulness/"):
        page.goto(f"{library}/admin/readers/{path}")
        found += faults(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="dark")
    for path in ("message/", f"message/{message.pk}/change/", "wish/"):
        page.goto(f"{library}/admin/readers/{path}")
        found += faults(page)
    assert found == []
