"""The pages with which a portal opens: whole in two languages, in order, and without made-up contacts."""

import re
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from portal.publishing.content import Fate, load
from portal.web.prose import prose
from tests.contracts.surfaces import api

FILE = Path(__file__).resolve().parents[2] / "content" / "pages.yaml"
RECORDS = yaml.safe_load(FILE.read_text(encoding="utf-8"))["records"]
TEXTS = [
    pytest.param(code, record["texts"][code]["body"], id=f"{record['fields']['slug']} {code}")
    for record in RECORDS
    for code in ("en", "th")
]


def test_the_file_holds_composed_text():
    assert unicodedata.is_normalized("NFC", FILE.read_text(encoding="utf-8"))


def test_the_pages_are_those_that_readers_look_for_in_this_order():
    places = [(record["fields"]["place"], record["fields"]["slug"]) for record in RECORDS]
    assert places == sorted(places)
    assert [slug for _place, slug in places] == [
        *("about", "how-this-works", "editorial-policy"),
        *("accessibility", "privacy", "terms"),
    ]


@pytest.mark.parametrize(("code", "text"), TEXTS)
def test_headings_begin_at_the_second_level_and_skip_none(code, text):
    levels = [int(level) for level in re.findall(r"<h(\d)>", prose(text, code, is_page=True))]
    assert levels[0] == 2
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert "\n# " not in f"\n{text}"


@pytest.mark.parametrize(("code", "text"), TEXTS)
def test_no_contact_is_made_up(code, text):
    assert "@" not in text
    assert re.findall(r"\]\((?!/|https://creativecommons\.org/)", text) == []


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record["fields"]["slug"])
def test_both_languages_have_the_same_sections(record):
    english, thai = (record["texts"][code]["body"] for code in ("en", "th"))
    for mark in (r"^#+", r"^- "):
        found = [re.findall(mark, text, re.MULTILINE) for text in (english, thai)]
        assert found[0] == found[1]


def test_an_english_page_is_readable_at_a_sitting():
    words = {record["fields"]["slug"]: len(record["texts"]["en"]["body"].split()) for record in RECORDS}
    assert {slug: count for slug, count in words.items() if not 250 <= count <= 600} == {}


@pytest.mark.django_db
def test_they_are_loaded_whole_and_the_thai_ones_say_that_a_machine_made_them():
    assert load(FILE) == {Fate.CREATED: len(RECORDS)}
    for record in RECORDS:
        block = api("page", record["id"], lang="th")[1]["language"]
        assert (block["served"], block["only_in_original"]) == ("th", [])
        assert block["translation"] == {"method": "machine", "reviewed": False, "outdated": False}
