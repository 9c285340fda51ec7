"""SQLite: an FTS5 table. Its `ascii` tokenizer takes every letter that is not ASCII as it is, so ours decides.

Where SQLite knows how (3.43), the table keeps only the index and not what was indexed: it is a third of the size.
"""

import json
import sqlite3
from collections.abc import Iterable

import orjson

from portal.search.query import Clause

CONTENTLESS = sqlite3.sqlite_version_info >= (3, 43)
RELABELS = not CONTENTLESS  # without its content, a row can only be written whole
KEEPING = ", content='', contentless_delete=1" if CONTENTLESS else ""
CREATE = f"CREATE VIRTUAL TABLE search_index USING fts5(title, body, own, labels, tokenize='ascii'{KEEPING})"
DROP = "DROP TABLE search_index"
WRITE = "INSERT OR REPLACE INTO search_index (rowid, title, body, own, labels) VALUES (%s, %s, %s, %s, %s)"
COLUMNS = {"all": "", "title": "title : ", "own": "{title body own} : "}
MATCH = "SELECT rowid AS id FROM search_index WHERE search_index MATCH %s"
GATHERED = "json_group_array(id)"  # all ids as one value: as rows they would take three times as long
IDS = "SELECT id FROM search_index_docsize"  # by the FTS5 table itself this would read every row


def create(schema_editor) -> None:
    """Make the index."""
    schema_editor.execute(CREATE)


def drop(schema_editor) -> None:
    """Remove the index."""
    schema_editor.execute(DROP)


def write(cursor, rows: list[tuple]) -> None:
    """Index rows: id, and the tokens of title, body, labels in its own language and other labels."""
    cursor.executemany(WRITE, [(row, *(" ".join(tokens) for tokens in fields)) for row, *fields in rows])


def relabel(cursor, rows: list[tuple]) -> None:
    """Give rows other labels: id, and the tokens of labels in its own language and of other labels."""
    cursor.executemany(
        "UPDATE search_index SET own = %s, labels = %s WHERE rowid = %s",
        [(" ".join(own), " ".join(labels), row) for row, own, labels in rows],
    )


def remove(cursor, ids: list[int]) -> None:
    """Take rows out of the index."""
    cursor.executemany("DELETE FROM search_index WHERE rowid = %s", [(row,) for row in ids])


def clear(cursor) -> None:
    """Take all rows out."""
    cursor.execute("DELETE FROM search_index")


def indexed(cursor, ids: list[int] | None = None) -> set[int]:
    """The ids of all rows of the index, or of those among `ids`."""
    some = "" if ids is None else f" WHERE id IN ({', '.join(map(str, ids)) or 'NULL'})"
    cursor.execute(IDS + some)
    return {row for (row,) in cursor.fetchall()}


def missing(cursor, words: list[str]) -> list[str]:
    """Those of these words that stand in no title and no text."""
    asked = "SELECT %s WHERE NOT EXISTS (SELECT 1 FROM search_index WHERE search_index MATCH %s)"
    values = [value for word in words for value in (word, f"{{title body}} : {_quoted(word)}")]
    cursor.execute(" UNION ALL ".join([asked] * len(words)), values)
    return [word for (word,) in cursor.fetchall()]


def ids_in(gathered: str) -> list[int]:
    """The ids of a value of GATHERED."""
    return orjson.loads(gathered)


def several(numbers: Iterable[int]) -> tuple[str, list]:
    """SQL that selects these numbers, in one parameter however many there are."""
    return "SELECT value FROM json_each(%s)", [json.dumps(list(numbers))]


def asked(clauses: Iterable[Clause], operator: str = "AND", *, within: str = "all") -> tuple[str, list]:
    """SQL that selects the `id` of every row with all (AND) or any (OR) of the clauses, and its parameters.

    They are looked for in all fields, in the title, or in all but the labels in other languages ("own").
    """
    joined = f" {operator} ".join(_clause(clause) for clause in clauses)
    return MATCH, [f"{COLUMNS[within]}({joined})"]


def _clause(clause: Clause) -> str:
    end = " *" if clause.is_prefix else ""
    if clause.is_adjacent:
        return "(" + " OR ".join(" + ".join(map(_quoted, way)) + end for way in clause.ways) + ")"
    return "(" + " AND ".join(map(_quoted, clause.tokens)) + end + ")"


def _quoted(token: str) -> str:
    return '"' + token.replace('"', '""') + '"'
