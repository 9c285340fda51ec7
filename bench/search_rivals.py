"""What the search is compared with: what the databases bring along, over the same texts folded in the same way.

A rival finds pieces of text, or words; it knows nothing of languages and cannot tell ที่ from ที.
"""

import re
from functools import lru_cache

from portal.search.index import Text
from portal.search.text import CLUSTER, PIECE, fold_cluster, fold_word

SHORTEST = 3  # characters that a trigram needs
CHUNK = re.compile(r'"([^"]*)"|(\S+)')
SPECIAL = re.compile(r"[%_\\]")  # in a pattern of LIKE
BEST = 20


def folded(text: str) -> str:
    """A text with its words and clusters folded, all else as it is."""
    return PIECE.sub(_folded, text)


def _folded(piece: re.Match) -> str:
    if piece.lastindex:
        return "".join(map(fold_cluster, CLUSTER.findall(piece.group())))
    return fold_word(piece.group())


@lru_cache(maxsize=4096)
def _folded_label(label: str) -> str:
    return folded(label)


def row_of(number: int, text: Text) -> tuple[int, str, str, str]:
    """A document as the rivals keep it: its number, title, body, labels."""
    labels = " | ".join(map(_folded_label, (*text.own_labels, *text.labels)))
    return number, folded(text.title), folded(text.body), labels


def chunks(question: str) -> list[str]:
    """What a question asks for, folded: words, runs, phrases."""
    found = [phrase or chunk.rstrip("*") for phrase, chunk in CHUNK.findall(question)]
    return [part for chunk in found if (part := folded(chunk).strip())]


class Fts:
    """A table of FTS5 with one of its own tokenizers."""

    engine = "sqlite"

    def __init__(self, tokenizer: str):
        self.tokenizer, self.name = tokenizer, f"{tokenizer}'s"
        self.table = f"rival_{tokenizer}"
        self.is_trigram = tokenizer == "trigram"

    def create(self, cursor) -> None:
        """Make the table."""
        cursor.execute(
            f"CREATE VIRTUAL TABLE {self.table} USING fts5(title, body, labels, tokenize='{self.tokenizer}')"
        )

    def write(self, cursor, rows: list[tuple]) -> None:
        """Index rows."""
        cursor.executemany(
            f"INSERT INTO {self.table} (rowid, title, body, labels) VALUES (%s, %s, %s, %s)",  # noqa: S608 - our table
            rows,
        )

    def finish(self, cursor) -> None:
        """Nothing is left to do when the rows are there."""

    def asked(self, question: str) -> tuple[str, list] | None:
        """SQL for the best results; None for what it cannot be asked."""
        parts = chunks(question)
        if not parts or (self.is_trigram and any(len(part) < SHORTEST for part in parts)):
            return None
        joined = " AND ".join('"' + part.replace('"', '""') + '"' for part in parts)
        return (
            f"SELECT rowid FROM {self.table} WHERE {self.table} MATCH %s ORDER BY rank LIMIT {BEST}",  # noqa: S608 - our table
            [joined],
        )


class Trgm:
    """PostgreSQL's pg_trgm: the first of what it finds, in no order, because it has none."""

    engine = "postgresql"
    name = "the first 200 of pg_trgm"
    table = "rival_pg_trgm"
    first = " LIMIT 200"

    def create(self, cursor) -> None:
        """Make the table. Raises DatabaseError where the server does not have the extension."""
        cursor.execute("CREATE EXTENSION pg_trgm")
        cursor.execute(f"CREATE TABLE {self.table} (id bigint PRIMARY KEY, said text NOT NULL)")

    def write(self, cursor, rows: list[tuple]) -> None:
        """Keep rows."""
        values = [value for number, *said in rows for value in (number, "\n".join(said))]
        cursor.execute(f"INSERT INTO {self.table} VALUES " + ", ".join(["(%s, %s)"] * len(rows)), values)  # noqa: S608 - our table

    def finish(self, cursor) -> None:
        """Index all of them."""
        cursor.execute(f"CREATE INDEX rival_trigrams ON {self.table} USING gin (said gin_trgm_ops)")

    def asked(self, question: str) -> tuple[str, list] | None:
        """SQL for the first results; None for what it cannot be asked."""
        parts = chunks(question)
        if not parts or any(len(part) < SHORTEST for part in parts):
            return None
        patterns = ["%" + SPECIAL.sub(r"\\\g<0>", part) + "%" for part in parts]
        where = " AND ".join(["said ILIKE %s"] * len(patterns))
        return f"SELECT id FROM {self.table} WHERE {where}{self.first}", patterns  # noqa: S608 - our table


class WholeTrgm(Trgm):
    """All that it finds, which is what the search knows, too: it counts it. In the same table."""

    name = "all of pg_trgm"
    first = ""

    def create(self, cursor) -> None:
        """The table is there; raises DatabaseError where it is not."""
        cursor.execute(f"SELECT 1 FROM {self.table}")  # noqa: S608 - our table

    def write(self, cursor, rows: list[tuple]) -> None:
        """The rows are there."""

    def finish(self, cursor) -> None:
        """So is the index."""


RIVALS = (Fts("trigram"), Fts("unicode61"), Trgm(), WholeTrgm())
