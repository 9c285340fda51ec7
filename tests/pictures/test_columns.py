"""Unit columns: a square for each entry, gaps in years, years that stand close."""

from portal.pictures.columns import unit_columns
from portal.pictures.lines import Line


def _drawn(years: dict[str, tuple[int, ...]], ahead: int = 0):
    return unit_columns([Line(year, year, numbers) for year, numbers in years.items()], ("A", "B"), ahead)


def test_each_entry_is_a_square_and_series_stand_on_each_other():
    drawn = _drawn({"2021": (2, 1)})
    (column,) = drawn.columns
    assert (drawn.baseline, drawn.height) == (98, 125)
    assert [(piece.y, piece.height, piece.series) for piece in column.pieces] == [
        (71.5, 23, 1),
        (45.5, 23, 1),
        (19.5, 23, 2),
    ]


def test_years_without_entries_stay_as_gaps_and_come_in_their_order():
    drawn = _drawn({"2024": (1, 0), "2021": (0, 1)})
    assert [(column.label, len(column.pieces)) for column in drawn.columns] == [
        ("2021", 1),
        ("2022", 0),
        ("2023", 0),
        ("2024", 1),
    ]
    distances = {round(b.x - a.x, 1) for a, b in zip(drawn.columns, drawn.columns[1:], strict=False)}
    assert len(distances) == 1


def test_years_are_those_of_the_readers_calendar():
    assert [column.label for column in _drawn({"2021": (1, 0), "2022": (1, 0)}, 543).columns] == [
        "2564",
        "2565",
    ]


def test_where_years_stand_close_only_round_ones_are_named_and_the_ends():
    labels = [column.label for column in _drawn({"2001": (1, 0), "2025": (1, 0)}).columns]
    assert len(labels) == 25
    assert [label for label in labels if label] == ["2001", "2005", "2010", "2015", "2020", "2025"]
    # A round year that would touch the last one is left out.
    assert [x.label for x in _drawn({"2001": (1, 0), "2016": (1, 0)}).columns if x.label] == [
        "2001",
        "2005",
        "2010",
        "2016",
    ]


def test_above_twelve_columns_are_solid_with_the_number_on_top():
    drawn = _drawn({"2020": (13, 13), "2021": (0, 0), "2022": (1, 0)})
    assert drawn.is_solid
    high, none, low = drawn.columns
    assert [(piece.y, piece.height, piece.series) for piece in high.pieces] == [(176, 156, 1), (20, 156, 2)]
    assert high.number_at == 14
    assert none.pieces == ()
    assert [piece.height for piece in low.pieces] == [12.0]


def test_without_years_nothing_is_drawn():
    assert unit_columns([], ("A",)).columns == ()
