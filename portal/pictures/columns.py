"""Years as columns of squares, one for each entry. Years without any stay as gaps."""

from collections.abc import Iterable
from dataclasses import dataclass

from portal.pictures.lettering import width
from portal.pictures.lines import Line

SQUARE, SQUARE_PITCH = 23, 26
MOST_SQUARES = 12
HEAD, FOOT = 20, 27  # room for the number above a column, and for the year below it
NUMBER_GAP = 6  # between a column and its number
LABEL_SIZE, LABEL_GAP, LABEL_DEPTH = 14, 8, 8
EVERY = 5  # of years that stand too close for a label each


@dataclass(frozen=True)
class Piece:
    """A square, or a solid piece of a column. `series` is 1 or 2."""

    y: float
    height: float
    series: int


@dataclass(frozen=True)
class Column:
    """A year's column; `x` is its left edge. `number` stands above it where it is solid, `label` below."""

    line: Line
    x: float
    pieces: tuple[Piece, ...]
    top: float
    label: str

    @property
    def middle(self) -> float:
        """Where its texts are centred."""
        return self.x + SQUARE / 2

    @property
    def number_at(self) -> float:
        """The baseline of the number above it."""
        return self.top - NUMBER_GAP


@dataclass(frozen=True)
class UnitColumns:
    """Columns on a baseline, from the first year to the last."""

    columns: tuple[Column, ...]
    series: tuple[str, ...]
    width: float
    height: float
    baseline: float
    is_solid: bool
    shape: str = "columns"

    @property
    def label_at(self) -> float:
        """The baseline of the years."""
        return self.height - LABEL_DEPTH


def unit_columns(lines: Iterable[Line], series: tuple[str, ...], ahead: int = 0) -> UnitColumns:
    """Columns of lines whose codes are years. `ahead` is what the reader's calendar counts more."""
    by_year = {int(line.code): line for line in lines}
    if not by_year:
        return UnitColumns((), series, 0, 0, 0, is_solid=False)
    nothing = tuple(0 for _one in series)
    years = [
        by_year.get(year) or Line(str(year), str(year + ahead), nothing)
        for year in range(min(by_year), max(by_year) + 1)
    ]
    most = max(line.total for line in years)
    is_solid = most > MOST_SQUARES
    baseline = HEAD + min(most, MOST_SQUARES) * SQUARE_PITCH
    names = [str(int(line.code) + ahead) for line in years]
    longest = max(width(name, LABEL_SIZE) for name in names) + LABEL_GAP
    is_close = len(years) > MOST_SQUARES
    pitch = SQUARE_PITCH if is_close else max(SQUARE_PITCH, round(longest))
    edge = max((longest - SQUARE) / 2, 0)
    shown = _labels(names, longest / pitch) if is_close else names
    columns = tuple(
        _column(line, edge + place * pitch, baseline, most if is_solid else 0, shown[place])
        for place, line in enumerate(years)
    )
    box = round(2 * edge + (len(years) - 1) * pitch + SQUARE, 1)
    return UnitColumns(columns, series, box, baseline + FOOT, baseline, is_solid)


def _column(line: Line, x: float, baseline: float, most: int, label: str) -> Column:
    pieces = tuple(_pieces(line, baseline, most) if most else _squares(line, baseline))
    top = min((piece.y for piece in pieces), default=baseline)
    return Column(line, round(x, 1), pieces, top, label)


def _squares(line: Line, baseline: float) -> Iterable[Piece]:
    several = [place for place, number in enumerate(line.numbers, 1) for _one in range(number)]
    return (
        Piece(baseline - (place + 1) * SQUARE_PITCH - 0.5, SQUARE, series)
        for place, series in enumerate(several)
    )


def _pieces(line: Line, baseline: float, most: int) -> Iterable[Piece]:
    end = baseline
    for series, number in enumerate(line.numbers, 1):
        height = round(MOST_SQUARES * SQUARE_PITCH * number / most, 1)
        if height:
            end = round(end - height, 1)
            yield Piece(end, height, series)


def _labels(names: list[str], room: float) -> list[str]:
    """The first and the last name, and of the others those of round years that do not touch them; "" for the rest."""
    last = len(names) - 1
    return [
        name if place in (0, last) or (int(name) % EVERY == 0 and room <= place <= last - room) else ""
        for place, name in enumerate(names)
    ]
