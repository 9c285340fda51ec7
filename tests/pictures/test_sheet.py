"""A picture alone: large enough for all that stands on it."""

from portal.pictures.bars import bars
from portal.pictures.figure import Figure, Finding
from portal.pictures.lines import Line, Table
from portal.pictures.sheet import Sheet
from portal.pictures.tile_map import tile_map


def _sheet(picture, series=("Entries",), title="Title", texts=("Source",)) -> Sheet:
    table = Table("Code", "Label", series, ())
    return Sheet(Figure("name", Finding(title), "Measure", picture, table), texts)


def test_a_sheet_is_as_wide_as_its_longest_line_or_its_picture():
    small = tile_map([Line("A", "A", (1,))], {"A": (0, 0)})
    assert _sheet(small).width < _sheet(small, title="A much longer title than that").width
    wide = tile_map([Line("A", "A", (1,)), Line("B", "B", (1,))], {"A": (0, 0), "B": (9, 0)})
    assert _sheet(wide).width == wide.width + 32


def test_a_key_is_there_only_for_two_series_and_takes_its_room():
    lines = [Line("A", "A", (1, 1))]
    one, two = _sheet(bars(lines, ("A", "B"))), _sheet(bars(lines, ("A", "B")), ("Case study", "Lesson"))
    assert one.key == []
    assert [entry["name"] for entry in two.key] == ["Case study", "Lesson"]
    assert two.top - one.top == 28


def test_bars_stand_below_each_other_and_notes_below_the_picture():
    sheet = _sheet(bars([Line("A", "A", (1,)), Line("B", "B", (2,))], ("Entries",)), texts=("One", "Two"))
    assert [bar["y"] for bar in sheet.bars] == [20, 72]
    first, second = (note["y"] for note in sheet.notes)
    assert sheet.top + 104 < first < second < sheet.height
