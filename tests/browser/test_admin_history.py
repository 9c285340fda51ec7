"""History, comparisons, the ways back and merges in a real browser: on a phone, in the dark, by keyboard, without JavaScript."""

from itertools import product

import pytest
from playwright.sync_api import Page, expect

from knowledge.models import Agency, CaseStudy, Lesson
from portal.publishing.record import State
from portal.publishing.tables import Revision
from tests.browser.kinds import THEMES, WIDTHS
from tests.browser.staff import faults, sign_in
from tests.making import Maker


@pytest.fixture
def library(live_server, settings) -> str:
    """The address of a portal with what these tests make; the opening content is not needed."""
    settings.SITE_URL = live_server.url
    return live_server.url


@pytest.fixture
def case(library, make: Maker) -> CaseStudy:
    """A live case: published, then rewritten in several scripts and published again, then a draft."""
    case = make.live("case-study", title_en="Land parcels online", summary_th="กรมที่ดินเปิดบริการค้นหาแปลงที่ดิน")
    colleague = make.user()
    case.title_en, case.title_lo, case.summary_km = "Every land parcel online", "ແຜນທີ່ດິນ", "ដីធ្លីទាំងអស់"
    case.summary_th = "กรมที่ดินเปิดระบบค้นหารูปแปลงที่ดิน"
    case.save()
    case.results.all().delete()
    Lesson(record=case, position=5, text_en="Begin with one province.", text_my="မြို့နယ်တစ်ခုမှ စပါ။").save()
    case.keep(by=colleague, note="https://example.org/a-very-long-address-without-any-space/" * 3)
    make.published(case)
    case.summary_en = "A draft. " * 60
    case.save()
    case.keep(by=colleague)
    return case


@pytest.fixture
def twins(library, make: Maker) -> tuple[Agency, Agency]:
    """Two live agencies that are one."""
    return make.live("agency", name_en="Dept. of Lands"), make.live("agency", name_en="Department of Lands")


@pytest.fixture
def signed_in(open_page, make: Maker):
    """Opens an address in a window in which the secretariat has signed in."""

    def signed_in(path: str, **options) -> Page:
        page = open_page(f"/admin/login/?next={path}", **options)
        sign_in(page, make.secretary)
        return page

    return signed_in


def pages_of(case: CaseStudy, twins: tuple[Agency, Agency]) -> list[str]:
    """History, two comparisons, a step back, and a merge before and after a record is chosen."""
    old, new = twins
    record, agency = f"/admin/knowledge/casestudy/{case.pk}/", f"/admin/knowledge/agency/{old.pk}/"
    return [
        *(
            f"{record}history/",
            f"{record}history/compare/?from=1&to=5",
            f"{record}history/compare/?from=4&to=5",
        ),
        *(f"{record}steps/restore/?number=1", f"{agency}steps/merge/", f"{agency}steps/merge/?into={new.pk}"),
    ]


@pytest.mark.parametrize(("width", "theme"), list(product(WIDTHS, THEMES)))
def test_the_pages_have_no_accessibility_violations_and_fit_the_screen(width, theme, case, twins, signed_in):
    first, *others = pages_of(case, twins)
    page = signed_in(first, viewport={"width": width, "height": 900}, color_scheme=theme)
    found = []
    for path in (first, *others):
        assert page.goto(page.url.partition("/admin/")[0] + path).status == 200
        found += faults(page)
    assert found == []


def test_versions_are_compared_and_restored_by_keyboard_and_without_javascript(case, signed_in):
    page = signed_in(f"/admin/knowledge/casestudy/{case.pk}/history/", java_script_enabled=False)
    published = page.get_by_role("radio", name="Before: version 1, Published")
    published.focus()
    page.keyboard.press("Space")
    expect(published).to_be_checked()
    page.keyboard.press("Enter")
    page.wait_for_url("**/compare/?*")
    expect(page.locator("del").first).to_be_visible()
    expect(page.locator("ins").first).to_be_visible()
    words = page.locator("table.differences").inner_text()
    for said in ("Every land parcel", "Lesson: Begin with one province.", "ລາວ", "ខ្មែរ"):
        assert said in words, said
    page.get_by_role("link", name="Restore as a draft…").first.focus()
    page.keyboard.press("Enter")
    page.get_by_label("Reason").fill("The first text was right.")
    page.get_by_role("button", name="Restore as a draft").press("Enter")
    page.wait_for_url("**/change/")
    assert "Restored: the draft says what that version said." in page.locator(".messagelist").inner_text()
    case.refresh_from_db()
    assert (case.title_en, case.state) == ("Land parcels online", State.DRAFT)
    assert case.entry().names["en"] == "Every land parcel online"
    assert Revision.objects.filter(record_id=case.pk).latest("number").note == "The first text was right."


def test_a_record_is_merged_after_both_were_seen_without_javascript(twins, signed_in):
    old, new = twins
    page = signed_in(f"/admin/knowledge/agency/{old.pk}/steps/merge/", java_script_enabled=False)
    page.get_by_role("searchbox").fill(new.pk)
    page.keyboard.press("Enter")
    page.wait_for_url("**/merge/?q=*")
    page.get_by_role("link", name="Department of Lands", exact=True).click()
    words = page.locator("#content").inner_text()
    for said in ("This record stays", "No text is taken over.", "Dept. of Lands", "Where the two differ"):
        assert said in words, said
    assert old.entry().merged_into == ""
    page.get_by_label("Reason").fill("Twice the same.")
    page.get_by_role("button", name="Merge into another record").press("Enter")
    page.wait_for_url("**/change/")
    assert old.entry().merged_into == new.pk
