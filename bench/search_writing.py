"""How fast texts get into the index, each batch beside the same one of a rival."""

import importlib
import statistics
import time
from collections.abc import Callable
from functools import lru_cache, partial

from django.db import connections, transaction

from bench.search_documents import CODES, Documents
from bench.search_rivals import Fts, row_of
from bench.search_targets import Measured
from portal.search.backends import backend_of
from portal.search.index import Text, put
from portal.search.scratch import scratch_index
from portal.search.tables import SLOTS
from portal.search.text import PAIR, fold_word, tokens

BATCH = 250  # documents
ROUNDS, SINGLE, REBUILT = 5, 20, 200  # of writing again: documents one by one, and at once
LONGEST = 60  # seconds of writing again, after which no round is begun


def rates(documents: Documents, count: int) -> list[Measured]:
    """Rows a second in memory: made tokens put in the index, the same with their making, all that put() keeps, trigrams."""
    spent = dict.fromkeys(("rows", "tokens", "put", "trigram"), 0.0)
    trigram = Fts("trigram")
    with scratch_index("sqlite") as alias, connections[alias].cursor() as cursor:
        backend = backend_of(connections[alias])
        trigram.create(cursor)
        for first in range(0, count, BATCH):
            texts = documents.texts(first, first + BATCH)
            rows = [row_of(number, text) for number, (text,) in texts.items()]
            # Beyond all the rows of put().
            begun = time.process_time()
            made = [tokens_of((number + count) * SLOTS, text) for number, (text,) in texts.items()]
            spent["tokens"] += time.process_time() - begun
            # A transaction each: without one, FTS5 writes a segment for every row.
            for name, write in (
                ("rows", partial(backend.write, cursor, made)),
                ("put", partial(put, texts, using=alias)),
                ("trigram", partial(trigram.write, cursor, rows)),
            ):
                spent[name] += _timed(transaction.atomic(using=alias)(write))
    spent["tokens"] += spent["rows"]
    rate = {name: count / seconds for name, seconds in spent.items()}
    print(
        f"  documents a second: {rate['rows']:,.0f} into the index, {rate['tokens']:,.0f} with the making of "
        f"tokens, {rate['put']:,.0f} by put(), {rate['trigram']:,.0f} by trigram"
    )
    return [
        Measured(f"sqlite: {what} ÷ trigram's rows a second", None, rate[name] / rate["trigram"])
        for name, what in (("rows", "rows"), ("tokens", "tokens and rows"), ("put", "put()"))
    ]


def tokens_of(row: int, text: Text) -> tuple:
    """A row as it is indexed."""
    return row, tokens(text.title), tokens(text.body), _labels(text.own_labels), _labels(text.labels)


def _labels(labels: tuple[str, ...]) -> list[str]:
    """With something between them, as the index has it; each read once, as there."""
    found: list[str] = []
    for label in labels:
        found += [PAIR, *_of_label(label)] if found else _of_label(label)
    return found


@lru_cache(maxsize=4096)
def _of_label(label: str) -> list[str]:
    return tokens(label)


def thai(documents: Documents, count: int) -> Measured:
    """The time that Thai takes to become tokens, beside a pipeline of ICU's words, where icu4py is installed."""
    place = CODES.index("th")
    texts = [documents.text(number).body for number in range(place, count, len(CODES))]
    letters = sum(map(len, texts))
    breaker = _icu()
    ours, theirs = [], []
    for _number in range(ROUNDS):
        ours.append(_timed(lambda: [tokens(text) for text in texts]))
        if breaker:
            theirs.append(_timed(lambda: [breaker(text) for text in texts]))
    print(f"  Thai: {letters / statistics.median(ours) / 1e6:.2f} million characters a second become tokens")
    if not breaker:
        return Measured("Thai: time ÷ icu4py's", None, None, note="icu4py is not installed")
    ratio = statistics.median(own / other for own, other in zip(ours, theirs, strict=True))
    return Measured("Thai: time ÷ icu4py's", None, ratio)


def _icu() -> Callable[[str], list[str]] | None:
    try:
        breaker = importlib.import_module("icu4py.breakers").WordBreaker
    except ImportError:
        return None
    return lambda text: [
        fold_word(text[start:end]) for start, end in breaker(text, "th").segments() if text[start:end].strip()
    ]


def again(documents: Documents, alias: str, count: int) -> Measured:
    """One document written anew with its own commit, beside many at once: without the commit, by document."""
    single, commits, rebuilt = [], [], []
    begun = time.monotonic()
    for number in range(ROUNDS):
        first = number * REBUILT % max(1, count - REBUILT)
        for place in range(first, first + SINGLE):
            took, commit = _written(_changed(documents, place, place + 1, f"single {number}"), alias)
            single.append(took)
            commits.append(commit)
            if time.monotonic() - begun > LONGEST / 2:
                break
        several = _changed(documents, first, first + REBUILT, f"again {number}")
        rebuilt.append(sum(_written(several, alias)))
        if time.monotonic() - begun > LONGEST:
            break
    one, commit = statistics.median(single), statistics.median(commits)
    thousand = statistics.median(rebuilt) * 1000 / REBUILT
    engine = connections[alias].vendor
    print(
        f"  {engine}, {count:,}: one document {one * 1000:.1f} ms and {commit * 1000:.1f} ms for its commit, "
        f"1,000 documents {thousand:.2f} s"
    )
    return Measured(
        "one document ÷ a hundredth of 1,000, without commit", count, one / (thousand / 100), engine
    )


def _changed(documents: Documents, first: int, last: int, word: str) -> dict[int, list[Text]]:
    texts = documents.texts(first, last).items()
    return {
        number: [
            Text(
                text.language,
                f"{text.title} {word}",
                text.body,
                own_labels=text.own_labels,
                labels=text.labels,
            )
        ]
        for number, (text,) in texts
    }


def _written(texts: dict[int, list[Text]], alias: str) -> tuple[float, float]:
    """Seconds until all is written, and of the commit."""
    begun = time.perf_counter()
    with transaction.atomic(using=alias):
        put(texts, using=alias)
        written = time.perf_counter()
    return written - begun, time.perf_counter() - written


def _timed(function: Callable) -> float:
    """Seconds of CPU: all is done in this process, and what else the machine does is left out."""
    begun = time.process_time()
    function()
    return time.process_time() - begun
