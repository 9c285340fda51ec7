"""Tokens: what a text is found by, the same on every database and for every script.

Words of scripts that set spaces become folded words. Thai, Lao, Khmer, Burmese, Chinese, Japanese and Korean become
pairs of neighbouring clusters (a consonant with all its signs), because no dictionary cuts the same word in the same
way twice: ที่ดิน is `ที·ดิ`, `ดิ·น` and, where its run ends, `น·`. With the last one, a single cluster is found as the
prefix `น·`. Folding takes away what decides nothing between words: case, accents, tone marks, width, order of typing.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple
from zlib import crc32

# Raise it whenever anything here changes what comes out: what is indexed under another version is indexed again.
VERSION = f"2-{unicodedata.unidata_version}"

PAIR = "·"  # between the clusters of a pair; alone, it keeps apart what stands beside each other by chance
LONGEST_TOKEN = 64  # characters
LONGEST_WORD = 256  # characters of which a token is made
ZERO_WIDTH = "\u00ad\u200b-\u200d\u2060\ufeff"

THAI_LAO = r"\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e45\u0e47-\u0e4e\u0e81-\u0ec4\u0ec8-\u0ece\u0edc-\u0edf"
KHMER = r"\u1780-\u17d3\u17dd"
BURMESE = r"\u1000-\u103f\u1050-\u108f\u109a-\u109f\ua9e0-\ua9ef\ua9fa-\ua9fe\uaa60-\uaa7f"
HAN = r"\u3005\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
KANA = r"\u3041-\u3096\u3099\u309a\u309d\u309e\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"
HANGUL = r"\u1100-\u11ff\u3131-\u318e\ua960-\ua97c\uac00-\ud7a3\ud7b0-\ud7fb\uffa0-\uffdc"
UNSPACED = THAI_LAO + KHMER + BURMESE + HAN + KANA + HANGUL

# One cluster each; what fits none (a sign that stands alone) is one by itself. No letter has more than 16 signs: text
# that piles up more is cut, for to bring many into order takes the square of their number.
_BURMESE_LETTER = (
    r"[\u1000-\u102a\u103f\u1050-\u1055\u105a-\u105d\u1061\u1065\u1066\u106e-\u1070\u1075-\u1081\u108e]"
)
CLUSTER = re.compile(
    r"[เ-ไ]?[ก-ฮ][\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]{0,16}[ะาำๅ]{0,2}"
    r"|[ເ-ໄ]?(?:ຫ[ນມລຼ]|[ກ-ຮໜ-ໟ])[\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece]{0,16}[ະາຳຽ]{0,2}"
    r"|[\u1780-\u17b3](?:\u17d2[\u1780-\u17b3]|[\u17b4-\u17d1\u17d3\u17dd]){0,16}"
    rf"|{_BURMESE_LETTER}(?:\u1039{_BURMESE_LETTER}"
    r"|[\u102b-\u1032\u1036-\u1038\u103a-\u103e\u1056-\u1059\u105e-\u1060\u1062-\u1064\u1067-\u106d\u1071-\u1074"
    r"\u1082-\u108d\u108f\u109a-\u109d]"
    # A final; not \u1026, which decomposed is a letter with a sign behind it and no final.
    rf"|(?!\u1026){_BURMESE_LETTER}(?=\u1037?\u103a)){{0,16}}"
    r"|[\u1100-\u115f][\u1160-\u11a7][\u11a8-\u11ff]?"
    r"|[\u3041-\u30ff\u31f0-\u31ff\uff66-\uff9d][\u3099\u309a\uff9e\uff9f]?"
    r"|."
)
_ZERO_WIDTH = re.compile(f"[{ZERO_WIDTH}]")


def _combining() -> str:
    """Marks that may stand within words, as ranges of a character class."""
    unspaced = re.compile(f"[{UNSPACED}]")
    found: list[list[int]] = []
    for point in range(0x300, 0xFFFF):
        letter = chr(point)
        if unicodedata.category(letter) in {"Mn", "Mc"} and not unspaced.match(letter):
            if found and found[-1][1] == point - 1:
                found[-1][1] = point
            else:
                found.append([point, point])
    return "".join(f"\\u{first:04x}-\\u{last:04x}" for first, last in found)


# A run of a script without spaces, or a word of another one.
PIECE = re.compile(
    rf"([{UNSPACED}][{UNSPACED}{ZERO_WIDTH}]*)"
    rf"|[^\W_{UNSPACED}]+(?:[{_combining()}{ZERO_WIDTH}]+[^\W_{UNSPACED}]*)*"
)
# Letters that no decomposition takes apart.
PLAIN = str.maketrans(
    {"đ": "d", "ð": "d", "ı": "i", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h", "ŋ": "n"}
)
ACCENTED = re.compile(
    "([\u0000-\u052f\u1c80-\u1c8f\u1d00-\u1fff\u2c60-\u2c7f\ua640-\ua69f\ua720-\ua7ff])([\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff]+)"
)
# Tone and silencing marks of Thai and Lao; the Khmer signs that only shift a consonant's series.
SILENT = re.compile("[\u0e48-\u0e4c\u0e4e\u0ec8-\u0ecc\u0ece\u17c9\u17ca]")
# A consonant below another one, or any sign: in whichever order they were typed.
SIGNS = re.compile("(?:\u17d2.|\u1039.|[\u102b-\u1032\u1036-\u1038\u103a-\u103e\u17b4-\u17d1\u17d3])+")
SIGN = re.compile("\u17d2.|\u1039.|.")
ALIKE = (
    ("\u17d2\u178a", "\u17d2\u178f"),  # Khmer da and ta look the same below another consonant
    ("\u102b", "\u102c"),  # Burmese aa, tall or round
    ("ຫລ", "ຫຼ"),  # both spellings of the high l in Lao
)


class Unit(NamedTuple):
    """A token and where it stands: characters `start` to `end` of the text. The first cluster of a pair ends at `middle`."""

    token: str
    start: int
    middle: int
    end: int


def tokens(text: str) -> list[str]:
    """The text's tokens in their order."""
    return with_accents(text)[0]


def with_accents(text: str) -> tuple[list[str], bytearray]:
    """The text's tokens, and a byte for each: what folding took away from it, 0 for nothing."""
    found: list[str] = []
    accents = bytearray()
    for piece in PIECE.finditer(text):
        if not piece.lastindex:
            if word := fold_word(piece.group()):
                found.append(word)
                accents.append(accent_of_word(piece.group()))
            continue
        before, accent = "", 0
        for written in CLUSTER.findall(piece.group()):
            if not (cluster := fold_cluster(written)):
                continue
            own = accent_of_cluster(written)
            if before:
                found.append(f"{before}{PAIR}{cluster}")
                accents.append(accent << 4 | own)
            before, accent = cluster, own
        if before:
            found.append(before + PAIR)
            accents.append(accent << 4)
    return found, accents


def units(text: str) -> Iterator[Unit]:
    """The same tokens with their places."""
    for piece in PIECE.finditer(text):
        yield from units_of(piece)


def units_of(piece: re.Match) -> Iterator[Unit]:
    """The tokens of a word or run (see PIECE) with their places."""
    if not piece.lastindex:
        if word := fold_word(piece.group()):
            yield Unit(word, piece.start(), piece.end(), piece.end())
        return
    places = [
        (folded, piece.start() + place.start(), piece.start() + place.end())
        for place in CLUSTER.finditer(piece.group())
        if (folded := fold_cluster(place.group()))
    ]
    for (first, start, middle), (second, _start, end) in pairwise(places):
        yield Unit(f"{first}{PAIR}{second}", start, middle, end)
    if places:
        last, start, end = places[-1]
        yield Unit(last + PAIR, start, end, end)


def starts(text: str) -> Iterator[int]:
    """Where words and clusters begin."""
    for piece in PIECE.finditer(text):
        if not piece.lastindex:
            yield piece.start()
            continue
        yield from (piece.start() + cluster.start() for cluster in CLUSTER.finditer(piece.group()))


def clusters_of(run: str) -> list[str]:
    """The folded clusters of a run of an unspaced script."""
    run = _ZERO_WIDTH.sub("", run)
    return [folded for cluster in CLUSTER.findall(run) if (folded := fold_cluster(cluster))]


def words(text: str) -> Iterator[tuple[str, str]]:
    """The text's words of spaced scripts: (folded, as written)."""
    for piece in PIECE.finditer(text):
        if not piece.lastindex and (word := fold_word(piece.group())):
            yield word, piece.group()


@lru_cache(maxsize=65_536)
def fold_cluster(cluster: str) -> str:
    """A cluster without tone, width and order of typing; "" if nothing is left (a zero-width character)."""
    folded = SILENT.sub("", unicodedata.normalize("NFKC", _ZERO_WIDTH.sub("", cluster)))
    for written, meant in ALIKE:
        folded = folded.replace(written, meant)
    return SIGNS.sub(_in_order, folded)


@lru_cache(maxsize=65_536)
def accent_of_cluster(cluster: str) -> int:
    """What folding takes away from a cluster: 0 for nothing, else 1 to 15."""
    return _accent("".join(SILENT.findall(unicodedata.normalize("NFKC", cluster))), 15)


def accent_of_word(word: str) -> int:
    """What folding takes away from a word, case aside: 0 for nothing, else 1 to 255. In Vietnamese, hoá is hóa."""
    return _accent_of_word(word[:LONGEST_WORD])


@lru_cache(maxsize=65_536)
def _accent_of_word(word: str) -> int:
    if word.isascii():
        return 0
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", word).casefold())
    return _accent("".join(mark for letter in ACCENTED.findall(decomposed) for mark in letter[1]), 255)


def _accent(marks: str, most: int) -> int:
    return crc32(marks.encode()) % most + 1 if marks else 0


def _in_order(signs: re.Match) -> str:
    # A syllable's dot and tone go last: what was typed of it without them is its beginning.
    return "".join(sorted(SIGN.findall(signs.group()), key=lambda sign: (sign in "\u1037\u1038", sign)))


def fold_word(word: str) -> str:
    """A word in small letters without accents, digits of all scripts as 0 to 9; "" if nothing is left."""
    return _fold_word(word[:LONGEST_WORD])


@lru_cache(maxsize=65_536)
def _fold_word(word: str) -> str:
    if word.isascii():
        return word.lower()[:LONGEST_TOKEN]
    folded = unicodedata.normalize("NFKC", _ZERO_WIDTH.sub("", word)).casefold()
    folded = ACCENTED.sub(r"\1", unicodedata.normalize("NFKD", folded)).translate(PLAIN)
    folded = "".join(str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in folded)
    kept = (
        letter for letter in unicodedata.normalize("NFC", folded) if letter.isalnum() or letter > "\u02ff"
    )
    return "".join(kept)[:LONGEST_TOKEN]
