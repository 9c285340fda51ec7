"""The page about languages counts what there is and tells who has read the words."""

import re
from pathlib import Path

import pytest

from portal.languages.codes import CODES, SITE_LANGUAGES
from portal.languages.interface import REVIEWED, UNREVIEWED

ROW = re.compile(r'<tr><th scope="row"><a href="/(\w+)/".*?<td class="r">([^<]*)</td><td>([^<]*)</td></tr>')
TOLD = "Translated by machine. Nobody has checked it yet."


def _rows(html: str) -> dict[str, tuple[str, str]]:
    return {code: (count, words) for code, count, words in ROW.findall(html)}


def test_each_language_is_counted_by_whole_records_and_without_pages_about_the_site(make, client):
    make.live("case-study", lessons=5)
    make.live("topic", name_en="Only English", name_th="", source_language="en")
    make.live("page")
    make.agency()  # a draft
    html = client.get("/en/languages").content.decode()
    rows = _rows(html)
    assert tuple(rows) == CODES
    # The case study, the topic, and the country that the case study cannot stand without.
    assert {code: count for code, (count, _words) in rows.items()} == dict.fromkeys(CODES, "0") | {
        "en": "3",
        "th": "2",
    }
    assert "The library has 3 entries in all." in html


@pytest.mark.django_db
@pytest.mark.parametrize("language", CODES)
def test_every_language_is_named_in_itself_and_in_the_readers(client, language):
    html = client.get(f"/{language}/languages").content.decode()
    for site in SITE_LANGUAGES:
        own = f' lang="{site.code}"' if site.code != language else ""
        assert f'<a href="/{site.code}/" hreflang="{site.code}"{own}>{site.name}</a>' in html


@pytest.mark.django_db
def test_it_tells_which_words_nobody_has_checked_and_so_do_the_docs(client):
    rows = _rows(client.get("/en/languages").content.decode())
    assert {code for code, (_count, words) in rows.items() if words == TOLD} == set(UNREVIEWED)
    docs = (Path(__file__).parents[2] / "docs" / "translating.md").read_text()
    assert ("No catalogue has been reviewed" in docs) == (not REVIEWED)
    assert all(f"`{code}`" in docs for code in REVIEWED)


def test_it_costs_what_the_counts_do_and_then_nothing(make, client, django_assert_num_queries):
    make.live("case-study")
    with django_assert_num_queries(3):  # number, changed Entries, their facets
        client.get("/en/languages")
    with django_assert_num_queries(1):
        client.get("/en/languages")
