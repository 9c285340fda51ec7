"""Lines as a table and as CSV."""

from portal.pictures.lines import Line, Table


def test_a_table_of_two_series_says_what_they_are_together():
    lines = (Line("a", "One", (2, 1)), Line("b", "Two", (0, 4)))
    table = Table("Code", "Theme", ("Case study", "Lesson"), lines, "All")
    assert table.heads == ("Case study", "Lesson", "All")
    assert [numbers for _line, numbers in table.rows] == [(2, 1, 3), (0, 4, 4)]
    assert table.csv() == "Code,Theme,Case study,Lesson,All\r\na,One,2,1,3\r\nb,Two,0,4,4\r\n"


def test_a_table_of_one_series_has_one_number():
    table = Table("Code", "Country", ("Entries",), (Line("TH", "ไทย", (3,), "th"),))
    assert (table.heads, table.rows) == (("Entries",), [(table.lines[0], (3,))])


def test_csv_keeps_every_value_exact_and_quotes_what_has_to_be():
    lines = (Line("x", '=1+1, "so" said\nsomebody', (1,)),)
    assert Table("Code", "Name", ("Entries",), lines).csv() == (
        'Code,Name,Entries\r\nx,"=1+1, ""so"" said\nsomebody",1\r\n'
    )
