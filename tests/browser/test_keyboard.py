"""Readers who have no mouse: through the whole site by keyboard, and see at each step where they are."""

import pytest
from playwright.sync_api import Page

from tests.browser.faults import RULES, overflow, violations
from tests.browser.kinds import LANDSMAPS

MOST_TABS = 150
IS_FOCUSED = "element => element === document.activeElement"
# Where the focus is drawn, and whether what is drawn there belongs to it: nothing lies over its middle.
FOCUS = """() => {
    const element = document.activeElement, box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    const top = document.elementFromPoint(box.x + Math.min(box.width, 8) / 2, box.y + box.height / 2);
    return [`${element.outerHTML} at ${box.x} ${box.y}, ${box.width} by ${box.height}`, {
        ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
        inside: box.top > -1 && box.bottom < innerHeight + 1 && box.left > -1 && box.right < innerWidth + 1,
        covered: !(top && (element.contains(top) || top.contains(element))),
    }];
}"""
SEEN = {"ring": True, "inside": True, "covered": False}


def reach(page: Page, target, key: str = "Tab") -> None:
    """Press Tab until the target has the focus; each stop on the way is seen."""
    for _press in range(MOST_TABS):
        page.keyboard.press(key)
        if page.evaluate("document.activeElement !== document.body"):
            _see_the_focus(page)
        if target.evaluate(IS_FOCUSED):
            return
    raise AssertionError(f"{target} cannot be reached with the keyboard")


def _see_the_focus(page: Page) -> None:
    page.evaluate("() => new Promise(requestAnimationFrame)")  # by the next frame the page has scrolled to it
    element, seen = page.evaluate(FOCUS)
    assert seen == SEEN, element


def follow(page: Page, target) -> None:
    """Reach a link or button and press it."""
    reach(page, target)
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.parametrize("width", [390, 1280])
def test_from_the_home_to_a_record_its_translation_and_back_by_keyboard(open_page, width):
    page = open_page("/en/", viewport={"width": width, "height": 900})
    reach(page, page.locator("#q"))
    page.keyboard.type("land")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith("/en/library?q=land")

    filters = page.locator("details.fold > summary")
    if filters.is_visible():
        reach(page, filters)
        page.keyboard.press("Enter")
    reach(page, page.get_by_role("checkbox", name="Case studies"))
    page.keyboard.press("Space")
    follow(page, page.get_by_role("button", name="Apply filters"))
    assert "type=case-study" in page.url

    follow(page, page.locator(f'main a[href="/en/{LANDSMAPS}"]').first)
    menu = page.locator("details.lang > summary")
    reach(page, menu)
    page.keyboard.press("Enter")
    follow(page, page.locator("details.lang").get_by_role("link", name="ไทย"))
    assert page.url.endswith(f"/th/{LANDSMAPS}")
    page.go_back()  # the browser's own key, which a browser without a window has not
    page.go_back()
    assert "type=case-study" in page.url


def test_the_first_stop_skips_to_the_content_and_is_seen(open_page):
    page = open_page("/th/library")
    reach(page, page.locator("a.skip"))
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_escape_closes_the_language_menu_and_what_is_folded_opens_by_enter(open_page):
    page = open_page("/en/library", viewport={"width": 390, "height": 900})
    menu = page.locator("details.lang")
    reach(page, menu.locator("summary"))
    page.keyboard.press("Enter")
    reach(page, menu.get_by_role("link").first)
    page.keyboard.press("Escape")
    assert menu.get_attribute("open") is None
    assert menu.locator("summary").evaluate(IS_FOCUSED)
    folded = page.locator("details.fold")
    reach(page, folded.locator("> summary"))
    page.keyboard.press("Enter")
    assert folded.get_attribute("open") is not None


# Forced colours are the reader's own: how they contrast is not the page's matter, and axe reads the page's.
WISHES = (
    ({"forced_colors": "active"}, RULES | {"rules": {"color-contrast": {"enabled": False}}}),
    ({"contrast": "more"}, RULES),
)


@pytest.mark.parametrize(("wish", "rules"), WISHES, ids=["forced-colors", "contrast"])
def test_nothing_is_lost_where_colours_are_forced_or_more_contrast_is_wished_for(open_page, wish, rules):
    page = open_page(f"/en/{LANDSMAPS}", **wish)
    assert [*violations(page, rules), *overflow(page)] == []
    reach(page, page.locator("details.lang > summary"))
