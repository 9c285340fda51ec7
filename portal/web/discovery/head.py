"""What a page says of itself to programs: where it stands, in which languages, as what, with which picture."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode

from babel.core import get_global
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from portal.catalogue.everything import EVERYTHING
from portal.exchange import linked_data
from portal.exchange.addresses import absolute, in_language, permanent
from portal.exchange.linked_data import description, title
from portal.languages.codes import CODES, DEFAULT
from portal.languages.dates import LOCALES
from portal.publishing.publication import Publication
from portal.web.discovery.feeds import CHANGES
from portal.web.discovery.markdown import twin_address
from portal.web.discovery.pictures import SITE, sign_of, site_sign
from portal.web.library import SECTION


@dataclass(frozen=True)
class Head:
    """Addresses are whole. `alternates` are (language, address) of the page in other languages and its own."""

    title: str
    description: str
    canonical: str
    language: str
    markdown: str
    picture: str
    sign: str
    alternates: list[tuple[str, str]] = field(default_factory=list)
    is_indexed: bool = True
    json: str = ""
    feed: str = ""
    calendar: str = ""
    license: str = ""
    og_type: str = "website"
    data: SafeString | str = ""

    @property
    def is_linked_to(self) -> bool:
        """Whether it has an address of its own: a record's page has one in every language, a page of results has none."""
        return self.is_indexed or bool(self.license)

    @property
    def locale(self) -> str:
        """The language as Open Graph has it."""
        return locale_of(self.language)

    @property
    def other_locales(self) -> list[str]:
        """Those of the page's real translations."""
        return [
            locale_of(code) for code, _address in self.alternates if code in CODES and code != self.language
        ]


def of_record(record: dict, address: str, language: str) -> Head:
    """The head of a record's page. Where another language is served, it stands for that one's page."""
    state, kind = record["language"], record["type"]
    alternates = [(code, absolute(in_language(record["html_url"], code))) for code in state["available"]]
    publication = Publication.registry[kind]
    served = state["served"]
    return Head(
        title=_full_title(record),
        description=description(record),
        canonical=absolute(record["html_url"]),
        language=served,
        markdown=absolute(twin_address(address)),
        picture=absolute(f"/pictures/{record['id']}.png"),
        sign=sign_of(record),
        alternates=[*alternates, ("x-default", permanent(kind, record["id"]))],
        is_indexed=not state["fallback"],
        json=absolute(f"{record['url']}?lang={served}"),
        calendar=absolute(f"/{publication.path}/{record['id']}.ics?lang={language}")
        if publication.calendar
        else "",
        license=record["license"]["url"],
        og_type="article",
        data=linked_data.script(linked_data.of_record(record, language)),
    )


def _full_title(record: dict) -> str:
    return ": ".join(filter(None, (title(record), record.get("theme"))))


def of_list(
    publication: Publication, address: str, language: str, records: Iterable[dict], *, is_indexed: bool
) -> Head:
    """The head of a kind's list."""
    heading = capfirst(publication.counted(2))
    return _page(
        heading,
        address,
        language,
        is_indexed=is_indexed,
        json=absolute(f"/api/v1/{publication.path}?{_filtered(publication.facets, address, language, 'q')}"),
        feed=_feed(publication.path, publication.facets, address, language),
        calendar=absolute(f"/{publication.path}.ics?lang={language}") if publication.calendar else "",
        data=linked_data.script(linked_data.of_list(heading, address, language, records))
        if is_indexed
        else "",
    )


def of_library(
    heading: str, address: str, language: str, records: Iterable[dict], *, is_indexed: bool
) -> Head:
    """The head of the search over everything."""
    query = _filtered(EVERYTHING.facets, address, language, "q")
    return _page(
        heading,
        address,
        language,
        is_indexed=is_indexed,
        json=absolute(f"/api/v1/{EVERYTHING.path}?{query}"),
        feed=_feed(CHANGES, EVERYTHING.facets, address, language),
        data=linked_data.script(linked_data.of_list(heading, address, language, records))
        if is_indexed
        else "",
    )


def of_home(heading: str, language: str) -> Head:
    """The head of a home."""
    data = linked_data.script(linked_data.of_site(language))
    return _page(
        heading, f"/{language}/", language, neutral="/", feed=_feed(CHANGES, (), "", language), data=data
    )


def of_page(heading: str, address: str, language: str, neutral: str = "") -> Head:
    """The head of any other page; `neutral` is its address without a language, where it has one."""
    return _page(heading, address, language, neutral)


def _page(heading: str, address: str, language: str, neutral: str = "", **more) -> Head:
    """A page that exists in all languages."""
    elsewhere = without_place(address)
    alternates = [(code, absolute(in_language(elsewhere, code))) for code in CODES]
    neutral = neutral or in_language(elsewhere, DEFAULT)
    return Head(
        title=heading,
        description="",
        canonical=absolute(address),
        language=language,
        markdown=absolute(twin_address(address)),
        picture=absolute(f"/pictures/{SITE}.png"),
        sign=site_sign(),
        alternates=[*alternates, ("x-default", absolute(neutral))],
        **more,
    )


def without_place(address: str) -> str:
    """A list's address without the place in it, which belongs to the order of one language."""
    path, _mark, query = address.partition("?")
    asked = urlencode([pair for pair in parse_qsl(query, keep_blank_values=True) if pair[0] != "cursor"])
    return f"{path}?{asked}" if asked else path


def _feed(path: str, facets: Iterable[str], address: str, language: str) -> str:
    """The feed of a list with the list's filters."""
    return absolute(f"/feeds/{path}.atom?{_filtered(facets, address, language)}")


def _filtered(facets: Iterable[str], address: str, language: str, *more: str) -> str:
    """The filters of a list's address, and other parameters by name, as a query of what programs read."""
    asked = parse_qsl(address.partition("?")[2])
    kept = {name: value for name, value in asked if name.partition("__")[0] in (*facets, "language", *more)}
    return urlencode({**kept, "lang": language})


def is_home(address: str, language: str) -> bool:
    """Whether this is the address of a home."""
    return address == f"/{language}/"


def is_library(address: str, language: str) -> bool:
    """Whether this is the address of the search over everything."""
    return address.partition("?")[0] == f"/{language}/{SECTION}"


def locale_of(code: str) -> str:
    """A language with the territory that Open Graph wants beside it: the one where most speak it."""
    return LOCALES.get(code) or f"{code}_{get_global('likely_subtags')[code].rpartition('_')[2]}"
