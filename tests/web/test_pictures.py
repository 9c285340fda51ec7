"""Pictures as the pages hold them: attributes and classes, names in their order, ids once."""

import re
from xml.etree import ElementTree as ET

from django.template import Context, Template
from django.utils import translation

from portal.pictures.bars import bars
from portal.pictures.columns import unit_columns
from portal.pictures.figure import Figure, Finding
from portal.pictures.lines import Line, Table
from portal.pictures.tile_map import tile_map

EVIL = '"><script>x</script>'


def _parsed(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314 - our own


def _rendered(text: str, language: str = "en", **context) -> str:
    with translation.override(language):
        return Template(f"{{% load pictures %}}{text}").render(Context(context))


def _map(**options) -> str:
    lines = [
        Line("LA", "Laos", (5,), address="/en/countries/LA"),
        Line("TH", "ไทย", (1,), "th"),
        Line("KR", EVIL, (0,), address="/x"),
    ]
    positions = {"LA": (0, 0), "TH": (0, 1), "KR": (1, 0)}
    tag = '{% tile_map map "Entries" name %}'
    return _rendered(tag, map=tile_map(lines, positions), name=options.get("name", "home"))


def test_the_name_of_a_tile_holds_what_is_seen_in_the_same_order():
    svg = _parsed(_map())
    (link,) = svg.findall("a")
    seen = "".join(link.itertext())
    assert seen == "Laos LA 5"
    assert link.get("aria-label") == "Laos LA 5 entries"
    assert link.get("aria-label").startswith(seen)


def test_tiles_that_lead_nowhere_are_images_with_a_name():
    svg = _parsed(_map())
    names = {group.get("aria-label"): group.get("role") for group in svg.findall("g")}
    assert names == {"ไทย: 1 entry": "img", f"{EVIL}: 0 entries": "img"}
    assert [text.get("lang") for text in svg.iter("text") if text.text == "ไทย"] == ["th"]


def test_each_map_has_a_weave_of_its_own():
    for name in ("home", "results"):
        html = _map(name=name)
        assert re.findall(r'<pattern id="([^"]*)"', html) == [f"{name}-weave"]
        assert set(re.findall(r"url\(#([^)]*)\)", html)) == {f"{name}-weave"}


def test_a_place_map_lights_one_tile_and_counts_nothing():
    lines = [Line("LA", "Laos", (5,)), Line("TH", "Thailand", (1,))]
    picture = tile_map(lines, {"LA": (0, 0), "TH": (0, 1)})
    svg = _parsed(_rendered('{% place_map map "Laos on the map" "LA" %}', map=picture))
    assert (svg.get("role"), svg.get("aria-label")) == ("img", "Laos on the map")
    assert [group.get("class") for group in svg.findall("g")] == ["on", None]
    assert [text.text for text in svg.iter("text")] == ["LA", "TH"]


def test_bars_are_a_table_whose_numbers_are_text():
    lines = [Line("a", "ที่ดิน", (1, 1), "th", "/to/a"), Line("b", EVIL, (0, 0))]
    html = _rendered('{% bar_table picture "Caption" "Theme" "All" %}', picture=bars(lines, ("One", "Two")))
    table = _parsed(html)
    first, second = table.findall("tbody/tr")
    assert first.find("th/a").attrib == {"href": "/to/a", "lang": "th"}
    assert [span.text for span in first.iter("span")] == ["2", "One: 1, Two: 1"]
    assert first.find("td/div/svg").get("aria-hidden") == "true"
    assert [rect.get("class") for rect in first.iter("rect")] == ["sq1", "sq2"]
    assert (second.find("th").text, second.find("td/div/svg")) == (EVIL, None)


def test_columns_tell_all_in_their_title_and_numbers_stay_those_of_svg():
    lines = (Line("2020", "2020", (13,)), Line("2021", "2021", (1,)))
    table = Table("Code", "Year", ("Entries",), lines)
    figure = Figure("years", Finding("By year"), "Measure", unit_columns(lines, ("Entries",)), table)
    html = _rendered("{% unit_columns figure.picture figure %}", "vi", figure=figure)
    svg = _parsed(html).find("svg")
    assert (svg.get("role"), svg.get("aria-labelledby")) == ("img", "years-t")
    assert (svg.find("title").get("id"), svg.find("title").text) == ("years-t", "2020: 13; 2021: 1")
    numbers = [value for element in svg.iter() for name, value in element.attrib.items() if name in "xy"]
    assert all(re.fullmatch(r"-?[\d.]+", number) for number in numbers)
    assert [text.text for text in svg.findall("text")] == ["13", "2020", "1", "2021"]
