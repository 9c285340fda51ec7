"""The library's page: filters, orders and pages that live in its address, and how it is kept."""

import html as htmllib
import re

import pytest
from django.conf import settings
from django.core.cache import caches

from portal.publishing.numbers import last_taken_back, portal_number
from tests.making import rename
from tests.web import library


def _form(html: str, action: str) -> dict[str, list[str]]:
    """The hidden fields of a form, by the words of its opening tag."""
    form = html[html.index(f"<form {action}") :].partition("</form>")[0]
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', form):
        found.setdefault(name, []).append(htmllib.unescape(value))
    return found


# Filters


def test_each_chip_takes_one_value_away_and_one_takes_all(two_countries, read):
    asked = {
        "q": "trees",
        "country": "TH,LA",
        "type": "case-study",
        "sort": "title",
        "stage__isnull": "false",
    }
    html = read(**asked, page="1")
    assert library.chips(html) == {
        "Case studies": {name: value for name, value in asked.items() if name != "type"},
        "Laos": asked | {"country": "TH"},
        "Thailand": asked | {"country": "LA"},
        "Stage: stated": {name: value for name, value in asked.items() if name != "stage__isnull"},
        "Clear all": {"q": "trees", "sort": "title"},
    }
    assert library.titles(html) == ["Trees 1", "Trees 2"]
    assert list(library.chips(read(country__not="TH"))) == ["not Thailand", "Clear all"]
    assert library.chips(read(country="TH")) == {"Thailand": {}, "Clear all": {}}


def test_ticked_boxes_come_as_one_name_several_times(two_countries, read):
    html = read(q="trees", country=["TH", "LA"], type=["case-study", ""])
    assert html == read(q="trees", country="TH,LA", type="case-study")
    boxes = re.findall(r'name="(country|type)" value="([^"]*)"( checked)?', html)
    ticked = {value for _name, value, checked in boxes if checked}
    assert ticked == {"TH", "LA", "case-study"}
    assert library.titles(read(country=["TH", "TH", ""], type="case-study")) == ["Trees 1", "Trees 0"]


def test_forms_keep_all_else_that_was_asked(two_countries, read):
    html = read(q='"trees"', country="TH,LA", mode__isnull="true", sort="title", page="1")
    asked = {"country": ["TH,LA"], "mode__isnull": ["true"]}
    assert _form(html, 'role="search"') == asked
    assert _form(html, 'class="sort"') == {**asked, "q": ['"trees"']}
    assert _form(html, 'class="inner"') == {
        "mode__isnull": ["true"],
        "q": ['"trees"'],
        "sort": ["title"],
    }
    for field in ("page", "utm_source"):
        assert f'name="{field}"' not in html


def test_what_is_filtered_otherwise_is_kept_while_boxes_are_ticked(two_countries, read):
    html = read(country__not="LA", language__all="en,th")
    assert _form(html, 'class="inner"') == {"country__not": ["LA"], "language__all": ["en,th"]}


def test_only_what_is_in_the_readers_language_is_one_link_away(make, two_countries, read):
    make.live("topic", name_en="Trees", name_lo="ຕົ້ນໄມ້")
    html = read("lo", q="trees", sort="title")
    assert '<a href="/lo/library?q=trees&amp;sort=title&amp;language=lo">' in html
    assert library.titles(read("lo", q="trees", language="lo")) == ["ຕົ້ນໄມ້"]
    assert "language=en" not in read("en", q="office")  # all of it is in English
    assert "language=km" not in read("km", q="trees")  # none of it is in Khmer


def test_orders_are_offered_that_make_sense(two_countries, read):
    options = re.compile(r'<option value="([^"]*)"( selected)?>')
    assert options.findall(read(q="trees")) == [
        ("relevance", " selected"),
        ("-published_at", ""),
        ("title", ""),
    ]
    assert options.findall(read(sort="title")) == [
        ("kind", ""),
        ("-published_at", ""),
        ("title", " selected"),
    ]
    assert library.titles(read(q="trees", sort="title")) == [
        "Office of trees",
        "Trees 0",
        "Trees 1",
        "Trees 2",
    ]
    # The words were deleted, the order remained in the address.
    assert library.titles(read(sort="relevance", q="")) == library.titles(read())
    assert read(q="trees", sort="nonsense", status=400)


# Pages


@pytest.mark.parametrize("number", [20, 21, 41])
def test_pages_are_walked_by_links(make, client, read, number):
    make.live("case-study", title_en="A case of trees", lessons=number - 1)
    for query in ({}, {"q": "trees"}, {"q": "trees", "sort": "title"}):
        asked = {"country": "AA", **query}
        pages, html = [], read(**asked)
        while html:
            pages.append(re.findall(r'<h3><a href="([^"]*)"', html))
            links = dict(re.findall(r'<a href="([^"]*)" rel="(next|prev)">', html))
            links = {rel: library.asked(address) for address, rel in links.items()}
            back = (
                {}
                if len(pages) == 1
                else {"prev": asked | ({"page": str(len(pages) - 1)} if len(pages) > 2 else {})}
            )
            assert {rel: where for rel, where in links.items() if rel == "prev"} == back
            html = read(**links["next"]) if "next" in links else ""
        assert [len(page) for page in pages] == [20] * (number // 20) + [number % 20] * (number % 20 > 0)
        assert len({address for page in pages for address in page}) == number
        read(**asked, page=str(len(pages) + 1), status=404)


def test_the_pager_says_where_one_is(make, read):
    make.live("case-study", title_en="A case of trees", lessons=40)
    assert "Showing 21 to 40 of 41" in read(q="trees", page="2", country="AA")
    assert "Showing 41 to 41 of 41" in read("en", country="AA", page="3")
    assert 'class="pager"' not in read(q="trees", type="case-study")


def test_pages_that_cannot_be_are_refused_or_not_found(two_countries, read):
    assert "<h1" in read(page="2", status=404)
    assert "<h1" in read(page="50", q="trees", status=404)
    for page in ("51", "0", "-1", "x", ""):
        read(page=page, status=400 if page else 200)
    assert read(q="x" * 201, status=400)
    assert read(type="nonsense", status=400)
    assert read(cursor="x") == read()
    assert read(page=["1", "2"], status=400)


# How it is kept


def _kept(*addresses: str) -> list[str]:
    """Those of the addresses whose page is stored, or a last good copy of it."""
    number = portal_number()
    return [
        address
        for address in addresses
        if caches["pages"].get(f"{settings.BUILD}:{number.value}:{number.menu}:{address}")
        or caches["last_good"].get(f"last-good:{last_taken_back()}:{address}")
    ]


def test_what_somebody_typed_is_not_stored_and_all_else_is(two_countries, read):
    typed = ["/en/library?country=TH&q=trees", "/th/library?country=TH&q=trees", "/en/library?q=+"]
    for language in ("en", "th"):
        read(language, q="trees", country="TH")
    for query in ({}, {"country": "TH"}, {"country": ["TH", ""], "fbclid": "x"}, {"page": "1", "q": " "}):
        read(**query)
    assert _kept(*typed, "/en/library", "/en/library?country=TH") == ["/en/library", "/en/library?country=TH"]


def test_etags_answer_304_whether_stored_or_not(make, two_countries, client):
    for address in (
        "/en/library",
        "/en/library?q=trees",
        "/th/library?country=TH",
        "/en/case-studies?q=trees",
    ):
        first = client.get(address)
        assert first["Cache-Control"] == "public, max-age=60"
        assert first["Content-Language"] == address[1:3]
        again = client.get(address, headers={"if-none-match": first["ETag"]})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"]), address
    make.live("topic", name_en="Trees again")
    changed = client.get("/en/library?q=trees", headers={"if-none-match": first["ETag"]})
    assert (changed.status_code, b"<mark>Trees</mark> again" in changed.content) == (200, True)


def test_lists_of_one_kind_are_searched_too(make, two_countries, client):
    rename(make.case_study(), "Trees in a draft")
    html = client.get("/en/case-studies?q=trees&country=TH").content.decode()
    assert [f"<mark>Trees</mark> {number}" in html for number in range(3)] == [True, True, False]
    assert "draft" not in html
    assert client.get("/en/case-studies?q=trees&sort=relevance").status_code == 200
    assert client.get("/en/case-studies?sort=relevance").status_code == 400
    assert client.get(f"/en/case-studies?q={'x' * 201}").status_code == 400


def test_every_page_leads_to_the_library_and_the_home_searches_it(two_countries, client):
    for language in ("en", "km"):
        home = client.get(f"/{language}/").content.decode()
        assert f'<form role="search" action="/{language}/library" method="get">' in home
        assert f'<a href="/{language}/library">' in home
        assert (
            f'<a href="/{language}/library" aria-current="page">'
            in client.get(f"/{language}/library").content.decode()
        )
