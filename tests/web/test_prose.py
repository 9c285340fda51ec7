"""Texts of records as safe HTML, foreign words marked."""

import re

import pytest

from portal.web.prose import marked, prose

ATTACKS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    '<a href="https://x.example" onclick="alert(1)">x</a>',
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java&#10;script:alert(1))",
    "[x](vbscript:msgbox)",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](//evil.example)",
    "[x](/\\evil.example)",
    "[x](\\\\evil.example)",
    "![x](https://evil.example/x.png)",
    "<javascript:alert(1)>",
    "[x]: javascript:alert(1)\n\n[x]",
    "<iframe src=https://evil.example></iframe>",
    '<p style="position:fixed">x</p>',
    "<!-- --><b>x</b>",
)


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("language", ["en", "th"])
def test_prose_holds_no_attack(attack, language):
    html = str(prose(attack, language))
    tags = html.replace("&lt;", "")
    for forbidden in ("<script", "<img", "<svg", "<iframe", "<b>", "<!--", "<p style"):
        assert forbidden not in tags
    for address in re.findall(r'href="([^"]*)"', html):
        scheme = re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", address)
        assert scheme is None or scheme.group() in ("https:", "http:", "mailto:")
        assert not address.startswith(("//", "\\", "/\\"))


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("language", ["en", "th", "my", "ko"])
def test_marked_text_holds_no_tag_but_its_own(attack, language):
    rest = str(marked(attack, language)).replace('<span lang="en">', "").replace("</span>", "")
    assert "<" not in rest
    assert ">" not in rest
    assert '"' not in rest


def test_prose_knows_paragraphs_lists_and_links():
    html = prose("One *two*\n\n- [three](https://x.example)", "en")
    assert "<p>One <em>two</em></p>" in html
    assert '<li><a href="https://x.example" rel="noopener nofollow ugc">three</a></li>' in html


def test_a_text_in_latin_letters_has_nothing_to_mark():
    assert marked("LandsMaps & more", "vi") == "LandsMaps &amp; more"
    assert "lang" not in prose("LandsMaps", "id")


@pytest.mark.parametrize("language", ["th", "lo", "km", "my", "ko"])
def test_english_words_in_another_script_are_marked(language):
    assert marked("ก LandsMaps ข", language) == 'ก <span lang="en">LandsMaps</span> ข'


def test_words_that_belong_together_are_marked_together():
    assert marked("ใช้ Secure Socket Layer (SSL) และ", "th") == (
        'ใช้ <span lang="en">Secure Socket Layer (SSL)</span> และ'
    )
    assert marked("เทียบ 5 mm กับ A", "th").endswith(" กับ A")


def test_english_words_in_prose_are_marked_in_links_and_emphasis_too():
    html = prose("ดู [LandsMaps](https://x.example) และ **SSL**", "th")
    assert '<span lang="en">LandsMaps</span></a>' in html
    assert '<strong><span lang="en">SSL</span></strong>' in html


def test_code_is_not_marked():
    assert prose("`select`", "th") == "<p><code>select</code></p>\n"


def test_an_unknown_language_is_left_alone():
    assert marked("Olá", "pt") == "Olá"


def test_headings_of_a_passage_begin_at_the_third_level():
    assert "<h2>" not in prose("## A", "en")
    assert "<h3>B</h3>" in prose("### B", "en")


def test_headings_of_a_whole_page_begin_at_the_second_level():
    html = prose("# A\n\n## B\n\n### C", "en", is_page=True)
    assert re.findall(r"<h\d>\w</h\d>", html) == ["<h2>A</h2>", "<h2>B</h2>", "<h3>C</h3>"]


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_whole_page_holds_no_attack(attack):
    assert prose(attack, "en", is_page=True) == prose(attack, "en")
