"""Excerpts: where a text says what was asked for, cut between words or clusters, with the places marked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from portal.search.query import Clause, Query
from portal.search.text import PAIR, PIECE, Unit, clusters_of, fold_word, starts, units_of

LENGTH = 220  # characters of an excerpt
BEFORE = 60  # of them before the first place
SEARCHED = 40  # characters in which a place to cut is looked for
READ = 30_000  # characters of a text that are looked through
MOST_PLACES = 200
# ASCII and punctuation: folding does no more to such a text than lower(), which leaves all in its place.
PLAIN = re.compile("[\0-\x7f\xa0-\xa9\xab\xac\xae-\xb1\xb4\xb6-\xb8\xbb\xbf\xd7\xf7\u2010-\u203a]*")


class Piece(NamedTuple):
    """A stretch of a text, and whether it is what was asked for."""

    text: str
    is_match: bool


@dataclass(frozen=True)
class Excerpt:
    """Stretches of a text one behind the other; empty where nothing was found. `clauses` are those found in it."""

    pieces: tuple[Piece, ...] = ()
    clauses: frozenset[int] = frozenset()  # by their place in the query
    starts: bool = True  # whether it begins where the text begins
    ends: bool = True

    def __bool__(self) -> bool:
        return bool(self.pieces)


NOTHING = Excerpt()


class _Place(NamedTuple):
    start: int
    end: int
    clause: int


def marked(query: Query, text: str) -> Excerpt:
    """A short text whole, such as a title, with what was asked for marked."""
    places = list(_places(query, text))
    return Excerpt(_cut(text, 0, len(text), places), frozenset(place.clause for place in places))


def excerpt(query: Query, text: str, only: frozenset[int] | None = None) -> Excerpt:
    """The stretch of a long text in which most of what was asked for stands; empty if none of it does.

    `only` these clauses are looked for, by their place in the query, if it is known that no other stands there.
    """
    length = len(text)
    wanted = len(query.wanted) if only is None else len(only)
    text = text[:READ]
    places: list[_Place] = []
    best, together = 0, frozenset()
    enough: int | None = None  # where the stretch ends with which nothing is wanting
    for place in _places(query, text, only):
        if enough is not None and place.start >= enough:
            break
        places.append(place)
        if enough is None:
            first, here = _last_stretch(places)
            if len(here) > len(together):
                best, together = first, here
            if len(together) == wanted or len(places) == MOST_PLACES:
                enough = places[best].start + LENGTH
    if not places:
        return NOTHING
    start, end = _window(text, places[best].start)
    found = frozenset(place.clause for place in places)
    return Excerpt(_cut(text, start, end, places), found, start == 0, end == length)


def _last_stretch(places: list[_Place]) -> tuple[int, frozenset[int]]:
    """The first of the places that fit into one excerpt with the last one, and the clauses that stand in it."""
    first = len(places) - 1
    while first and places[first - 1].start > places[-1].end - LENGTH + BEFORE:
        first -= 1
    return first, frozenset(place.clause for place in places[first:])


def _places(query: Query, text: str, only: frozenset[int] | None = None) -> Iterator[_Place]:
    """Where the clauses of a query stand, in the order in which they end; `only` some of them.

    Of a run at least two pairs have to stand together, or all that it has: one that fits by chance says nothing.
    """
    ways, begins = _sought(query, only)
    trails = [_Trail(*way) for way in ways]
    plain = text.lower() if text.isascii() or PLAIN.fullmatch(text) else ""
    at = 0
    while trails:
        is_going = any(trail.length for trail in trails)
        # Most of a text is passed over without making tokens of it, and most of a plain one without reading its words.
        if plain and not is_going:
            at = begins.found_in(plain, at)
        piece = PIECE.search(text, at) if at >= 0 else None
        if piece is None:
            break
        at = piece.end()
        if not is_going and not begins.may_be_in(piece):
            continue
        for unit in units_of(piece):
            for trail in trails:
                if place := trail.step(unit):
                    yield place
    for trail in trails:
        if place := trail.finish():
            yield place


@lru_cache(maxsize=256)
def _sought(
    query: Query, only: frozenset[int] | None
) -> tuple[list[tuple[int, Clause, tuple[str, ...]]], "_Begins"]:
    """Each way in which each clause may be written, and with what they begin: the same for all texts of a page."""
    ways = [
        (number, clause, way)
        for number, clause in enumerate(query.wanted)
        if only is None or number in only
        for way in clause.ways
    ]
    return ways, _Begins([_Trail(*way) for way in ways])


class _Begins:
    """With what the tokens of some clauses begin."""

    def __init__(self, trails: list["_Trail"]):
        tokens = {token for trail in trails for token in trail.tokens}
        self.words = {token for token in tokens if PAIR not in token}
        self.clusters = {token.partition(PAIR)[0] for token in tokens - self.words}
        self.prefixes = tuple(trail.tokens[-1] for trail in trails if trail.is_prefix)
        told = sorted(token for token in {*self.words, *self.prefixes} if token.isascii())
        self.plain = re.compile(rf"(?<![a-z0-9])(?:{'|'.join(map(re.escape, told))})") if told else None

    def found_in(self, plain: str, at: int) -> int:
        """Where from `at` on one of them begins a word of a plain text in small letters; -1 if none does."""
        found = self.plain.search(plain, at) if self.plain else None
        return found.start() if found else -1

    def may_be_in(self, piece: re.Match) -> bool:
        """Whether one of the tokens may be in a word or run."""
        if not piece.lastindex:
            word = fold_word(piece.group())
            return word in self.words or word.startswith(self.prefixes)
        clusters = clusters_of(piece.group())
        if not self.clusters.isdisjoint(clusters):
            return True
        return any(cluster.startswith(self.prefixes) for cluster in clusters) if self.prefixes else False


class _Trail:
    """Follows how far the tokens of one clause stand one behind the other."""

    def __init__(self, number: int, clause: Clause, way: tuple[str, ...]):
        self.number, self.tokens, self.is_prefix = number, way, clause.is_prefix
        self.least = len(way) if clause.is_adjacent else min(2, len(way))
        self.known = set(way)
        self.length = self.next = 0
        self.start = self.end = 0

    def step(self, unit: Unit) -> _Place | None:
        """Go on by one token; the place that ended before it, if one did."""
        if self.length and self.next < len(self.tokens) and self._fits(unit, self.next):
            self._go_on(unit)
            return None
        place = self.finish()
        number = self._beginning(unit)
        if number is not None:
            self.start, self.length, self.next = unit.start, 0, number
            self._go_on(unit)
        return place

    def finish(self) -> _Place | None:
        """The place that has been followed so far, if it is long enough."""
        place = _Place(self.start, self.end, self.number) if self.length >= self.least else None
        self.length = 0
        return place

    def _go_on(self, unit: Unit) -> None:
        is_cluster = (
            self.is_prefix and self.next == len(self.tokens) - 1 and self.tokens[self.next].endswith(PAIR)
        )
        self.end = unit.middle if is_cluster else unit.end
        self.length += 1
        self.next += 1

    def _beginning(self, unit: Unit) -> int | None:
        if unit.token in self.known:
            return self.tokens.index(unit.token)
        last = len(self.tokens) - 1
        return last if self.is_prefix and self._fits(unit, last) else None

    def _fits(self, unit: Unit, number: int) -> bool:
        if self.is_prefix and number == len(self.tokens) - 1:
            return unit.token.startswith(self.tokens[number])
        return unit.token == self.tokens[number]


def _window(text: str, first: int) -> tuple[int, int]:
    """A stretch of the text around a place, cut where a word or cluster begins."""
    if len(text) <= LENGTH:
        return 0, len(text)
    last = len(text) - LENGTH
    if first - BEFORE >= last:
        after = (cut for cut in _cuts_near(text, last) if last <= cut <= first)
        return min(after, default=first), len(text)
    start = _cut_before(text, max(0, first - BEFORE))
    return start, _cut_before(text, start + LENGTH)


def _cut_before(text: str, wanted: int) -> int:
    """A place at or a little before `wanted` where a word or cluster begins."""
    return max((cut for cut in _cuts_near(text, wanted) if cut <= wanted), default=wanted)


def _cuts_near(text: str, wanted: int) -> list[int]:
    """Where words and clusters begin around a place; with some letters on both sides, so that they are whole."""
    begun = max(0, wanted - SEARCHED)
    space = text.rfind(" ", begun, wanted)
    begun = space + 1 if space >= 0 else begun
    return [begun + start for start in starts(text[begun : wanted + SEARCHED])]


def _cut(text: str, start: int, end: int, places: list[_Place]) -> tuple[Piece, ...]:
    """The stretch in pieces; places that touch or overlap are one."""
    pieces: list[Piece] = []
    at = start
    for begins, stops in _merged(places):
        if begins >= end or stops <= at:
            continue
        first, last = max(begins, at), min(stops, end)
        if first > at:
            pieces.append(Piece(text[at:first], is_match=False))
        pieces.append(Piece(text[first:last], is_match=True))
        at = last
    if at < end:
        pieces.append(Piece(text[at:end], is_match=False))
    return tuple(pieces)


def _merged(places: list[_Place]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end, _clause in sorted(places):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged
