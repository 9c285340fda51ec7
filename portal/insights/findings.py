"""Sentences that are true of what is counted; where none is, a plain title. Countries are never ranked, trends never claimed."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.languages.dates import show_number
from portal.pictures.figure import Finding
from portal.pictures.lines import Line

INDEPENDENT = "3"  # the lowest grade of evidence that does not rest on the entry's own word


def of_countries(lines: Sequence[Line], language: str) -> Finding:
    """How many countries have an entry."""
    number = sum(1 for line in lines if line.total)
    if not number:
        return Finding(_("Entries by country"))
    sentence = ngettext(
        "%(shown)s country has an entry so far", "%(shown)s countries have an entry so far", number
    )
    return Finding(sentence, {"shown": (show_number(number, language), "")})


def without_place(line: Line, language: str) -> Finding:
    """What the map cannot show."""
    sentence = ngettext(
        "%(name)s: %(shown)s entry, without a place on the map",
        "%(name)s: %(shown)s entries, without a place on the map",
        line.total,
    )
    shown = (show_number(line.total, language), "")
    return Finding(sentence, {"name": (line.label, line.language), "shown": shown})


def of_themes(lines: Sequence[Line], language: str) -> Finding:
    """The theme that more entries carry than any other; `lines` come by their value."""
    if len(lines) < 2 or lines[0].total == lines[1].total:  # noqa: PLR2004 - the first and the second
        return Finding(_("Entries by theme"))
    first = lines[0]
    sentence = ngettext(
        "“%(theme)s” comes up most: in %(shown)s entry",
        "“%(theme)s” comes up most: in %(shown)s entries",
        first.total,
    )
    shown = (show_number(first.total, language), "")
    return Finding(sentence, {"theme": (first.label, first.language), "shown": shown})


def of_years(lines: Sequence[Line]) -> Finding:
    """From when the entries are; `lines` come by year."""
    if not lines:
        return Finding(_("Entries by year"))
    first, last = (line.label for line in (lines[0], lines[-1]))
    if first == last:
        return Finding(_("The entries that name a year are from %(year)s"), {"year": (first, "")})
    sentence = _("The entries that name a year reach from %(first)s to %(last)s")
    return Finding(sentence, {"first": (first, ""), "last": (last, "")})


def without_year(number: int, language: str) -> tuple[Finding, ...]:
    """How many name no year, if there are any."""
    if not number:
        return ()
    sentence = ngettext("%(shown)s entry names no year.", "%(shown)s entries name no year.", number)
    return (Finding(sentence, {"shown": (show_number(number, language), "")}),)


def of_evidence(lines: Sequence[Line], language: str) -> Finding:
    """How many rest on more than the word of those who did it."""
    number = sum(line.total for line in lines if line.code >= INDEPENDENT)
    total = sum(line.total for line in lines)
    if not number:
        return Finding(_("Entries by evidence"))
    sentence = ngettext(
        "%(shown)s of %(all)s entries has an independent source or a comparison with the time before",
        "%(shown)s of %(all)s entries have an independent source or a comparison with the time before",
        number,
    )
    return Finding(sentence, _both(number, total, language))


def without_source(lines: Sequence[Line], language: str) -> tuple[Finding, ...]:
    """How many name no source."""
    number = sum(line.total for line in lines if line.code == "0")
    if not number:
        return (Finding(_("Every entry names a source.")),)
    sentence = ngettext("%(shown)s entry names no source.", "%(shown)s entries name no source.", number)
    return (Finding(sentence, {"shown": (show_number(number, language), "")}),)


def of_languages(lines: Sequence[Line], total: int, language: str) -> Finding:
    """How much of everything can be read in the reader's language."""
    number = sum(line.total for line in lines if line.code == language)
    if not number:
        return Finding(_("Records by language"))
    if number == total:
        return Finding(_("Everything here can be read in this language"))
    sentence = ngettext(
        "%(shown)s of %(all)s records can be read in this language",
        "%(shown)s of %(all)s records can be read in this language",
        number,
    )
    return Finding(sentence, _both(number, total, language))


def outdated(lines: Sequence[Line], language: str) -> tuple[Finding, ...]:
    """How many translations lag behind their originals."""
    number = sum(line.numbers[1] for line in lines)
    if not number:
        return (Finding(_("No translation is outdated.")),)
    sentence = ngettext("%(shown)s translation is outdated.", "%(shown)s translations are outdated.", number)
    return (Finding(sentence, {"shown": (show_number(number, language), "")}),)


def _both(number: int, total: int, language: str) -> dict[str, tuple[str, str]]:
    return {"shown": (show_number(number, language), ""), "all": (show_number(total, language), "")}
