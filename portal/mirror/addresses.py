"""Addresses within the site: which of them a mirror holds, and what a link with a question asks."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve

from portal.catalogue.everything import EVERYTHING, TYPE
from portal.catalogue.parameters import SUFFIXES
from portal.languages.codes import BY_CODE
from portal.publishing.publication import Kind
from portal.web.library import SECTION as LIBRARY
from portal.web.library_views import LIST, VIEWS

PLACE = ("cursor", "page")  # parameters that say where in a list a page is
ORDER, VIEW, TEXT, LANGUAGE = "sort", "view", "q", "language"
# What becomes files, by the names of addresses: what can be read as it is, and looks the same to everybody.
COPIED = {
    *("web:home", "web:library", "web:list", "web:record", "web:record-slug", "web:neutral", "web:history"),
    *("web:developers", "web:reference", "web:reference-page", "web:problems", "web:problem"),
    *("web:components", "web:languages", "web:file"),
    *("insights:insights", "insights:table", "insights:picture"),
}


@dataclass(frozen=True)
class Link:
    """Where a link within the site leads: a path, a question, and a place in the page."""

    path: str
    query: str = ""
    fragment: str = ""

    @property
    def address(self) -> str:
        """Without the place in the page."""
        return f"{self.path}?{self.query}" if self.query else self.path

    @property
    def language(self) -> str:
        """The language that the path begins with, "" if it is in none."""
        first = self.path.split("/")[1]
        return first if first in BY_CODE else ""

    @property
    def section(self) -> str:
        """What stands behind the language in the path of a list, "" in all other paths."""
        return self.path.split("/")[2] if self.language and self.path.count("/") == 2 else ""  # noqa: PLR2004 - /language/section

    @property
    def anchor(self) -> str:
        """The place in the page with its mark."""
        return f"#{self.fragment}" if self.fragment else ""

    @property
    def number(self) -> int:
        """Which page of a list it says that it is; 0 if it does not say."""
        page = dict(parse_qsl(self.query)).get("page", "")
        return int(page) if page.isdigit() else 0

    @cached_property
    def asked(self) -> tuple[tuple[str, str], ...]:
        """What it asks for beside a place in a list, as (name, value)."""
        pairs = parse_qsl(self.query, keep_blank_values=True)
        return tuple(pair for pair in pairs if pair[0] not in PLACE)

    @property
    def is_ordered(self) -> bool:
        """Whether it asks for nothing but an order: a mirror has each list in one."""
        return [name for name, _value in self.asked] == [ORDER]

    @property
    def view(self) -> str:
        """Which picture of the whole library it asks for; "" if it asks for none, or for something else, too."""
        pictures = [(VIEW, name) for name in VIEWS if name != LIST]
        is_one = self.section == LIBRARY and len(self.asked) == 1 and self.asked[0] in pictures
        return self.asked[0][1] if is_one else ""


def link_to(href: str, at: str = "/") -> Link | None:
    """The link of a page at address `at`, None if it leaves the site."""
    full = urlsplit(urljoin(settings.SITE_URL + at, href))
    here = urlsplit(settings.SITE_URL)
    if (full.scheme, full.netloc) != (here.scheme, here.netloc):
        return None
    return Link(full.path or "/", full.query, full.fragment)


def is_mirrored(link: Link, languages: Collection[str]) -> bool:
    """Whether it may become a file: it is in COPIED or is a style or script, asks nothing, and is in no other language."""
    if (link.asked and not link.view) or (link.language and link.language not in languages):
        return False
    if link.path.startswith(settings.STATIC_URL):
        return True
    try:
        return resolve(link.path).view_name in COPIED
    except Resolver404:
        return True  # asked for, so that the report tells of it


def asked_of_everything(link: Link) -> str | None:
    """The question of a list's or the library's link as the mirror's search takes it.

    None if it is no such link, or asks for what that search does not know.
    """
    kind = next((kind for kind in Kind.registry.values() if kind.path == link.section), None)
    if not kind and link.section != LIBRARY:
        return None
    asked = [pair for pair in link.asked if pair[0] != ORDER and pair[1]]
    known = {*(kind or EVERYTHING).facets, TEXT, LANGUAGE}
    for name, _value in asked:
        facet, _mark, suffix = name.partition("__")
        if facet not in known or suffix not in SUFFIXES:
            return None
    return urlencode([*asked, *([(TYPE, kind.kind)] if kind else [])])
