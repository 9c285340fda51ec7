"""What is published, counted for pictures."""

import pytest
from django.utils import translation

from knowledge.models import Source
from portal.catalogue.catalogue import Catalogue
from portal.pictures.lines import Line
from portal.web import holdings
from tests.making import rename


@pytest.fixture
def thai():
    """Thai is spoken."""
    with translation.override("th"):
        yield


def _counts(lines) -> dict[str, tuple[int, ...]]:
    return {line.code: line.numbers for line in lines}


def test_countries_without_entries_are_counted_too_and_lead_to_their_pages(make, thai):
    make.live("country", id="TH", name_en="Thailand", name_th="ไทย", grid_col=1, grid_row=2)
    lao = make.live("country", id="LA", name_en="Laos", name_th="", grid_col=1)
    make.live("case-study", country=lao)
    atlas = holdings.atlas_of(Catalogue("case-study", "th"))
    assert set(atlas.lines) == {
        Line("TH", "ไทย", (0,), "", "/th/countries/TH"),
        Line("LA", "Laos", (1,), "en", "/th/countries/LA"),
    }
    assert atlas.positions == {"TH": (1, 2)}
    assert [line.code for line in atlas.map.elsewhere] == ["LA"]


def test_with_an_address_only_what_is_counted_leads_anywhere(make):
    make.live("country", id="TH")
    make.live("case-study", country=make.live("country", id="LA"))
    lines = holdings.atlas_of(Catalogue("case-study"), lambda code: f"/to/{code}").lines
    assert {line.code: line.address for line in lines} == {"TH": "", "LA": "/to/LA"}


def test_entries_are_counted_by_kind_and_theme_with_names_in_the_readers_language(make, thai):
    land = make.live("topic", name_en="Land", name_th="ที่ดิน")
    only = make.live("topic", name_en="Only English", name_th="", source_language="en")
    make.live("case-study", themes=[land, only])
    make.published(make.case_study(themes=[land], kind="lesson_learned"))
    make.case_study(themes=[land])  # a draft
    kinds = holdings.by_kind(Catalogue("case-study", "th"))
    assert list(kinds) == ["กรณีศึกษา", "บทเรียนที่ได้รับ"]
    assert set(holdings.lines_of(list(kinds.values()), "theme")) == {
        Line(land.pk, "ที่ดิน", (1, 1)),
        Line(only.pk, "Only English", (1, 0), "en"),
    }


def test_years_are_called_as_the_reader_writes_them(make, thai):
    make.live("case-study", launched="2019-05-01")
    (line,) = holdings.lines_of([Catalogue("case-study", "th")], "year")
    assert (line.code, line.label, line.numbers) == ("2019", "พ.ศ. 2562", (1,))


def test_evidence_comes_by_grade_also_where_there_is_none(make):
    case = make.case_study()
    Source.objects.filter(record=case).update(independence="independent")
    make.published(make.kept(case))
    make.live("case-study")
    lines = holdings.evidence_of(Catalogue("case-study"), lambda grade: f"/to/{grade}")
    assert [(line.code, line.numbers, line.address) for line in lines] == [
        ("4", (0,), "/to/4"),
        ("3", (1,), "/to/3"),
        ("2", (1,), "/to/2"),
        ("1", (0,), "/to/1"),
        ("0", (0,), "/to/0"),
    ]


def test_languages_are_all_there_and_tell_what_is_outdated(make):
    case = make.live("case-study")
    make.live("case-study")
    make.published(make.kept(rename(case, "ชื่อใหม่", "th")))
    lines = holdings.languages_of(Catalogue("case-study"))
    assert len(lines) == 10
    assert {code: numbers for code, numbers in _counts(lines).items() if any(numbers)} == {
        "en": (1, 1),
        "th": (2, 0),
    }
    assert next(line.label for line in lines if line.code == "th") == "Thai"
