"""The index is made anew from what is published, and every way in which it can be wrong is seen and mended."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import F

from portal.publishing.neighbours import one_by_one
from portal.publishing.reindexing import clear_strays, faults, left_behind, reindex, texts_of_record
from portal.publishing.tables import Entry
from portal.search import index
from portal.search.backends import backend_of
from portal.search.tables import SLOTS, SearchText, SearchWord
from tests.search.published import found


def _reindex(*arguments) -> str:
    out = StringIO()
    call_command("reindex", *arguments, stdout=out, stderr=out)
    return out.getvalue()


def _take_from_the_index(row: int) -> None:
    with connection.cursor() as cursor:
        backend_of(connection).remove(cursor, [row])


def _write_to_the_index(row: int) -> None:
    with connection.cursor() as cursor:
        backend_of(connection).write(cursor, [(row, ["planted"], [], [], [])])


def _state() -> tuple:
    texts = list(SearchText.objects.order_by("pk").values_list("pk", "digest", "version"))
    words = list(SearchWord.objects.order_by("pk").values_list("folded", flat=True))
    with connection.cursor() as cursor:
        return texts, words, backend_of(connection).indexed(cursor)


@pytest.fixture
def case(make):
    """A live case, found by “Zanzibar”."""
    return make.live("case-study", title_en="Zanzibar", lessons=0)


DAMAGE = {
    "a row is missing": (lambda row: index.remove([row // SLOTS]), "too few or many rows"),
    "its texts are others": (
        lambda row: SearchText.objects.filter(pk=row).update(digest="0" * 32),
        "its texts are others",
    ),
    "there is a row too many": (lambda row: _add_text(row + 7), "too few or many rows"),
    "a row lies in the table of texts alone": (_take_from_the_index, "not in the index"),
    "a row lies in the index alone": (
        lambda row: SearchText.objects.filter(pk=row).delete(),
        "too few or many rows",
    ),
    "a row too many lies in the index alone": (
        lambda row: _write_to_the_index(row + 7),
        "only in the index",
    ),
}


def _add_text(row: int) -> None:
    text = SearchText.objects.filter(number=row // SLOTS).first()
    text.pk = row
    text.save(force_insert=True)
    _write_to_the_index(row)


@pytest.mark.parametrize("fault", DAMAGE)
def test_a_fault_is_seen_and_mended_at_once(fault, case):
    before = _state()
    assert _reindex("--check") == "The index holds what is published.\n"
    damage, why = DAMAGE[fault]
    number = case.entry().row
    damage(number * SLOTS)
    out = StringIO()
    with pytest.raises(CommandError, match=r"Run: manage\.py reindex"):
        call_command("reindex", "--check", stdout=out, stderr=out)
    assert [line for line in out.getvalue().splitlines() if line.endswith(f"row {number}: {why}")]
    _reindex()
    assert list(faults()) == []
    assert found("zanzibar") == {case.pk}
    assert _state() == before


@pytest.mark.parametrize("fault", ["both tables", "only texts", "only the index"])
def test_strays_are_seen_and_removed(fault, case):
    before = _state()
    stray = case.entry().row + 1000
    index.put({stray: [index.Text("en", "Stray")]})
    if fault == "only texts":
        _take_from_the_index(stray * SLOTS)
    elif fault == "only the index":
        SearchText.objects.filter(number=stray).delete()
    assert list(faults()) == [f"row {stray}: found, but not live"]
    assert _reindex().splitlines()[-1] == "2 records indexed, 1 strays removed."
    assert list(faults()) == []
    if fault != "only the index":  # then no text says any more which words it had
        assert _state() == before


def test_what_was_withdrawn_is_a_stray_where_it_is_still_found(case, make):
    text = index.Text("en", "Zanzibar")
    row = case.entry().row
    make.withdrawn(case)
    index.put({row: [text]})
    assert list(faults()) == [f"row {row}: found, but not live"]
    assert clear_strays() == 1
    assert found("zanzibar") == set()


def test_checking_writes_nothing(case):
    SearchText.objects.filter(number=case.entry().row).update(digest="0" * 32)
    before = _state()
    assert len(list(faults())) == 1
    assert _state() == before


def test_an_empty_index_is_made_anew(case, make):
    make.live("conference", cases=[case])
    before = _state()
    index.clear()
    assert found("zanzibar") == set()
    assert len(list(faults())) == Entry.objects.filter(status="live").count()
    _reindex()
    assert _state() == before


def test_reindexing_what_is_right_writes_nothing(case):
    before = list(SearchText.objects.order_by("pk").values_list("pk", "sketch"))
    reindex(case.pk)
    after = list(SearchText.objects.order_by("pk").values_list("pk", "sketch"))
    assert [(row, bytes(sketch)) for row, sketch in after] == [(row, bytes(sketch)) for row, sketch in before]


def test_what_is_no_longer_live_is_not_indexed_again(case, make):
    make.withdrawn(case)
    reindex(case.pk)
    assert found("zanzibar") == set()
    assert list(faults()) == []


def test_a_record_is_found_by_its_own_texts_and_those_of_its_parts(make):
    case = make.live("case-study", lessons=2)
    texts = texts_of_record(case.entry())
    assert sorted(texts) == sorted(Entry.objects.filter(record_id=case.pk).values_list("row", flat=True))
    assert {text.language for several in texts.values() for text in several} == {"en", "th"}


def _records():
    """The Entries of records: their parts are indexed with them."""
    return Entry.objects.filter(record_id=F("public_id")).order_by("row")


def test_a_new_way_of_making_tokens_is_noticed_and_made_good(case, monkeypatch):
    assert left_behind() == []
    monkeypatch.setattr(index, "VERSION", "2-test")
    assert index.outdated() == set(SearchText.objects.values_list("number", flat=True))
    assert len(list(faults())) == 3  # of the case, its figure and its country
    assert left_behind() == list(_records().values_list("public_id", flat=True))
    for public_id in left_behind():
        reindex(public_id)
    assert (index.outdated(), left_behind(), list(faults())) == (set(), [], [])
    assert found("zanzibar") == {case.pk}


def test_what_is_not_in_the_index_is_left_behind(case, make):
    part = make.live("case-study", lessons=1).lessons.get()
    index.remove([case.entry().row, Entry.objects.get(public_id=part.pk).row])
    assert left_behind() == [case.pk, part.record_id]


def test_what_the_database_refuses_of_one_record_does_not_stop_the_others(db, caplog):
    def step(public_id: str) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT 1" if public_id != "b" else "SELECT nothing_of_that_name")

    assert one_by_one(["a", "b", "c"], step) == 2
    assert [record.getMessage() for record in caplog.records] == ["b: step failed"]
