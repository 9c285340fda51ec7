"""Citations: in a line, and as programs that keep references read them."""

import json

import pytest
from django.conf import settings
from django.utils.translation import override

from knowledge.exchange import case_citation
from portal.exchange.citations import FORMATS
from tests.web.literal import landsmaps, language_block

ADDRESS = f"{settings.SITE_URL}/case-studies/cs-1"
SITE = settings.SITE_NAME


def test_a_line_says_what_where_which_version_and_when():
    with override("en"):
        assert case_citation(landsmaps()).line == (
            f"LandsMaps: data that people trust. {SITE}, version 2, 26 November 2026. {ADDRESS}"
        )
        assert case_citation(landsmaps(authorship="agency", title="What works.")).line == (
            f"Department of Lands: What works. {SITE}, version 2, 26 November 2026. {ADDRESS}"
        )


def test_a_thai_reader_reads_the_buddhist_year():
    with override("th"):
        assert "2569" in case_citation(landsmaps(language_block("th", "th"))).line


def test_bibtex_keeps_capitals_and_says_the_language():
    text = FORMATS["bib"].write(case_citation(landsmaps(authorship="agency")), "2026-12-01")
    assert text == (
        "@techreport{cs-1,\n"
        "  author = {{Department of Lands}},\n"
        "  title = {{LandsMaps: data that people trust}},\n"
        f"  institution = {{{{{SITE}}}}},\n"
        "  year = {2026},\n"
        "  month = {11},\n"
        "  version = {2},\n"
        f"  url = {{{ADDRESS}}},\n"
        "  urldate = {2026-12-01},\n"
        "  langid = {english}\n"
        "}\n"
    )


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("R&D at 5% #1", r"R\&D at 5\% \#1"),
        ("{un}paired}", r"un{\textbraceright}paired"),
        ("a\\b", r"a{\textbackslash}b"),
    ],
)
def test_nothing_in_a_title_can_end_a_field(title, written):
    text = FORMATS["bib"].write(case_citation(landsmaps(title=title)), "")
    assert written in text
    assert text.count("{") == text.count("}")
    assert "urldate" not in text


def test_ris_ends_its_lines_as_it_must_and_no_text_begins_one():
    text = FORMATS["ris"].write(case_citation(landsmaps(title="One\r\nER  - two")), "2026-12-01")
    found = text.split("\r\n")
    assert found[0] == "TY  - RPRT"
    assert "TI  - One ER - two" in found
    assert found[-3:] == ["Y2  - 2026/12/01", "ER  - ", ""]


def test_csl_json_has_dates_in_parts():
    (item,) = json.loads(FORMATS["json"].write(case_citation(landsmaps()), "2026-12-01"))
    assert (item["type"], item["URL"], item["language"]) == ("report", ADDRESS, "en")
    assert item["issued"] == {"date-parts": [[2026, 11, 26]]}
    assert item["accessed"] == {"date-parts": [[2026, 12, 1]]}
    assert "accessed" not in json.loads(FORMATS["json"].write(case_citation(landsmaps()), ""))[0]
