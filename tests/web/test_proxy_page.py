"""The page that a proxy shows while nothing answers behind it."""

import re
from io import StringIO

from django.core.management import call_command
from django.utils.translation import gettext, override

from portal.languages.codes import CODES, SITE_LANGUAGES
from tests.web.literal import Languages


def _page() -> str:
    """As the command prints it. No test here may use a database."""
    out = StringIO()
    call_command("outage_page", stdout=out)
    return out.getvalue()


def test_it_speaks_all_languages_at_once_each_marked():
    html, words = _page(), "Our data cannot be reached. Try again in a minute."
    read = Languages(html)
    assert read.open == [("", "")]
    for site in SITE_LANGUAGES:
        with override(site.code):
            said = gettext(words)
        assert (said != words) == (site.code != "en")
        assert read.of(said) == {site.code}
        assert read.of(site.name) >= {site.code}
        assert f'<a href="/{site.code}/" hreflang="{site.code}">' in html
    assert html.count("<h2>") == len(CODES)


def test_it_stands_alone_but_for_the_stylesheet():
    html = _page()
    assert re.findall(r'(?:src|href)="([^"]*\.[^"]*)"', html) == ["/static/site.css"]
    assert not re.search(r"<script|<style|style=|<img| on\w+=|https?:|\{[{%]", html)
    assert html.count("<h1>") == 1
    assert len(html.encode()) < 8_000
