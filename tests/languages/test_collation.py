"""Sort keys: bytes that compare as readers of each language sort."""

import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from portal.languages.collation import LONGEST, sort_key

VALUES = st.none() | st.text() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False)
NUMBERS = st.integers(-(2**53), 2**53) | st.floats(allow_nan=False)
LATIN = st.text("abcdefghijklmnopqrstuvwxyzăâđêôơưáàảãạñ ABCĐÊÔ-'0123456789", min_size=1)


@given(VALUES)
@example("ກ" * 200)
@example("\U0001f3db" * 200)
@example("\x00")
def test_keys_are_short_bytes(value):
    key = sort_key(value)
    assert type(key) is bytes
    assert len(key) <= LONGEST == 120


@given(NUMBERS, NUMBERS)
@example(-1, 1)
@example(-math.inf, -1e308)
@example(0.1, 0.2)
@example(-2, -1)
def test_numbers_keep_their_order(one, other):
    if one != other:
        assert (sort_key(one) < sort_key(other)) == (one < other)
    elif one != 0:
        assert sort_key(one) == sort_key(other)


@given(NUMBERS | st.text(min_size=1, alphabet="aกກ가-1"))
def test_nothing_sorts_before_anything(value):
    assert sort_key(None) == sort_key("") == b"" < sort_key(value)


@given(st.dates(), st.dates())
def test_dates_keep_their_order(one, other):
    assert (sort_key(one.isoformat()) < sort_key(other.isoformat())) == (one < other)


def test_dates_known_less_precisely_sort_before_their_days():
    assert _sorted("2020-12-31", "2021", "2021-11", "2021-11-15", "2022")


@given(LATIN)
def test_case_does_not_count(text):
    assert sort_key(text) == sort_key(text.upper()) == sort_key(text.lower())


def test_composed_and_decomposed_text_sort_alike():
    assert sort_key("Đà Nẵng") == sort_key("Đa\u0300 Na\u0306\u0303ng")


def _sorted(*words: str) -> bool:
    """Whether strictly growing keys give the words in this order."""
    keys = [sort_key(word) for word in words]
    return sorted(set(keys)) == keys


@pytest.mark.parametrize(
    "words",
    [
        ("กา", "เก", "แก", "โก", "ไก", "ขา"),  # a vowel in front does not hide its consonant
        ("กง", "กา", "กาง", "เก", "เกม", "ขอ"),
        ("กะ", "กัน", "กา", "กิน", "กี", "กึก", "กือ", "เก", "แก", "โก", "ใก", "ไก"),
        ("คน", "เครือข่าย", "งาน", "ที่ดิน", "เทศบาล", "ประชาชน", "แผน", "พัฒนา", "เมือง", "ศาลา"),
    ],
)
def test_thai_sorts_by_consonant_then_vowel(words):
    assert _sorted(*words)


@pytest.mark.parametrize(
    "words",
    [
        ("กง", "กา", "กุ้ง", "กู้", "เก"),  # short and long u lie between i and e
        ("กือ", "กุ", "กู", "เก"),
        ("ขึ้น", "ขุด", "ขู่"),
    ],
)
def test_thai_vowels_below_the_line_count(words):
    assert _sorted(*words)


def test_thai_am_sorts_between_aa_and_i():
    assert _sorted("กา", "กำ", "กิน", "เก")
    assert _sorted("นา", "น้ำ", "นิ")


@pytest.mark.parametrize("words", [("เก็บ", "เกม"), ("การ์ด", "การบ้าน"), ("ค่า", "คาด")])
def test_thai_marks_above_the_line_count_last(words):
    assert _sorted(*words)


def test_thai_tone_marks_part_only_what_is_else_alike():
    assert _sorted("กา", "การ")
    assert sort_key("ก่า")[:6] == sort_key("กา")[:6]


@pytest.mark.parametrize(
    "words", [("ກາ", "ເກ", "ແກ", "ໂກ", "ໄກ", "ຂາ"), ("ການ", "ເກມ", "ແຂກ", "ຄົນ", "ລາວ", "ໂລກ")]
)
def test_lao_sorts_by_consonant_then_vowel(words):
    assert _sorted(*words)


@pytest.mark.parametrize("words", [("ກະ", "ກາ", "ກຸ", "ກູ", "ເກ"), ("ກາ", "ກຳ", "ກິ")])
def test_lao_vowels_count(words):
    assert _sorted(*words)


def test_khmer_and_burmese_stacked_consonants_are_not_taken_for_plain_ones():
    assert sort_key("ស្រ") != sort_key("សរ")
    assert sort_key("က္က") != sort_key("ကက")


@pytest.mark.parametrize(
    "words", [("Hà Giang", "Ha Long", "Hà Nội", "Hải Phòng", "Huế"), ("Ấn Độ", "bão", "cảng", "Ê Đê")]
)
def test_vietnamese_marks_do_not_move_a_letter(words):
    assert _sorted(*words)


def test_vietnamese_dd_sorts_between_d_and_e():
    assert _sorted("dạy", "Dữ liệu", "Đà Nẵng", "đất", "em")


def test_korean_sorts_by_syllable():
    assert _sorted("가", "각", "나", "대한민국", "서울", "하나")


def test_latin_sorts_before_thai_and_digits_before_letters():
    assert _sorted("2021", "Land", "ก")
