"""The index: what is published is written here, and taken out, within the transaction that publishes it.

It knows texts and the numbers of the things that say them, nothing else. `publish()` is its only caller, beside
the commands that make it anew.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import blake2b

from django.db import DEFAULT_DB_ALIAS, connections

from portal.search import spelling
from portal.search.backends import backend_of
from portal.search.sketch import sketch
from portal.search.tables import SLOTS, SearchText
from portal.search.text import LONGEST_TOKEN, PAIR, VERSION, units, with_accents

LONGEST_BODY = 20_000  # characters in one row: a longer text takes several
LONGEST_TITLE = 1_000
# Characters of all together: a tsvector holds no more than a megabyte.
LONGEST_NAMES, LONGEST_LABELS = 4_000, 20_000
SPACE = re.compile(r"\s+")
RELABEL = "UPDATE portal_searchtext SET cites = %s, digest = %s WHERE id = %s"
BATCH = 200  # rows written by one statement


@dataclass(frozen=True)
class Text:
    """What a thing says in one language or file, and the labels by which it is found besides.

    `own_labels` are those in its own language. `cites` holds the ids whose names all these are, so that a result
    can say through which it was found.
    """

    language: str
    title: str
    body: str = ""
    names: tuple[str, ...] = ()  # other names of it, found like its title
    own_labels: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    source: str = ""

    @property
    def digest(self) -> str:
        """A fingerprint of all of it and of how tokens are made: half of it of the text, half of the labels."""
        return self.fingerprint + _fingerprint(*map("\1".join, (self.own_labels, self.labels, self.cites)))

    @property
    def fingerprint(self) -> str:
        """The half that does not know the labels."""
        return _fingerprint(VERSION, self.language, self.source, self.title, self.body, *self.names)


def _fingerprint(*texts: str) -> str:
    return blake2b("\0".join(texts).encode(), digest_size=8).hexdigest()


def put(texts: Mapping[int, list[Text]], *, using: str = DEFAULT_DB_ALIAS) -> None:
    """Let each thing, by its number, be found by these texts and by no others. What has not changed is not written."""
    if not texts:
        return
    wanted = _rows(texts)
    stored = SearchText.objects.using(using).filter(number__in=texts)
    digests = dict(stored.values_list("pk", "digest"))
    changed = [row for row, digest in digests.items() if row not in wanted or wanted[row][1].digest != digest]
    relabelled = _relabel({row: wanted[row][1] for row in changed if row in wanted}, digests, using)
    stale = [row for row in changed if row not in relabelled]
    fresh = {row: said for row, said in wanted.items() if row in stale or row not in digests}
    if not stale and not fresh:
        return
    before = _take_out(stale, using)
    now = _write(fresh, using)
    spelling.forget(before - now.keys(), using=using)


def remove(numbers: Iterable[int], *, using: str = DEFAULT_DB_ALIAS) -> None:
    """Let these things be found no more."""
    several = list(numbers)
    for start in range(0, len(several), BATCH):
        put({number: [] for number in several[start : start + BATCH]}, using=using)


def outdated(*, using: str = DEFAULT_DB_ALIAS) -> set[int]:
    """The things whose tokens were made in another way than they would be now."""
    rows = SearchText.objects.using(using).exclude(version=VERSION)
    return set(rows.values_list("number", flat=True))


def known(*, using: str = DEFAULT_DB_ALIAS) -> set[int]:
    """All things that are in the index."""
    return set(SearchText.objects.using(using).values_list("number", flat=True))


def faults(texts: Mapping[int, list[Text]], *, using: str = DEFAULT_DB_ALIAS) -> dict[int, str]:
    """Which of these things are not found by exactly these texts, and why."""
    wanted = {row: text.digest for row, (_number, text) in _rows(texts).items()}
    stored = dict(SearchText.objects.using(using).filter(number__in=texts).values_list("pk", "digest"))
    connection = connections[using]
    with connection.cursor() as cursor:
        indexed = backend_of(connection).indexed(cursor, [*wanted, *stored])
    found = {}
    for row in wanted.keys() | stored.keys() | indexed:
        if wanted.get(row) != stored.get(row):
            found[row // SLOTS] = (
                "its texts are others" if row in wanted and row in stored else "too few or many rows"
            )
        elif row not in indexed:
            found[row // SLOTS] = "not in the index"
    return found


def strays(numbers: Iterable[int], *, using: str = DEFAULT_DB_ALIAS) -> dict[int, str]:
    """Rows by which something is found that is none of these things, or that are in one table alone, and why."""
    connection, numbers = connections[using], set(numbers)
    with connection.cursor() as cursor:
        indexed = backend_of(connection).indexed(cursor)
    rows = set(SearchText.objects.using(using).values_list("pk", flat=True))
    alone = dict.fromkeys(rows - indexed, "not in the index") | dict.fromkeys(
        indexed - rows, "only in the index"
    )
    return alone | {row: "found, but not live" for row in rows | indexed if row // SLOTS not in numbers}


def drop(rows: Iterable[int], *, using: str = DEFAULT_DB_ALIAS) -> None:
    """Take these rows out, from whichever table they are in."""
    several = list(rows)
    for start in range(0, len(several), BATCH):
        spelling.forget(_take_out(several[start : start + BATCH], using), using=using)


def clear(*, using: str = DEFAULT_DB_ALIAS) -> None:
    """Forget everything."""
    connection = connections[using]
    with connection.cursor() as cursor:
        backend_of(connection).clear(cursor)
    SearchText.objects.using(using).all().delete()
    spelling.clear(using=using)


def _rows(texts: Mapping[int, list[Text]]) -> dict[int, tuple[int, Text]]:
    """The rows that things need, by their ids."""
    return {
        number * SLOTS + slot: (number, text)
        for number, several in texts.items()
        for slot, text in enumerate(_in_pieces(several)[:SLOTS])
    }


def _take_out(rows: list[int], using: str) -> set[str]:
    """Remove rows; the words that stood in them."""
    if not rows:
        return set()
    texts = SearchText.objects.using(using).filter(pk__in=rows)
    said = texts.values_list("title", "body", "names")
    words = {word for title, body, names in said for word in spelling.words(title, body, *names)}
    texts.delete()
    connection = connections[using]
    with connection.cursor() as cursor:
        backend_of(connection).remove(cursor, rows)
    return words


def _relabel(texts: dict[int, Text], digests: dict[int, str], using: str) -> set[int]:
    """Write the labels alone of rows whose text is the same: a name elsewhere is another one now. Which rows these are."""
    connection = connections[using]
    backend = backend_of(connection)
    same = {row: text for row, text in texts.items() if digests[row].startswith(text.fingerprint)}
    if not same or not backend.RELABELS:
        return set()
    with connection.cursor() as cursor:
        rows = [(row, _apart(text.own_labels)[0], _apart(text.labels)[0]) for row, text in same.items()]
        backend.relabel(cursor, rows)
        cursor.executemany(
            RELABEL, [(json.dumps(text.cites), text.digest, row) for row, text in same.items()]
        )
    return set(same)


def _write(texts: dict[int, tuple[int, Text]], using: str) -> dict[str, str]:
    """Write rows; the words that stand in them."""
    lines, rows, known = [], [], {}
    for row, (number, text) in texts.items():
        title, accents = _apart((text.title, *text.names))
        body, body_accents = with_accents(text.body)
        rows.append((row, title, body, _apart(text.own_labels)[0], _apart(text.labels)[0]))
        lines.append(
            SearchText(
                id=row,
                number=number,
                language=text.language,
                source=text.source,
                title=text.title,
                names=list(text.names),
                body=text.body,
                cites=list(text.cites),
                sketch=sketch(title, accents, body, body_accents),
                digest=text.digest,
                version=VERSION,
            )
        )
        known |= spelling.words(text.title, text.body, *text.names)
    SearchText.objects.using(using).bulk_create(lines, batch_size=BATCH)
    connection = connections[using]
    with connection.cursor() as cursor:
        for start in range(0, len(rows), BATCH):
            backend_of(connection).write(cursor, rows[start : start + BATCH])
    spelling.learn(known, using=using)
    return known


@lru_cache(maxsize=4_096)
def _of_label(text: str) -> tuple[list[str], bytearray]:
    """Titles and labels come again with every record that cites them."""
    return with_accents(text)


def _apart(texts: Iterable[str]) -> tuple[list[str], bytearray]:
    """Tokens and accents of several short texts, with something between them, so that none goes on in the next."""
    found, accents = [], bytearray()
    for text in texts:
        own, theirs = _of_label(text)
        found += [PAIR, *own] if found else own
        accents += (b"\0" + theirs) if accents else theirs
    return found, accents


def _in_pieces(texts: list[Text]) -> list[Text]:
    """Texts of which none is longer than a row may be: cut between two words."""
    pieces = []
    for text in texts:
        short = replace(
            text,
            title=text.title[:LONGEST_TITLE],
            names=_as_many(text.names, LONGEST_NAMES),
            own_labels=_as_many(text.own_labels, LONGEST_LABELS),
            labels=_as_many(text.labels, LONGEST_LABELS),
        )
        for start, end in _cuts(text.body):
            pieces.append(replace(short, body=text.body[start:end]))
    return pieces


def _as_many(texts: tuple[str, ...], most: int) -> tuple[str, ...]:
    """The first of these texts, as many as have no more than `most` characters together."""
    kept, room = [], most
    for text in texts:
        room -= len(text)
        if room < 0:
            break
        kept.append(text)
    return tuple(kept)


def _cuts(body: str) -> Iterable[tuple[int, int]]:
    start = 0
    while len(body) - start > LONGEST_BODY:
        end = start + _cut(body[start : start + LONGEST_BODY])
        yield start, end
        start = end
    yield start, len(body)


def _cut(text: str) -> int:
    """Where to cut a text that goes on: behind its last space, else before its last word or cluster."""
    space = max((found.end() for found in SPACE.finditer(text, len(text) // 2)), default=0)
    if space:
        return space
    begun = len(text) - LONGEST_TOKEN * 2
    return max((begun + unit.start for unit in units(text[begun:])), default=len(text))
