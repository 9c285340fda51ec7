"""Every kind of page: accessible, without sideways scrolling, in many languages, widths and both themes."""

from collections.abc import Iterator
from itertools import groupby

import pytest
from playwright.sync_api import Page

from portal.publishing.addresses import absolute, page_address
from portal.publishing.publication import Publication
from portal.publishing.tables import Entry
from tests.browser.faults import OVERFLOW, RULES, headings, overflow, overflow_when_zoomed, violations
from tests.browser.kinds import CONFERENCE, LANDSMAPS, View, every_view, sampled_views

HEIGHT = 900
AT_ONCE = 28  # views that one test looks at: the content is laid out once for all of them


def pytest_generate_tests(metafunc):
    """The sample, or everything with `--full`."""
    if "views" in metafunc.fixturenames:
        views = every_view() if metafunc.config.getoption("--full") else sampled_views()
        groups = [views[start : start + AT_ONCE] for start in range(0, len(views), AT_ONCE)]
        metafunc.parametrize("views", groups, ids=lambda group: group[0].kind.name)


@pytest.fixture
def shown(open_page, library):
    """Shows one view after the other in one window, and loads a page once for all screens it is looked at on."""

    def shown(views: list[View]) -> Iterator[tuple[View, Page]]:
        page = open_page("/en/")
        for address, of_it in groupby(views, lambda view: view.kind.address(view.language)):
            response = page.goto(library + address)
            for view in of_it:
                assert (view, response.status) == (view, view.kind.status)
                page.emulate_media(color_scheme=view.theme)
                page.set_viewport_size({"width": view.width, "height": HEIGHT})
                yield view, page

    return shown


def test_pages_have_no_accessibility_violations_and_fit_the_screen(shown, views):
    found = []
    for view, page in shown(views):
        faults = [*violations(page, RULES), *headings(page), *overflow(page), *overflow_when_zoomed(page)]
        found += [(str(view), *fault) for fault in faults]
    assert found == []


def test_the_first_tab_skips_to_the_content_and_the_language_menu_closes_on_escape(open_page):
    page = open_page(f"/en/{LANDSMAPS}")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    menu = page.locator("details.lang")
    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    assert menu.get_attribute("open") is not None
    page.keyboard.press("Escape")
    assert menu.get_attribute("open") is None
    page.keyboard.press("Enter")
    menu.get_by_role("link", name="ลາວ").or_(menu.get_by_role("link", name="ລາວ")).press("Enter")
    page.wait_for_url(f"**/lo/{LANDSMAPS}")


def test_everything_a_visitor_needs_works_without_javascript(open_page):
    page = open_page("/", java_script_enabled=False)
    page.get_by_role("link", name="Conferences").first.click()
    page.get_by_role("link", name="The 9th ASEAN Conference").first.click()
    assert page.get_by_text("95").first.is_visible()
    page.get_by_role("link", name="LandsMaps").first.click()
    assert page.get_by_text("more than 100,000").first.is_visible()
    assert page.get_by_text("over 33 million").first.is_visible()
    page.locator("details.lang summary").click()
    page.locator("details.lang").get_by_role("link", name="ไทย").click()
    assert page.locator("html").get_attribute("lang") == "th"
    assert page.get_by_text("มากกว่า 100,000").first.is_visible()


def test_the_conference_tells_all_that_its_source_does(open_page):
    english = open_page(f"/en/{CONFERENCE}").locator("main").inner_text()
    for words in (
        *(
            "15–16 November 2021",
            "Online",
            "95",
            "Office of the Public Sector Development Commission",
            "OECD",
        ),
        *("Lao", "Cambodia", "Indonesia", "Brunei", "Thailand", "Korea"),
        *("World Bank", "Joint Foreign Chambers of Commerce in Thailand", "OECD Korea Policy Centre"),
        *(
            "Janos Bertok",
            "Deputy Director, Directorate for Public Governance",
            "อารีย์พันธ์ เจริญสุข",
            "Deputy Secretary-General",
        ),
        *("Hyun Jeong Lee", "Director General", "Vibeke Lyssand Leirvag", "Vice President"),
        "Improving the Efficiency and Sophistication of Public Services",
        *("no programme for the second day", "Myanmar", "is not among the delegations"),
        "LandsMaps",
    ):
        assert words in english, words
    page = open_page(f"/th/{CONFERENCE}")
    thai = page.locator("main").inner_text()
    for words in ("15–16 พฤศจิกายน พ.ศ. 2564", "95", "รองเลขาธิการ ก.พ.ร.", "เมียนมา", "วันที่สอง", "LandsMaps"):
        assert words in thai, words
    assert page.locator("h1").get_by_text("The 9th ASEAN Conference").get_attribute("lang") == "en"


def test_every_record_of_the_library_fits_a_small_phone(open_page, library, request):
    """Long addresses of sources are what breaks a line; every third record, or all of them with `--full`."""
    entries = Entry.objects.filter(kind__in=[publication.kind for publication in Publication.all()])
    ids = list(entries.order_by("kind", "public_id").values_list("kind", "public_id", "slug"))
    chosen = ids if request.config.getoption("--full") else ids[::3]
    page, wide = open_page("/en/", viewport={"width": 320, "height": 800}), []
    for place, (kind, public_id, slug) in enumerate(chosen):
        path = page_address(kind, ("en", "th", "km")[place % 3], public_id, slug)
        page.goto(library + absolute(path, ""), wait_until="domcontentloaded")
        if page.evaluate(OVERFLOW) > 0:
            wide.append(path)
    assert wide == []
