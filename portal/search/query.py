"""What a reader typed, as clauses: words, "exact phrases", -not and prefix*; everything else is punctuation.

What is typed reaches a database only as tokens of `text`, each in quotes.
"""

import re
from dataclasses import dataclass, replace

from portal.search.text import LONGEST_TOKEN, PAIR, PIECE, with_accents

LONGEST = 200  # characters
MOST_TOKENS = 32
QUOTES = str.maketrans(dict.fromkeys("“”„‟«»「」『』＂", '"'))
CHUNK = re.compile(r'(?P<minus>(?<![^\s"])[-−–](?=[^\s-]))?(?:"(?P<phrase>[^"]*)"?|(?P<chunk>[^\s"]+))')
NUMBERED = re.compile(r"([^\W\d_]+)(\d+)")  # COVID19
# What joins two words into one that is looked for as a whole: e-filing, 100,000, v1.2, Laos’.
JOINING = re.compile(r"[-‐‑‒−.,'’_&+:·]")


class TooLong(Exception):
    """The query has more than LONGEST characters."""


@dataclass(frozen=True)
class Clause:
    """One thing to be found: all `tokens`, beside each other or not, the last one perhaps unfinished."""

    tokens: tuple[str, ...]
    is_adjacent: bool = False
    is_prefix: bool = False
    joined: tuple[str, ...] = ()  # the same, had it been typed as one: กรม ที่ดิน, e-filing
    is_quoted: bool = (
        True  # if its tokens stand beside each other: because somebody said so, not for a hyphen
    )
    accents: bytes = b""  # what folding took away from each token

    @property
    def ways(self) -> list[tuple[str, ...]]:
        """The sequences of tokens of which one has to be there."""
        return [self.tokens, self.joined] if self.joined else [self.tokens]

    def cut(self, most: int) -> "Clause":
        """The same with no more than its first tokens."""
        if len(self.tokens) <= most:
            return self
        return replace(
            self,
            tokens=self.tokens[:most],
            accents=self.accents[:most],
            joined=self.joined[:most],
            is_prefix=False,
        )

    @property
    def is_word(self) -> bool:
        """Whether it is a single whole word of a spaced script, which may be misspelt."""
        return len(self.tokens) == 1 and not self.is_prefix and PAIR not in self.tokens[0]


@dataclass(frozen=True)
class Query:
    """All of `wanted` must be there and none of `unwanted`; `is_cut` when it had too many words."""

    wanted: tuple[Clause, ...] = ()
    unwanted: tuple[Clause, ...] = ()
    is_cut: bool = False

    def __bool__(self) -> bool:
        return bool(self.wanted)

    def loosened(self) -> "Query":
        """The same with words that only a hyphen joins looked for one by one."""
        wanted = [
            Clause((token,), accents=clause.accents[number : number + 1])
            for clause in self.wanted
            for number, token in enumerate(clause.tokens)
            if clause.is_adjacent and not clause.is_quoted
        ]
        rest = [clause for clause in self.wanted if not clause.is_adjacent or clause.is_quoted]
        return replace(self, wanted=tuple(dict.fromkeys((*rest, *wanted)))) if wanted else self

    def as_typed_so_far(self) -> "Query":
        """The same while its last word is perhaps not finished."""
        if not self.wanted or (self.wanted[-1].is_adjacent and self.wanted[-1].is_quoted):
            return self
        return replace(self, wanted=(*self.wanted[:-1], _unfinished(self.wanted[-1])))

    def with_words(self, better: dict[str, str]) -> "Query":
        """The same with other words in place of misspelt ones."""
        return replace(self, wanted=tuple(_respelt(clause, better) for clause in self.wanted))


def parse(text: str) -> Query:
    """Read a query. Raises TooLong; nothing else is wrong, at worst it asks for nothing."""
    if len(text) > LONGEST:
        raise TooLong(text[:LONGEST])
    wanted: list[Clause] = []
    unwanted: list[Clause] = []
    for chunk in CHUNK.finditer(text.translate(QUOTES)):
        phrase, bare = chunk["phrase"], chunk["chunk"]
        if chunk["minus"]:
            clauses = _phrase(phrase if bare is None else bare)
            unwanted += map(_unfinished, clauses) if bare and bare.endswith("*") else clauses
        elif bare is None:
            wanted += _phrase(phrase)
        else:
            wanted += _loose(bare)
    wanted = list(dict.fromkeys(wanted))
    kept, room = [], MOST_TOKENS
    for clause in wanted:
        if room <= 0:
            break
        kept.append(clause.cut(room))
        room -= len(clause.tokens)
    return Query(
        tuple(kept), tuple(dict.fromkeys(unwanted))[:MOST_TOKENS], is_cut=tuple(kept) != tuple(wanted)
    )


def _phrase(text: str) -> list[Clause]:
    """All of a text as one clause, its tokens beside each other."""
    pieces = [piece.group() for piece in PIECE.finditer(text)]
    clause = _sequence(pieces)
    if clause is None:
        return []
    if len(pieces) > 1 and all(PIECE.fullmatch(piece).lastindex for piece in pieces):
        clause = replace(clause, joined=_sequence(["".join(pieces)]).tokens)
    return [replace(clause, is_adjacent=len(clause.tokens) > 1).cut(MOST_TOKENS)]


def _sequence(pieces: list[str]) -> Clause | None:
    """The tokens of pieces that follow each other. A run is left open at the end: the text may go on behind it."""
    found, accents = with_accents(" ".join(pieces))
    if not found:
        return None
    is_prefix = False
    if found[-1].endswith(PAIR):
        is_prefix = len(found) == 1 or not found[-2].endswith(PAIR + found[-1].removesuffix(PAIR))
        if not is_prefix:
            found.pop()
            accents.pop()
    return Clause(tuple(found), is_prefix=is_prefix, accents=bytes(accents))


def _loose(chunk: str) -> list[Clause]:
    """What stands between two spaces: words joined by punctuation stay together, runs may be torn apart."""
    found: list[Clause] = []
    group: list[str] = []
    end = 0
    for piece in PIECE.finditer(chunk):
        between = chunk[end : piece.start()]
        if group and (piece.lastindex or not JOINING.fullmatch(between)):
            found += _words(group)
            group = []
        if piece.lastindex:
            clause = _sequence([piece.group()])
            found += [clause] if clause else []
        else:
            group.append(piece.group())
        end = piece.end()
    found += _words(group)
    if chunk.endswith("*") and found:
        found[-1] = _unfinished(found[-1])
    return found


def _words(group: list[str]) -> list[Clause]:
    clause = _sequence(group)
    if clause and len(clause.tokens) == 1 and (numbered := NUMBERED.fullmatch(clause.tokens[0])):
        # Also written with a hyphen.
        clause = replace(clause, tokens=numbered.groups(), accents=clause.accents + b"\0")
    if clause is None or len(clause.tokens) == 1:
        return [clause] if clause else []
    return [
        replace(clause, is_adjacent=True, is_quoted=False, joined=("".join(clause.tokens)[:LONGEST_TOKEN],))
    ]


def _respelt(clause: Clause, better: dict[str, str]) -> Clause:
    tokens = tuple(better.get(token, token) for token in clause.tokens)
    is_open = clause.is_word or (clause.is_adjacent and not clause.is_quoted)
    if not is_open or tokens == clause.tokens:
        return clause
    joined = ("".join(tokens)[:LONGEST_TOKEN],) if clause.joined else ()
    return replace(clause, tokens=tokens, joined=joined, accents=bytes(len(tokens)))


def _unfinished(clause: Clause) -> Clause:
    """The clause with its last word or cluster unfinished."""
    *rest, last = clause.tokens
    # A single cluster may itself go on: ก is the beginning of กา.
    return replace(clause, tokens=(*rest, last.removesuffix(PAIR)), is_prefix=True)
