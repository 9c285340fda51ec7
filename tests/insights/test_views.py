"""The page of insights, and its figures as files."""

import csv
import re
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.insights.figures import FIGURES
from portal.languages.codes import CODES
from tests.making import rename
from tests.web.literal import Languages

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def library(make):
    """Two countries, one without a place; a group; two themes; a draft and a withdrawn case that nobody may see."""
    land = make.live("topic", name_en="Land", name_th="ที่ดิน")
    skills = make.live("topic", name_en="Skills", name_th="ทักษะ")
    lao = make.live("country", id="LA", name_en="Laos", name_th="ลาว", grid_col=1, grid_row=1)
    far = make.live("country", id="ZZ", name_en="Farland", name_th="แดนไกล")
    make.live("country", id="TH", name_en="Thailand", name_th="ไทย", grid_col=1, grid_row=2)
    group = make.live("country-group", name_en="Members", name_th="สมาชิก")
    make.live("case-study", country=lao, themes=[land, skills], launched="2019-05-01", lessons=0)
    lesson = make.case_study(
        country=far, themes=[land], launched="2021-05-01", kind="lesson_learned", lessons=0
    )
    make.published(lesson)
    make.live("case-study", country=None, country_group=group, lessons=0)
    make.case_study(country=lao, themes=[skills], launched="2023-05-01")
    make.withdrawn(make.live("case-study", country=lao, themes=[skills], launched="2024-05-01"))
    return make


def _page(client, language: str = "en") -> str:
    response = client.get(f"/{language}/insights")
    assert response.status_code == 200
    return response.content.decode()


def _table(client, name: str, language: str = "en") -> list[list[str]]:
    response = client.get(f"/{language}/insights/{name}.csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert not response.content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(response.content.decode().splitlines()))


def _picture(client, name: str, language: str = "en") -> ET.Element:
    response = client.get(f"/{language}/insights/{name}.svg")
    assert response["Content-Type"] == "image/svg+xml; charset=utf-8"
    return ET.fromstring(response.content)  # noqa: S314 - our own


def test_each_figure_has_a_finding_a_measure_a_table_a_source_and_downloads(library, client):
    html = _page(client)
    assert re.findall(r"<figcaption><(h[23])>(.*?)</", html) == [
        ("h2", "2 countries have an entry so far"),
        ("h3", "“Land” comes up most: in 2 entries"),
        ("h3", "The entries that name a year reach from 2019 to 2021"),
        ("h2", "Entries by evidence"),
        ("h2", "Everything here can be read in this language"),
    ]
    assert (
        html.count('<p class="sub">') == html.count("Source: this library on") == html.count("<figure") == 5
    )
    for name in FIGURES:
        assert f'<a href="/en/insights/{name}.csv">CSV</a><a href="/en/insights/{name}.svg">SVG</a>' in html
    for note in (
        "Farland: 1 entry, without a place on the map",
        "Members: 1 entry, without a place on the map",
        "1 entry names no year.",
        "Every entry names a source.",
        "No translation is outdated.",
    ):
        assert f"<span>{note}</span>" in html


def test_only_what_is_published_is_counted(library, client):
    assert _table(client, "countries") == [
        ["Code", "Country", "Entries"],
        ["ZZ", "Farland", "1"],
        ["LA", "Laos", "1"],
        ["TH", "Thailand", "0"],
    ]
    assert [row[1:] for row in _table(client, "themes")] == [
        ["Theme", "Case study", "Lesson learned", "All"],
        ["Land", "1", "1", "2"],
        ["Skills", "1", "0", "1"],
    ]
    assert [row[0] for row in _table(client, "years")] == ["Code", "2019", "2021"]
    assert ["2", "Stated in a document that can be read.", "3"] in _table(client, "evidence")


def test_languages_count_records_and_what_is_outdated(library, client):
    topic = library.live("topic")
    library.published(library.kept(rename(topic, "Changed", "en")))
    rows = {row[0]: row[2:] for row in _table(client, "languages")}
    # Three topics, three countries, a group, three cases.
    assert (rows["en"], rows["th"], rows["lo"]) == (["10", "0", "10"], ["9", "1", "10"], ["0", "0", "0"])
    assert "1 translation is outdated." in _page(client)


def test_heads_and_labels_are_in_the_language_of_the_address(library, client):
    assert [row[1] for row in _table(client, "themes", "th")] == ["ประเด็น", "ที่ดิน", "ทักษะ"]
    assert [row[1] for row in _table(client, "years", "th")] == ["ปี", "พ.ศ. 2562", "พ.ศ. 2564"]


@pytest.mark.parametrize("language", CODES)
def test_every_language_says_which_texts_are_in_another_one(library, client, language):
    languages = Languages(_page(client, language))
    fallback = {language} & {"en", "th"} or {"en"}
    for english, thai in (("Farland", "แดนไกล"), ("Skills", "ทักษะ"), ("Members", "สมาชิก")):
        assert languages.of(thai if language == "th" else english) <= fallback


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("language", ["en", "km"])
def test_a_picture_alone_is_whole_and_needs_nothing(library, client, name, language):
    svg = _picture(client, name, language)
    assert svg.tag == f"{SVG}svg"
    assert svg.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    title, desc = svg.find(f"{SVG}title").text, svg.find(f"{SVG}desc").text
    assert title
    assert ": " in desc
    texts = [text.text for text in svg.iter(f"{SVG}text")]
    assert title in texts
    assert float(svg.get("width")) > 0
    assert {"class", "style", "href"}.isdisjoint({name for node in svg.iter() for name in node.attrib})
    assert not {f"{SVG}style", f"{SVG}script"} & {node.tag for node in svg.iter()}
    assert all(rect.get("fill") for rect in svg.iter(f"{SVG}rect"))


def test_a_file_that_does_not_exist_is_not_found(library, client):
    for path in ("nothing.csv", "nothing.svg", "themes.pdf", "themes"):
        assert client.get(f"/en/insights/{path}").status_code == 404
    assert client.get("/xx/insights").status_code == 404


def test_everything_is_stored_and_made_again_when_something_is_published(library, client):
    addresses = [
        "/en/insights",
        *(f"/en/insights/{name}.{suffix}" for name in FIGURES for suffix in ("csv", "svg")),
    ]
    etags = {}
    for address in addresses:
        first = client.get(address)
        etags[address] = first["ETag"]
        assert (first["Cache-Control"], first["Content-Language"]) == ("public, max-age=60", "en")
        with CaptureQueriesContext(connection) as captured:
            again = client.get(address, headers={"if-none-match": first["ETag"]})
        assert (again.status_code, again.content, len(captured)) == (304, b"", 1), address
    library.live("case-study", country=library.live("country", name_en="New"), launched="2020-05-01")
    changed = {address for address in addresses if client.get(address)["ETag"] != etags[address]}
    assert {"/en/insights", "/en/insights/countries.csv", "/en/insights/years.svg"} <= changed


@pytest.mark.django_db
def test_an_empty_portal_says_so(client):
    html = _page(client)
    assert "Nothing has been published here yet." in html
    assert "<figure" not in html


def test_names_that_look_like_html_stay_text(make, client):
    evil = "<script>alert(1)</script>"
    topic = make.live("topic", name_en=evil, name_th=evil)
    other = make.live("topic")
    country = make.live("country", name_en=evil, name_th=evil, grid_col=0, grid_row=0)
    make.live("case-study", country=country, themes=[topic])
    make.live("case-study", country=country, themes=[topic, other])
    assert evil not in _page(client)
    for name in ("countries", "themes"):
        assert evil not in client.get(f"/en/insights/{name}.svg").content.decode()
        assert _picture(client, name) is not None
