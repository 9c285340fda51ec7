"""The mirror's search: texts folded here, looked through by static/mirror/search.js, which opens them as scripts.

Scripts, because a page opened from a folder may not fetch. One for the facets and one for the texts of each language,
and for each language of the pages one that tells how everything is called there.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from django.template.loader import render_to_string
from django.utils import translation

from portal.catalogue.catalogue import Catalogue
from portal.catalogue.census import census
from portal.catalogue.everything import TYPE
from portal.catalogue.record import Found
from portal.catalogue.results import Result
from portal.mirror.addresses import LIBRARY, Link
from portal.mirror.folding import folded, tables
from portal.mirror.rewriting import SEARCH, Rewriter
from portal.publishing.numbers import portal_number
from portal.search.tables import SearchText
from portal.web.context import page_context
from portal.web.menu import menu_of
from portal.web.results import shown
from portal.web.templatetags import sala

FOLDER = "search"
STEP = 100  # entries read at once
UNKNOWN = "und"  # a text whose language nobody knows


@dataclass(frozen=True)
class Data:
    """A script that gives the search some data: `sala.<name> = …`."""

    name: str
    file: str
    value: object

    def write(self, folder: Path) -> None:
        """Write it below a folder."""
        text = json.dumps(self.value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        path = folder / FOLDER / self.file
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"sala.{self.name}={text};\n", encoding="utf-8", newline="\n")


def write_search(folder: Path, languages: list[str], rewriter: Rewriter) -> None:
    """Write the data and a page for each language."""
    items = list(everything(languages[0]))
    texts = texts_of(items)
    Data("folding", "folding.js", tables()).write(folder)
    Data("facets", "facets.js", facets_of(items)).write(folder)
    for code, lines in texts.items():
        Data(f"texts.{code}", f"texts.{code}.js", lines).write(folder)
    for language in languages:
        with translation.override(language):
            entries = [_entry(item, language, rewriter) for item in everything(language)]
            Data("entries", f"entries.{language}.js", entries).write(folder)
            page = _page(language, sorted(texts), rewriter)
        (folder / language / SEARCH).write_text(page, encoding="utf-8", newline="\n")


def everything(language: str) -> Iterable[Found]:
    """All that is public, in the order of the library: the same in every language."""
    question = Catalogue("", language)
    for start in count(0, STEP):
        items = question.page(limit=STEP, start=start).items
        yield from items
        if len(items) < STEP:
            return


def texts_of(items: list[Found]) -> dict[str, list[list]]:
    """By language, [entry, folded title and other names, folded text, text, entries it names] of each text."""
    found: dict[str, list[list]] = {}
    places = {item.row: place for place, item in enumerate(items)}
    ids = {item.public_id: place for place, item in enumerate(items)}
    for row in SearchText.objects.order_by("number", "id").iterator():
        if row.number in places:
            names = folded(" · ".join([row.title, *row.names]))
            cited = sorted({ids[public_id] for public_id in row.cites if public_id in ids})
            line = [places[row.number], names, folded(row.body), row.body, cited]
            found.setdefault(row.language or UNKNOWN, []).append(line)
    return found


def facets_of(items: list[Found]) -> list[dict[str, list[str]]]:
    """Each entry's values by facet."""
    seq = portal_number().value
    found = []
    for item in items:
        values: dict[str, list[str]] = {TYPE: [item.kind]}
        for name, value in census.of(item.kind, seq).values_of.get(item.row, ()):
            values.setdefault(name, []).append(value)
        found.append({name: sorted(several) for name, several in values.items()})
    return found


def _entry(item: Found, language: str, rewriter: Rewriter) -> list:
    """[title, its language or "", kind, file, places with their languages, date, summary, its language or "", tile] as the search shows them."""
    result = shown(Result(item))
    record = result["record"]
    served = record["language"]["served"]
    title = record[result["title_name"]]
    address = sala.here(record["html_url"], language)
    summary = next(
        (record[name] for name in ("summary", "definition", "theme") if isinstance(record.get(name), str)), ""
    )
    foreign = served if served != language else ""
    return [
        title,
        result["title_language"] if result["title_language"] != language else "",
        result["kind"],
        rewriter.href(address, f"{language}/{SEARCH}", address),
        [_named(place, served, language) for place in result["places"] if place.get("name")],
        sala.date(result["date"], language),
        summary,
        record.get("summary_language", foreign) if summary else "",
        result["tile"].partition("-")[0].upper()[: sala.LONGEST_TILE],
    ]


def _named(place: dict, served: str, language: str) -> list[str]:
    own = place.get("name_language") or served
    return [place["name"], own if own != language else ""]


def _page(language: str, texts: list[str], rewriter: Rewriter) -> str:
    link = Link(f"/{language}/{LIBRARY}")
    values = page_context(link.address, language, menu_of(language, portal_number().menu))
    values["texts"] = texts
    return rewriter.page(render_to_string("mirror/search.html", values), f"{language}/{SEARCH}", link)
