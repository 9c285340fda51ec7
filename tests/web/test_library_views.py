"""The library as map and as charts: the same question, seen otherwise."""

import re

import pytest

from tests.web import library
from tests.web.literal import Languages

SWITCH = re.compile(r'<li><a href="([^"]*)"( aria-current="page")?>(List|Map|Charts)</a>')
TILE = re.compile(r'<a href="([^"]*)" aria-label="([^"]*)"><g class="on"')


@pytest.fixture
def three_themes(make):
    """Countries with and without a place, a group, themes and years; a draft that nobody may see."""
    land, skills = (make.live("topic", name_en=name, name_th=name) for name in ("Land", "Skills"))
    lao = make.live("country", id="LA", name_en="Laos", name_th="ลาว", grid_col=1, grid_row=1)
    make.live("country", id="TH", name_en="Thailand", name_th="ไทย", grid_col=1, grid_row=2)
    far = make.live("country", id="ZZ", name_en="Farland", name_th="แดนไกล")
    group = make.live("country-group", name_en="Members", name_th="สมาชิก")
    years = {"launched": "2019-05-01"}
    make.live("case-study", lessons=0, country=lao, themes=[land, skills], title_en="Parcels", **years)
    make.live("case-study", lessons=0, country=lao, themes=[land], title_en="Trees", launched="2021-05-01")
    make.live("case-study", lessons=0, country=far, themes=[land], title_en="Far trees")
    make.live("case-study", lessons=0, country=None, country_group=group, title_en="Planning together")
    make.case_study(lessons=0, country=lao, themes=[skills], title_en="Draft", launched="2023-05-01")
    return {"land": land.pk, "skills": skills.pk}


def _tiles(html: str) -> dict[str, dict]:
    return {label: library.asked(address) for address, label in TILE.findall(html)}


def test_the_switch_keeps_all_else_and_says_where_one_is(three_themes, read):
    for view, current in (({}, "List"), ({"view": "map"}, "Map"), ({"view": "charts"}, "Charts")):
        html = read(q="trees", country="LA,ZZ", **view)
        found = SWITCH.findall(html)
        assert {label: library.asked(address) for address, _current, label in found} == {
            "List": {"q": "trees", "country": "LA,ZZ"},
            "Map": {"q": "trees", "country": "LA,ZZ", "view": "map"},
            "Charts": {"q": "trees", "country": "LA,ZZ", "view": "charts"},
        }
        assert [label for _address, is_current, label in found if is_current] == [current]
        assert library.count(html) == "2 entries"


def test_a_view_that_does_not_exist_is_refused_and_a_page_of_one_is_dropped(three_themes, read):
    assert "<h1" in read(view="table", status=400)
    assert read(view="") == read(view="list") == read()
    assert read(view="map", page="3") == read(view="map")
    read(view=["map", "charts"], status=400)


def test_chips_and_forms_keep_the_view(three_themes, read):
    html = read(view="map", country="LA", q="trees")
    assert library.chips(html) == {
        "Laos": {"q": "trees", "view": "map"},
        "Clear all": {"q": "trees", "view": "map"},
    }
    assert (
        html.count('<input type="hidden" name="view" value="map">') == 2
    )  # search and filters; nothing to sort


def test_the_map_counts_what_was_found_and_its_tiles_lead_to_it(three_themes, read):
    html = read(view="map", type="case-study")
    assert _tiles(html) == {"Laos LA 2 entries": {"type": "case-study", "country": "LA"}}
    assert 'aria-label="Thailand: 0 entries"' in html
    assert '<a href="/en/library?type=case-study&amp;country=ZZ">Farland</a>: 1' in html
    assert "1 entry has no place on the map:" in html
    assert re.search(r'<a href="/en/case-studies/[^"]*">Planning together</a>', html)
    assert _tiles(read(view="map", q="parcels")) == {"Laos LA 1 entry": {"q": "parcels", "country": "LA"}}
    assert "Draft" not in html
    assert "<title>Library – Map – " in html


def test_where_much_has_no_place_the_rest_is_one_link_away(make, three_themes, read):
    for _number in range(6):
        make.live("topic")
    html = read(view="map", type="topic")
    assert "8 entries have no place on the map:" in html
    assert '<a href="/en/library?type=topic&amp;country__isnull=true">Show all</a>' in html
    assert "no place on the map:" not in read(view="map", country="LA")


def test_charts_count_kinds_themes_and_years(three_themes, read):
    html = read(view="charts")
    assert re.findall(r"<figcaption><h3>(.*?)</h3>", html) == [
        "Entries by kind",
        "Entries by theme",
        "Entries by year",
    ]
    themes = html[html.index('id="theme"') : html.index('id="year"')]
    rows = re.findall(r'<a href="([^"]*)">(.*?)</a></th><td><div><span class="num">(\d+)</span>', themes)
    assert [(library.asked(address), label, number) for address, label, number in rows] == [
        ({"theme": three_themes["land"]}, "Land", "3"),
        ({"theme": three_themes["skills"]}, "Skills", "1"),
    ]
    assert '<title id="year-t">2019: 1; 2021: 1</title>' in html
    assert re.findall(r">(\d{4})</text>", html) == ["2019", "2020", "2021"]


def test_results_of_one_kind_need_no_picture_of_kinds(three_themes, read):
    html = read(view="charts", type="case-study")
    assert "Entries by kind" not in html
    assert "2 entries name no year." in html
    assert "2562" in read("th", view="charts", type="case-study")


def test_where_nothing_is_found_there_are_ways_on_in_every_view(three_themes, read):
    for view in ("map", "charts"):
        html = read(view=view, q="qwertyuiop")
        assert "Nothing in the library matches" in html
        assert SWITCH.findall(html) == []


def test_names_in_another_language_say_so(three_themes, make, read):
    make.live("country", id="BN", name_en="Brunei", name_th="", grid_col=3, grid_row=3)
    html = read("th", view="map")
    assert Languages(html).of("Brunei") == {"en"}
    assert Languages(html).of("แดนไกล") == {"th"}


def test_views_speak_through_attributes_alone(three_themes, read):
    for view in ("map", "charts"):
        html = read(view=view)
        assert re.findall(r"<style|style=|<script>| on[a-z]+=", html) == []
        assert "noindex" in html
