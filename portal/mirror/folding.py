"""Folded texts: what the mirror's search looks through. The folding is that of the site's search, piece by piece.

A browser folds what is typed with the same tables (`tables`), in a few lines of static/mirror/search.js.
"""

import re
import sys
import unicodedata
from functools import cache

from portal.search.text import (
    ACCENTED,
    ALIKE,
    CLUSTER,
    LONGEST_TOKEN,
    PIECE,
    PLAIN,
    SIGN,
    SIGNS,
    SILENT,
    UNSPACED,
    ZERO_WIDTH,
    fold_cluster,
    fold_word,
)

LONG_ESCAPE = re.compile(r"\\U([0-9a-f]{8})")  # as Python writes it, not browsers


def folded(text: str) -> str:
    """Words and runs of clusters with one space before, between and behind them; "" if there are none."""
    pieces = filter(None, map(_piece, PIECE.finditer(text)))
    joined = " ".join(pieces)
    return f" {joined} " if joined else ""


def _piece(piece) -> str:
    if not piece.lastindex:
        return fold_word(piece.group())
    return "".join(map(fold_cluster, CLUSTER.findall(piece.group())))


def tables() -> dict:
    """What folding takes, as patterns and tables that a browser understands."""
    return {
        "unspaced": LONG_ESCAPE.sub(lambda escape: f"\\u{{{escape.group(1)}}}", UNSPACED),
        "zeroWidth": ZERO_WIDTH,
        "accented": ACCENTED.pattern,
        "silent": SILENT.pattern,
        "signs": SIGNS.pattern,
        "sign": SIGN.pattern,
        "alike": ALIKE,
        "plain": {chr(letter): plain for letter, plain in PLAIN.items()},
        "cases": _cases(),
        "zeros": _zeros(),
        "longest": LONGEST_TOKEN,
    }


@cache  # a million letters to look at
def _cases() -> dict[str, str]:
    """Small letters that folding of case takes further, such as ß to ss."""
    letters = map(chr, range(sys.maxunicode + 1))
    return {
        letter.lower(): letter.casefold()
        for letter in letters
        if letter.lower() != letter.casefold() and len(letter.lower()) == 1
    }


@cache
def _zeros() -> str:
    """The digit nought of every script; the others follow it."""
    return "".join(
        letter for letter in map(chr, range(sys.maxunicode + 1)) if unicodedata.decimal(letter, -1) == 0
    )
