"""Where nothing holds what was asked for, the nearest that there is; and what was done is said."""

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from portal.search.query import parse
from portal.search.relaxing import find
from tests.search.indexing import fill, said

TEXTS = (
    said("Land registry", "Owners register parcels of land."),
    said("Tax office", "Taxpayers declare their income."),
    said("กรุงเทพมหานคร", "จดทะเบียนจัดตั้งบริษัท", "th"),
    said("ກະຊວງການເງິນ", "ສຳນັກງານທີ່ດິນນະຄອນຫຼວງ", "lo"),
    said("Đăng ký đất đai", "Tờ khai thuế", "vi"),
    said("사회보장제도", "건강보험공단", "ko"),
)


@pytest.fixture
def library(index):
    """An index of a few texts."""
    fill(index, *TEXTS)
    return index


def _found(query: str, using: str) -> tuple[list[int], str]:
    matches = find(parse(query), using=using)
    return [hit.number for hit in matches.ranked()], matches.relaxed


FOUND = {
    "land": ([1], ""),
    "registery": ([1], "spelling"),
    "lnad": ([1], "spelling"),
    "land parcles": ([1], "spelling"),
    "taxpayrs incme": ([2], "spelling"),
    "กรุงเ": ([3], "unfinished"),
    "ສຳນັກງານທີ່ດ": ([4], "unfinished"),
    "land zanzibar": ([1], "half"),
    "จดทะเบียนบริษัท": ([3], "half"),
    "จดทะเบียนธุรกิจ": ([3], "half"),
    "건강보험료": ([6], "half"),
    "กรุงเทบมหานคร": ([3], "half"),
    "사희보장": ([6], "alike"),
    "กซุงเทม": ([3], "alike"),
    "zanzibar": ([], ""),
    "qqqq wwww": ([], ""),
}


def test_the_nearest_is_found(library):
    assert {query: _found(query, library) for query in FOUND} == FOUND


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("건강북험", ([6], "alike")),  # another cluster
        ("건보험", ([6], "half")),  # one less
        ("사회의보제", ([6], "alike")),  # one more, one less
        ("사의회보", ([6], "alike")),
        ("험보강건", ([], "")),  # the order counts
        ("건바", ([], "")),  # too short to be like anything
        ("บริซุษัท", ([3], "half")),
    ],
)
def test_runs_are_found_that_are_alike_but_for_a_cluster(query, expected, library):
    assert _found(query, library) == expected


NEVER = (
    '"land zanzibar"',
    '"lnad registry"',
    '"registry land"',
    "lnad*",
    "land -registry",
    "lnad -registry",
    "land zanzibar -registry",
    '"กรุงเ"',
    '"จดทะเบียนบริษัท"',
    "จดทะเบียนธุรกิจ -บริษัท",
)


@pytest.mark.parametrize("query", NEVER)
def test_quotes_and_what_is_not_wanted_are_never_relaxed(query, library):
    assert _found(query, library) == ([], "")


def test_what_is_in_quotes_has_to_be_there_whatever_else_is_relaxed(library):
    assert _found('"land registry" zanzibar parcels', library) == ([1], "half")
    assert _found('"registry land" zanzibar parcels', library) == ([], "")


def test_of_several_words_that_may_be_meant_the_one_with_results_is_taken(index):
    fill(index, said("Roads of steel"), said("Loads of paper"))
    assert _found("xoads paper", index) == ([2], "spelling")


def test_a_word_that_is_known_is_not_taken_for_another(index):
    fill(index, said("Roads"), said("Loads", "paper"))
    assert _found("roads paper", index) == ([1, 2], "half")


def test_a_word_with_many_more_results_is_the_likelier_one(index):
    fill(index, said("xoads"), *[said("Roads")] * 4)
    assert _found("oads", index) == ([2, 3, 4, 5], "spelling")
    fill(index, said("Loads"), *[said("Roads")] * 5)
    assert _found("xoads", index) == ([2, 3, 4, 5, 6], "spelling")
    fill(index, said("Loads"), said("Roads"))


def test_what_was_asked_in_the_end_is_known(library):
    matches = find(parse("Land Registery"), using=library)
    assert [clause.tokens for clause in matches.query.wanted] == [("land",), ("registry",)]
    assert matches.meant == matches.query
    relaxed = find(parse("land zanzibar"), using=library)
    assert relaxed.meant == parse("land zanzibar")


def test_labels_are_found_by_relaxed_queries_too(index):
    labels = {"own_labels": ("Thailand",), "labels": ("ราชอาณาจักรไทย",)}
    fill(index, said("Land", **labels), said("Thailand"))
    assert _found("thailnd", index) == ([2, 1], "spelling")
    assert _found("ราชอาณาจักรลาว", index) == ([1], "half")


def test_however_long_a_query_is_it_takes_few_statements(library):
    for query in (
        " ".join(f"zanzibar{letter}" for letter in "abcdefghijklmnop"),
        "จดหมายเหตุทางการของบริษัทมหาชน" * 6,
        "ก ข ค ง จ ฉ ช ซ ฌ ญ",
    ):
        with CaptureQueriesContext(connections[library]) as captured:
            find(parse(query), using=library)
        assert len(captured) <= 12


def test_what_a_hyphen_joins_is_respelt_and_stays_together(index):
    fill(index, said("Government of e-mail"), said("An e-government"))
    assert _found("e-goverment", index) == ([2], "spelling")
    assert find(parse("e-goverment"), using=index).better == {"goverment": "government"}
    assert _found("goverment-government", index) == ([2, 1], "spelling")
