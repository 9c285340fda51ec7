"""Bars: squares that can be counted, solid bars where there are too many, and their order."""

import pytest

from portal.pictures.bars import bars
from portal.pictures.lines import Line


def _drawn(*numbers: tuple[int, ...], **options):
    lines = [Line(str(place), f"Label {place}", pair) for place, pair in enumerate(numbers)]
    return bars(lines, ("One", "Two")[: len(numbers[0])], **options)


def test_up_to_twelve_each_is_a_square():
    drawn = _drawn((2, 1), (0, 12))
    assert (drawn.is_solid, drawn.width) == (False, 273)
    most, fewer = drawn.bars
    assert [(mark.x, mark.width, mark.series) for mark in fewer.marks] == [
        (0.5, 19, 1),
        (23.5, 19, 1),
        (46.5, 19, 2),
    ]
    assert [mark.series for mark in most.marks] == [2] * 12


def test_above_twelve_bars_are_solid_and_true_to_scale():
    drawn = _drawn((13, 0), (3, 10), (1, 0))
    assert (drawn.is_solid, drawn.width) == (True, 240)
    assert [[(mark.x, mark.width, mark.series) for mark in bar.marks] for bar in drawn.bars] == [
        [(0.0, 240.0, 1)],
        [(0.0, 55.4, 1), (55.4, 184.6, 2)],
        [(0.0, 18.5, 1)],
    ]


def test_they_come_by_value_and_then_by_label():
    lines = [Line("a", "ข", (1,)), Line("b", "ก", (1,)), Line("c", "ง", (2,))]
    assert [bar.line.label for bar in bars(lines, ("Entries",)).bars] == ["ง", "ก", "ข"]
    assert [bar.line.code for bar in bars(lines, ("Entries",), is_ordered=True).bars] == ["a", "b", "c"]


def test_nothing_has_no_mark():
    drawn = _drawn((0,), (0,))
    assert [bar.marks for bar in drawn.bars] == [(), ()]
    assert drawn.width > 0
    assert bars([], ("Entries",)).bars == ()


def test_more_than_two_series_cannot_be_told_apart():
    with pytest.raises(ValueError, match="3 series"):
        bars([Line("a", "A", (1, 1, 1))], ("One", "Two", "Three"))
