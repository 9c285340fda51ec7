"""The library's other views: the same question as a map and as charts."""

from dataclasses import replace

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from portal.catalogue.catalogue import Catalogue
from portal.catalogue.census import Filter
from portal.catalogue.everything import NAME, TYPE
from portal.catalogue.results import TITLES
from portal.languages.dates import BUDDHIST_ERA, BUDDHIST_LANGUAGES, show_number
from portal.pictures.bars import bars
from portal.pictures.columns import unit_columns
from portal.pictures.figure import Figure, Finding
from portal.pictures.lines import Table
from portal.web.holdings import COUNTRY, Address, atlas_of, lines_of
from portal.web.templatetags import sala

LIST, MAP, CHARTS = VIEWS = ("list", "map", "charts")
MOST_NAMED = 5  # of those without a place on the map


def switch(here, view: str) -> list[dict]:
    """The views to choose from, each with the address of the same question."""
    labels = {LIST: _("List"), MAP: _("Map"), CHARTS: _("Charts")}
    return [
        {"label": label, "address": here.but(view=name if name != LIST else ""), "is_current": name == view}
        for name, label in labels.items()
    ]


def as_map(here, question: Catalogue) -> dict:
    """The results by country, and the first of those that have no place on the map: two queries."""
    atlas = atlas_of(question, _listed(here, COUNTRY))
    narrowed = question.filters.get(COUNTRY, Filter())
    missing = question.where(country=replace(narrowed, is_missing=True)).sort(NAME)
    without = 0 if narrowed.is_missing is False else missing.count()
    return {
        "map": atlas.map,
        "table": Table(_("Code"), _("Country"), (_("Entries"),), atlas.lines),
        "without": without,
        "named": [_named(item.record) for item in missing.page(limit=MOST_NAMED).items] if without else [],
        "all_without": here.but(country="", country__isnull="true", view="") if without > MOST_NAMED else "",
    }


def as_charts(here, question: Catalogue) -> dict:
    """The results by kind, theme and year, as far as they have such: one query."""
    made = (_kinds(here, question), _themes(here, question), _years(here, question))
    # Results of one kind need no picture of their kinds.
    least = {TYPE: 2}
    return {"figures": [figure for figure in made if len(figure.table.lines) >= least.get(figure.name, 1)]}


def _kinds(here, question: Catalogue) -> Figure:
    return _bars(_("Entries by kind"), _("Kind"), question, TYPE, _listed(here, TYPE))


def _themes(here, question: Catalogue) -> Figure:
    return _bars(_("Entries by theme"), _("Theme"), question, "theme", _listed(here, "theme"))


def _bars(title: str, label: str, question: Catalogue, facet: str, address: Address) -> Figure:
    series = (_("Entries"),)
    picture = bars(lines_of([question], facet, address), series)
    table = Table(_("Code"), label, series, tuple(bar.line for bar in picture.bars))
    return Figure(facet, Finding(title), "", picture, table)


def _years(here, question: Catalogue) -> Figure:
    lines = lines_of([question], "year", _listed(here, "year"))
    series = (_("Entries"),)
    without = question.where(year=replace(question.filters.get("year", Filter()), is_missing=True)).count()
    note = ngettext("%(shown)s entry names no year.", "%(shown)s entries name no year.", without)
    language = get_language()
    return Figure(
        "year",
        Finding(_("Entries by year")),
        "",
        unit_columns(lines, series, BUDDHIST_ERA if language in BUDDHIST_LANGUAGES else 0),
        Table(_("Code"), _("Year"), series, tuple(lines)),
        (Finding(note, {"shown": (show_number(without, language), "")}),) if without else (),
    )


def _listed(here, facet: str) -> Address:
    """The list of the results that have a value, all else kept."""
    return lambda value: here.but(**{facet: value, "view": ""})


def _named(record: dict) -> dict:
    """What a link to a result takes."""
    name = next(name for name in TITLES if isinstance(record.get(name), str))
    return {
        "text": record[name],
        "language": record.get(f"{name}_language") or record["language"]["served"],
        "address": sala.here(record["html_url"]),
    }
