"""Indexed PNG by the standard library: sixteen colours at most, two pixels in a byte."""

import struct
import zlib
from collections.abc import Iterable

SIGNATURE = b"\x89PNG\r\n\x1a\n"
DEPTH, INDEXED = 4, 3
LIKE_ABOVE = 2  # a line's filter: the difference from the one above


def png(width: int, height: int, palette: list[str], lines: Iterable[bytes]) -> bytes:
    """A picture of `height` lines, each a byte per pixel that names a colour of the palette (`rrggbb`). `width` is even."""
    head = struct.pack(">IIBBBBB", width, height, DEPTH, INDEXED, 0, 0, 0)
    colours = b"".join(bytes.fromhex(colour) for colour in palette)
    above, filtered = b"", []
    for line in lines:
        # Cloth repeats itself: a line like the one above becomes zeros, any other is left as it is.
        if line == above:
            filtered.append(bytes([LIKE_ABOVE]) + bytes(width // 2))
        else:
            filtered.append(b"\0" + bytes(map(_pair, line[::2], line[1::2])))
        above = line
    data = zlib.compress(b"".join(filtered), 9)
    chunks = ((b"IHDR", head), (b"PLTE", colours), (b"IDAT", data), (b"IEND", b""))
    return SIGNATURE + b"".join(_chunk(name, content) for name, content in chunks)


def _pair(left: int, right: int) -> int:
    return left << 4 | right


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
