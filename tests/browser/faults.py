"""What is wrong with a page as it stands in the browser: what axe finds, how many headings lead it, whether it fits."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

OVERFLOW = "document.scrollingElement.scrollWidth - document.documentElement.clientWidth"
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
SMALLEST = 320  # CSS pixels: a phone of 1280 at four times its size (WCAG 1.4.10)
DESKTOP = 1280
TEXT_SIZE = "size => { document.documentElement.style.fontSize = size }"
AXE = Axe().axe_script
RUN = """rules => axe.run(rules).then(
    found => found.violations.map(violation => [violation.id, violation.nodes[0].html]))"""


def violations(page: Page, rules: dict = RULES) -> list[tuple[str, str]]:
    """(rule, first element) of what axe finds. The page gets its script once, however often it is asked."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    return [tuple(violation) for violation in page.evaluate(RUN, rules)]


def headings(page: Page) -> list[tuple[str, int]]:
    """Whether there is one heading of the first level."""
    count = page.locator("h1").count()
    return [] if count == 1 else [("headings of the first level", count)]


def overflow(page: Page) -> list[tuple[str, int]]:
    """By how many pixels it scrolls sideways."""
    pixels = page.evaluate(OVERFLOW)
    return [("scrolls sideways", pixels)] if pixels > 0 else []


def overflow_when_zoomed(page: Page) -> list[tuple[str, int]]:
    """Whether it scrolls sideways on the smallest screen and with text of twice the size; afterwards it does neither."""
    height = page.viewport_size["height"]
    page.set_viewport_size({"width": SMALLEST, "height": height})
    found = [(f"{fault} at {SMALLEST} px", pixels) for fault, pixels in overflow(page)]
    page.set_viewport_size({"width": DESKTOP, "height": height})
    page.evaluate(TEXT_SIZE, "200%")
    found += [(f"{fault} at 200 %", pixels) for fault, pixels in overflow(page)]
    page.evaluate(TEXT_SIZE, "")
    return found
