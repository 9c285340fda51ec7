"""Facets as a reader sees them: in words of the reader's language, with counts, and what is ticked."""

import re

import pytest

from portal.catalogue.catalogue import Catalogue
from portal.catalogue.results import results_of
from portal.languages.codes import CODES
from portal.web.facets import AT_ONCE, HEADINGS, groups
from portal.web.library import SHOWN


@pytest.fixture
def library(make):
    """Cases with a value of each facet that the page shows."""
    lao = make.live("country", id="LA", name_en="Laos", name_th="ลาว")
    thai = make.live("country", id="TH", name_en="Thailand", name_th="ไทย")
    group = make.live("country-group", id="asean", name_en="ASEAN", name_th="อาเซียน")
    theme = make.live("topic", name_en="Land", name_th="ที่ดิน")
    common = {"themes": [theme], "lessons": 0}
    first = make.live("case-study", country=lao, launched="2019-01-01", stage="evaluation", **common)
    make.live("case-study", country=thai, launched="2021-05-05", stage="implementation", **common)
    proved = make.case_study(country=None, country_group=group, lessons=0)
    proved.sources.update(independence="independent")
    make.published(make.kept(proved))
    make.live("conference", cases=[first], title_en="The meeting", title_th="การประชุมใหญ่")
    return theme


@pytest.fixture
def read(client):
    """The HTML of the library's filters."""

    def read(language: str, query: str = "") -> str:
        html = client.get(f"/{language}/library{query}").content.decode()
        return html[html.index('<form class="inner"') :].partition("</form>")[0]

    return read


def _groups(html: str) -> dict[str, list[tuple[str, str, str]]]:
    """By heading, (value, label, count) of each box."""
    found = {}
    for fieldset in html.split("<fieldset>")[1:]:
        heading = re.search(r"<legend>(.*?)</legend>", fieldset).group(1)
        boxes = re.findall(
            r'value="([^"]*)"(?: checked)?><span[^>]*>(.*?)</span><span class="n num">.*?</span>([^<]*)</span>',
            fieldset,
        )
        found[heading] = boxes
    return found


def test_values_are_told_in_thai_and_years_of_the_buddhist_era(library, read):
    found = _groups(read("th"))
    assert [label for _value, label, _count in found["ปี"]] == ["พ.ศ. 2564", "พ.ศ. 2562"]
    flat = {value: label for boxes in found.values() for value, label, _count in boxes}
    assert (flat["LA"], flat["TH"]) == ("ลาว", "ไทย")
    for value in ("case-study", "evaluation", "implementation", "2", "3"):
        assert re.search("[ก-ฮ]", flat[value]), (value, flat[value])
    english = {value: label for boxes in _groups(read("en")).values() for value, label, _count in boxes}
    assert [english[value] for value in ("2021", "case-study", "LA")] == ["2021", "Case studies", "Laos"]
    assert english["evaluation"][0].isupper()


@pytest.mark.parametrize("language", CODES)
def test_every_heading_and_label_is_words_and_no_code(library, read, language):
    found = _groups(read(language))
    labels = {value: label for boxes in found.values() for value, label, _count in boxes}
    assert [
        value for value, label in labels.items() if label in ("", "None", value) and not value.isdigit()
    ] == []
    assert len(found) >= 6
    if language not in ("en", "id", "ms", "fil"):
        assert not found.keys() & {str(heading) for heading in ("Kind", "Year", "Stage")}


def test_a_label_in_another_language_says_which(library, read):
    html = read("km")
    assert '<span lang="en">Laos</span>' in html
    assert '<span lang="th">ไทย</span>' in html  # the language's own name
    assert '<span lang="km">' not in html
    assert "<span>Laos</span>" in read("en")


def test_counts_stand_beside_their_values_and_a_ticked_one_stays_at_zero(library, read):
    found = _groups(read("en", "?country=LA"))
    assert sorted(found["Country"]) == [("LA", "Laos", "1"), ("TH", "Thailand", "1")]
    html = read("en", "?type=agency")
    assert ("agency", "Agencies", "0") in _groups(html)["Kind"]
    assert 'value="agency" checked' in html


def test_a_facet_with_nothing_to_choose_is_left_out(library, read):
    assert "Country group" not in _groups(read("en"))
    assert "Theme" not in _groups(read("en"))
    assert [label for _value, label, _count in _groups(read("en", "?group=asean"))["Country group"]] == [
        "ASEAN"
    ]


def test_what_has_no_value_is_counted_in_words(library, read):
    stage = read("en", "?type=case-study").split("<legend>Stage</legend>")[1].partition("</fieldset>")[0]
    assert "Not stated: 1" in stage
    kind = read("en").split("<legend>Kind</legend>")[1].partition("</fieldset>")[0]
    assert "Not stated" not in kind


def test_long_facets_show_some_and_open_where_one_is_ticked(make, read):
    topics = [make.live("topic", name_en=f"Theme {letter}") for letter in "ABCDEFGH"]
    for themes in (topics[:4], topics[4:]):
        make.live("case-study", themes=themes, lessons=0)
    html = read("en")
    theme = html.split("<legend>Theme</legend>")[1].partition("</fieldset>")[0]
    assert theme.partition("<details")[0].count('type="checkbox"') == AT_ONCE == 6
    assert (theme.count('type="checkbox"'), '<details class="more">' in theme) == (8, True)
    assert "2 more" in theme
    first, *_others, last = sorted(topic.pk for topic in topics)  # equal counts stand in the order of ids
    assert '<details class="more" open>' in read("en", f"?theme={first},{last}")
    assert '<details class="more" open>' not in read("en", f"?theme={first}")


def test_languages_begin_with_the_readers_and_years_with_the_last(library, read):
    found = _groups(read("th"))
    (languages,) = [boxes for boxes in found.values() if ("th" in [value for value, *_rest in boxes])]
    assert languages[0][0] == "th"
    (years,) = [boxes for boxes in found.values() if "2021" in [value for value, *_rest in boxes]]
    assert [value for value, *_rest in years] == ["2021", "2019"]


def test_every_facet_that_is_shown_has_a_heading_and_stands_in_its_order(library):
    assert set(SHOWN) == set(HEADINGS)
    question = Catalogue("", "en")
    shown = [group.name for group in groups(question, results_of(question, facets=SHOWN), SHOWN)]
    assert shown == [name for name in SHOWN if name in shown]


@pytest.mark.parametrize("year", ["0000", "20", "999999999999", "\u0661", "x", "2021-13"])
@pytest.mark.parametrize("asked", ["year={}", "year__not={}", "year={}&view=charts"])
def test_a_year_that_is_none_finds_nothing(two_countries, client, year, asked):
    assert client.get(f"/th/library?{asked.format(year)}").status_code in (200, 400)
