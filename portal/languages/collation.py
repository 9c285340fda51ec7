"""Sort keys as bytes, the same on every database: their collations differ, bytes do not."""

import re
import struct
import unicodedata

LONGEST = 120  # bytes; what differs only behind them sorts by age
# Thai and Lao write these vowels before the consonant after which they are spoken and sorted.
LEADING_VOWEL = re.compile("([เ-ไເ-ໄ])(.)")

# Accents of Latin letters, tone and silencing marks of Thai and Lao: they decide nothing between words. The marks
# of other scripts are letters of theirs, and so are the vowels that NFKD takes apart (ำ, ຳ).
MARKS = re.compile("[\u0300-\u036f\u0e47-\u0e4c\u0e4e\u0ec8-\u0ecc\u0ece]")


def sort_key(value) -> bytes:
    """The bytes by which `value` (text, number, ISO date or nothing) sorts. Nothing is b"" and sorts first."""
    if value is None or value == "":
        return b""
    if isinstance(value, int | float):
        return _number(float(value))
    text = unicodedata.normalize("NFKD", str(value).casefold()).replace("đ", "d\x7f")
    base = MARKS.sub("", text).replace("\u0e4d\u0e32", "\u0e33").replace("\u0ecd\u0eb2", "\u0eb3")
    base = LEADING_VOWEL.sub(r"\2\1", base)
    return base.encode()[:LONGEST]


def _number(value: float) -> bytes:
    """IEEE 754 bits turned so that they compare like the numbers."""
    (bits,) = struct.unpack(">q", struct.pack(">d", value))
    return struct.pack(">Q", (bits ^ 0x7FFFFFFFFFFFFFFF if bits < 0 else bits) + (1 << 63))
