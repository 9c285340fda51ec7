"""Without a connection, in a browser: what was visited opens, the rest is explained, and what was withdrawn is gone."""

from axe_playwright_python.sync_playwright import Axe

from knowledge.models import CaseStudy
from portal.accounts.models import Role
from portal.publishing.record import State
from portal.publishing.review import transition
from tests.browser.faults import OVERFLOW, RULES
from tests.making import Maker

LANDSMAPS = "cs-5k4en4nrtn"
KEPT = "caches.open('pages-1').then(c => c.keys()).then(k => k.map(r => new URL(r.url).pathname))"
READY = "navigator.serviceWorker.ready.then(() => true)"


def _title(page) -> str:
    return page.locator("h1").inner_text()


def _second_page(open_page, library: str, path: str):
    """A page that was reached from another one of the site: with it comes the worker."""
    page = open_page(path, service_workers="allow")
    assert page.evaluate("navigator.serviceWorker.getRegistration().then(found => found === undefined)")
    page.goto(library + path, referer=library + path)
    assert page.evaluate(READY)
    return page


def _a_minute_later(page) -> None:
    """What the browser may use unasked for a minute is gone."""
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")


def test_visited_pages_open_without_a_connection_and_others_are_explained(open_page, library):
    page = _second_page(open_page, library, "/lo/")
    page.goto(f"{library}/lo/case-studies/{LANDSMAPS}")
    title = _title(page)
    page.goto(f"{library}/lo/library?q=land")
    page.wait_for_function(f"{KEPT}.then(kept => kept.length === 2)")
    assert sorted(page.evaluate(KEPT)) == ["/lo/", f"/lo/case-studies/{LANDSMAPS}/landsmaps"]
    assert not page.locator("#kept").is_visible()
    _a_minute_later(page)
    page.context.set_offline(True)
    page.goto(f"{library}/lo/case-studies/{LANDSMAPS}/landsmaps")
    assert _title(page) == title
    assert page.locator("#kept").is_visible()
    assert "{day}" not in page.locator("#kept").inner_text()
    page.goto(f"{library}/lo/countries/TH/thailand")
    page.wait_for_selector("#kept-pages a")
    assert page.locator("html").get_attribute("lang") == "lo"
    assert page.locator("#kept-pages a").count() == 2
    assert Axe().run(page, options=RULES).response["violations"] == []
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate(OVERFLOW) == 0


def test_what_was_withdrawn_is_not_shown_any_more_once_that_was_seen(open_page, library):
    page = _second_page(open_page, library, "/en/")
    address = f"/en/case-studies/{LANDSMAPS}/landsmaps"
    page.goto(library + address)
    page.wait_for_function(f"{KEPT}.then(kept => kept.includes('{address}'))")
    secretary = Maker().user(Role.SECRETARIAT)
    transition(CaseStudy.objects.get(pk=LANDSMAPS), to=State.WITHDRAWN, by=secretary, note="No longer true.")
    _a_minute_later(page)
    assert page.goto(library + address).status == 410
    page.wait_for_function(f"{KEPT}.then(kept => !kept.includes('{address}'))")
    _a_minute_later(page)
    page.context.set_offline(True)
    page.goto(library + address)
    assert page.locator("#kept-pages").count() == 1
