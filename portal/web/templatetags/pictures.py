"""Template tags of data pictures: SVG by attributes and classes alone, as the policy of the pages asks."""

from django import template

from portal.pictures.bars import Bars
from portal.pictures.columns import UnitColumns
from portal.pictures.figure import Figure
from portal.pictures.tile_map import TileMap

register = template.Library()


@register.inclusion_tag("svg/tile_map.svg")
def tile_map(picture: TileMap, label: str, name: str) -> dict:
    """Countries as tiles. `name` is the picture's own on the page: its weave is called after it."""
    return {"map": picture, "label": label, "weave": f"{name}-weave"}


@register.inclusion_tag("svg/place_map.svg")
def place_map(picture: TileMap, label: str, codes: list[str]) -> dict:
    """The same tiles with some of them lit and no numbers, as one image. What it shows stands beside it in words."""
    return {"map": picture, "label": label, "codes": codes}


@register.inclusion_tag("components/bar_table.html")
def bar_table(picture: Bars, caption: str, label: str, number: str) -> dict:
    """Bars in a table, with the heads of its two columns. Within a figure the figure's caption is the table's, too."""
    return {"bars": picture, "caption": caption, "label": label, "number": number}


@register.inclusion_tag("components/unit_columns.html")
def unit_columns(picture: UnitColumns, figure: Figure) -> dict:
    """Years as columns of squares; all that they show is their title."""
    return {
        "columns": picture,
        "name": figure.name,
        "title": figure.said,
        "measure": figure.measure or figure.title,
    }


@register.filter
def svg(value: float) -> str:
    """A number as SVG writes it, whatever the language."""
    return f"{value:g}"
