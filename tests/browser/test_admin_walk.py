"""The secretariat's day in the admin, by keyboard alone: write, save, meet a conflict, preview, publish, correct, undo, merge, redact."""

import pytest

from knowledge.models import Agency, CaseStudy, Topic
from portal.accounts.models import Role, User
from portal.publishing.tables import Revision
from tests.browser.staff import faults, made, sign_in

CASE = "cs-5k4en4nrtn"
MOST_TABS = 500
FOCUSED = "e => e === document.activeElement"
CASE_FORM = f"/admin/knowledge/casestudy/{CASE}/change/"


@pytest.fixture
def secretariat(open_page):
    """Opens windows in which somebody of the secretariat is signed in."""
    user = made(Role.SECRETARIAT)

    def open_window(path: str, who: User = user, **options):
        page = open_page(f"/admin/login/?next={path}", **options)
        sign_in(page, who)
        return page

    return open_window


def reach(page, target) -> None:
    """Press Tab until the target has the focus."""
    for _press in range(MOST_TABS):
        if target.evaluate(FOCUSED):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{target} cannot be reached with the keyboard")


def write(page, target, text: str) -> None:
    """Replace what stands in a field."""
    reach(page, target)
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)


def press(page, target) -> None:
    """Press something that stays on the page."""
    reach(page, target)
    page.keyboard.press("Enter")


def follow(page, target) -> None:
    """Press a button or a link that leads to another page."""
    reach(page, target)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def choose(page, name: str, term: str) -> None:
    """Search for another record in a chooser, and take the first that is found."""
    reach(page, page.locator(f"#id_{name} + .select2 .select2-selection"))
    page.keyboard.press("Enter")
    page.locator(".select2-dropdown .select2-search__field:focus").wait_for()
    page.keyboard.insert_text(term)
    page.locator(".select2-results__option--highlighted", has_text=term).wait_for()
    page.keyboard.press("Enter")


def told(page) -> str:
    """What the page tells."""
    return page.locator(".messagelist").inner_text()


def test_a_case_study_is_written_published_corrected_and_taken_back(secretariat, open_page, library):
    page = secretariat("/admin/knowledge/casestudy/add/")
    write(page, page.locator("#id_title_en"), "Queue tickets on the phone")
    write(
        page, page.locator("#id_summary_en"), "People take a number at home and come when it is their turn."
    )
    choose(page, "country", "Laos")
    follow(page, page.get_by_role("button", name="Save and continue editing"))
    assert "was added successfully" in told(page) or "Saved." in told(page)
    case = CaseStudy.objects.get(title_en="Queue tickets on the phone")
    assert case.country_id == "LA"

    # It needs a source: the refusal says so, and the text is still there.
    follow(page, page.get_by_role("link", name="Publish without review"))
    write(page, page.locator("textarea"), "Written with the ministry.")
    follow(page, page.get_by_role("button", name="Publish without review"))
    assert "It has no source." in told(page)
    follow(page, page.get_by_role("link", name="Cancel"))
    sources = page.locator("#sources-group")
    press(page, sources.locator("summary"))
    press(page, sources.get_by_role("button", name="Add another").or_(sources.locator(".add-row a")))
    write(page, page.locator("#id_sources-0-title"), "A visit to the ministry")
    follow(page, page.get_by_role("button", name="Save and continue editing"))
    follow(page, page.get_by_role("link", name="Publish without review"))
    write(page, page.locator("textarea"), "Written with the ministry.")
    follow(page, page.get_by_role("button", name="Publish without review"))
    assert "the public sees it now" in told(page)
    visitor = open_page(f"/en/case-studies/{case.pk}")
    assert visitor.locator("h1").inner_text() == "Queue tickets on the phone"

    # A preview in Khmer shows the record in English, and says so in Khmer.
    follow(page, page.locator('.languages a[lang="km"]'))
    assert page.locator("#id_title_km").count() == 1
    follow(page, page.get_by_role("link", name="Preview"))
    assert page.locator("html").get_attribute("lang") == "km"
    assert page.locator("h1").inner_text() == "Queue tickets on the phone"
    page.go_back()

    # A correction with its reason, and back again.
    write(page, page.locator("#id_title_en"), "Queue tickets by text message")
    write(page, page.locator("#id_change_note"), "It is not an app.")
    follow(page, page.get_by_role("button", name="Save and publish"))
    visitor.reload()
    assert visitor.locator("h1").inner_text() == "Queue tickets by text message"
    follow(page, page.get_by_role("link", name="History"))
    assert "It is not an app." in page.locator("#content").inner_text()
    follow(page, page.get_by_role("link", name="Publish this version again").last)
    write(page, page.locator("textarea"), "It was an app after all.")
    follow(page, page.get_by_role("button", name="Publish this version again"))
    visitor.reload()
    assert visitor.locator("h1").inner_text() == "Queue tickets on the phone"


def test_a_stale_save_shows_both_versions_and_loses_nothing(secretariat, library):
    mine = secretariat(CASE_FORM)
    other = made(Role.SECRETARIAT, email="somchai@example.org")
    theirs = secretariat(CASE_FORM, who=other)
    write(theirs, theirs.locator("#id_title_en"), "LandsMaps, as Somchai calls it")
    follow(theirs, theirs.get_by_role("button", name="Save", exact=True))
    write(mine, mine.locator("#id_title_en"), "LandsMaps, as I call it")
    follow(mine, mine.get_by_role("button", name="Save", exact=True))
    conflict = mine.locator(".conflict")
    assert "LandsMaps, as Somchai calls it" in conflict.inner_text()
    assert "LandsMaps, as I call it" in conflict.inner_text()
    assert mine.locator("#id_title_en").input_value() == "LandsMaps, as I call it"
    assert faults(mine) == []


def test_two_agencies_are_merged_and_a_passage_is_redacted(secretariat, open_page, library):
    case = CaseStudy.objects.get(pk=CASE)
    old, heir = case.lead_agency, Agency.objects.get(slug="opdc")
    page = secretariat(f"/admin/knowledge/agency/{old.pk}/steps/merge/")
    write(page, page.get_by_label("Which record stays?"), "Public Sector Development")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    follow(page, page.get_by_role("link", name=heir.name_en))
    assert "กรมที่ดิน" in page.locator("#content").inner_text()  # both stand side by side before it is done
    write(page, page.locator("textarea"), "One office now.")
    follow(page, page.locator('#content form input[type="submit"]').last)
    visitor = open_page(f"/en/agencies/{old.pk}")
    assert visitor.url.endswith(f"/{heir.pk}/{heir.slug}")
    visitor = open_page(f"/en/case-studies/{CASE}")
    assert "Department of Lands" not in visitor.locator(".kicker").inner_text()

    page.goto(f"{library}/admin/knowledge/casestudy/{CASE}/steps/redact/")
    write(page, page.locator("#id_passage"), "Secure Socket Layer")
    write(page, page.locator("#id_reason"), "To see it gone.")
    follow(page, page.locator('#content form input[type="submit"]').last)
    assert "removed from all versions" in told(page)
    kept = Revision.objects.filter(record_id=CASE).values_list("document", flat=True)
    assert not any("Secure Socket Layer" in str(document) for document in kept)
    visitor.reload()
    assert "Secure Socket Layer" not in visitor.content()


def test_the_admin_has_no_accessibility_violations_and_fits_the_screen(secretariat, library):
    found = []
    for width, theme in ((390, "dark"), (1280, "light")):
        page = secretariat("/admin/", viewport={"width": width, "height": 900}, color_scheme=theme)
        found += faults(page)
        topic = Topic.objects.first()
        for path in (
            "/admin/knowledge/casestudy/",
            CASE_FORM,
            f"{CASE_FORM}?edit_language=my",
            f"/admin/knowledge/casestudy/{CASE}/history/",
            f"/admin/knowledge/casestudy/{CASE}/steps/withdraw/",
            f"/admin/knowledge/topic/{topic.pk}/steps/merge/",
            "/admin/knowledge/agency/?q=lands",
            "/admin/conferences/conference/cf-pjczfrrb03/change/",
        ):
            page.goto(library + path)
            found += faults(page)
        page.goto(f"{library}/admin/knowledge/casestudy/")
        for box in page.locator("input.action-select").all()[:2]:
            box.check()
        page.locator('select[name="action"]').select_option("archive")
        page.locator('.actions button[name="index"]').click()
        found += faults(page)
    assert found == []
