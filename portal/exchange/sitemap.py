"""Site maps (sitemaps.org) with the languages in which each page really exists."""

from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from django.utils.html import escape

from portal.exchange.addresses import absolute

MEDIA_TYPE = "application/xml; charset=utf-8"
MOST = 10_000  # addresses in a file; the protocol allows five times as many
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"


@dataclass(frozen=True)
class MappedPage:
    """A page in all its languages: {"en": "/en/…", "x-default": "/…"}, and when it last changed (W3C datetime)."""

    addresses: dict[str, str]
    changed_at: str | None


def index(files: Iterable[tuple[int, str | None]]) -> str:
    """The index of the files, each with its number and when something in it last changed."""
    lines = (
        f"<sitemap><loc>{absolute(f'/sitemaps/{number}.xml')}</loc>{_changed(at)}</sitemap>"
        for number, at in files
    )
    return "\n".join([f'{HEAD}<sitemapindex xmlns="{SCHEMA}">', *lines, "</sitemapindex>\n"])


def urlset(pages: Iterable[MappedPage]) -> str:
    """A file: each page once in each of its languages, every time with all of them."""
    lines = [line for page in pages for line in _urls(page)]
    names = f'xmlns="{SCHEMA}" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    return "\n".join([f"{HEAD}<urlset {names}>", *lines, "</urlset>\n"])


def _urls(page: MappedPage) -> Iterable[str]:
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href={quoteattr(absolute(address))}/>'
        for code, address in page.addresses.items()
    )
    for code, address in page.addresses.items():
        if code != "x-default":
            yield f"<url><loc>{escape(absolute(address))}</loc>{_changed(page.changed_at)}{links}</url>"


def _changed(at: str | None) -> str:
    return f"<lastmod>{at}</lastmod>" if at else ""
