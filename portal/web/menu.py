"""The menu in the footer of every page: the published pages that have a place in it, by what they published."""

from dataclasses import dataclass

from django.conf import settings
from django.core.cache import caches

from portal.catalogue.catalogue import Catalogue
from portal.publishing.addresses import absolute, page_address
from portal.publishing.numbers import MENU

MOST = 20  # items


@dataclass(frozen=True)
class MenuItem:
    """A page's name, the language that the name is in, and where the page is."""

    name: str
    language: str
    address: str


def menu_of(language: str, number: int) -> tuple[MenuItem, ...]:
    """The menu in a language, as it was when the menu's number was `number`, or newer: one query each time it changes.

    It is kept like a page, under (build, number, language). Before anything was published there is no
    number and no query.
    """
    if not number:
        return ()
    cache, key = caches["pages"], f"{settings.BUILD}:{number}:menu:{language}"
    menu = cache.get(key)
    if menu is None:
        menu = _read(language)
        cache.set(key, menu)
    return menu


def _read(language: str) -> tuple[MenuItem, ...]:
    cards = (item.record for item in Catalogue(MENU, language).sort("place").page(limit=MOST).items)
    return tuple(
        MenuItem(
            name=card["title"],
            language=card.get("title_language", card["language"]["served"]),
            address=absolute(page_address(MENU, language, card["id"], card["slug"]), ""),
        )
        for card in cards
        if card["place"] is not None
    )
