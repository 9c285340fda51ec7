"""Ranking: computed here from sketches, so that both databases give the same results in the same order.

What stands in the title comes first, then what stands in the text, last what is only found through a label, such as
the name of a topic in another language. Words that stand together weigh more than the same ones far apart, and a
word weighs more in a short text (saturation and length as in BM25; there is no weight for rare words, because
every result holds all of them).
"""

from itertools import pairwise

from portal.search.query import Clause, Query
from portal.search.sketch import (
    BREAK,
    MOST_COUNTED,
    Field,
    cluster_mark,
    count,
    fields_of,
    mark,
    marks,
)
from portal.search.text import PAIR

TITLE, BODY, LABEL = 8.0, 2.0, 1.0
WHOLE_TITLE = 12.0  # the title is what was asked for, and nothing else
TOGETHER = 2.0  # several words one behind the other, times the weight of the field
OTHER_ACCENTS = 0.15  # of the weight, where the query has other tone marks or accents
SCATTERED = 0.35  # of the weight, where the pairs of a run do not stand together
OWN_LANGUAGE = 1.1  # factor for texts in the reader's language
K, B = 1.2, 0.75  # BM25's
USUAL = {TITLE: 10, BODY: 250}  # tokens


class Ranker:
    """Scores sketches against one query."""

    def __init__(self, query: Query, language: str = ""):
        self.language = language
        self.clauses = [_Marked(clause) for clause in query.wanted]
        plain = [clause.ways[0] for clause in self.clauses if not clause.is_prefix]
        self.together = b"".join(plain) if len(plain) > 1 else b""
        self.whole = _whole(query)

    def score(self, language: str, stored: bytes) -> float:
        """How well a row in this language with this sketch fits."""
        stored = bytes(stored)
        title, body = fields_of(stored)
        score = 0.0
        for clause in self.clauses:
            found = TITLE * clause.weight(stored, title, USUAL[TITLE])
            found += BODY * clause.weight(stored, body, USUAL[BODY])
            score += found or LABEL
        if self.together:
            if stored.find(self.together, title.first, title.last) >= 0:
                score += TOGETHER * TITLE
            elif stored.find(self.together, body.first, body.last) >= 0:
                score += TOGETHER * BODY
        if stored.find(self.whole, title.first, title.last) >= 0:
            named = BREAK + stored[title.first : title.last] + BREAK
            score += WHOLE_TITLE * (BREAK + self.whole + BREAK in named)
        return score * (OWN_LANGUAGE if language and language == self.language else 1)

    def in_body(self, stored: bytes) -> frozenset[int]:
        """Which clauses may stand in the body, by their place in the query: all others surely do not."""
        stored = bytes(stored)
        _title, body = fields_of(stored)
        return frozenset(
            number for number, clause in enumerate(self.clauses) if clause.may_stand(stored, body)
        )


class _Marked:
    """A clause as marks."""

    def __init__(self, clause: Clause):
        self.is_prefix = clause.is_prefix
        self.accents = clause.accents
        self.ways = [marks(way) for way in clause.ways]
        tokens = [mark(token) for token in clause.tokens]
        if self.is_prefix:
            last = clause.tokens[-1]
            # Of an unfinished word the marks say nothing; a single cluster begins its pair.
            is_cluster = not tokens[1:] and last.endswith(PAIR)
            self.ways = [cluster_mark(last.removesuffix(PAIR)) if is_cluster else b"".join(tokens[:-1])]
            self.accents = self.accents if is_cluster else self.accents[:-1]
            tokens.pop()
        self.is_known = bool(self.ways[0])
        self.factor = OTHER_ACCENTS if any(self.accents) else 1
        if self.factor == 1:  # alike, whatever the accents
            self.accents = b""
        # What has to be there at least, if not all of it stands together.
        self.apart = tokens if len(tokens) > 1 and not clause.is_adjacent and not self.is_prefix else []
        self.only = self.ways[0] if len(self.ways) == 1 and not self.apart else b""
        # A word is where its mark is; marks of pairs also begin within others.
        self.is_word = clause.is_word and not self.accents and bool(self.only)

    def weight(self, stored: bytes, field: Field, usual: int) -> float:
        """From 0, not there, towards the 2.2 of BM25."""
        if not self.is_known or not field.length:
            return 0.0
        if self.is_word:
            found = stored.count(self.only, field.first, field.last)
            return _saturated(min(found, MOST_COUNTED), field.length, usual)
        if self.only and stored.find(self.only, field.first, field.last) < 0:
            return 0.0  # as in most titles
        together = alike = 0
        for way in self.ways:
            found, same = count(stored, field, way, self.accents)
            together, alike = max(together, found), max(alike, same)
        if together:
            return (1 if alike else self.factor) * _saturated(alike or together, field.length, usual)
        if not self.apart:
            return 0.0
        apart = min(count(stored, field, token, b"")[0] for token in self.apart)
        return SCATTERED * _saturated(apart, field.length, usual)

    def may_stand(self, stored: bytes, field: Field) -> bool:
        """Whether the clause, or two neighbouring tokens of it, stand in a field. Of unfinished words nobody knows."""
        if self.is_prefix:
            return bool(field.length)
        pairs = [first + second for first, second in pairwise(self.apart)] or self.ways
        return any(stored.find(pair, field.first, field.last) >= 0 for pair in pairs)


def _saturated(found: int, length: int, usual: int) -> float:
    return found * (K + 1) / (found + K * (1 - B + B * length / usual)) if found else 0.0


def _whole(query: Query) -> bytes:
    """The title that is the query itself, as marks: there a run ends with its last cluster alone."""
    whole = b""
    for clause in query.wanted:
        whole += marks(clause.tokens)
        _first, _pair, last = clause.tokens[-1].partition(PAIR)
        whole += mark(last + PAIR) if last else b""
    return whole
