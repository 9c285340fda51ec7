"""What every page's template gets besides its own content."""

from functools import lru_cache
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from portal.languages.codes import SITE_LANGUAGES
from portal.publishing.numbers import MENU
from portal.publishing.publication import Publication
from portal.web.menu import MenuItem

REST = "\x7f"  # stands for a page's own address after its language: no address holds it
FRAME = ("assets", "masthead", "breadcrumb", "footer")  # components
REMEMBERED = 500  # frames: ten languages by the sections, of lists and of records
# In the main navigation; everything else is reached from there.
MAIN = ("case-study", "country", "conference")


def page_context(address: str, language: str, menu: tuple[MenuItem, ...] = ()) -> dict:
    """Site, language switch, navigation and the footer's menu of the page at `address`, which begins with its language."""
    path, _mark, query = address[len(language) + 1 :].partition("?")
    # A place in a list belongs to the order of one language: in another one the list begins anew.
    asked = parse_qsl(query, keep_blank_values=True)
    elsewhere = urlencode([(name, value) for name, value in asked if name != "cursor"])
    rest = f"{path}{elsewhere and '?'}{elsewhere}"
    section = path.lstrip("/").partition("/")[0]
    return {
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "language": language,
        "address": address,
        "languages": languages_of(rest, language),
        "navigation": navigation_of(language, section, is_page=path == f"/{section}"),
        **frame(language, section, path, rest, menu),
    }


def languages_of(rest: str, language: str) -> list[dict]:
    """The site's languages with the address of the same page in each."""
    return [
        {
            "code": other.code,
            "name": other.name,
            "address": f"/{other.code}{rest}",
            "is_current": other.code == language,
        }
        for other in SITE_LANGUAGES
    ]


def frame(
    language: str, section: str, path: str, rest: str, menu: tuple[MenuItem, ...]
) -> dict[str, SafeString]:
    """What stands around a page (see FRAME), made once for all pages of a section in a language, under one menu."""
    parts = _frame(language, section, path == f"/{section}", settings.SITE_NAME, menu)
    here = escape(rest)
    return {name: mark_safe(html.replace(REST, here)) for name, html in parts.items()}  # noqa: S308 - of a template


@lru_cache(maxsize=REMEMBERED)
def _frame(
    language: str, section: str, is_page: bool, site_name: str, menu: tuple[MenuItem, ...]
) -> dict[str, str]:
    values = {
        "language": language,
        "site_name": site_name,
        "languages": languages_of(REST, language),
        "navigation": navigation_of(language, section, is_page=is_page),
        "menu": menu,
        "section": section,
    }
    # The way to a page leads through its list, also where no navigation leads to that.
    own = {"breadcrumb": {"navigation": _lists(language, section, is_page=is_page)}}
    with translation.override(language):
        return {
            name: render_to_string(f"components/{name}.html", values | own.get(name, {})) for name in FRAME
        }


@lru_cache(maxsize=REMEMBERED)
def navigation_of(language: str, section: str, *, is_page: bool) -> tuple[dict, ...]:
    """The lists of all kinds, the main ones first; pages about the portal are in the footer's menu instead."""
    return tuple(item for item in _lists(language, section, is_page=is_page) if item["kind"] != MENU)


def _lists(language: str, section: str, *, is_page: bool) -> tuple[dict, ...]:
    publications = sorted(Publication.all(), key=_place)
    return tuple(_item(publication, section, language, is_page=is_page) for publication in publications)


def _item(publication: Publication, section: str, language: str, *, is_page: bool) -> dict:
    is_current = publication.path == section
    return {
        "kind": publication.kind,
        "label": publication.model._meta.verbose_name_plural,
        "address": f"/{language}/{publication.path}",
        "is_main": publication.kind in MAIN,
        "is_page": is_current and is_page,
        "is_current": is_current,
    }


def _place(publication: Publication) -> int:
    return MAIN.index(publication.kind) if publication.kind in MAIN else len(MAIN)
