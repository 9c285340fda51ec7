"""Ranking: the title first, then the text, last what is only found through a label."""

import pytest

from portal.search.finding import match
from portal.search.query import parse
from tests.search.indexing import fill, holding, ranked, said


def _scores(query: str, using: str, language: str = "") -> dict[int, float]:
    hits = match(parse(query), using=using).ranked(language)
    return {hit.number: round(hit.score, 4) for hit in hits}


ORDERS = {
    "a word in the title before one in the text, a label last": (
        "land",
        said("Taxes", "roads", labels=("land",)),
        said("Taxes", "land"),
        said("Land", "roads"),
    ),
    "a word that stands more often": ("land", said("Taxes", "land tax road"), said("Taxes", "land tax land")),
    "a word in a shorter text": ("land", said("Taxes", "land " + "road " * 400), said("Taxes", "land road")),
    "words that stand together": (
        "land office",
        said("Taxes", "land road office"),
        said("Taxes", "land office road"),
    ),
    "the title that is what was asked for, and nothing else": (
        "land office",
        said("The land office and its land office", "x"),
        said("Land office", "x"),
    ),
    "the same accents": ("đăng", said("Taxes", "dâng"), said("Taxes", "đăng")),
    "the same tone": ("ป่า", said("Taxes", "ป้า"), said("Taxes", "ป่า")),
    "pairs of a run that stand together": (
        "ที่ดินลาว",
        said("x", "ที่ดิน ดินลาย ดินน นลา ลาว", "th"),
        said("x", "ที่ดินลาว " + "กา " * 40, "th"),
    ),
    "another name as well as a title": ("land", said("x", "land " * 9), said("x", names=("land",))),
    "all words in the title before some": (
        "land office",
        said("Land", "office office office"),
        said("Land and the office", ""),
    ),
    "one cluster in the title": ("ยา", said("x", "ยา ยา ยา", "th"), said("ยา x", "", "th")),
}


@pytest.mark.parametrize("why", ORDERS)
def test_what_fits_better_comes_first(why, index):
    query, *texts = ORDERS[why]
    fill(index, *texts)
    assert ranked(query, index) == list(range(len(texts), 0, -1))


def test_equals_come_in_the_order_of_their_numbers(index):
    fill(index, *[said("Land office", "x")] * 5)
    assert ranked("land", index) == [1, 2, 3, 4, 5]


def test_a_text_in_the_readers_language_comes_first(index):
    fill(index, said("Land", language="en"), said("Land", language="ms"))
    assert (ranked("land", index), ranked("land", index, "ms")) == ([1, 2], [2, 1])
    assert _scores("land", index, "ms")[2] == round(_scores("land", index)[2] * 1.1, 4)


def test_without_accents_all_are_alike(index):
    fill(index, said("x", "ky"), said("x", "ký"), said("x", "kỳ"))
    assert ranked("ky", index) == [1, 2, 3]
    assert ranked("kỳ", index)[0] == 3
    assert holding("kỳ", index) == [1, 2, 3]


def test_a_hash_that_two_words_share_neither_adds_nor_takes_away(index):
    # The clusters are others; their two bytes may be the same. What is found is asked of the database alone.
    fill(index, *(said("x", chr(0xAC00 + number) * 2, "ko") for number in range(600)))
    assert holding("가가", index) == [1]
