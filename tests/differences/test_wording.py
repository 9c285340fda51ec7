"""Which words of two texts differ, in every script."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.differences.wording import Piece, Wording, marked_lists, tokens
from portal.languages.clusters import clusters

LETTERS = st.sampled_from("ab c,กข้าำ ແຜນຊື່ ក្រ្ត မြန်္\u200d\n")


# Clusters


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("น้ำใจ", ["น้ำ", "ใ", "จ"]),  # a tone mark, and a vowel that is a letter to Unicode
        ("ຊື່ນ້ຳ", ["ຊື່", "ນ້ຳ"]),
        ("ស្ត្រីខ្មែរ", ["ស្ត្រី", "ខ្មែ", "រ"]),  # consonants below one another
        ("မြန်မာ", ["မြ", "န်", "မာ"]),
        ("အင်္ဂါ", ["အ", "င်္ဂါ"]),  # and above one another
        ("Việt", ["V", "i", "ệ", "t"]),
        ("Vie\u0323\u0302t", ["V", "i", "e\u0323\u0302", "t"]),
        ("ខេត្ត\u200bថ្មី", ["ខេ", "ត្ត", "\u200b", "ថ្មី"]),  # a space without width is on its own
        ("👩‍💻!", ["👩‍💻", "!"]),
        (" ่", [" ", "่"]),  # a mark without a base stands alone
        ("a\r\nb", ["a", "\r\n", "b"]),
        ("", []),
    ],
)
def test_a_base_and_its_marks_are_one_cluster(text, found):
    assert clusters(text) == found


@given(st.text(LETTERS, max_size=60))
def test_clusters_and_tokens_leave_nothing_out(text):
    assert "".join(clusters(text)) == text
    assert "".join(tokens(text)) == text


# Words


def shown(before: str, after: str) -> tuple[str, str]:
    """Both sides as text, changes in square brackets, what is folded as …."""
    sides = Wording().marked(before, after)
    return tuple("".join(f"[{p.text}]" if p.is_changed else p.text for p in side) for side in sides)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            "more than 100,000 users",
            "more than 200,000",
            ("more than [100,000 users]", "more than [200,000]"),
        ),
        ("A map, online.", "A map, offline.", ("A map, [online].", "A map, [offline].")),
        ("Land records", "Land title records", ("Land records", "Land [title ]records")),
        ("Old", "New thing", ("[Old]", "[New thing]")),
        ("", "New", ("", "[New]")),
        ("same", "same", ("same", "same")),
        ("ช่วยประชาชน", "ช่วยเหลือประชาชน", ("ช่วยประชาชน", "ช่วย[เหลือ]ประชาชน")),
        ("ค้นหาที่ดิน", "ค้นหาที่นา", ("ค้นหาที่[ดิน]", "ค้นหาที่[นา]")),
        ("ສຳນັກງານທີ່ດິນ", "ສຳນັກງານໃຫຍ່ທີ່ດິນ", ("ສຳນັກງານທີ່ດິນ", "ສຳນັກງານ[ໃຫຍ່]ທີ່ດິນ")),
        ("ស្ត្រីនៅកម្ពុជា", "ស្ត្រីនៅប្រទេសកម្ពុជា", ("ស្ត្រីនៅកម្ពុជា", "ស្ត្រីនៅ[ប្រទេស]កម្ពុជា")),
        ("မြန်မာနိုင်ငံ", "မြန်မာနိုင်ငံတော်", ("မြန်မာနိုင်ငံ", "မြန်မာနိုင်ငံ[တော်]")),
        ("행정 서비스", "행정 포털", ("행정 [서비스]", "행정 [포털]")),
    ],
)
def test_changed_words_are_marked(before, after, expected):
    assert shown(before, after) == expected


def test_a_letter_is_never_torn_from_its_marks():
    assert shown("น้ำ ก่อน", "นำ ก่อน") == ("[น้ำ] ก่อน", "[นำ] ก่อน")


def test_long_stretches_that_are_the_same_are_folded():
    start, end = "Once upon a time. " * 40, "And so on. " * 40
    before, after = Wording().marked(f"{start}old {end}", f"{start}new {end}")
    assert [(p.is_changed, p.is_folded) for p in before] == [
        (False, True),
        (False, False),
        (True, False),
        (False, False),
        (False, True),
    ]
    assert [p.text for p in before if p.is_changed] == ["old"]
    assert [p.text for p in after if p.is_changed] == ["new"]
    assert all(len(p.text) < 120 for p in before)


@given(st.text(LETTERS, max_size=80), st.text(LETTERS, max_size=80))
def test_nothing_of_either_text_is_lost(before, after):
    for text, side in zip((before, after), Wording().marked(before, after), strict=True):
        assert "".join(piece.text for piece in side) == text


def test_texts_that_repeat_themselves_do_not_keep_a_process_busy():
    wording, began = Wording(), time.perf_counter()
    for _field in range(20):
        wording.marked("a b " * 1250, "b a c " * 800)
    assert time.perf_counter() - began < 20  # without a limit: an hour


def test_of_lists_the_items_are_marked():
    before, after = marked_lists(["Land", "Health"], ["Land", "Tax"])
    assert before == (Piece("Land"), Piece(", "), Piece("Health", is_changed=True))
    assert after == (Piece("Land"), Piece(", "), Piece("Tax", is_changed=True))
    assert all(p.is_changed for p in marked_lists(["th", "en"], ["en", "th"])[0] if p.text != ", ")
