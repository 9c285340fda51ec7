"""Numbers as squares that can be counted, or as solid bars where there are too many of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from portal.languages.collation import sort_key
from portal.pictures.lines import Line

SQUARE, SQUARE_PITCH = 20, 23
MOST_SQUARES = 12
LONGEST = 240  # of solid bars
MOST_SERIES = 2


@dataclass(frozen=True)
class Mark:
    """A square, or a solid piece of a bar. `series` is 1 or 2."""

    x: float
    width: float
    series: int


@dataclass(frozen=True)
class Bar:
    """A line with the marks that are drawn for it."""

    line: Line
    marks: tuple[Mark, ...]
    series: tuple[str, ...]

    @property
    def said(self) -> list[dict]:
        """The `number` of each series by its `name`."""
        pairs = zip(self.series, self.line.numbers, strict=True)
        return [{"name": name, "number": number} for name, number in pairs]


@dataclass(frozen=True)
class Bars:
    """Bars of one scale: all are drawn in a box of `width`."""

    bars: tuple[Bar, ...]
    series: tuple[str, ...]
    width: int
    is_solid: bool
    shape: str = "bars"


def bars(lines: Iterable[Line], series: tuple[str, ...], *, is_ordered: bool = False) -> Bars:
    """Bars of these lines by their value, then by their label; in their own order where that means something."""
    if len(series) > MOST_SERIES:
        raise ValueError(f"{len(series)} series; at most {MOST_SERIES} can be told apart")
    shown = list(lines) if is_ordered else sorted(lines, key=lambda line: (-line.total, sort_key(line.label)))
    most = max((line.total for line in shown), default=0)
    is_solid = most > MOST_SQUARES
    box = LONGEST if is_solid else max(most * SQUARE_PITCH - (SQUARE_PITCH - SQUARE), 1)
    return Bars(
        tuple(
            Bar(line, tuple(_pieces(line, most) if is_solid else _squares(line)), series) for line in shown
        ),
        series,
        box,
        is_solid,
    )


def _squares(line: Line) -> Iterable[Mark]:
    several = [place for place, number in enumerate(line.numbers, 1) for _one in range(number)]
    # Half a pixel in, so that an outline stays within the box and sharp.
    return (Mark(place * SQUARE_PITCH + 0.5, SQUARE - 1, series) for place, series in enumerate(several))


def _pieces(line: Line, most: int) -> Iterable[Mark]:
    start = 0
    for series, number in enumerate(line.numbers, 1):
        if number:
            yield Mark(_scaled(start, most), _scaled(number, most), series)
        start += number


def _scaled(number: int, most: int) -> float:
    return round(LONGEST * number / most, 1)
