"""Finding: what holds all of what was asked for, and nothing that is not wanted."""

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from portal.search import finding
from portal.search.finding import match
from portal.search.index import put
from portal.search.query import parse
from portal.search.relaxing import find
from portal.search.tables import SLOTS
from tests.search.indexing import fill, holding, ranked, said

TEXTS = (
    said("Land Office", "Deeds and an e-filing of 100,000 titles.", own_labels=("Thailand",)),
    said("สำนักงานที่ดิน", "โฉนดที่ดินของลาว ยา", "th", labels=("Thailand", "Register")),
    said("Tax office", "Income of offices. Land.", names=("Revenue",)),
    said("Đăng ký đất đai", "hoá đơn", "vi"),
    said("토지 등록", "등록부", "ko"),
    said("ရေပေးဝေရေး", "ရေ", "my"),
)
FOUND = {
    "land": [1, 3],
    "LAND office": [1, 3],
    '"land office"': [1],
    "“Land Office”": [1],
    '"office land"': [],
    "land -tax": [1],
    "land -office": [],
    'office -"land office"': [3],
    "offic*": [1, 3],
    "offices": [3],
    '"land offic*"': [],
    "e-filing": [1],
    "filing-e": [],
    "100,000": [1],
    "100000": [],
    "revenue": [3],
    "thailand": [1, 2],
    "register": [2],
    "thailand -nothing": [1],
    "ที่ดิน": [2],
    "ทีดิน": [2],
    "ดินที่": [2],
    '"ดินที่"': [],
    "สำนักงานลาว": [],
    "สำนักงาน ลาว": [2],
    '"โฉนด ที่ดิน"': [2],
    '"ที่ดิน ลาว"': [],
    "ยา": [2],
    "ย": [],
    "dang ky": [4],
    "đăng ký": [4],
    "hóa": [4],
    "토지": [5],
    "등록부": [5],
    '"토지 등록"': [5],
    '"토지등록"': [],
    "등": [5],
    "ရေ": [6],
    "ရေး": [6],
    "ေ": [],
    "-tax": [],
    "": [],
    "zanzibar": [],
}


@pytest.fixture
def library(index):
    """An index of a few texts."""
    fill(index, *TEXTS)
    return index


def test_a_query_finds_what_holds_it(library):
    assert {query: holding(query, library) for query in FOUND} == FOUND


def test_a_search_takes_one_statement_and_its_ranking_another(library):
    with CaptureQueriesContext(connections[library]) as captured:
        matches = find(parse("land -tax"), using=library)
    assert len(captured) == 1
    with CaptureQueriesContext(connections[library]) as captured:
        assert len(matches.ranked()) == 1
        assert match(parse("zanzibar"), using=library).ranked() == []
    assert len(captured) == 2


def test_a_query_that_asks_for_nothing_takes_no_statement(library):
    with CaptureQueriesContext(connections[library]) as captured:
        assert find(parse("-tax …"), using=library).ranked() == []
    assert len(captured) == 0


def test_what_is_not_wanted_in_one_language_is_not_wanted_at_all(index):
    put(
        {1: [said("Land", "tax"), said("ที่ดิน", "", "th")], 2: [said("Land"), said("ที่ดิน", "", "th")]},
        using=index,
    )
    assert (holding("ที่ดิน", index), holding("ที่ดิน -tax", index)) == ([1, 2], [2])


def test_what_is_emptied_by_the_unwanted_is_known_and_not_relaxed(library):
    matches = find(parse("land -office"), using=library)
    assert (matches.rows, matches.is_emptied, matches.relaxed) == ((), True, "")
    assert not match(parse("zanzibar -office"), using=library).is_emptied


def test_a_thing_is_found_once_by_its_best_row(index):
    put({1: [said("x", "land"), said("Land", "", "ms")], 2: [said("x", "land road tax")]}, using=index)
    hits = match(parse("land"), using=index).ranked()
    assert [(hit.number, hit.row) for hit in hits] == [(1, SLOTS + 1), (2, 2 * SLOTS)]


def test_only_what_lies_within_is_ranked(library):
    matches = match(parse("office"), using=library)
    assert [hit.number for hit in matches.ranked(within={3, 4})] == [3]
    assert matches.ranked(within=set()) == []


def test_of_very_many_those_with_the_word_in_their_title_are_weighed_then_the_newest(index, monkeypatch):
    monkeypatch.setattr(finding, "MOST_RANKED", 4)
    fill(index, *[said("Land", "x")] * 2, *[said("x", "land")] * 8)
    assert ranked("land", index) == [1, 2, 9, 10]
    assert holding("land", index) == list(range(1, 11))
    hits = match(parse("land"), using=index).ranked(within={3, 4, 5})
    assert [hit.number for hit in hits] == [3, 4, 5]


def test_the_last_word_is_found_while_it_is_typed(library):
    def typed(text):
        return sorted(set(match(parse(text).as_typed_so_far(), using=library).numbers))

    assert [typed(text) for text in ("la", "land of", "ที่ด", "ลาว", "등", "zz")] == [
        [1, 3],
        [1, 3],
        [2],
        [2],
        [5],
        [],
    ]
