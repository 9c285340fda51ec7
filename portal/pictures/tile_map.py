"""Countries as tiles of one size, roughly where they lie, each with a woven band for every entry.

Above three entries a tile keeps three bands; the number is always there.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from portal.pictures.lettering import width
from portal.pictures.lines import Line

TILE, PITCH = 74, 82
BAND, BAND_GAP, MOST_BANDS = 14, 2, 3  # a band with the gap below it; the weave repeats with each
NAME_SIZE, NAME_ROOM = 10.6, 65  # of the letters, and the width that a tile has for them

Position = tuple[int, int]  # column and row


@dataclass(frozen=True)
class Tile:
    """A country's tile. A name that is too long for it is left out: its code stands for it."""

    line: Line
    x: int
    y: int

    @property
    def woven(self) -> int:
        """How far down its bands reach."""
        return max(min(self.line.total, MOST_BANDS) * BAND - BAND_GAP, 0)

    @property
    def name(self) -> str:
        """What it is called, if that fits."""
        return self.line.label if width(self.line.label, NAME_SIZE) <= NAME_ROOM else ""


@dataclass(frozen=True)
class TileMap:
    """Tiles from top to bottom and from left to right, and lines that have no place among them but something to count."""

    tiles: tuple[Tile, ...]
    elsewhere: tuple[Line, ...]
    width: int
    height: int
    shape: str = "tile_map"


def tile_map(lines: Iterable[Line], positions: Mapping[str, Position]) -> TileMap:
    """The map of these lines by their codes. Where two have the same position, the first one keeps it."""
    placed: dict[Position, Line] = {}
    for line in lines:
        if line.code in positions:
            placed.setdefault(positions[line.code], line)
    shown = {line.code for line in placed.values()}
    left, top = (min((place[axis] for place in placed), default=0) for axis in (0, 1))
    tiles = [
        Tile(line, (column - left) * PITCH, (row - top) * PITCH)
        for (column, row), line in sorted(placed.items(), key=lambda item: item[0][::-1])
    ]
    return TileMap(
        tuple(tiles),
        tuple(line for line in lines if line.code not in shown and line.total),
        max((tile.x for tile in tiles), default=0) + TILE,
        max((tile.y for tile in tiles), default=0) + TILE,
    )
