"""Pages of the site made to work as files: links to files, what needs the site led there, searching led to the mirror's search."""

import posixpath
import re
from html import escape, unescape
from urllib.parse import quote

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from portal.mirror.addresses import Link, asked_of_everything, link_to
from portal.mirror.crawling import ATTRIBUTE, ELSEWHERE, REFERRING, Crawl

SEARCH = "search.html"  # in the folder of each language
CHARSET = '<meta charset="utf-8">\n'
# What only the site can do: its worker, suggestions, orders of lists.
ONLY_THERE = re.compile(
    r'<link rel="manifest"[^>]*>\n?|\sdata-suggestions="[^"]*"|<form class="sort".*?</form>', re.DOTALL
)
FORM = re.compile(r"(<form\b[^>]*>)(.*?)</form>", re.DOTALL)
ACTION = re.compile(r'\saction="([^"]*)"')
FOOT = re.compile(r"(</div>\s*)?</footer>")
# Browsers have no policy of a file's headers; what a file may load are files.
NOT_IN_PAGES = ("frame-ancestors", "upgrade-insecure-requests")
SELF = "'self'"
WHOLE = r"(?![\w-]|[.:]\w)"  # behind an address of a site: no longer name, no port


def policy() -> str:
    """The site's own Content-Security-Policy as a page can state it, for files as well as for a server."""
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    lines = [
        " ".join([name, *(f"{SELF} file:" if source == SELF else source for source in sources)])
        for name, sources in directives.items()
        if name not in NOT_IN_PAGES
    ]
    return f'<meta http-equiv="Content-Security-Policy" content="{"; ".join(lines)}">\n'


class Rewriter:
    """Rewrites the pages of one crawl. `base` is where the site is, `day` when the mirror was made, in ISO 8601."""

    def __init__(self, crawl: Crawl, languages: list[str], base: str, day: str):
        self._crawl, self._languages, self._base, self._day = crawl, languages, base, day
        self._policy = policy()
        # As it stands in texts and in what pages tell programs, and as it stands in links to write a letter.
        self._named = [
            (re.compile(re.escape(quote(settings.SITE_URL, safe)) + WHOLE), quote(base, safe))
            for safe in (":/", "")
        ]
        self._notes: dict[str, str] = {}

    def page(self, html: str, name: str, link: Link) -> str:
        """The page of `link` as the file `name`."""
        html = ONLY_THERE.sub("", html)
        html = REFERRING.sub(lambda tag: self._tag(tag.group(), name, link.address), html)
        html = FORM.sub(lambda form: self._form(form, name, link), html)
        html = html.replace(CHARSET, CHARSET + self._policy, 1)
        for site, base in self._named:
            html = site.sub(base, html)
        note = self._note(link.language)
        return FOOT.sub(lambda end: f"{note}{end.group()}", html, count=1)

    def href(self, href: str, name: str, at: str) -> str:
        """What a link of the page at address `at` becomes in the file `name`."""
        if href.startswith("#"):
            return href
        link = link_to(href, at)
        if link is None:
            return href
        wanted = Link(link.path) if link.is_ordered else link
        if file := self._crawl.file_of(wanted):
            return relative(file, name) + link.anchor
        return self._search(link, name) or f"{self._base}{link.address}{link.anchor}"

    def _search(self, link: Link, name: str) -> str:
        """The mirror's search with the question of a link, "" if it is none that it can answer."""
        asked = asked_of_everything(link) if link.language in self._languages else None
        if asked is None:
            return ""
        return relative(f"{link.language}/{SEARCH}", name) + (f"?{asked}" if asked else "")

    def _tag(self, tag: str, name: str, at: str) -> str:
        if ELSEWHERE.search(tag):
            return tag

        def attribute(found: re.Match) -> str:
            return f'{found.group(1)}="{escape(self.href(unescape(found.group(2)), name, at))}"'

        return ATTRIBUTE.sub(attribute, tag)

    def _form(self, form: re.Match, name: str, page: Link) -> str:
        """The form, asking the mirror's search; where it is for something else, the way to the site."""
        start, inner = form.groups()
        action = ACTION.search(start)
        link = link_to(unescape(action.group(1)) if action else "", page.address)
        is_read = 'method="post"' not in start.lower()
        search = self._search(Link(link.path), name) if link and is_read else ""
        if not search:
            return _render("only_online.html", page.language, address=f"{self._base}{page.address}")
        path, _mark, kind = search.partition("?type=")
        hidden = f'<input type="hidden" name="type" value="{kind}">' if kind else ""
        return f'{ACTION.sub("", start)[:-1]} action="{path}">{hidden}{inner}</form>'

    def _note(self, language: str) -> str:
        """The line that says of when and where the copy is."""
        if language not in self._notes:
            self._notes[language] = _render("note.html", language, day=self._day, base=self._base)
        return self._notes[language]


def relative(file: str, name: str) -> str:
    """The way from the file `name` to another file."""
    return quote(posixpath.relpath(file, posixpath.dirname(name)))


def _render(template: str, language: str, **values: str) -> str:
    with translation.override(language or settings.LANGUAGE_CODE):
        return render_to_string(f"mirror/{template}", values)
