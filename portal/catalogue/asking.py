"""Asking: what a reader typed, and what holds it."""

from dataclasses import dataclass

from portal.languages.zawgyi import as_unicode
from portal.search import query, relaxing, spelling
from portal.search.finding import Matches
from portal.search.text import PIECE, fold_word


@dataclass(frozen=True)
class Asked:
    """`text` was typed, `matches` hold it. `better` is the text that was searched in its place, if it is another one."""

    text: str
    matches: Matches
    better: str = ""
    is_converted: bool = False  # it was Burmese in the encoding Zawgyi

    @property
    def says_nothing(self) -> bool:
        """Whether nothing is asked for: no word, or only words that are not wanted."""
        return not self.matches.query


def ask(text: str) -> Asked:
    """Search; usually one statement. Raises TooLong."""
    query.parse(text)  # what is too long is refused before anything is done with it
    converted = as_unicode(text)
    wanted = query.parse(converted[: query.LONGEST])
    matches = relaxing.find(wanted)
    better = converted if converted != text else ""
    if matches.relaxed == relaxing.SPELLING:
        better = _respelt(converted, matches.better)
    return Asked(text, matches, better, is_converted=converted != text)


def _respelt(text: str, better: dict[str, str]) -> str:
    """The text with better words in place of its own, written as they are written where they stand."""
    written = spelling.written(better.values())
    return PIECE.sub(lambda piece: written.get(better.get(fold_word(piece.group()), ""), piece.group()), text)
