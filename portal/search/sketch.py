"""Sketches: the tokens of a text as bytes, in which ranking counts words and finds what stands together.

Four bytes a token: of a pair two for each cluster, so that one cluster can be found by itself; of a word all four.
One more byte a token tells what folding took away from it. A sketch is compared by hashes: once in some ten
thousand texts one counts a word too many. That may move a result by a place; it never adds or takes away one. The
same bytes rank alike on every database.
"""

import struct
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

from portal.search.text import PAIR

WIDTH = 4  # bytes of a token
MOST_COUNTED = 50  # once a word stands there so often, more of it says nothing more
BREAK = b"\0" * WIDTH  # of what only keeps apart
LENGTHS = struct.Struct(">HI")  # how many tokens title and body have


class Field(NamedTuple):
    """Where the marks of a field lie in a sketch, where its accents begin, and how many tokens it has."""

    first: int
    last: int
    accents: int
    length: int


@lru_cache(maxsize=65_536)
def mark(token: str) -> bytes:
    """The bytes that stand for a token."""
    first, pair, second = token.partition(PAIR)
    if not pair:
        return crc32(token.encode()).to_bytes(WIDTH, "big")
    return cluster_mark(first) + cluster_mark(second)


def marks(tokens: Iterable[str]) -> bytes:
    """The bytes that stand for tokens one behind the other."""
    return b"".join(map(mark, tokens))


def cluster_mark(cluster: str) -> bytes:
    """The two bytes that stand for a cluster; zeros for none."""
    return (crc32(cluster.encode()) & 0xFFFF).to_bytes(2, "big") if cluster else b"\0\0"


def sketch(title: list[str], title_accents: bytes, body: list[str], body_accents: bytes) -> bytes:
    """The sketch of a text: the lengths, all marks, all accents, each with the title first."""
    lengths = LENGTHS.pack(len(title), len(body))
    return lengths + marks(title) + marks(body) + bytes(title_accents) + bytes(body_accents)


def fields_of(stored: bytes) -> tuple[Field, Field]:
    """Title and body of a sketch."""
    in_title, in_body = LENGTHS.unpack_from(stored)
    begin, middle = LENGTHS.size, LENGTHS.size + WIDTH * in_title
    end = middle + WIDTH * in_body
    return Field(begin, middle, end, in_title), Field(middle, end, end + in_title, in_body)


def places(stored: bytes, field: Field, sequence: bytes) -> Iterator[int]:
    """The tokens of a field with which these marks begin, one behind the other."""
    at = stored.find(sequence, field.first, field.last)
    while at >= 0:
        place, within = divmod(at - field.first, WIDTH)
        if not within:
            yield place
        at = stored.find(sequence, at + 1, field.last)


def count(stored: bytes, field: Field, sequence: bytes, accents: bytes) -> tuple[int, int]:
    """How often marks stand in a field one behind the other, and how often of these with these accents.

    Marks of a single cluster begin those of its pairs, and its accent those of theirs. Without accents all are alike.
    """
    at = stored.find(sequence, field.first, field.last)
    if at < 0:
        return 0, 0
    is_plain = not accents or not any(accents)
    found = alike = 0
    while at >= 0 and found < MOST_COUNTED:
        place, within = divmod(at - field.first, WIDTH)
        if within:
            at = stored.find(sequence, at + 1, field.last)
            continue
        found += 1
        if not is_plain:
            start = field.accents + place
            there = stored[start : start + len(accents)]
            alike += there == accents or (len(sequence) < WIDTH and there[0] >> 4 == accents[0] >> 4)
        at = stored.find(sequence, at + 1, field.last)
    return found, found if is_plain else alike
