"""A figure: a picture with what it shows, how it was counted, and the same as a table."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from portal.pictures.bars import Bars
from portal.pictures.columns import UnitColumns
from portal.pictures.lines import Line, Table
from portal.pictures.tile_map import TileMap


@dataclass(frozen=True)
class Finding:
    """A sentence that is true of what is shown: with `%(name)s` where a text of a record stands.

    `named` holds those texts by these names, each with its language, "" for the page's.
    """

    sentence: str
    named: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def __str__(self):
        return self.sentence % {name: text for name, (text, _language) in self.named.items()}

    @property
    def html(self) -> SafeString:
        """The same with the languages of the texts marked."""
        marked = {
            name: format_html('<span lang="{}">{}</span>', language, text) if language else escape(text)
            for name, (text, language) in self.named.items()
        }
        return mark_safe(escape(self.sentence) % marked)  # noqa: S308 - all of it is escaped


@dataclass(frozen=True)
class Figure:
    """`name` is its own among those of a page; `notes` are sentences below the picture."""

    name: str
    title: Finding
    measure: str
    picture: TileMap | Bars | UnitColumns
    table: Table
    notes: tuple[Finding, ...] = ()

    @property
    def series(self) -> tuple[str, ...]:
        """What the numbers of its lines are called."""
        return self.table.series

    @property
    def number(self) -> str:
        """What heads the sum of the series."""
        return self.table.heads[-1]

    @property
    def said(self) -> str:
        """All that is shown, in words: `2021: 5 (Case study: 3, Lesson: 2); 2022: 0`."""
        return "; ".join(self._said(line) for line in self.table.lines)

    def _said(self, line: Line) -> str:
        several = ", ".join(
            f"{name}: {number}" for name, number in zip(self.series, line.numbers, strict=True)
        )
        return f"{line.label}: {line.total}" + (
            f" ({several})" if len(self.series) > 1 and line.total else ""
        )
