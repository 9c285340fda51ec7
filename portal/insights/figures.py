"""The figures of the insights: each counted anew from what is published, with a finding that is true of it."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from portal.catalogue.census import Filter
from portal.catalogue.everything import TYPE
from portal.insights import findings
from portal.languages.dates import BUDDHIST_ERA, BUDDHIST_LANGUAGES
from portal.pictures.bars import bars
from portal.pictures.columns import unit_columns
from portal.pictures.figure import Figure
from portal.pictures.lines import Table
from portal.web.holdings import (
    ENTRIES,
    atlas_of,
    by_kind,
    entries,
    evidence_of,
    languages_of,
    lines_of,
    records,
)


def countries(language: str, seq: int) -> Figure:
    """Entries by country, also countries that have none yet."""
    question = entries(language, seq)
    atlas = atlas_of(question)
    picture = atlas.map
    groups = lines_of([question.where(country=Filter(is_missing=True))], "group")
    return Figure(
        "countries",
        findings.of_countries(atlas.lines, language),
        _("Entries in the library, by country. Each woven band is one entry, up to three."),
        picture,
        Table(_("Code"), _("Country"), (_("Entries"),), atlas.lines),
        tuple(findings.without_place(line, language) for line in (*picture.elsewhere, *groups)),
    )


def themes(language: str, seq: int) -> Figure:
    """Entries by theme and kind."""
    kinds = by_kind(entries(language, seq))
    lines = lines_of(list(kinds.values()), "theme", _filtered(language, "theme"))
    series = tuple(kinds)
    picture = bars(lines, series)
    return Figure(
        "themes",
        findings.of_themes([bar.line for bar in picture.bars], language),
        _("Entries per theme. An entry can carry several themes."),
        picture,
        Table(_("Code"), _("Theme"), series, tuple(bar.line for bar in picture.bars), _("All")),
    )


def years(language: str, seq: int) -> Figure:
    """Entries by year and kind."""
    question = entries(language, seq)
    kinds = by_kind(question)
    lines = lines_of(list(kinds.values()), "year", _filtered(language, "year"))
    missing = question.where(year=Filter(is_missing=True)).count()
    return Figure(
        "years",
        findings.of_years(lines),
        _("Entries by the year of their launch, else of the first conference that heard of them."),
        unit_columns(lines, tuple(kinds), BUDDHIST_ERA if language in BUDDHIST_LANGUAGES else 0),
        Table(_("Code"), _("Year"), tuple(kinds), tuple(lines), _("All")),
        findings.without_year(missing, language),
    )


def evidence(language: str, seq: int) -> Figure:
    """Entries by the grade of their evidence."""
    lines = evidence_of(entries(language, seq), _filtered(language, "evidence"))
    series = (_("Entries"),)
    return Figure(
        "evidence",
        findings.of_evidence(lines, language),
        _("Entries by what their statements rest on, the strongest evidence first."),
        bars(lines, series, is_ordered=True),
        Table(_("Code"), _("Evidence"), series, tuple(lines)),
        findings.without_source(lines, language),
    )


def languages(language: str, seq: int) -> Figure:
    """Records by language, and how many of these editions are outdated."""
    question = records(language, seq)
    lines = languages_of(question)
    series = (_("Up to date"), _("Outdated"))
    picture = bars(lines, series)
    return Figure(
        "languages",
        findings.of_languages(lines, question.count(), language),
        _(
            "Records by the language in which they can be read. One is outdated when its original has changed since."
        ),
        picture,
        Table(_("Code"), _("Language"), series, tuple(bar.line for bar in picture.bars), _("All")),
        findings.outdated(lines, language),
    )


# By their names in addresses.
FIGURES: dict[str, Callable[[str, int], Figure]] = {
    made.__name__: made for made in (countries, themes, years, evidence, languages)
}


def _filtered(language: str, facet: str) -> Callable[[str], str]:
    """The library's address with the entries that have a value."""
    return lambda value: f"/{language}/library?{facet}={value}&{TYPE}={ENTRIES}"
