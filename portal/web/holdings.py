"""What is published, counted for pictures: lines with labels in the reader's language.

Numbers come from the Census and cost no query; names of records cost one for each facet that holds such.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from portal.catalogue.catalogue import Catalogue
from portal.catalogue.counts import labels_of
from portal.catalogue.everything import TYPE
from portal.languages.codes import CODES
from portal.pictures.lines import Line
from portal.pictures.tile_map import Position, TileMap, tile_map
from portal.publishing.numbers import MENU
from portal.publishing.publication import Publication
from portal.web.facets import label_of
from portal.web.templatetags import sala

ENTRIES = "case-study"  # what the library is about: practices, and lessons alone
MEETING = "conference"
COUNTRY = "country"  # the kind that has places on the map, and the facet that names it
MOST_COUNTRIES = 300

Address = Callable[[str], str]  # of a value of the facet that is counted by


def entries(language: str, seq: int) -> Catalogue:
    """All entries, as of a change number."""
    return Catalogue(ENTRIES, language, seq=seq)


def records(language: str, seq: int) -> Catalogue:
    """All records of the library, as of a change number: neither their parts nor the pages about the portal."""
    kinds = [publication.kind for publication in Publication.all() if publication.kind != MENU]
    return Catalogue("", language, seq=seq).where(**{TYPE: kinds})


def by_kind(question: Catalogue) -> dict[str, Catalogue]:
    """The question about entries, asked of each of their kinds, by what that is called."""
    return {
        sala.choice_label(code, f"{ENTRIES}.kind"): question.where(kind=[code])
        for code in question.kind.choices["kind"]
    }


def lines_of(questions: Sequence[Catalogue], facet: str, address: Address | None = None) -> list[Line]:
    """A line for each value of the facet, with a number for each question; one query where values are records."""
    tallies = [question.tally(facet) for question in questions]
    codes = set().union(*tallies)
    labels = labels_of(codes, questions[0].code) if codes and facet in questions[0].kind.linked else {}
    found = []
    for code in sorted(codes):
        label, language = label_of(facet, code, labels)
        numbers = tuple(tally.get(code, 0) for tally in tallies)
        found.append(Line(code, label, numbers, language, address(code) if address else ""))
    return found


def evidence_of(question: Catalogue, address: Address) -> list[Line]:
    """Entries by the grade of their evidence, the highest one first; 5 comes with what is repeated elsewhere."""
    tally = question.tally("evidence")
    grades = [grade for grade in sorted(question.kind.choices["evidence"], reverse=True) if grade < "5"]
    grades = ["5", *grades] if "5" in tally else grades
    return [
        Line(grade, sala.evidence(int(grade)), (tally.get(grade, 0),), address=address(grade))
        for grade in grades
    ]


def languages_of(question: Catalogue) -> list[Line]:
    """For each language of the site: how many can be read in it, up to date and outdated."""
    there, outdated = question.tally("language"), question.tally("outdated")
    return [
        Line(
            code,
            sala.language_name_here(code),
            (there.get(code, 0) - outdated.get(code, 0), outdated.get(code, 0)),
        )
        for code in CODES
    ]


@dataclass(frozen=True)
class Atlas:
    """Countries by their names, also those of which nothing is counted, and where each lies on the map."""

    lines: tuple[Line, ...]
    positions: dict[str, Position]

    @property
    def map(self) -> TileMap:
        """The countries as tiles."""
        return tile_map(self.lines, self.positions)


def atlas_of(question: Catalogue, address: Address | None = None) -> Atlas:
    """What is asked for, by country: one query. Without `address`, each country leads to its own page.

    With it, only those of which something is counted lead anywhere.
    """
    tally = question.tally(COUNTRY)
    countries = Catalogue(COUNTRY, question.code, seq=question.seq).page(limit=MOST_COUNTRIES)
    cards = [item.record for item in countries.items]
    lines = [_line(card, tally.get(card["id"], 0), question.code, address) for card in cards]
    places = {card["id"]: (card["grid_col"], card["grid_row"]) for card in cards}
    return Atlas(tuple(lines), {code: place for code, place in places.items() if None not in place})


def _line(card: dict, count: int, language: str, address: Address | None) -> Line:
    called_in = card.get("name_language") or card["language"]["served"]
    leads_to = (address(card["id"]) if count else "") if address else sala.here(card["html_url"], language)
    return Line(card["id"], card["name"], (count,), "" if called_in == language else called_in, leads_to)
