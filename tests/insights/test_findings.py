"""Findings are true of what is counted, and where nothing can be said there is a plain title."""

import pytest

from portal.insights import findings
from portal.pictures.lines import Line


def _lines(**numbers: int) -> list[Line]:
    return [
        Line(code.lstrip("_"), f"Label {code.lstrip('_')}", (number,)) for code, number in numbers.items()
    ]


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({"TH": 0, "LA": 0}, "Entries by country"),
        ({"TH": 9, "LA": 0}, "1 country has an entry so far"),
        ({"TH": 1, "LA": 3}, "2 countries have an entry so far"),
    ],
)
def test_countries_are_counted_and_not_ranked(counts, said):
    assert str(findings.of_countries(_lines(**counts), "en")) == said


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({}, "Entries by theme"),
        ({"a": 3}, "Entries by theme"),
        ({"a": 2, "b": 2, "c": 1}, "Entries by theme"),
        ({"a": 3, "b": 2}, "“Label a” comes up most: in 3 entries"),
    ],
)
def test_a_theme_comes_up_most_only_if_no_other_does_as_often(counts, said):
    assert str(findings.of_themes(_lines(**counts), "en")) == said


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({}, "Entries by year"),
        ({"_2021": 5}, "The entries that name a year are from Label 2021"),
        ({"_2019": 1, "_2021": 5}, "The entries that name a year reach from Label 2019 to Label 2021"),
    ],
)
def test_years_are_a_span_and_no_trend(counts, said):
    assert str(findings.of_years(_lines(**counts))) == said


@pytest.mark.parametrize(
    ("counts", "said", "sources"),
    [
        ({"_4": 0, "_3": 0, "_2": 2, "_0": 1}, "Entries by evidence", "1 entry names no source."),
        (
            {"_4": 1, "_3": 0, "_2": 1, "_0": 0},
            "1 of 2 entries has an independent source or a comparison with the time before",
            "Every entry names a source.",
        ),
        (
            {"_4": 1, "_3": 2, "_2": 1, "_0": 2},
            "3 of 6 entries have an independent source or a comparison with the time before",
            "2 entries name no source.",
        ),
    ],
)
def test_evidence_tells_of_independent_sources_and_of_none(counts, said, sources):
    lines = _lines(**counts)
    assert str(findings.of_evidence(lines, "en")) == said
    assert list(map(str, findings.without_source(lines, "en"))) == [sources]


def test_languages_tell_how_much_the_reader_can_read():
    lines = [Line("en", "English", (4, 1)), Line("th", "Thai", (2, 0)), Line("lo", "Lao", (0, 0))]
    assert str(findings.of_languages(lines, 5, "en")) == "Everything here can be read in this language"
    assert str(findings.of_languages(lines, 5, "lo")) == "Records by language"
    assert findings.of_languages(lines, 5, "th").named == {"shown": ("2", ""), "all": ("5", "")}


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "No translation is outdated."),
        (1, "1 translation is outdated."),
        (2, "2 translations are outdated."),
    ],
)
def test_outdated_translations_are_counted(number, said):
    assert list(map(str, findings.outdated([Line("en", "English", (3, number))], "en"))) == [said]


def test_what_has_no_place_or_year_is_told():
    group = Line("oecd", "OECD members", (2,), "en")
    told = findings.without_place(group, "en")
    assert str(told) == "OECD members: 2 entries, without a place on the map"
    assert told.html.startswith('<span lang="en">OECD members</span>: ')
    assert findings.without_year(0, "en") == ()
    assert list(map(str, findings.without_year(1, "en"))) == ["1 entry names no year."]
