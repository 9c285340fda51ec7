"""Pictures that other pages show: the home and the page of a country.

They count what other records hold, so a page with one of them is stored under the portal's number: its own stands
still when those change.
"""

from collections.abc import Callable

from django.utils.translation import gettext as _

from portal.pictures.bars import bars
from portal.pictures.lines import Line
from portal.web.holdings import COUNTRY, ENTRIES, MEETING, atlas_of, entries, lines_of


def home_pictures(language: str, seq: int) -> dict:
    """What `components/home_map.html` and `components/home_themes.html` take: two queries."""
    question = entries(language, seq)
    themes = lines_of([question], "theme", lambda theme: f"/{language}/library?theme={theme}&type={ENTRIES}")
    return {"home_map": atlas_of(question).map, "home_themes": bars(themes, (_("Entries"),))}


def country_picture(country: dict, language: str, seq: int) -> dict:
    """What `components/country_place.html` takes of a country's record: two queries.

    `place` is the map, None if the country has no place on it; `themes` are those of its entries, with how many of
    the other entries carry them, too.
    """
    question = entries(language, seq)
    atlas = atlas_of(question)
    own = question.where(country=[country["id"]])
    everywhere = {line.code: line for line in lines_of([own, question], "theme")}
    themes = [
        Line(code, line.label, (line.numbers[0], line.numbers[1] - line.numbers[0]), line.language)
        for code, line in everywhere.items()
        if line.numbers[0]
    ]
    return {
        "place": atlas.map if country["id"] in atlas.positions else None,
        "places": [country["id"]],
        "themes": bars(themes, (_("This country"), _("Other countries"))) if themes else None,
    }


def delegations_picture(conference: dict, language: str, seq: int) -> dict:
    """What `components/conference_place.html` takes of a conference's record: one query, none without delegations.

    `places` are those of its countries that have one on the map.
    """
    sent = [country["id"] for country in conference["participation"]["countries"]]
    atlas = atlas_of(entries(language, seq)) if sent else None
    places = [code for code in sent if code in atlas.positions] if atlas else []
    return {"place": atlas.map if places else None, "places": places}


# What the pages of a kind get besides their record: made of it, the language and the portal's number.
PICTURED: dict[str, Callable[[dict, str, int], dict]] = {
    COUNTRY: country_picture,
    MEETING: delegations_picture,
}
