"""Folded texts: the search's own folding, with one space around each word or run."""

import pytest

from portal.mirror.folding import folded


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LandsMaps: กรมที่ดิน", " landsmaps กรมทีดิน "),
        ("Đà Nẵng, hoà", " da nang hoa "),
        ("ปี ๒๕๖๔", " ปี 2564 "),
        ("ที่ดินabc", " ทีดิน abc "),
        ("เรียน\u200bรู้", " เรียนรู "),
        (" – ", ""),
        ("", ""),
    ],
)
def test_words_and_runs_are_folded_as_the_search_folds_them(text, expected):
    assert folded(text) == expected
