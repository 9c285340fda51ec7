"""Both databases find the same rows for the same queries, in the same order."""

import random

import pytest
from django.db import connections

from portal.search.backends import backend_of, postgres, sqlite
from portal.search.index import put
from portal.search.query import Clause, parse
from portal.search.relaxing import find
from portal.search.spelling import meant
from portal.search.text import PIECE
from tests.search.indexing import said
from tests.search.library import BODIES, LABELS, library

SEED = 20260101
QUERIES = 600


def _queries() -> list[str]:
    """Words and runs cut out of the library's texts, put together in every way that the grammar knows."""
    chance = random.Random(SEED)  # noqa: S311 - to be repeated
    texts = [text for several in (*BODIES.values(), *LABELS.values()) for text in several]
    pieces = [piece.group() for text in texts for piece in PIECE.finditer(text)]

    def cut() -> str:
        piece = chance.choice(pieces)
        if len(piece) < 3 or chance.random() < 0.4:
            return piece
        start = chance.randrange(len(piece) - 1)
        return piece[start : start + chance.randint(1, 12)]

    def misspelt() -> str:
        word = list(chance.choice(pieces))
        word[chance.randrange(len(word))] = chance.choice("aeinกရ지")
        return "".join(word)

    def neighbours() -> str:
        text = chance.choice(texts).split()
        start = chance.randrange(len(text))
        return " ".join(text[start : start + chance.randint(1, 3)])

    ways = (
        cut,
        neighbours,
        lambda: f"{cut()} {cut()}",
        lambda: f'"{neighbours()}"',
        lambda: f"{cut()}*",
        lambda: f"{cut()} -{cut()}",
        lambda: f'{cut()} -"{neighbours()}"',
        lambda: f'"{neighbours()}*" {cut()}',
        lambda: chance.choice(LABELS[chance.choice(list(LABELS))]),
        misspelt,
        lambda: f"{misspelt()} {cut()}",
    )
    return [chance.choice(ways)()[:200] for _number in range(QUERIES)]


def _answers(using: str) -> dict[str, tuple]:
    """What is found for each query: the rows, those with it in their title, what was relaxed, and the order."""
    put(library(), using=using)
    answers = {}
    for number, text in enumerate(_queries()):
        query = parse(text)
        matches = find(query, using=using)
        words = [clause.tokens[0] for clause in query.wanted if clause.is_word]
        order = [(hit.number, hit.row, hit.score) for hit in matches.ranked(("", "th", "en")[number % 3])]
        answers[text] = (
            sorted(matches.rows),
            sorted(matches.in_title),
            matches.relaxed,
            matches.is_emptied,
            order,
            meant(words, using=using),
        )
    return answers


@pytest.mark.postgres
def test_both_databases_give_the_same_results_in_the_same_order(indexes):
    answers = []
    for vendor in ("sqlite", "postgresql"):
        with indexes(vendor) as alias:
            answers.append(_answers(alias))
    one, other = answers
    assert len(one) > QUERIES / 2
    assert [text for text in one if one[text] != other[text]] == []
    ways = {answer[2] for answer in one.values()}
    assert ways == {"", "spelling", "unfinished", "half", "alike"}
    assert sum(bool(answer[0]) for answer in one.values()) > QUERIES / 2


def test_each_database_has_its_backend(indexes):
    found = []
    for vendor in ("sqlite", "postgresql"):
        with indexes(vendor) as alias:
            found.append(backend_of(connections[alias]))
    assert found == [sqlite, postgres]


def test_tokens_reach_sqlite_in_quotes():
    assert sqlite.asked(parse('land "tax office" re*').wanted)[1] == [
        '(("land") AND ("tax" + "office") AND ("re" *))'
    ]
    assert sqlite.asked(parse("land").wanted, within="title")[1] == ['title : (("land"))']
    assert sqlite.asked(parse("a b").wanted, "OR", within="own")[1] == ['{title body own} : (("a") OR ("b"))']


def test_tokens_reach_postgres_in_quotes():
    assert postgres.asked(parse('land "tax office" re*').wanted)[1] == [
        "(('land')) & (('tax' <-> 'office')) & (('re':*))"
    ]
    assert postgres.asked(parse("a b").wanted, "OR", within="own")[1] == ["(('a':ABC)) | (('b':ABC))"]


@pytest.mark.parametrize("token", ["it's", 'say "so"', "back\\slash", "per%cent", "a:*b", "a & b | !c"])
def test_whatever_a_token_holds_is_looked_for_as_it_is(token, index):
    backend = backend_of(connections[index])
    with connections[index].cursor() as cursor:
        backend.write(cursor, [(1, [token], [], [], []), (2, ["other"], [], [], [])])
        cursor.execute(*backend.asked([Clause((token,))]))
        assert cursor.fetchall() == [(1,)]


def test_several_numbers_are_one_parameter(index):
    with connections[index].cursor() as cursor:
        sql, values = backend_of(connections[index]).several(range(100_000))
        cursor.execute(sql, values)
        assert sorted(number for (number,) in cursor.fetchall()) == list(range(100_000))
        assert len(values) == 1


@pytest.mark.postgres
def test_the_rows_in_which_postgresql_looks_up_what_it_found_are_short(indexes):
    body = " ".join(f"word{number}" for number in range(60))  # short enough to stay in a row

    def pages(labels: tuple[str, ...]) -> int:
        put({number: [said("Land office", body, labels=labels)] for number in range(100)}, using=alias)
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT pg_relation_size('search_index') / current_setting('block_size')::int")
            return cursor.fetchone()[0]

    with indexes("postgresql") as alias:
        assert pages(()) <= 2
        assert pages(("ทะเบียน",)) <= 4  # written anew, besides those of before
