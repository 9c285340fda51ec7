"""An export of the opening content, opened from a folder: every page a file, and a search that needs no server."""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from playwright.sync_api import Page

from portal.mirror.folding import folded
from portal.search.tables import SearchText
from tests.browser.faults import OVERFLOW, RULES
from tests.mirror.links import broken

BASE = "https://sala.example"
COUNT = "#found [role=status]"
# Beside what stands in the opening content: cases, widths, digits and joined letters of many scripts.
HARD = (
    "ẞtraße ΣΊΣΥΦΟΣ İstanbul ﬁne Łódź Đà Nẵng hoà hóa \uff32\uff25\uff33\uff34 ½ x² LandsMaps™ COVID-19",
    "น้ำ น้ํา ๑๒๓ ໑໒໓ ១២៣ ၁၂၃ ①② ຫຼາຍ ຫລາຍ เรียน\u200bรู้ ที่ดินabc _under_score_ e\u0301tude",
    "ស្ដី ស្តី កាត់បន្ថយ ᆫ 한국어 ｶﾞｲﾄﾞ ガイド 電子政府 တိုင်း တိုုင်း မြန်မာ\u1037\u102f 🙂 a\u0301\u0323b \u0e4d",
)


@pytest.fixture
def mirror(library, tmp_path) -> Path:
    """An export in one language: half the time of two, which tests/mirror look at."""
    call_command(
        "export_site", str(tmp_path / "site"), "--languages", "th", "--base", BASE, stdout=StringIO()
    )
    return tmp_path / "site"


@pytest.fixture
def opened(browser, mirror) -> Iterator[Page]:
    """A window of an export's first page. Whatever the console says, or asks of a network, fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    complaints, page = [], context.new_page()
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: request.url.startswith("file:") or complaints.append(request.url))
    page.goto((mirror / "index.html").as_uri())
    yield page
    context.close()
    assert complaints == []


def _accessible(page) -> None:
    # Axe would fetch the style sheet, which a file may not.
    assert Axe().run(page, options={**RULES, "preload": False}).response["violations"] == []
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate(OVERFLOW) == 0
    page.set_viewport_size({"width": 1280, "height": 900})


def test_the_opening_content_is_read_and_searched_from_a_folder(opened, mirror):
    assert broken(mirror) == []
    _accessible(opened)
    opened.get_by_role("link", name="ไทย").click()
    field = opened.locator("#q")
    field.fill("ที่ดิน")  # in the midst of a sentence: กรมที่ดิน, แปลงที่ดิน
    field.press("Enter")
    opened.wait_for_selector("#found li")
    assert opened.locator("#q").input_value() == "ที่ดิน"
    assert opened.locator(COUNT).inner_text().startswith(str(opened.locator(".index > li").count()))
    assert set(opened.locator("#found mark").all_inner_texts()) == {"ที่ดิน"}
    _accessible(opened)
    opened.get_by_role("link", name="LandsMaps").first.press("Enter")
    assert opened.locator("h1").inner_text().startswith("LandsMaps")
    search = (mirror / "th" / "search.html").as_uri()
    opened.goto(f"{search}?q=land+thailand&type=case-study")
    opened.wait_for_selector("#found li")
    assert "LandsMaps" in opened.locator(".index").inner_text()
    opened.goto(f"{search}?q=qwertyuiop")
    opened.wait_for_function(f"document.querySelector('{COUNT}').textContent")
    assert opened.locator("#found li").count() == 0
    opened.goto((mirror / "th" / "library" / "index.html").as_uri())
    opened.get_by_role("link", name="แผนที่", exact=True).click()
    _accessible(opened)
    opened.locator("svg.tm a[href$='country=KR']").press("Enter")
    opened.wait_for_selector("#found li")
    opened.go_back()
    opened.locator("input[name=country][value=TH]").check()
    opened.get_by_role("button", name="ใช้ตัวกรอง").click()
    opened.wait_for_selector("#found li")
    assert "country=TH" in opened.url.partition("search.html?")[2]
    opened.evaluate("sala.ready")
    texts = [
        *SearchText.objects.values_list("title", flat=True),
        *SearchText.objects.values_list("body", flat=True),
    ]
    texts += HARD
    assert opened.evaluate("texts => texts.map(sala.fold)", texts) == [folded(text) for text in texts]
