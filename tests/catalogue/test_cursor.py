"""Cursors: a place in one list, of no use anywhere else and not to be made up."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from portal.catalogue import cursor as cursors
from portal.catalogue.catalogue import Catalogue
from portal.catalogue.cursor import LONGEST, InvalidCursor
from portal.languages.collation import LONGEST as LONGEST_KEY

QUERY = "case-study|th|title|country:['TH'][][]None"


@given(st.binary(max_size=LONGEST_KEY), st.integers(0, 2**63 - 1), st.text())
@example(b"", 0, "")
@example(b"\xff" * LONGEST_KEY, 2**63 - 1, QUERY)
def test_cursor_says_where_it_was_written(key, row, query):
    cursor = cursors.write(key, row, query)
    assert cursors.read(cursor, query) == (key, row)
    assert len(cursor) < LONGEST
    assert cursor.replace(":", "").replace("-", "").replace("_", "").isalnum()


@given(st.text() | st.text(alphabet="ABCabc019:-_=", max_size=80))
@example("\x00")
@example("a" * (LONGEST + 1))
@example("ไทย:ไทย")
@example(":")
def test_made_up_cursor_is_refused(cursor):
    with pytest.raises(InvalidCursor):
        cursors.read(cursor, QUERY)


@given(st.data())
def test_cut_or_changed_cursor_is_refused(data):
    cursor = cursors.write(b"land", 42, QUERY)
    place = data.draw(st.integers(0, len(cursor) - 1))
    with pytest.raises(InvalidCursor):
        cursors.read(cursor[:place], QUERY)
    other = data.draw(st.characters().filter(lambda letter: letter != cursor[place]))
    with pytest.raises(InvalidCursor):
        cursors.read(cursor[:place] + other + cursor[place + 1 :], QUERY)


def test_cursor_of_another_query_is_refused():
    cursor = cursors.write(b"land", 42, QUERY)
    with pytest.raises(InvalidCursor):
        cursors.read(cursor, QUERY.replace("TH", "LA"))


def test_cursor_signed_with_another_secret_is_refused(settings):
    cursor = cursors.write(b"land", 42, QUERY)
    settings.SECRET_KEY = "another secret of fifty characters, for this test only"
    with pytest.raises(InvalidCursor):
        cursors.read(cursor, QUERY)


def test_cursor_outlives_a_change_of_the_secret_that_is_announced(settings):
    cursor = cursors.write(b"land", 42, QUERY)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another secret of fifty characters, for this test only"
    assert cursors.read(cursor, QUERY) == (b"land", 42)


@pytest.mark.parametrize(
    "other",
    [
        Catalogue("case-study").language("en"),
        Catalogue("case-study").language("th").sort("-title"),
        Catalogue("case-study").language("th").sort("launched"),
        Catalogue("case-study").language("th").where(country=["TH"]),
        Catalogue("case-study").language("th").where(stage=["evaluation"]),
        Catalogue("conference").language("th"),
    ],
    ids=lambda question: question.fingerprint,
)
def test_cursor_belongs_to_kind_language_sort_and_filters(make, other):
    question = Catalogue("case-study").language("th")
    for _number in range(2):
        make.live("case-study", lessons=0)
    cursor = question.page(limit=1).next_cursor
    assert len(question.page(cursor, 1).items) == 1
    with pytest.raises(InvalidCursor):
        other.page(cursor, 1)


def test_order_of_filter_values_does_not_change_the_query():
    one = Catalogue("case-study").where(country=["TH", "LA"], stage=["evaluation"])
    other = Catalogue("case-study").where(stage=["evaluation"], country=["LA", "TH"])
    assert one.fingerprint == other.fingerprint
    assert one.fingerprint != Catalogue("case-study").where(country=["TH"]).fingerprint
