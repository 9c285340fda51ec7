"""How fast the search is, as ratios to what the databases bring along, measured in the same minutes.

    python bench/search.py [--sizes 10000,100000] [--engines sqlite,postgresql] [--quick] [--keep]

Indexes generated documents in databases of its own, asks a hundred questions of everyone in turn and prints what
holds and what is missed. The exit code is 1 when a target (`search_targets.py`) is missed.
"""

import argparse
import contextlib
import os
import secrets
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "portal.settings",
    "DATABASE_URL": "sqlite://:memory:",
    "DEBUG": "0",  # with it, Django would remember every statement
    "SECRET_KEY": secrets.token_urlsafe(50),
    "ALLOWED_HOSTS": "127.0.0.1",
    "SITE_URL": "http://127.0.0.1:8000",
}

import django

django.setup()

from django.db import DatabaseError, connections, transaction  # noqa: E402 - models can be imported from here on

from bench.search_asking import Times, ask, best_of, census_of, pages, rival_of  # noqa: E402
from bench.search_databases import INDEX, database, settled, size, size_of_indexes, size_of_sketches  # noqa: E402
from bench.search_documents import Documents, Question  # noqa: E402
from bench.search_rivals import RIVALS, row_of  # noqa: E402
from bench.search_targets import Measured, show  # noqa: E402
from bench.search_writing import again, rates, thai  # noqa: E402
from portal.search.index import put  # noqa: E402

ENGINES = ("sqlite", "postgresql")
SIZES, QUICK_SIZES = (10_000, 100_000), (400, 4_000)
FEWEST, MOST = 400, 200_000  # documents
QUESTIONS, ROUNDS = 100, 3
WRITTEN, QUICK_WRITTEN = 5_000, 1_500  # documents whose writing is timed beside a rival's
BATCH, EVERY = 500, 10_000


@dataclass
class Index:
    """One index in its database, with its rivals beside it."""

    engine: str
    documents: int
    alias: str
    rivals: list = field(default_factory=list)
    without: list[str] = field(default_factory=list)  # rivals that this server does not have


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="documents: one or more numbers")
    parser.add_argument("--engines", default=",".join(ENGINES))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--postgres",
        default="postgres://postgres@127.0.0.1:5432",
        help="a server where databases may be made",
    )
    parser.add_argument("--quick", action="store_true", help="400 and 4,000 documents, one round: a minute")
    parser.add_argument("--keep", action="store_true", help="leave the databases where they are")
    options = parser.parse_args()
    if options.quick:
        options.sizes = ",".join(map(str, QUICK_SIZES))
    try:
        options.sizes = sorted({int(size) for size in options.sizes.split(",")})
    except ValueError:
        parser.error("--sizes takes numbers, with commas between them")
    options.engines = [engine for engine in ENGINES if engine in options.engines.split(",")]
    if not options.engines or not FEWEST <= options.sizes[0] <= options.sizes[-1] <= MOST:
        parser.error(f"{' or '.join(ENGINES)}, {FEWEST} to {MOST} documents")
    return options


def say(text: str) -> None:
    """Progress."""
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)


def fill(index: Index, documents: Documents) -> None:
    """Index everything, here and with the rivals."""
    begun = time.monotonic()
    with connections[index.alias].cursor() as cursor:
        for rival in (rival for rival in RIVALS if rival.engine == index.engine):
            try:
                rival.create(cursor)
            except DatabaseError as problem:
                index.without.append(f"{rival.name}: {str(problem).splitlines()[0]}")
            else:
                index.rivals.append(rival)
        for first in range(0, index.documents, BATCH):
            last = min(first + BATCH, index.documents)
            texts = documents.texts(first, last)
            with transaction.atomic(using=index.alias):
                put(texts, using=index.alias)
            rows = [row_of(number, text) for number, (text,) in texts.items()]
            with transaction.atomic(using=index.alias):
                for rival in index.rivals:
                    rival.write(cursor, rows)
            if last % EVERY == 0 or last == index.documents:
                say(f"{index.engine}: {last:,} of {index.documents:,}, {time.monotonic() - begun:.0f} s")
        for rival in index.rivals:
            rival.finish(cursor)
    settled(index.alias)


def sizes(index: Index) -> Iterator[Measured]:
    """The index beside a rival's, and the rest of what is kept, said openly."""
    alias, engine, documents = index.alias, index.engine, index.documents
    own, sketches = size(alias, INDEX), size_of_sketches(alias)
    others = {rival.table: size(alias, rival.table) for rival in index.rivals}
    if own is None:
        yield Measured("sqlite: index ÷ trigram's", documents, None, note="this SQLite has no dbstat")
        return
    texts = size(alias, "portal_searchtext")
    words = size(alias, "portal_searchword", "portal_searchvariant")
    beside = ", ".join(f"{name} {megabytes:.0f}" for name, megabytes in others.items())
    print(
        f"  {engine}, {documents:,}: index {own:.0f} MB; texts with sketches {texts:.0f} "
        f"(sketches alone {sketches:.1f}), words {words:.0f}; {beside}"
    )
    if engine == "sqlite":
        yield Measured("sqlite: index ÷ trigram's", documents, own / others["rival_trigram"])
        yield Measured("sketches ÷ the index", documents, sketches / own, engine)
        return
    gin = size_of_indexes(alias, INDEX)
    print(f"  {engine}, {documents:,}: of the index, {gin:.0f} MB are GIN, the rest its vectors")
    for table in others:
        trigrams = size_of_indexes(alias, table)
        yield Measured("GIN of both columns ÷ that of pg_trgm", documents, gin / trigrams, engine)


def asking(indexes: list[Index], questions: list[Question], rounds: int) -> Iterator[Measured]:
    """The best twenty: of us and of all rivals, of all sizes, in turn."""
    contenders = {}
    for index in indexes:
        contenders[index.engine, index.documents, "search"] = best_of(index.alias)
        for rival in index.rivals:
            contenders[index.engine, index.documents, rival.name] = rival_of(index.alias, rival)
    times = ask(contenders, questions, rounds)
    print(f"\n  {'ms of 20 best':<42} {'p50':>8} {'p95':>8} {'sum':>9}  questions")
    for (engine, documents, name), took in times.items():
        print(f"  {f'{engine}, {documents:,}: {name}':<42} {took}  {len(took.by_question)}")
    print()
    for index in indexes:
        engine, documents = index.engine, index.documents
        own = times[engine, documents, "search"]
        for rival in index.rivals:
            name = f"{engine}: 20 best ÷ {rival.name}"
            yield Measured(name, documents, own.over(times[engine, documents, rival.name]))
        for problem in index.without:
            yield Measured(f"{engine}: beside a rival", documents, None, note=problem)
        if engine == "postgresql" and ("sqlite", documents, "search") in times:
            ratio = own.over(times["sqlite", documents, "search"])
            yield Measured("postgresql: 20 best ÷ sqlite's", documents, ratio)
    for engine in dict.fromkeys(index.engine for index in indexes):
        ours = {
            index.documents: times[index.engine, index.documents, "search"]
            for index in indexes
            if index.engine == engine
        }
        yield from growth(engine, ours, questions)


def growth(engine: str, times: dict[int, Times], questions: list[Question]) -> Iterator[Measured]:
    """By how much the median grows, over all questions and over those of which half of all documents is the answer."""
    few, many = min(times), max(times)
    if few == many:
        return
    half = [place for place, question in enumerate(questions) if question.kind == "widespread"]
    for name, places in (("growth", range(len(questions))), ("growth, words of half of all", half)):
        ratio = times[many].share(places).percentile(50) / times[few].share(places).percentile(50)
        about = name.removeprefix("growth")
        print(f"  {engine}: p50 grows by {ratio:.1f} while documents grow by {many / few:g}{about}")
        yield Measured(
            f"growth of p50 ÷ growth{about or ' of the index'}", many, ratio / (many / few), engine
        )


def page(index: Index, documents: Documents, questions: list[Question], rounds: int) -> Iterator[Measured]:
    """A whole page, and the share that counting has in it."""
    times = pages(index.alias, census_of(documents, index.documents), questions, rounds)
    for name, took in times.items():
        print(f"  {f'{index.engine}, {index.documents:,}: {name}':<42} {took}")
    yield Measured(
        f"{index.engine}: count and 5 facets ÷ the search",
        index.documents,
        times["facets"].over(times["search"]),
    )
    whole = times["page"]
    yield Measured(
        "page: p95 ÷ p50", index.documents, whole.percentile(95) / whole.percentile(50), index.engine
    )


def measure(options: argparse.Namespace, folder: Path) -> list[Measured]:
    """Everything."""
    documents, found = Documents(options.seed), []
    rounds = 1 if options.quick else ROUNDS
    written = QUICK_WRITTEN if options.quick else WRITTEN
    if "sqlite" in options.engines:
        say("writing beside a rival")
        found += rates(documents, written)
    found.append(thai(documents, written))
    with contextlib.ExitStack() as stack:
        indexes = []
        for documents_ in options.sizes:
            for engine in options.engines:
                made = database(engine, documents_, folder, options.postgres, is_kept=options.keep)
                indexes.append(Index(engine, documents_, stack.enter_context(made)))
                fill(indexes[-1], documents)
        for index in indexes:
            found += sizes(index)
        questions = documents.questions(QUESTIONS, options.sizes[0])
        say("asking")
        found += asking(indexes, questions, rounds)
        print(f"  {'ms of a page and its parts':<42} {'p50':>8} {'p95':>8} {'sum':>9}")
        for index in indexes:
            say(f"pages: {index.engine}, {index.documents:,}")
            found += page(index, documents, questions, rounds)
        print()
        for index in indexes:
            say(f"writing again: {index.engine}, {index.documents:,}")
            found.append(again(documents, index.alias, index.documents))
    return found


def main() -> int:
    """Measure what is asked for; 1 when a target that applies was missed."""
    signal.signal(signal.SIGTERM, lambda *_received: sys.exit(143))  # so that what was made is taken away
    options = arguments()
    with contextlib.ExitStack() as stack:
        if options.keep:
            folder = tempfile.mkdtemp(prefix="sala-bench-")
            say(f"databases are kept in {folder} and in PostgreSQL")
        else:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="sala-bench-"))
        found = measure(options, Path(folder))
    print("\nTargets: ratios of times summed over all questions, unless they say otherwise")
    return int(show(found))


if __name__ == "__main__":
    sys.exit(main())
