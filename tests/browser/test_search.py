"""Search in a browser: suggestions by keyboard and mouse, and everything without a script."""

from itertools import product

import pytest
from playwright.sync_api import expect

from tests.browser.faults import OVERFLOW, overflow, violations
from tests.browser.kinds import LANDSMAPS, THEMES, WIDTHS

LANGUAGES = ("en", "th", "my")
VIEWS = (
    "library",
    "library?q=land",
    "library?q=qwertyuiop&country=TH",
    "library?q=conferance",
    "open",
    "list",
)
PREFIX = {"en": "lands", "th": "กรม", "my": "ထိုင်"}
SHORT = 5_000  # milliseconds


def pytest_generate_tests(metafunc):
    """Each view once and each language, width and theme with some view, or everything with `--full`."""
    if "look" in metafunc.fixturenames:
        everything = list(product(VIEWS, LANGUAGES, WIDTHS, THEMES))
        sample = [
            (view, LANGUAGES[place % 3], WIDTHS[place % 2], THEMES[(place + 1) % 2])
            for place, view in enumerate(VIEWS)
        ]
        looks = everything if metafunc.config.getoption("--full") else sample
        metafunc.parametrize("look", [looks], ids=["views"])


def _typed(page, text: str):
    """The search field, once the suggestions for what was typed are there."""
    field = page.locator("#q")
    field.click()
    with page.expect_response("**/api/v1/suggestions**"):
        field.press_sequentially(text)
    return field


def _suggested(page):
    """What is suggested. The menu of orders has options too, and who waits for one of these waits in vain."""
    return page.get_by_role("listbox").get_by_role("option")


def _open_filters(page) -> None:
    """Where there is room, they always stand open."""
    if page.locator("details.fold > summary").is_visible():
        page.locator("details.fold > summary").click()


def test_views_have_no_accessibility_violations_and_fit_the_screen(open_page, look):
    found = []
    for view, language, width, theme in look:
        path = view if view.startswith("library") else "library?q=land"
        page = open_page(f"/{language}/{path}", viewport={"width": width, "height": 900}, color_scheme=theme)
        if view == "open":
            _open_filters(page)
        if view == "list":
            page.locator("#q").fill("")
            _typed(page, PREFIX[language])
            expect(_suggested(page).first).to_be_visible(timeout=SHORT)
            page.keyboard.press("ArrowDown")
        found += [(view, language, width, theme, *fault) for fault in [*violations(page), *overflow(page)]]
        page.context.close()
    assert found == []


def test_suggestions_are_chosen_by_keyboard(open_page):
    page = open_page("/en/")
    field = page.locator("#q")
    options = _suggested(page)
    assert (field.get_attribute("role"), field.get_attribute("aria-expanded")) == ("combobox", "false")
    _typed(page, "land")
    expect(field).to_have_attribute("aria-expanded", "true", timeout=SHORT)
    count = options.count()
    assert count > 1
    status = page.locator(".search [role=status]")
    assert status.inner_text() == f"Suggestions: {count}. Use the arrow keys to choose one."
    assert field.get_attribute("aria-activedescendant") is None

    def chosen() -> list[int]:
        return [
            place for place in range(count) if options.nth(place).get_attribute("aria-selected") == "true"
        ]

    page.keyboard.press("ArrowDown")
    assert chosen() == [0]
    assert field.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    page.keyboard.press("ArrowUp")  # back in the text
    assert (chosen(), field.get_attribute("aria-activedescendant")) == ([], None)
    page.keyboard.press("ArrowUp")  # round the end
    assert chosen() == [count - 1]
    page.keyboard.press("ArrowDown")
    assert chosen() == []
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    assert (field.input_value(), page.get_by_role("listbox").is_visible()) == ("land", False)
    page.keyboard.press("ArrowDown")  # opens it again
    expect(field).to_have_attribute("aria-expanded", "true")
    assert chosen() == [0]
    page.keyboard.press("Tab")
    expect(field).to_have_attribute("aria-expanded", "false")
    assert page.get_by_role("listbox").is_visible() is False


def test_enter_opens_what_is_chosen_and_searches_where_nothing_is(open_page):
    page = open_page("/en/")
    _typed(page, "landsm")
    expect(_suggested(page).first).to_be_visible(timeout=SHORT)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/en/{LANDSMAPS}")
    page.go_back()
    page.locator("#q").fill("")
    _typed(page, "landsm")
    expect(_suggested(page).first).to_be_visible(timeout=SHORT)
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/library?q=landsm")


def test_suggestions_are_chosen_with_the_mouse_and_close_on_a_click_elsewhere(open_page):
    page = open_page("/th/library?country=TH")
    _typed(page, "landsm")
    expect(_suggested(page).first).to_be_visible(timeout=SHORT)
    page.locator("h1").click()
    expect(page.get_by_role("listbox")).to_be_hidden()
    _typed(page, "a")
    _suggested(page).first.click(timeout=SHORT)
    page.wait_for_url(f"**/th/{LANDSMAPS}")


@pytest.mark.parametrize(
    ("language", "typed", "name"), [("my", "ထို", "ထိုင်း"), ("th", "กรม", "กรม"), ("ko", "태", "태국")]
)
def test_suggestions_come_in_scripts_without_spaces(open_page, language, typed, name):
    page = open_page(f"/{language}/")
    _typed(page, typed)
    expect(_suggested(page).filter(has_text=name).first).to_be_visible(timeout=SHORT)


def test_a_name_in_another_language_says_so_and_no_suggestions_are_told(open_page):
    page = open_page("/en/")
    field = _typed(page, "กรมที่ดิน")
    also = page.locator(".suggestions .also").first
    expect(also).to_contain_text("กรมที่ดิน", timeout=SHORT)
    assert also.get_attribute("lang") == "th"
    field.fill("")
    _typed(page, "qwertyuiop")
    expect(page.locator(".search [role=status]")).to_have_text("No suggestions.", timeout=SHORT)
    expect(field).to_have_attribute("aria-expanded", "false")


def test_a_text_that_was_emptied_has_no_suggestions(open_page):
    page = open_page("/en/")
    field = _typed(page, "landsm")
    expect(_suggested(page).first).to_be_visible(timeout=SHORT)
    field.fill("")
    expect(page.get_by_role("listbox")).to_be_hidden(timeout=SHORT)
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("listbox")).to_be_hidden(timeout=500)


def test_nothing_scrolls_sideways_on_the_smallest_screen(open_page):
    wide = []
    long = "x" * 200
    for path in ("my/library", "th/library?q=ที่ดิน", f"km/library?q={long}", f"en/library?q=land {long[:190]}"):
        page = open_page(f"/{path}", viewport={"width": 320, "height": 800})
        if page.locator("details.fold").count():
            _open_filters(page)
        wide += [path] if page.evaluate(OVERFLOW) > 0 else []
        page.locator("#q").fill("")
        _typed(page, "land")
        expect(_suggested(page).first).to_be_visible(timeout=SHORT)
        wide += [f"{path} with suggestions"] if page.evaluate(OVERFLOW) > 0 else []
        page.context.close()
    assert wide == []


def test_search_filters_order_and_pages_work_without_javascript(open_page):
    page = open_page("/en/", java_script_enabled=False)
    field = page.locator("#q")
    for name in ("role", "aria-expanded", "aria-controls", "aria-autocomplete"):
        assert field.get_attribute(name) is None
    assert page.locator("[role=listbox], .search [role=status]").count() == 0
    field.fill("land")
    field.press("Enter")
    page.wait_for_url("**/en/library?q=land")
    before = page.locator("ul.index > li").count()
    assert before > 1
    assert page.locator("mark").count() > 0
    _open_filters(page)
    page.get_by_role("checkbox", name="Case studies").check()
    page.get_by_role("button", name="Apply filters").click()
    assert "type=case-study" in page.url
    assert 0 < page.locator("ul.index > li").count() < before
    assert page.locator("#q").input_value() == "land"
    page.get_by_label("Sort by").select_option("title")
    page.get_by_role("button", name="Sort", exact=True).click()
    assert "sort=title" in page.url
    assert "type=case-study" in page.url
    page.get_by_role("link", name="Case studies , remove filter").click()
    assert "type=" not in page.url
    assert "sort=title" in page.url
    page.get_by_role("link", name="Library", exact=True).first.click()
    page.get_by_role("link", name="Next").click()
    assert page.url.endswith("/en/library?page=2")
    page.get_by_role("link", name="Previous").click()
    assert page.url.endswith("/en/library")
