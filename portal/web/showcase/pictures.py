"""Data pictures, drawn from made-up numbers."""

from django.utils.translation import gettext_lazy as _

from portal.pictures.bars import bars
from portal.pictures.columns import unit_columns
from portal.pictures.figure import Figure, Finding
from portal.pictures.lines import Line, Table
from portal.pictures.tile_map import tile_map
from portal.web.showcase import specimens as made_up
from portal.web.showcase.component import Component, State

ENTRIES = (_("Entries"),)
KINDS = (_("Case study"), _("Lesson learned"))
OWN_AND_OTHERS = (_("This country"), _("Other countries"))


def _line(code: str, label: str, *numbers: int) -> Line:
    return Line(code, label, numbers, "en", made_up.PAGE)


def _year(year: int, *numbers: int) -> Line:
    return Line(str(year), str(year), numbers)


def _finding(text: str) -> Finding:
    return Finding("%(text)s", {"text": (text, "en")})


# With codes that ISO 3166 leaves to everybody's own use.
COUNTRIES = (
    _line("XA", "No entry", 0),
    _line("XB", "One band", 1),
    _line("XC", "Two bands", 2),
    _line("XD", "Three bands", 3),
    _line("XE", "More entries than bands, and a long name", 12),
    _line("XZ", "Specimen without a place", 4),
)
POSITIONS = {"XA": (1, 1), "XB": (2, 1), "XC": (4, 1), "XD": (2, 2), "XE": (3, 2)}
MAP = tile_map(COUNTRIES, POSITIONS)
FEW = (
    _line("1", "Specimen theme of twelve", 12),
    _line("2", "Specimen theme of three", 3),
    _line("3", "Specimen theme without any", 0),
)
MANY = (
    _line("1", "Specimen theme of both kinds", 60, 35),
    _line("2", "Specimen theme with few of both", 8, 2),
    _line("3", "Specimen theme of one kind", 0, 13),
)
SHARED = (_line("1", "Specimen theme of many", 2, 5), _line("2", "Specimen theme of its own", 1, 0))
SOME_YEARS = (_year(2017, 1, 0), _year(2018, 4, 3), _year(2020, 2, 2), _year(2021, 9, 3))
MANY_YEARS = tuple(_year(year, year % 7 * 3, year % 5) for year in range(2001, 2022))

FIGURES = (
    State(
        "A map with its table, a note, the source and files",
        {
            "figure": Figure(
                "specimen-map",
                _finding("A specimen finding about countries"),
                _("Entries in the library, by country. Each woven band is one entry, up to three."),
                MAP,
                Table(_("Code"), _("Country"), ENTRIES, COUNTRIES),
                (_finding("A specimen note."),),
            ),
            "level": "h4",
            "source": "example.org",
            "downloads": "/specimen-map",
        },
    ),
    State(
        "Bars of two series, with their key",
        {
            "figure": Figure(
                "specimen-bars",
                _finding("A specimen finding about themes"),
                _("Entries per theme. An entry can carry several themes."),
                bars(MANY, KINDS),
                Table(_("Code"), _("Theme"), KINDS, MANY, _("All")),
            ),
            "level": "h4",
        },
    ),
    State(
        "Columns with a gap, and their table folded",
        {
            "figure": Figure(
                "specimen-columns",
                _finding("A specimen finding about years"),
                _("Entries by the year of their launch, else of the first conference that heard of them."),
                unit_columns(SOME_YEARS, KINDS),
                Table(_("Code"), _("Year"), KINDS, SOME_YEARS, _("All")),
            ),
            "level": "h4",
        },
    ),
)
BARS = {"caption": _("Entries by theme"), "label": _("Theme"), "number": _("Entries")}
COLUMNS = {
    "name": "specimen-solid",
    "title": "2001–2021",
    "measure": _("Entries by year"),
    "columns": unit_columns(MANY_YEARS, KINDS),
}

COMPONENTS = (
    Component("Figure", "figure", FIGURES),
    Component(
        "Bars in a table",
        "bar_table",
        (
            State("Squares, up to twelve", {"bars": bars(FEW, ENTRIES), **BARS}),
            State("Solid above twelve, of two series", {"bars": bars(MANY, KINDS), **BARS}),
        ),
    ),
    Component("Columns of years", "unit_columns", (State("Solid, and close together", COLUMNS),)),
    Component("Map of the home", "home_map", (State("With a country beside it", {"home_map": MAP}),), "hero"),
    Component("Themes of the home", "home_themes", (State("Squares", {"home_themes": bars(FEW, ENTRIES)}),)),
    Component(
        "Place of a country",
        "country_place",
        (State("One of them lit", {"place": MAP, "places": ["XB"], "record": made_up.CARDS["country"]}),),
    ),
    Component(
        "Themes of a country",
        "country_themes",
        (State("Its own and those of others", {"themes": bars(SHARED, OWN_AND_OTHERS)}),),
    ),
)
