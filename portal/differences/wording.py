"""Two wordings side by side: which words of each are not in the other, and what may be folded away between them."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate, chain

from portal.languages.clusters import clusters, is_unspaced

FOLDED = 240  # characters: a longer stretch that is the same on both sides is folded
SHOWN = 80  # characters of it that stay on either side of a change
LIKENESS = 0.25  # share of the shorter text; below it the two have nothing to do with each other
WORD = 3  # the weight of a word; so many clusters of Thai, Lao, Khmer or Burmese weigh as much
STEPS = 3_000_000  # about half a second
IN_WORDS = {".", ",", ":", "'", "’", "-"}  # within a word: 100,000, e-service, don't


@dataclass(frozen=True)
class Piece:
    """A run of text: the same on both sides, on this side alone, or folded away."""

    text: str
    is_changed: bool = False
    is_folded: bool = False


Pieces = tuple[Piece, ...]


@dataclass(frozen=True)
class Side:
    """What one of two sides says. `language` is that of its words, "" where there is no need to say it."""

    pieces: Pieces
    language: str = ""


@dataclass(frozen=True)
class Run:
    """Tokens that stand on both sides, or those of each side between two such runs."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    is_same: bool

    @property
    def weight(self) -> int:
        """How much a reader sees in it: nothing in spaces and stops."""
        letters = (token for token in self.before if any(map(str.isalnum, token)))
        return sum(1 if is_unspaced(token) else WORD for token in letters)


class Wording:
    """Compares texts word by word, in scripts without spaces cluster by cluster.

    Texts that repeat themselves could keep it busy for minutes: it takes so many steps for all that one
    page compares, then marks texts that differ as a whole.
    """

    def __init__(self, steps: int = STEPS):
        self.steps = steps

    def marked(self, before: str, after: str) -> tuple[Pieces, Pieces]:
        """Both texts in pieces, what differs marked."""
        if self.steps < 0:
            return whole(before), whole(after)
        runs = list(_joined(self._runs(tokens(before), tokens(after))))
        same = sum(len("".join(run.before).strip()) for run in runs if run.is_same)
        if same < LIKENESS * min(len(before), len(after)):
            return whole(before), whole(after)
        sides: tuple[list[Piece], list[Piece]] = ([], [])
        for place, run in enumerate(runs):
            if run.is_same:
                pieces = folded(run.before, is_first=place == 0, is_last=place == len(runs) - 1)
                sides[0].extend(pieces)
                sides[1].extend(pieces)
            else:
                sides[0].extend(whole("".join(run.before)))
                sides[1].extend(whole("".join(run.after)))
        return tuple(sides[0]), tuple(sides[1])

    def _runs(self, before: list[str], after: list[str]) -> Iterator[Run]:
        """What both begin and end with, and between that what both have and what only one has."""
        head = _shared(before, after)
        tail = _shared(before[head:][::-1], after[head:][::-1])
        first, start = head, head
        inner = self._matches(before[head : len(before) - tail], after[head : len(after) - tail])
        blocks = ((head + a, head + b, size) for a, b, size in inner)
        yield Run(tuple(before[:head]), tuple(after[:head]), is_same=True)
        for a, b, size in (*blocks, (len(before) - tail, len(after) - tail, tail)):
            yield Run(tuple(before[first:a]), tuple(after[start:b]), is_same=False)
            yield Run(tuple(before[a : a + size]), tuple(after[b : b + size]), is_same=True)
            first, start = a + size, b + size

    def _matches(self, before: list[str], after: list[str]) -> list[tuple[int, int, int]]:
        """Longest common stretches, the longest first, then those beside it, until the steps are used up."""
        matcher = SequenceMatcher(str.isspace, before, after, autojunk=False)
        costs = list(accumulate((1 + len(matcher.b2j.get(token, ())) for token in before), initial=0))
        found, waiting = [], deque([(0, len(before), 0, len(after))])
        while waiting:
            first, last, start, end = waiting.popleft()
            self.steps -= costs[last] - costs[first]
            if self.steps < 0:
                break
            a, b, size = matcher.find_longest_match(first, last, start, end)
            if size:
                found.append((a, b, size))
                sides = ((first, a, start, b), (a + size, last, b + size, end))
                waiting.extend(side for side in sides if side[0] < side[1] and side[2] < side[3])
        return sorted(found)


def whole(text: str) -> Pieces:
    """All of a text as one change; nothing if it is empty."""
    return (Piece(text, is_changed=True),) if text else ()


def marked_lists(before: list[str], after: list[str]) -> tuple[Pieces, Pieces]:
    """Both lists in pieces, items that the other has not marked; all of them if only the order differs."""
    is_turned = set(before) == set(after)
    return _items(before, () if is_turned else after), _items(after, () if is_turned else before)


def _items(items: list[str], other: Iterable[str]) -> Pieces:
    pieces = ((Piece(", "), Piece(item, is_changed=item not in other)) for item in items)
    return tuple(chain.from_iterable(pieces))[1:]


def tokens(text: str) -> list[str]:
    """Words, spaces and single signs; in scripts that set no spaces, clusters."""
    parts = clusters(text)
    kinds = [_kind(part) for part in parts]
    found: list[str] = []
    for place, part in enumerate(parts):
        around = kinds[place - 1 : place + 2 : 2] if place else []
        if part in IN_WORDS and around == ["word", "word"]:
            kinds[place] = "word"
        if found and kinds[place] == kinds[place - 1] and kinds[place] in ("word", "space"):
            found[-1] += part
        else:
            found.append(part)
    return found


def _kind(cluster: str) -> str:
    if cluster.isspace():
        return "space"
    if cluster[0].isalnum():
        return "cluster" if is_unspaced(cluster) else "word"
    return "sign"


def _shared(before: list[str], after: list[str]) -> int:
    """How many tokens both begin with."""
    pairs = zip(before, after, strict=False)
    return next((place for place, (a, b) in enumerate(pairs) if a != b), min(len(before), len(after)))


def _joined(runs: Iterable[Run]) -> list[Run]:
    """Changes that only a space, a stop or a stray cluster keeps apart, as one."""
    listed = _merged(runs)
    last = len(listed) - 1
    return _merged(
        Run(run.before, run.after, run.is_same and (place in (0, last) or run.weight >= WORD))
        for place, run in enumerate(listed)
    )


def _merged(runs: Iterable[Run]) -> list[Run]:
    """Neighbours of the same sort as one run; empty ones are left out."""
    kept: list[Run] = []
    for run in runs:
        if kept and kept[-1].is_same == run.is_same:
            last = kept.pop()
            kept.append(Run(last.before + run.before, last.after + run.after, run.is_same))
        elif run.before or run.after:
            kept.append(run)
    return kept


def folded(found: tuple[str, ...], *, is_first: bool, is_last: bool) -> Pieces:
    """A stretch that is the same on both sides; of a long one, what stands beside the changes."""
    text = "".join(found)
    if len(text) <= FOLDED or (is_first and is_last):
        return (Piece(text),)
    head = [] if is_first else _shown(found)
    tail = [] if is_last else _shown(found[::-1])[::-1]
    pieces = (Piece("".join(head)), Piece("…", is_folded=True), Piece("".join(tail)))
    return tuple(piece for piece in pieces if piece.text)


def _shown(found: tuple[str, ...]) -> list[str]:
    """The first tokens, as many as stay beside a change."""
    lengths = accumulate(map(len, found))
    return [token for token, length in zip(found, lengths, strict=True) if length - len(token) < SHOWN]
