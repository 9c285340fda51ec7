"""Pages rewritten: nothing but links, forms and what only the site can do."""

from urllib.parse import quote

import pytest

from portal.mirror.addresses import Link
from portal.mirror.crawling import Crawl
from portal.mirror.rewriting import Rewriter

BASE = "https://sala.example"
NAME = "en/case-studies/index.html"
PAGE = Link("/en/case-studies")


@pytest.fixture
def rewriter(tmp_path) -> Rewriter:
    """One that knows two pages."""
    crawl = Crawl(tmp_path, ["en"], lambda _pages: None)
    crawl.names.give("/en/topics", "/en/topics", "text/html")
    crawl.names.give(PAGE.address, PAGE.path, "text/html")
    return Rewriter(crawl, ["en"], BASE, "2026-01-02T03:04:05+00:00")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a class="x" href="/en/topics#a">', '<a class="x" href="../topics/index.html#a">'),
        ('<a href="#main">', '<a href="#main">'),
        (
            '<a href="/en/topics?language=th&amp;q=y">',
            '<a href="../search.html?language=th&amp;q=y&amp;type=topic">',
        ),
        ('<a href="/en/topics?sort=-name#a">', '<a href="../topics/index.html#a">'),
        ('<a href="/en/topics?kind=x">', f'<a href="{BASE}/en/topics?kind=x">'),
        ('<a href="/en/compare?id=x,y">', f'<a href="{BASE}/en/compare?id=x,y">'),
        ('<a href="/en/gone">', f'<a href="{BASE}/en/gone">'),
        ('<a href="/lo/topics">', f'<a href="{BASE}/lo/topics">'),
        ('<a href="https://example.org/?a=1&amp;b=2">', '<a href="https://example.org/?a=1&amp;b=2">'),
        ('<code>&lt;a href="/en/topics"&gt;</code>', '<code>&lt;a href="/en/topics"&gt;</code>'),
        ('<div data-suggestions="/api/v1/suggestions">', "<div>"),
        ('<form class="sort" action="/en/library">x</form>', ""),
        (
            '<form action="/en/library" method="get">x</form>',
            '<form method="get" action="../search.html">x</form>',
        ),
        (
            '<form action="/en/topics">x</form>',
            '<form action="../search.html"><input type="hidden" name="type" value="topic">x</form>',
        ),
    ],
)
def test_links_and_forms_lead_to_files_or_to_the_site(rewriter, html, expected):
    assert rewriter.page(html, NAME, PAGE) == expected


@pytest.mark.parametrize("form", ['method="post" action="/en/library"', 'action="/en/ask"', 'method="post"'])
def test_where_a_form_writes_the_way_to_the_site_is_shown(rewriter, form):
    html = rewriter.page(f'<form {form}><input name="x"></form>', NAME, PAGE)
    assert "<form" not in html
    assert f'<a href="{BASE}/en/case-studies">' in html


def test_pages_name_the_site_to_which_the_copy_leads(rewriter, settings):
    page = '<link rel="canonical" href="{site}/en"><a href="mailto:?body={quoted}%2Fen"><p>{site}. {other}1/ {other}.org/'
    here = settings.SITE_URL
    html = page.format(site=here, quoted=quote(here, ""), other=here)
    expected = page.format(site=BASE, quoted=quote(BASE, ""), other=here)  # others only begin like it
    assert rewriter.page(html, NAME, PAGE) == expected


def test_the_footer_says_when_the_copy_was_made(rewriter):
    html = rewriter.page('<footer class="foot"><div></div></footer>', NAME, PAGE)
    assert "2 January 2026" in html
    assert html.endswith("</p>\n</div></footer>")
