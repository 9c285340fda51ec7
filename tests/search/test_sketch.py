"""Sketches: a text's tokens as bytes, from which they are counted again."""

from hypothesis import given
from hypothesis import strategies as st

from portal.search.sketch import (
    BREAK,
    WIDTH,
    cluster_mark,
    count,
    fields_of,
    mark,
    marks,
    places,
    sketch,
)
from portal.search.text import PAIR, tokens, with_accents

TEXTS = st.text("กขทดิน่า landน·토지 ", max_size=30)


def _sketch(title: str, body: str = "") -> bytes:
    return sketch(*with_accents(title), *with_accents(body))


def _counted(title: str, body: str, sequence: bytes, accents: bytes) -> list[tuple[int, int]]:
    """How often a sequence stands in title and body, and how often with these accents."""
    stored = _sketch(title, body)
    return [count(stored, field, sequence, accents) for field in fields_of(stored)]


def test_a_word_takes_four_bytes_and_a_pair_two_for_each_cluster():
    assert len(mark("land")) == len(mark("ที·ดิ")) == WIDTH
    assert mark("ที·ดิ") == cluster_mark("ที") + cluster_mark("ดิ")
    assert mark("ดิ·") == cluster_mark("ดิ") + b"\0\0"
    assert mark(PAIR) == BREAK


def test_marks_do_not_depend_on_the_machine():
    assert (mark("land").hex(), mark("ที·ดิ").hex()) == ("a800d5d8", "93fa0c82")


@given(TEXTS, TEXTS)
def test_a_sketch_holds_title_and_body(title, body):
    stored = _sketch(title, body)
    one, other = fields_of(stored)
    assert (one.length, other.length) == (len(tokens(title)), len(tokens(body)))
    assert stored[one.first : one.last] == marks(tokens(title))
    assert stored[other.first : other.last] == marks(tokens(body))
    assert stored[one.accents : one.accents + one.length] == bytes(with_accents(title)[1])
    assert stored[other.accents : other.accents + other.length] == bytes(with_accents(body)[1])
    assert other.accents + other.length == len(stored)


def test_an_empty_text_has_a_sketch():
    assert _sketch("") == b"\0" * 6
    assert [field.length for field in fields_of(b"\0" * 6)] == [0, 0]
    assert _counted("", "", mark("land"), b"\0") == [(0, 0), (0, 0)]


@given(TEXTS, TEXTS)
def test_tokens_are_counted_where_they_stand(title, body):
    for token, accent in zip(*with_accents(title), strict=True):
        expected = []
        for text in (title, body):
            said = list(zip(*with_accents(text), strict=True))
            alike = sum(pair == (token, accent) for pair in said)
            there = [word for word, _accent in said].count(token)
            expected.append((there, alike if accent else there))
        assert _counted(title, body, mark(token), bytes([accent])) == expected


def test_sequences_are_counted_only_where_they_stand_together():
    text = "land office, land and office; land office"
    assert _counted(text, "land; office", marks(["land", "office"]), b"\0\0") == [(2, 2), (1, 1)]
    stored = _sketch(text)
    assert list(places(stored, fields_of(stored)[0], mark("land"))) == [0, 2, 5]


def test_a_sequence_does_not_go_on_from_the_title_to_the_body():
    assert _counted("land", "office", marks(["land", "office"]), b"\0\0") == [(0, 0), (0, 0)]


def test_a_single_cluster_is_counted_as_the_beginning_of_its_pairs():
    assert _counted("", "ยา ยาก ป่ายา ยี", cluster_mark("ยา"), b"\0")[1] == (3, 3)


def test_other_tone_marks_are_counted_apart():
    accents = bytes(with_accents("ป่า")[1])
    assert _counted("ป่า ป้า ป่าไม้ ปา", "", cluster_mark("ปา"), accents)[0] == (4, 2)
    assert _counted("ป่า ป้า", "", cluster_mark("ปา"), b"\0")[0] == (2, 2)
