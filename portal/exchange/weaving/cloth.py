"""The cloth: an indigo ground between two selvedges, a code woven into it, and a band for each language.

Coordinates are threads, six pixels thick. A plain weave shows weft and warp in turn, so every thread of a
letter is bright where it lies above and dark where it passes below.
"""

from collections.abc import Iterator
from functools import lru_cache

from portal.exchange.weaving.glyphs import ROWS, pattern
from portal.exchange.weaving.png import png

WIDTH, HEIGHT = 1200, 630  # pixels, as the sites that show such pictures ask for
THREAD = 6  # pixels
ACROSS, DOWN = WIDTH // THREAD, HEIGHT // THREAD  # threads
EDGE = 9  # threads of a selvedge: three passes of three
DASH = 8  # threads of a selvedge's dash
MARGIN = 13  # threads that stay free left and right
LARGEST = 9  # threads of a cell of a letter
CODE_TOP, CODE_HEIGHT = EDGE + 6, LARGEST * ROWS
BANDS_TOP, BAND, GAP = CODE_TOP + CODE_HEIGHT + 6, 6, 3  # threads
LOZENGE = 20  # threads from one figure of the ground to the next
PALETTE = [
    *("19234f", "1c2654", "222d60", "253168"),  # the ground and its figure: warp, weft
    *("f6b91f", "cf9a1e", "ffffff", "c3c8de", "e2558d", "b9457a"),  # three threads: above, below
    "2c3873",  # a band that waits for its language
]
FIGURE, THREADS, WAITING = 2, (4, 6, 8), 10  # places in the palette


@lru_cache(maxsize=200)
def woven(code: str, bands: int, places: int) -> bytes:
    """The PNG of a code, with `bands` of `places` bands filled."""
    cloth = [[_ground(x, y) for x in range(ACROSS)] for y in range(DOWN)]
    _selvedge(cloth, 0)
    _selvedge(cloth, DOWN - EDGE)
    _letters(cloth, pattern(code))
    _bands(cloth, bands, places)
    return png(WIDTH, HEIGHT, PALETTE, _lines(cloth))


def _ground(x: int, y: int) -> int:
    """Lozenges within lozenges, hardly lighter than the cloth, from the middle outwards."""
    across, down = (x - ACROSS // 2) % LOZENGE, (y - DOWN // 2) % LOZENGE
    distance = min(across, LOZENGE - across) + min(down, LOZENGE - down)
    return (FIGURE if distance % 5 == 0 else 0) + (x + y) % 2


def _selvedge(cloth: list[list[int]], top: int) -> None:
    """Three passes of thread, each half a dash further."""
    for number, colour in enumerate(THREADS):
        for y in range(top + 3 * number, top + 3 * number + 3):
            for x in range(ACROSS):
                cloth[y][x] = colour if (x // DASH + number) % 2 == 0 else 0


def _letters(cloth: list[list[int]], rows: list[str]) -> None:
    cell = min(LARGEST, (ACROSS - 2 * MARGIN) // len(rows[0]))
    left = (ACROSS - cell * len(rows[0])) // 2
    top = CODE_TOP + (CODE_HEIGHT - cell * ROWS) // 2
    for row, cells in enumerate(rows):
        for column, mark in enumerate(cells):
            if mark == "#":
                _weave(cloth, left + column * cell, top + row * cell, cell, cell)


def _bands(cloth: list[list[int]], filled: int, places: int) -> None:
    length = (ACROSS - 2 * MARGIN + GAP) // places - GAP
    left = (ACROSS - places * (length + GAP) + GAP) // 2
    for place in range(places):
        _weave(cloth, left + place * (length + GAP), BANDS_TOP, length, BAND, is_waiting=place >= filled)


def _weave(
    cloth: list[list[int]], left: int, top: int, width: int, height: int, *, is_waiting: bool = False
) -> None:
    """A rectangle in three passes of colour, or in one that waits for them."""
    for y in range(top, top + height):
        thread = THREADS[(y - top) * len(THREADS) // height]
        for x in range(left, left + width):
            cloth[y][x] = WAITING if is_waiting else thread + (x + y) % 2


def _lines(cloth: list[list[int]]) -> Iterator[bytes]:
    """Each row of threads as lines of pixels, the same object for every line of a row."""
    for threads in cloth:
        line = b"".join(bytes([thread]) * THREAD for thread in threads)
        yield from [line] * THREAD
