"""Where nothing holds what was asked for: the nearest that there is, and what was done to find it.

First things that hold all of it, but not in one text: a word in the summary and one in an attached file. Then, in this
order: words joined by a hyphen, one by one; words that are like those typed; runs whose last cluster is not finished;
half of the tokens; runs that are alike but for a cluster. What is in quotes and what is not wanted is never relaxed.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, product

from django.db import DEFAULT_DB_ALIAS, connections

from portal.search import spelling
from portal.search.backends import backend_of
from portal.search.finding import Matches, match, match_each, select, without
from portal.search.query import Clause, Query
from portal.search.sketch import Field, cluster_mark, fields_of, places
from portal.search.tables import SLOTS, SearchText
from portal.search.text import PAIR

APART, SPELLING, UNFINISHED, HALF, ALIKE = "apart", "spelling", "unfinished", "half", "alike"
MOST_PARTS = 12  # tokens of a query of which some are enough
MOST_ACROSS = 8  # clauses that are looked for in several texts of a thing
MOST_COMPARED = 300  # rows that are compared with a run
MOST_PLACES = 100  # of a cluster in one of them
MOST_TRIED = 6  # combinations of words that may be meant
MANY = 4  # times as many results make a word that is less like the typed one the likelier one
FEWEST_CLUSTERS = 3  # of a run that is looked for by its likes


def find(query: Query, *, using: str = DEFAULT_DB_ALIAS) -> Matches:
    """The rows that hold what was asked for: one statement. Where there are none, the nearest that there is."""
    matches = match(query, using=using)
    if matches.rows or matches.is_emptied or not query:
        return matches
    ways = (_across, _apart, _respelt, _unfinished, _half, _alike)
    return next((found for way in ways if (found := way(query, using))), matches)


def _across(query: Query, using: str) -> Matches | None:
    """The rows of things that hold all of it, each clause in one text or another."""
    if not 1 < len(query.wanted) <= MOST_ACROSS:  # one clause stands in one text
        return None
    backend, within = backend_of(connections[using]), "own" if query.unwanted else "all"
    questions = {
        str(number): backend.asked([clause], within=within) for number, clause in enumerate(query.wanted)
    }
    if query.unwanted:
        questions["unwanted"] = backend.asked(query.unwanted, "OR")
    found = select(questions, using)
    unwanted = found.pop("unwanted", None)
    things = set.intersection(*({row // SLOTS for row in rows} for rows in found.values()))
    if not things:
        return None
    rows = sorted({row for several in found.values() for row in several if row // SLOTS in things})
    rows = without(rows, unwanted)
    return Matches(query, tuple(rows), meant=query, is_emptied=not rows, using=using)


def _apart(query: Query, using: str) -> Matches | None:
    """With the words that a hyphen joins one by one."""
    loosened = query.loosened()
    found = match(loosened, using=using) if loosened != query else None
    return replace(found, relaxed=APART) if found and found.rows else None


def _respelt(query: Query, using: str) -> Matches | None:
    """With words that are published in place of those that are not. All that may be meant is asked at once."""
    loosened = query.loosened()
    unsure = [clause.tokens[0] for clause in loosened.wanted if clause.is_word]
    meant = {word: near for word, near in spelling.meant(unsure, using=using).items() if near}
    if not meant:
        return None
    several = islice(product(*(near[:3] for near in meant.values())), MOST_TRIED)
    respelt = [dict(zip(meant, words, strict=True)) for words in several]
    # What a hyphen joins stays together if it can.
    for asked in (query, loosened) if loosened != query else (query,):
        best = None
        found = match_each([asked.with_words(better) for better in respelt], using=using)
        for matches, better in zip(found, respelt, strict=True):
            if matches.rows and (best is None or len(matches.rows) > MANY * len(best.rows)):
                best = replace(matches, relaxed=SPELLING, better=better)
        if best:
            return best
    return None


def _unfinished(query: Query, using: str) -> Matches | None:
    """With every run going on behind what was typed of it."""
    wanted = tuple(
        replace(clause, is_prefix=True) if _is_run(clause) and not clause.is_prefix else clause
        for clause in query.wanted
    )
    if wanted == query.wanted:
        return None
    found = match(replace(query, wanted=wanted), using=using)
    return replace(found, relaxed=UNFINISHED) if found.rows else None


def _half(query: Query, using: str) -> Matches | None:
    """With at least half of the tokens."""
    query = query.loosened()
    loose = [clause for clause in query.wanted if not clause.is_adjacent]
    parts = list(
        dict.fromkeys(
            Clause(
                (token,),
                is_prefix=clause.is_prefix and number == len(clause.tokens),
                accents=clause.accents[number - 1 : number],
            )
            for clause in loose
            for number, token in enumerate(clause.tokens, 1)
        )
    )[:MOST_PARTS]
    whole = tuple(clause for clause in query.wanted if clause.is_adjacent)
    if len(parts) < 2:  # noqa: PLR2004 - half of one is all of it
        return None
    rows = _holding(parts, (len(parts) + 1) // 2, whole, query.unwanted, using)
    asked = replace(query, wanted=(*whole, *parts))
    return Matches(asked, tuple(rows), relaxed=HALF, meant=query, using=using) if rows else None


def _alike(query: Query, using: str) -> Matches | None:
    """With runs of which at least two thirds of the clusters stand at their place, one to the left or to the right."""
    runs, room = {}, MOST_PARTS
    for clause in query.wanted:
        clusters = _clusters(clause)[:room] if _is_run(clause) else []
        if len(clusters) >= FEWEST_CLUSTERS:
            runs[clause] = clusters
            room -= len(clusters)
    if not runs:
        return None
    whole = tuple(clause for clause in query.wanted if clause not in runs)
    clusters = dict.fromkeys(cluster for several in runs.values() for cluster in several)
    parts = [Clause((cluster + PAIR,), is_prefix=True, accents=b"\0") for cluster in clusters]
    rows = _holding(parts, -(-2 * len(parts) // 3), whole, query.unwanted, using)
    rows = sorted(_resembling(sorted(rows, reverse=True)[:MOST_COMPARED], list(runs.values()), using))
    asked = replace(query, wanted=(*whole, *parts))
    return Matches(asked, tuple(rows), relaxed=ALIKE, meant=query, using=using) if rows else None


def _resembling(rows: list[int], runs: list[list[str]], using: str) -> Iterator[int]:
    """Those of the rows that hold something like all runs. Files are left out: they are long, and found by chance."""
    marks = [[cluster_mark(cluster) for cluster in run] for run in runs]
    stored = SearchText.objects.using(using).filter(pk__in=rows, source="")
    for row, sketch in stored.values_list("pk", "sketch"):
        whole = bytes(sketch)
        if all(any(_resembles(whole, field, run) for field in fields_of(whole)) for run in marks):
            yield row


def _resembles(stored: bytes, field: Field, run: list[bytes]) -> bool:
    """Whether two thirds of a run's clusters stand somewhere in their order, where one more or less does no harm."""
    least = -(-2 * len(run) // 3)
    begins = Counter(
        place - number
        for number, mark in enumerate(run)
        for place in set(islice(places(stored, field, mark), MOST_PLACES))
    )
    return any(
        count + max(begins[at - 1], begins[at + 1]) >= least and count > 1
        for at, count in list(begins.items())
    )


def _is_run(clause: Clause) -> bool:
    return not clause.is_adjacent and PAIR in clause.tokens[0]


def _clusters(clause: Clause) -> list[str]:
    first = clause.tokens[0].partition(PAIR)[0]
    return [first, *(last for token in clause.tokens if (last := token.partition(PAIR)[2]))]


def _holding(
    parts: list[Clause], least: int, whole: tuple[Clause, ...], unwanted: tuple[Clause, ...], using: str
) -> list[int]:
    """Rows with at least `least` of the parts, all that is `whole` and nothing unwanted, in the order of their ids."""
    backend, within = backend_of(connections[using]), "own" if unwanted else "all"
    asked = [backend.asked([part], within=within) for part in parts]
    counted = " UNION ALL ".join(f"SELECT id FROM ({sql}) AS part" for sql, _values in asked)  # noqa: S608 - of tokens in quotes
    sql = f"SELECT id FROM ({counted}) AS parts GROUP BY id HAVING COUNT(*) >= {least}"  # noqa: S608 - likewise
    questions = {"rows": (sql, [value for _sql, values in asked for value in values])}
    if whole:
        questions["whole"] = backend.asked(whole, within=within)
    if unwanted:
        questions["unwanted"] = backend.asked(unwanted, "OR")
    found = select(questions, using)
    rows = without(found["rows"], found.get("unwanted"))
    return sorted(set(rows).intersection(found["whole"]) if whole else rows)
