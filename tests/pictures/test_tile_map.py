"""The tile map: where tiles stand, what is woven into them, what has no place."""

import pytest

from portal.pictures.lines import Line
from portal.pictures.tile_map import tile_map


def _lines(**counts: int) -> list[Line]:
    return [Line(code, f"Country {code}", (count,)) for code, count in counts.items()]


def test_tiles_come_from_top_to_bottom_and_from_left_to_right():
    drawn = tile_map(_lines(A=1, B=0, C=2), {"A": (1, 1), "B": (0, 1), "C": (3, 0)})
    assert [(tile.line.code, tile.x, tile.y) for tile in drawn.tiles] == [
        ("C", 246, 0),
        ("B", 0, 82),
        ("A", 82, 82),
    ]
    assert (drawn.width, drawn.height) == (320, 156)


def test_rows_and_columns_that_nobody_uses_at_the_edge_are_left_out():
    drawn = tile_map(_lines(A=1, B=1), {"A": (5, 7), "B": (7, 8)})
    assert [(tile.x, tile.y) for tile in drawn.tiles] == [(0, 0), (164, 82)]
    assert (drawn.width, drawn.height) == (238, 156)


@pytest.mark.parametrize(("count", "woven"), [(0, 0), (1, 12), (2, 26), (3, 40), (4, 40), (250, 40)])
def test_each_entry_is_a_band_up_to_three(count, woven):
    (tile,) = tile_map(_lines(A=count), {"A": (0, 0)}).tiles
    assert tile.woven == woven


def test_what_has_entries_and_no_place_is_elsewhere():
    drawn = tile_map(_lines(A=1, B=2, C=0), {"A": (0, 0)})
    assert [line.code for line in drawn.elsewhere] == ["B"]


def test_of_two_on_one_place_none_is_lost():
    drawn = tile_map(_lines(A=1, B=2), {"A": (0, 0), "B": (0, 0)})
    assert [tile.line.code for tile in drawn.tiles] == ["A"]
    assert [line.code for line in drawn.elsewhere] == ["B"]


def test_without_countries_there_is_no_tile():
    assert tile_map([], {}).tiles == ()


@pytest.mark.parametrize(
    ("name", "fits"),
    [
        ("South Korea", True),
        ("United Kingdom", False),
        ("ติมอร์-เลสเต", True),
        ("สหราชอาณาจักร", False),
        ("ចក្រភព\u200bអង់គ្លេស", False),
        ("ឥណ្ឌូណេស៊ី", True),
        ("မြန်မာ", True),
        ("ယူနိုက်တက်ကင်းဒမ်း", False),
        ("대한민국", True),
    ],
)
def test_a_name_that_is_too_long_is_left_to_the_code(name, fits):
    (tile,) = tile_map([Line("X", name, (1,))], {"X": (0, 0)}).tiles
    assert tile.name == (name if fits else "")
