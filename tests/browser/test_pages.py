"""Every kind of page: accessible, without sideways scrolling, in many languages, widths and both themes."""

from itertools import product

import pytest
from axe_playwright_python.sync_playwright import Axe

from portal.publishing.addresses import absolute, page_address
from portal.publishing.publication import Publication
from portal.publishing.tables import Entry

CONFERENCE = "conferences/cf-pjczfrrb03/9th-asean-conference"
LANDSMAPS = "case-studies/cs-5k4en4nrtn/landsmaps"
PAGES = (
    *(
        "",
        "case-studies",
        LANDSMAPS,
        CONFERENCE,
        "conferences",
        "countries",
        "countries/LA/laos",
        "country-groups/asean/asean",
    ),
    *("agencies", "people", "topics", "series", "case-studies?kind=nonsense", "nothing-here"),
    *("pages", "pages/pg-5t4mg2acns/about", "agencies/ag-64sh3fq264", "case-studies/cs-y8zq81nmrm"),
)
LANGUAGES = ("en", "th", "lo", "km", "my", "vi", "ko")
OVERFLOW = "document.scrollingElement.scrollWidth - document.documentElement.clientWidth"
WIDTHS = (390, 1280)
THEMES = ("light", "dark")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def _sample() -> list[tuple]:
    """Each page once, and each language, width and theme with some page."""
    return [
        (page, LANGUAGES[place % len(LANGUAGES)], WIDTHS[place % 2], THEMES[place // 2 % 2])
        for place, page in enumerate(PAGES)
    ]


def pytest_generate_tests(metafunc):
    """The sample, or everything with `--full`."""
    if "view" in metafunc.fixturenames:
        everything = metafunc.config.getoption("--full")
        views = list(product(PAGES, LANGUAGES, WIDTHS, THEMES)) if everything else _sample()
        # One test opens many views: the content is loaded once for all of them.
        size = 28 if everything else len(views)
        metafunc.parametrize("view", [views[i : i + size] for i in range(0, len(views), size)], ids=str_of)


def str_of(views: list[tuple]) -> str:
    """The name of a group of views."""
    return views[0][0] or "home"


def test_pages_have_no_accessibility_violations_and_fit_the_screen(open_page, view):
    found = []
    for path, language, width, theme in view:
        page = open_page(f"/{language}/{path}", viewport={"width": width, "height": 900}, color_scheme=theme)
        assert page.locator("h1").count() == 1
        results = Axe().run(page, options=RULES)
        found += [
            (path, language, width, theme, violation["id"], violation["nodes"][0]["html"])
            for violation in results.response["violations"]
        ]
        overflow = page.evaluate(
            "document.scrollingElement.scrollWidth - document.documentElement.clientWidth"
        )
        found += [(path, language, width, theme, "scrolls sideways", overflow)] if overflow > 0 else []
        page.context.close()
    assert found == []


@pytest.mark.parametrize(("width", "size"), [(320, "100%"), (1280, "200%")])
def test_nothing_scrolls_sideways_on_the_smallest_screen_and_at_twice_the_text(open_page, width, size):
    for path in ("th/", f"th/{CONFERENCE}", f"km/{LANDSMAPS}", "my/case-studies"):
        page = open_page(f"/{path}", viewport={"width": width, "height": 600})
        page.evaluate(f"document.documentElement.style.fontSize = '{size}'")
        overflow = page.evaluate(OVERFLOW)
        assert (path, overflow) == (path, 0)


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
