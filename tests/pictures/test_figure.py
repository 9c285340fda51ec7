"""Findings with texts of records in them, and a figure in words."""

from portal.pictures.bars import bars
from portal.pictures.figure import Figure, Finding
from portal.pictures.lines import Line, Table


def test_a_finding_marks_texts_in_other_languages_and_escapes_all():
    finding = Finding("“%(theme)s” & %(shown)s", {"theme": ("<b>ที่ดิน", "th"), "shown": ("3", "")})
    assert str(finding) == "“<b>ที่ดิน” & 3"
    assert finding.html == '“<span lang="th">&lt;b&gt;ที่ดิน</span>” &amp; 3'


def test_a_plain_title_stays_as_it_is():
    assert (str(Finding("Entries")), Finding("Entries").html) == ("Entries", "Entries")


def _figure(*series: str) -> Figure:
    lines = (Line("2021", "2021", (3, 2)[: len(series)]), Line("2023", "2023", (0, 0)[: len(series)]))
    table = Table("Code", "Year", series, lines, "All" if len(series) > 1 else "")
    return Figure("years", Finding("By year"), "Entries by year.", bars(lines, series), table)


def test_a_figure_says_all_that_it_shows():
    assert _figure("Case study", "Lesson").said == "2021: 5 (Case study: 3, Lesson: 2); 2023: 0"
    assert _figure("Entries").said == "2021: 3; 2023: 0"
    assert (_figure("Entries").number, _figure("A", "B").number) == ("Entries", "All")
