"""The index: each thing is found by what it says, and by nothing else."""

import pytest
from django.db import connections, transaction
from django.test.utils import CaptureQueriesContext

from portal.languages.clusters import clusters
from portal.search import index as indexes
from portal.search.backends import backend_of
from portal.search.index import LONGEST_BODY, clear, faults, known, outdated, put, remove, strays
from portal.search.tables import SLOTS, SearchText, SearchVariant, SearchWord
from tests.search.indexing import bodies, fill, holding, said, words


def _statements(using: str, texts: dict) -> list[str]:
    with CaptureQueriesContext(connections[using]) as captured:
        put(texts, using=using)
    return [query["sql"].partition(" ")[0] for query in captured]


def _indexed(using: str) -> set[int]:
    with connections[using].cursor() as cursor:
        return backend_of(connections[using]).indexed(cursor)


def test_a_thing_is_found_by_its_title_names_body_and_labels(index):
    fill(index, said("Deeds", "office", names=("LandsMaps",), own_labels=("Thailand",), labels=("ไทย",)))
    asked = ("deeds", "office", "landsmaps", "thailand", "ไทย", "nothing")
    assert [holding(query, index) for query in asked] == [[1], [1], [1], [1], [1], []]


def test_what_has_not_changed_is_not_written(index):
    texts = {1: [said("Deeds", "office")], 2: [said("Taxes")]}
    put(texts, using=index)
    assert _statements(index, texts) == ["SELECT"]


def test_only_what_has_changed_is_written(index):
    put({1: [said("Deeds", "office"), said("โฉนด", language="th")], 2: [said("Taxes")]}, using=index)
    before = dict(SearchText.objects.using(index).values_list("pk", "sketch"))
    put({1: [said("Deeds", "bureau"), said("โฉนด", language="th")], 2: [said("Taxes")]}, using=index)
    after = dict(SearchText.objects.using(index).values_list("pk", "sketch"))
    assert [row for row in before if bytes(before[row]) != bytes(after[row])] == [SLOTS]
    assert (holding("office", index), holding("bureau", index)) == ([], [1])


@pytest.mark.parametrize(
    "changed",
    [
        said("Deed", "office", names=("a",), own_labels=("b",), labels=("c",)),
        said("Deeds", "offices", names=("a",), own_labels=("b",), labels=("c",)),
        said("Deeds", "office", names=("aa",), own_labels=("b",), labels=("c",)),
        said("Deeds", "office", names=("a",), own_labels=("c",), labels=("b",)),
        said("Deeds", "office", names=("a",), own_labels=("b",), labels=("c",), cites=("TH",)),
        said("Deeds", "office", names=("a",), own_labels=("b",), labels=("c",), source="f"),
        said("Deeds", "office", "fil", names=("a",), own_labels=("b",), labels=("c",)),
    ],
)
def test_whatever_changes_is_written(changed, sqlite_index):
    fill(sqlite_index, said("Deeds", "office", names=("a",), own_labels=("b",), labels=("c",)))
    assert len(_statements(sqlite_index, {1: [changed]})) > 1


def test_nothing_takes_no_statement(index):
    assert _statements(index, {}) == []
    assert _statements(index, {1: []}) == ["SELECT"]


def test_what_is_removed_is_found_no_more(index):
    put({1: [said("Deeds"), said("โฉนด", language="th")], 2: [said("Deeds")]}, using=index)
    remove([1], using=index)
    assert (holding("deeds", index), holding("โฉนด", index)) == ([2], [])
    assert (known(using=index), _indexed(index)) == ({2}, {2 * SLOTS})
    remove([1, 3], using=index)


def test_an_edition_that_is_left_out_is_found_no_more(index):
    put({1: [said("Deeds"), said("โฉนด", language="th"), said("ໂສນດ", language="lo")]}, using=index)
    put({1: [said("โฉนด", language="th")]}, using=index)
    assert [holding(query, index) for query in ("deeds", "โฉนด", "ໂສນດ")] == [[], [1], []]
    assert _indexed(index) == {SLOTS}


def test_what_is_rolled_back_leaves_nothing(index):
    fill(index, said("Deeds", "office"))
    before = (words(index), _indexed(index), bodies(index))
    with transaction.atomic(using=index):
        put({1: [said("Taxes", "bureau")], 2: [said("Deeds again")]}, using=index)
        assert holding("bureau", index) == [1]
        transaction.set_rollback(True, using=index)
    with transaction.atomic(using=index):
        remove([1], using=index)
        assert holding("deeds", index) == []
        transaction.set_rollback(True, using=index)
    assert (words(index), _indexed(index), bodies(index)) == before
    assert (holding("deeds", index), holding("bureau", index)) == ([1], [])


def test_clearing_leaves_nothing(index):
    fill(index, said("Deeds", "office"), said("Taxes"))
    clear(using=index)
    assert (known(using=index), _indexed(index), words(index)) == (set(), set(), [])
    assert SearchVariant.objects.using(index).count() == 0


def test_names_and_labels_do_not_go_on_in_the_next(index):
    fill(index, said("Land", names=("Office",), own_labels=("Tax", "Bureau"), labels=("ที่", "ดิน")))
    asked = ('"land office"', '"office tax"', '"tax bureau"', "ที่ดิน", "land office", "ดิน")
    assert [holding(query, index) for query in asked] == [[], [], [], [], [1], [1]]


@pytest.mark.parametrize("between", [" ", "\n"])
def test_a_long_text_takes_several_rows_and_is_found_at_its_end(between, index):
    several = [f"word{number:05d}" for number in range(12_000)]
    fill(index, said("Long", between.join(several)))
    assert [len(body) <= LONGEST_BODY for body in bodies(index)] == [True] * 6
    assert [word for body in bodies(index) for word in body.split()] == several
    assert [holding(word, index) for word in several[::997] + several[-1:]] == [[1]] * 14


@pytest.mark.parametrize("word", ["ที่ดิน", "ດິນ", "ដីធ្លី", "မြန်မာ", "등록"])
def test_a_long_text_without_spaces_is_cut_within_no_letter(word, index):
    fill(index, said("Long", "x" + word * (LONGEST_BODY // len(word)) + word, "th"))
    cuts = bodies(index)
    assert len(cuts) > 1
    assert [body for body in cuts[1:] if clusters(body)[0] not in clusters(word)] == []


def test_a_thing_has_at_most_as_many_rows_as_there_are_slots(sqlite_index):
    put({1: [said(str(number)) for number in range(SLOTS + 5)], 2: [said("Next")]}, using=sqlite_index)
    assert SearchText.objects.using(sqlite_index).filter(number=1).count() == SLOTS
    assert holding("next", sqlite_index) == [2]


def test_a_word_is_found_however_often_it_stands_there(index):
    fill(index, said("Often", "land " * 1000 + "office"))
    assert (holding("land office", index), holding('"land land"', index)) == ([1], [1])


def test_words_behind_the_last_position_are_found(index):
    fill(
        index,
        said("Far", "a " * 16_380 + "alpha beta gamma delta", own_labels=("Thailand",), labels=("ไทย",)),
    )
    for query in ("alpha", "beta", "gamma", "delta", "thailand", "ไทย", "far delta"):
        assert holding(query, index) == [1]


def test_no_phrase_is_found_that_is_not_there(index):
    fill(index, said("Far", "a " * 16_375 + "alpha beta gamma delta epsilon zeta eta theta"))
    several = ("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta")
    pairs = [(one, other) for at, one in enumerate(several) for other in several[at + 2 :]]
    assert [pair for pair in pairs if holding('"{} {}"'.format(*pair), index)] == []


def test_a_phrase_of_common_words_is_found_at_the_end_of_a_long_text(index):
    fill(index, said("Long", "the cat sat. " * 200 + "the registry of the deeds"))
    assert holding('"the registry of the deeds"', index) == [1]


def test_three_hundred_positions_are_no_trouble(index):
    fill(index, said("Many", " ".join(f"land w{number}" for number in range(300))))
    assert holding("land w299", index) == [1]


@pytest.mark.parametrize("letter", ["a", "á", "ก", "ក", "က", "가", "𠮷", "क"])
def test_long_words_are_found(letter, index):
    fill(index, said("Long", letter * 500, "th"))
    assert holding(letter * 64, index) == [1]


@pytest.mark.parametrize("signs", ["ก" + "\u0e34" * 3000, "ក" + "\u17d2ក" * 3000, "က" + "\u1039က" * 3000])
def test_a_letter_with_thousands_of_signs_is_no_trouble(signs, index):
    fill(index, said("Signs", f"{signs} office"))
    assert holding("office", index) == [1]


def test_a_long_title_is_cut(index):
    fill(index, said("land " * 300 + "office"))
    assert (holding("land", index), holding("office", index)) == ([1], [])


@pytest.mark.parametrize("fault", ["other text", "missing row", "too many rows", "only in the table"])
def test_faults_are_seen(fault, index):
    texts = {1: [said("Deeds", "office")], 2: [said("Taxes")]}
    put(texts, using=index)
    assert faults(texts, using=index) == {}
    expected = {"other text": "its texts are others", "only in the table": "not in the index"}
    if fault == "other text":
        put({1: [said("Deeds", "bureau")]}, using=index)
    elif fault == "missing row":
        remove([1], using=index)
    elif fault == "too many rows":
        put({1: [said("Deeds", "office"), said("โฉนด", language="th")]}, using=index)
    else:
        with connections[index].cursor() as cursor:
            backend_of(connections[index]).remove(cursor, [SLOTS])
    assert faults(texts, using=index) == {1: expected.get(fault, "too few or many rows")}


def test_strays_are_seen(index):
    fill(index, said("Deeds"), said("Taxes"), said("Roads"))
    assert strays([1, 2, 3, 4], using=index) == {}
    assert strays([1], using=index) == dict.fromkeys((2 * SLOTS, 3 * SLOTS), "found, but not live")
    SearchText.objects.using(index).filter(number=3).delete()
    assert strays([1, 2, 3], using=index) == {3 * SLOTS: "only in the index"}


def test_a_row_that_is_only_in_the_index_does_not_hinder(index):
    fill(index, said("Deeds"), said("Taxes"))
    SearchText.objects.using(index).filter(number=1).delete()
    put({1: [said("Roads")]}, using=index)
    assert (holding("roads", index), holding("deeds", index), holding("taxes", index)) == ([1], [], [2])


def test_tokens_made_in_another_way_are_noticed(index, monkeypatch):
    texts = {1: [said("Deeds")], 2: [said("Taxes")]}
    put(texts, using=index)
    monkeypatch.setattr(indexes, "VERSION", "2-test")
    assert outdated(using=index) == {1, 2}
    put({1: texts[1]}, using=index)
    assert outdated(using=index) == {2}
    assert faults(texts, using=index) == {2: "its texts are others"}


def test_more_things_than_a_statement_takes_are_removed(sqlite_index):
    fill(sqlite_index, said("Deeds"))
    remove(range(260_000), using=sqlite_index)
    assert known(using=sqlite_index) == set()


def test_words_are_learnt_and_forgotten_with_their_texts(index):
    fill(index, said("Deeds", "Registry"), said("Deeds", names=("Landsmaps",), own_labels=("Thailand",)))
    assert words(index) == ["deeds", "landsmaps", "registry"]
    remove([1], using=index)
    assert words(index) == ["deeds", "landsmaps"]
    remove([2], using=index)
    assert words(index) == []
    assert SearchWord.objects.using(index).count() == SearchVariant.objects.using(index).count() == 0


def test_words_of_labels_are_those_of_the_records_that_are_called_so(index):
    fill(index, said("Deeds", labels=("Identity",)), said("Identity"))
    assert words(index) == ["deeds", "identity"]
    fill(index, said("Deeds", labels=("Identity",)), said("Trust"))
    assert words(index) == ["deeds", "trust"]


@pytest.mark.parametrize("body", ["", "land office", "ที่ดินของกรม"])
def test_other_labels_are_found_as_if_all_were_written_anew(body, index):
    first = said("Deeds", body, own_labels=("Income tax",), labels=("土地", "ที่ดิน"), cites=("a",))
    other = said("Deeds", body, own_labels=("Trust",), labels=("토지", "Road map"), cites=("b", "c"))
    put({1: [first], 2: [first], 3: [other]}, using=index)
    put({1: [other]}, using=index)
    asked = (
        "deeds",
        "tax",
        "土地",
        "ที่ดิน",
        "trust",
        "토지",
        '"road map"',
        '"trust road"',
        "deeds -road",
        "deeds trust",
    )
    found = {query: holding(query, index) for query in asked}
    assert all((1 in rows) == (3 in rows) for rows in found.values())
    assert found["trust"] == [1, 3]
    assert found["tax"] == [2]
    assert found['"road map"'] == [1, 3]
    assert faults({1: [other], 2: [first], 3: [other]}, using=index) == {}
    one, three = SearchText.objects.using(index).filter(number__in=(1, 3)).order_by("number")
    assert (
        (one.cites, bytes(one.sketch))
        == (three.cites, bytes(three.sketch))
        == (["b", "c"], bytes(one.sketch))
    )
