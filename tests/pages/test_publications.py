"""How pages are published, listed and read."""

import pytest

from portal.pages.publications import Pages
from tests.contracts.surfaces import api, page
from tests.making import rename


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("title", "It has no title in its original language."),
        ("body", "It has no text in its original language."),
    ],
)
def test_a_page_needs_a_title_and_a_text_to_be_published(make, text, problem):
    document = make.page().document()
    assert Pages().check(document) == []
    document["texts"]["en"].pop(text)
    assert Pages().check(document) == [problem]


def test_pages_are_listed_by_place_then_by_title_and_those_without_a_place_last(make, client):
    for title, place in (("Beta", 2), ("No place", None), ("Late", 11), ("Alpha", 2), ("First", 1)):
        make.live("page", title_en=title, place=place)
    results = client.get("/api/v1/pages").json()["results"]
    assert [(card["title"], card["place"]) for card in results] == [
        ("First", 1),
        ("Alpha", 2),
        ("Beta", 2),
        ("Late", 11),
        ("No place", None),
    ]
    by_title = client.get("/api/v1/pages?sort=-title").json()["results"]
    assert [card["title"] for card in by_title] == ["No place", "Late", "First", "Beta", "Alpha"]
    html = client.get("/en/pages").content.decode().partition("<main")[2]
    assert [title for title in ("First", "Alpha", "Late") if html.index(title) > 0]
    assert html.index("First") < html.index("Alpha") < html.index("Late") < html.index("No place")


def test_a_page_is_read_by_the_api_like_any_record(make):
    record = make.live("page", title_en="About", slug="about", place=1, body_en="## Why\n\nBecause.")
    status, body = api("page", record.pk, lang="lo")
    assert (status, body["type"], body["title"], body["body"], body["place"]) == (
        *(200, "page", "About", "## Why\n\nBecause."),
        1,
    )
    assert (body["language"]["served"], body["language"]["fallback"]) == ("en", True)
    assert body["html_url"].endswith(f"/en/pages/{record.pk}/about")


def test_a_page_shows_headings_its_day_and_nothing_but_its_own_text(make):
    text = "Before.\n\n## Who we are\n\n- one\n\n### Details\n\n<b>bold</b>"
    record = make.live("page", title_en="About", body_en=text)
    status, html = page("page", record.pk)
    main = html.partition("<main")[2].partition("</main>")[0]
    assert status == 200
    for shown in ("<h1>About</h1>", "<h2>Who we are</h2>", "<li>one</li>", "<h3>Details</h3>", "Updated on "):
        assert shown in main
    assert "&lt;b&gt;bold" in main
    assert "At a glance" not in main


def test_a_page_in_a_language_it_does_not_have_says_so(make):
    record = make.live("page", title_en="About", body_en="English text.")
    html = page("page", record.pk, "lo")[1]
    assert "ໜ້ານີ້ຍັງບໍ່ມີເປັນພາສາລາວ." in html
    assert '<article class="wrap" lang="en">' in html
    assert "English text." in html


def test_an_edited_page_shows_its_published_text_until_it_is_published_again(make):
    record = make.live("page", title_en="About")
    make.kept(rename(record, "About this house"))
    assert "About this house" not in page("page", record.pk)[1]
    make.published(record)
    assert "About this house" in page("page", record.pk)[1]
