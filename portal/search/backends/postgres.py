"""PostgreSQL: two `tsvector` columns with an index each, written as literals, so that no parser of its own decides.

The title has a column by itself: an index does not know weights, and to look them up in every row takes too long.

Whatever an index finds has to be looked up in its table. So the vectors lie beside the table, in its TOAST, and its rows are
short: to look up a word that all texts hold takes a sixth of the time. PostgreSQL moves values there only from rows of
more than a quarter of a page: `filler` makes each row that long, and is compressed to nothing.
"""

from collections.abc import Iterable

import orjson

from portal.search.query import Clause
from portal.search.text import PAIR

NARROW = (
    "ALTER TABLE search_index ADD COLUMN IF NOT EXISTS filler text NOT NULL DEFAULT repeat(' ', 2200)",
    "ALTER TABLE search_index SET (toast_tuple_target = 128)",
)
CREATE = (
    "CREATE TABLE search_index (id bigint PRIMARY KEY, title tsvector NOT NULL, tokens tsvector NOT NULL)",
    *NARROW,
    # Without statistics the planner takes every token for a rare one and asks the index; with them it reads the whole
    # table, and takes every vector apart, for each token that a twentieth of the rows have.
    "ALTER TABLE search_index ALTER COLUMN title SET STATISTICS 0, ALTER COLUMN tokens SET STATISTICS 0",
    # Nothing waits beside the indexes: what does is read by every question, and makes the planner shun them.
    "CREATE INDEX search_index_title ON search_index USING gin (title) WITH (fastupdate = off)",
    "CREATE INDEX search_index_tokens ON search_index USING gin (tokens) WITH (fastupdate = off)",
)
DROP = "DROP TABLE search_index"
WRITE = "INSERT INTO search_index (id, title, tokens) VALUES "
ROW = "(%s, %s::tsvector, %s::tsvector)"
REPLACE = " ON CONFLICT (id) DO UPDATE SET title = excluded.title, tokens = excluded.tokens"
RELABELS = True
RELABEL = "UPDATE search_index SET tokens = ts_filter(tokens, '{a,b}') || %s::tsvector WHERE id = %s"
MATCH = "SELECT id FROM search_index WHERE {column} @@ %s::tsquery"
GATHERED = "array_agg(id)::text"  # all ids as one value; arrays are read more slowly
IDS = "SELECT id FROM search_index"
# Of words alone, which need no quotes.
MISSING = """
    SELECT word FROM unnest(%s) AS word
    WHERE NOT EXISTS (SELECT 1 FROM search_index WHERE tokens @@ (word || ':AB')::tsquery)
"""
# Limits of a tsvector. What lies behind them is found, but in no phrase: the place before the last one stays empty.
LAST_POSITION = 16_383
MOST_POSITIONS = 255
WEIGHTS = "ABCD"  # of title, body, labels in the row's own language, other labels
OWN = "ABC"
GAP = 2  # positions between fields: nothing stands together across them


def create(schema_editor) -> None:
    """Make the index."""
    for statement in CREATE:
        schema_editor.execute(statement)


def drop(schema_editor) -> None:
    """Remove the index."""
    schema_editor.execute(DROP)


def write(cursor, rows: list[tuple]) -> None:
    """Index rows: id, and the tokens of title, body, labels in its own language and other labels."""
    values = [value for row, *fields in rows for value in (row, _vector(fields[:1]), _vector(fields))]
    cursor.execute(WRITE + ", ".join([ROW] * len(rows)) + REPLACE, values)


def relabel(cursor, rows: list[tuple]) -> None:
    """Give rows other labels: id, and the tokens of labels in its own language and of other labels."""
    for row, own, labels in rows:
        cursor.execute(RELABEL, [_vector([own, labels], WEIGHTS[2:], GAP), row])


def remove(cursor, ids: list[int]) -> None:
    """Take rows out of the index."""
    cursor.execute("DELETE FROM search_index WHERE id = ANY(%s)", [ids])


def clear(cursor) -> None:
    """Take all rows out."""
    cursor.execute("DELETE FROM search_index")


def indexed(cursor, ids: list[int] | None = None) -> set[int]:
    """The ids of all rows of the index, or of those among `ids`."""
    cursor.execute(IDS + ("" if ids is None else " WHERE id = ANY(%s)"), [] if ids is None else [ids])
    return {row for (row,) in cursor.fetchall()}


def missing(cursor, words: list[str]) -> list[str]:
    """Those of these words that stand in no title and no text."""
    # For the first row alone the planner would read the table until it meets the word, if ever.
    cursor.execute("SET LOCAL enable_seqscan = off")
    cursor.execute(MISSING, [words])
    found = [word for (word,) in cursor.fetchall()]
    cursor.execute("SET LOCAL enable_seqscan = on")
    return found


def ids_in(gathered: str | None) -> list[int]:
    """The ids of a value of GATHERED."""
    return orjson.loads(f"[{gathered[1:-1]}]") if gathered else []


def several(numbers: Iterable[int]) -> tuple[str, list]:
    """SQL that selects these numbers, in one parameter however many there are."""
    return "SELECT unnest(%s::bigint[])", [list(numbers)]


def asked(clauses: Iterable[Clause], operator: str = "AND", *, within: str = "all") -> tuple[str, list]:
    """SQL that selects the `id` of every row with all (AND) or any (OR) of the clauses, and its parameters.

    They are looked for in all fields, in the title, or in all but the labels in other languages ("own").
    """
    column, weights = ("title", "") if within == "title" else ("tokens", OWN if within == "own" else "")
    joined = (" & " if operator == "AND" else " | ").join(_clause(clause, weights) for clause in clauses)
    return MATCH.format(column=column), [joined]


def _clause(clause: Clause, weights: str) -> str:
    ways = clause.ways if clause.is_adjacent else [clause.tokens]
    between = " <-> " if clause.is_adjacent else " & "
    return (
        "(" + " | ".join(f"({between.join(_lexemes(way, clause.is_prefix, weights))})" for way in ways) + ")"
    )


def _lexemes(tokens: tuple[str, ...], is_prefix: bool, weights: str) -> list[str]:
    """Tokens as a tsquery has them: `'word':*AB`."""
    flags = ["*" * (is_prefix and number == len(tokens)) + weights for number in range(1, len(tokens) + 1)]
    return [_quoted(token) + (flag and f":{flag}") for token, flag in zip(tokens, flags, strict=True)]


def _vector(fields: list[list[str]], weights: str = WEIGHTS, position: int = 0) -> str:
    """Fields as a tsvector with a weight each; one behind the other, with a gap, behind a position."""
    places: dict[str, list[str]] = {}
    for tokens, weight in zip(fields, weights, strict=False):
        for token in tokens:
            position += 1
            if token != PAIR:
                known = places.setdefault(token, [])
                if len(known) < MOST_POSITIONS:
                    known.append(f"{position if position < LAST_POSITION - 1 else LAST_POSITION}{weight}")
        position += GAP
    return " ".join(f"{_quoted(token)}:{','.join(known)}" for token, known in places.items())


def _quoted(token: str) -> str:
    return "'" + token.replace("\\", "\\\\").replace("'", "''") + "'"
