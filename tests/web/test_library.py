"""The library's page: one search in ten languages, with everything in its address and nothing in a script."""

import html as htmllib
import re

import pytest

from portal.languages.codes import CODES
from tests.languages.zawgyi_corpus import spelled_in_zawgyi
from tests.web import library
from tests.web.literal import Languages


def _notices(html: str) -> list[str]:
    return [
        htmllib.unescape(library.TAG.sub("", text))
        for text in re.findall(r'<p class="notice">(.*?)</p>', html)
    ]


# What is shown


@pytest.mark.parametrize("language", CODES)
def test_in_every_language_it_speaks_that_one_and_works_without_a_script(two_countries, read, language):
    html = read(language, q="trees", type="case-study")
    assert f'<html lang="{language}">' in html
    assert len(library.titles(html)) == 3
    assert "<script>" not in html
    assert re.findall(r'role="combobox"|onclick|<button type="button"|javascript:', html) == []
    assert re.search(r'<input id="q" name="q" type="search" value="trees"', html)
    assert Languages(html).of("LA") <= {language, "en", "th", ""}


def test_without_a_question_everything_is_there_by_kind(two_countries, read):
    html = read()
    assert (library.count(html), len(library.titles(html))) == ("6 entries", 6)
    assert library.titles(html)[0].startswith("Trees")
    assert library.titles(html)[-1] in ("Laos", "Thailand")
    assert (library.chips(html), _notices(html), "noindex" in html) == ({}, [], False)
    assert '<link rel="canonical"' in html
    assert "<title>Library – " in html


def test_the_title_says_what_was_typed_and_how_much_was_found(two_countries, read):
    assert "<title>“trees”: 4 entries – " in read(q="trees")
    assert "<title>“laos”: 2 entries – " in read(q="laos")
    assert "<title>“office”: 1 entry – " in read(q="office")
    assert "<title>“qwertyuiop”: 0 entries – " in read(q="qwertyuiop")
    assert library.count(read(q="office")) == "1 entry"
    assert library.count(read(q="qwertyuiop")) == "No entries"


def test_searched_and_filtered_pages_are_not_for_search_engines(two_countries, read):
    for query in ({"q": "trees"}, {"country": "TH"}, {"sort": "title"}, {"page": "1", "type": "agency"}):
        html = read(**query)
        assert '<meta name="robots" content="noindex">' in html
        assert "canonical" not in html
    for query in ({}, {"page": "1"}, {"utm_source": "mail"}, {"q": " "}, {"q": ""}):
        assert "noindex" not in read(**query)


def test_what_was_found_is_marked_and_quoted_in_its_own_language(make, read):
    make.live(
        "case-study",
        title_en="Online parcels",
        title_th="แผนที่แปลง",
        summary_en="All about it.",
        summary_th="ตรวจสอบราคาประเมินที่ดิน",
        lessons=0,
    )
    html = read(q="parcels", type="case-study")
    assert "<span>Online <mark>parcels</mark></span>" in html
    html = read(q="ราคาประเมิน")
    assert '<p lang="th">ตรวจสอบ<mark>ราคาประเมิน</mark>ที่ดิน' in html
    assert Languages(html).of("ราคาประเมิน") == {"en", "th"}  # as typed, and as quoted
    html = read("th", q="ราคาประเมิน แปลง")
    assert "<p>ตรวจสอบ<mark>ราคาประเมิน</mark>" in html
    assert "<span>แผนที่<mark>แปลง</mark></span>" in html
    html = read("lo", q="parcels")
    assert '<span lang="en">Online <mark>parcels</mark></span>' in html


def test_why_something_was_found_is_told_with_its_language(make, read):
    topic = make.live("topic", name_en="Land rights", name_th="สิทธิ", name_ko="토지 등기")
    make.live("case-study", title_en="Parcels", themes=[topic], lessons=0)
    make.live("agency", name_en="Department", acronym="DOL")
    html = read(q="등기", type="case-study")
    assert (
        '<p class="small muted">Topic: <span>Land rights</span> – <mark lang="ko">토지 등기</mark> (Korean)</p>'
    ) in re.sub(r"<span lang=\"en\">Land", "<span>Land", html)
    assert '<p class="small muted">Also called <mark>DOL</mark></p>' in read(q="DOL")


def test_nothing_typed_or_published_becomes_html(make, read):
    evil = '"><script>alert(1)</script>&<b>'
    make.live("topic", name_en=f"Trees {evil}", name_th=f"ต้นไม้ {evil}")
    for language in ("en", "th"):
        for q in (evil, "trees alert", f"{evil} trees", f"alret {evil}", f"-{evil}", f'"{evil}"'):
            html = read(language, q=q, theme="x" if "-" in q else "", sort="title")
            assert "<script>alert" not in html, q
            assert "&<b>" not in html, q
            assert 'value=""><script' not in html, q
    assert "&lt;script&gt;<mark>alert</mark>(1)&lt;/script&gt;" in read(q="alert")


# Notices


def test_a_misspelt_word_is_searched_as_it_may_be_meant(two_countries, read):
    html = read(q="teres")
    assert _notices(html) == ["Nothing matches “teres”. These are results for trees."]
    assert '<input id="q" name="q" type="search" value="teres"' in html
    assert len(library.titles(html)) == 4


def test_half_of_the_words_is_told(two_countries, read):
    html = read(q="trees qwertyuiop")
    assert _notices(html) == ["Nothing holds all of “trees qwertyuiop”. These come nearest."]
    assert len(library.titles(html)) == 4


def test_zawgyi_is_told_and_said_in_burmese(make, read):
    make.live("topic", name_my="မြေယာဝန်ဆောင်မှု")
    html = read(q=spelled_in_zawgyi("မြေယာဝန်ဆောင်မှု"))
    assert '<b lang="my">မြေယာဝန်ဆောင်မှု</b>' in html
    assert len(_notices(html)) == len(library.titles(html)) == 1


def test_only_unwanted_words_and_too_many_are_told(two_countries, read):
    (told,) = _notices(read(q="-trees"))
    assert told.startswith("Type at least one word")
    (told,) = _notices(read(q=" ".join(f"w{number}" for number in range(40))))
    assert told.startswith("That is long")


def test_where_nothing_is_found_there_are_ways_on(two_countries, read):
    html = read(q="qwertyuiop", country="TH")
    assert "Nothing in the library matches “qwertyuiop”" in html
    for address in ("/en/library?q=qwertyuiop", "/en/topics", "/en/library"):
        assert f'<li><a href="{address}">' in html
    html = read(country="TH", stage="implementation", type="agency")
    assert "Nothing matches these filters" in html
    assert list(library.chips(html)) == ["Agencies", "Thailand", "Implementation", "Clear all"]
    assert html.count(" checked") == 3
    assert "Nothing matches" not in read(q="trees")
