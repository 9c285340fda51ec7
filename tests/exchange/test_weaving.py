"""Pictures: small, the same every time, of the right size, and woven as the code says."""

import struct
import zlib

import pytest

from portal.exchange.weaving import HEIGHT, WIDTH, code_of, woven
from portal.exchange.weaving.cloth import BANDS_TOP, THREAD, WAITING
from portal.exchange.weaving.glyphs import COLUMNS, GLYPHS, ROWS, pattern


def pixels(png: bytes) -> list[bytes]:
    """The lines of a picture as colours of its palette, read as the standard says."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    place, chunks = 8, {}
    while place < len(png):
        (size,) = struct.unpack(">I", png[place : place + 4])
        name, content = png[place + 4 : place + 8], png[place + 8 : place + 8 + size]
        assert struct.unpack(">I", png[place + 8 + size : place + 12 + size])[0] == zlib.crc32(name + content)
        chunks[name] = content
        place += 12 + size
    width, height, depth, colour, *_rest = struct.unpack(">IIBBBBB", chunks[b"IHDR"])
    assert (width, height, depth, colour) == (WIDTH, HEIGHT, 4, 3)
    data, lines, above = zlib.decompress(chunks[b"IDAT"]), [], bytes(width // 2)
    for start in range(0, len(data), width // 2 + 1):
        kind, packed = data[start], data[start + 1 : start + 1 + width // 2]
        above = bytes((a + b) % 256 for a, b in zip(packed, above, strict=True)) if kind == 2 else packed
        lines.append(bytes(half for byte in above for half in (byte >> 4, byte & 15)))
    assert len(lines) == height
    return lines


@pytest.mark.parametrize("code", ["TH", "OECD", "ASEAN", "ABCDEF", "◆", "#", "", "ไทย"])
def test_a_picture_is_small_and_always_the_same(code):
    woven.cache_clear()
    first = woven(code, 3, 10)
    woven.cache_clear()
    assert woven(code, 3, 10) == first
    assert len(first) < 6_000
    pixels(first)


def test_there_is_a_band_for_every_language_in_which_it_can_be_read():
    line = pixels(woven("TH", 3, 10))[(BANDS_TOP + 1) * THREAD]
    waiting = [x for x in range(WIDTH) if line[x] == WAITING]
    begun = [x for x in waiting if x - 1 not in waiting]
    assert len(begun) == 7
    assert WAITING not in pixels(woven("TH", 10, 10))[(BANDS_TOP + 1) * THREAD]


def test_other_codes_look_otherwise():
    assert len({woven(code, 1, 10) for code in ("TH", "HT", "LA", "◆", "●")}) == 5


def test_every_glyph_fills_its_grid():
    for name, rows in GLYPHS.items():
        assert [len(row) for row in rows] == [COLUMNS] * ROWS, name
    assert len(set(GLYPHS.values())) == len(GLYPHS)
    assert pattern("IT")[0] == "#####.#####"
    assert pattern("ไทย") == list(GLYPHS["◆"])


@pytest.mark.parametrize(
    ("text", "code"), [("TH", "TH"), ("asean", "ASEAN"), ("asean-plus-9", ""), ("กพร", ""), ("OECD DAC", "")]
)
def test_a_code_is_woven_only_where_there_are_letters_for_it(text, code):
    assert code_of(text) == code
