"""Search by the API: what is found, why, and what was made of what was typed."""

import random
import re
from urllib.parse import urlencode

import pytest

from tests.api.answers import ids_of
from tests.languages.zawgyi_corpus import spelled_in_zawgyi


@pytest.fixture
def landsmaps(make):
    """A Thai case study about parcels, with its topic, agency and country."""
    names = {"name_en": "Land registration", "name_th": "การจดทะเบียน", "name_lo": "ການຈົດທະບຽນທີ່ດິນ"}
    topic = make.live("topic", **names, name_ko="토지 등기")
    own = {"native_name": "กรมที่ดิน", "native_language": "th", "acronym": "DOL"}
    agency = make.live("agency", name_en="Department of Lands", name_th="กรมของที่ดิน", **own)
    country = make.live("country", name_en="Thailand", name_th="ไทย", name_ms="Siam")
    return make.live(
        "case-study",
        title_en='Maps & "plots" of <script>alert(1)</script> parcels',
        title_th="แผนที่แปลงออนไลน์",
        summary_en='Everyone sees <b>parcels</b> & their "prices".',
        summary_th="ประชาชนตรวจสอบราคาประเมินที่ดินได้ทุกวัน",
        country=country,
        lead_agency=agency,
        themes=[topic],
        lessons=0,
    )


def _one(body: dict, record) -> dict:
    """The record's item: there is one, whatever the languages in which it says what was asked."""
    (item,) = [item for item in body["results"] if item["id"] == record.pk]
    return item


def _html(item: dict) -> list[tuple]:
    return [(mark["field"], mark["language"], mark["text"]) for mark in item["highlights"]]


def _why(item: dict) -> list[tuple]:
    return [(reason["type"], reason["name"], reason["name_language"]) for reason in item["matched"]]


# What a result says


def test_an_item_is_the_card_of_its_kind_and_three_fields_more(landsmaps, search):
    (card,) = search(path="case-studies")["results"]
    for path in ("search", "case-studies"):
        item = _one(search("parcels", path), landsmaps)
        assert list(item) == [*card, "relevance", "highlights", "matched"]
        assert {name: item[name] for name in card} == card


def test_the_envelope_says_what_was_searched(landsmaps, search):
    told = {"q": "parcels", "searched": "parcels", "relaxed": None, "is_converted": False, "is_cut": False}
    assert list(search("parcels")) == ["count", "next", "results", "search"]
    assert search("parcels")["search"] == told
    assert list(search("parcels", facets="type")) == ["count", "next", "results", "search", "facets"]
    assert list(search()) == ["count", "next", "results"]
    assert list(search(" ")) == ["count", "next", "results"]


def test_highlights_are_html_in_which_only_mark_is_not_text(landsmaps, search):
    assert _html(_one(search("parcels prices"), landsmaps)) == [
        (
            "title",
            "en",
            "Maps &amp; &quot;plots&quot; of &lt;script&gt;alert(1)&lt;/script&gt; <mark>parcels</mark>",
        ),
        (
            "text",
            "en",
            (
                "Everyone sees &lt;b&gt;<mark>parcels</mark>&lt;/b&gt; &amp; their "
                "&quot;<mark>prices</mark>&quot;. · users · News page"
            ),
        ),
    ]
    marked = _one(search("script alert"), landsmaps)["highlights"][0]["text"]
    assert "&lt;<mark>script</mark>&gt;<mark>alert</mark>(1)&lt;/<mark>script</mark>&gt;" in marked


def test_what_was_found_in_another_language_is_quoted_in_that_one(landsmaps, search):
    item = _one(search("ราคาประเมิน"), landsmaps)
    assert _html(item) == [("text", "th", "ประชาชนตรวจสอบ<mark>ราคาประเมิน</mark>ที่ดินได้ทุกวัน · ผู้ใช้ · News page")]
    assert (item["title"][:4], item["language"]["served"], item["matched"]) == ("Maps", "en", [])
    thai = _one(search("ราคาประเมิน แปลง", lang="th"), landsmaps)
    assert [(field, language) for field, language, _text in _html(thai)] == [("title", "th"), ("text", "th")]


@pytest.mark.parametrize(
    ("q", "why"),
    [
        ("ການຈົດທະບຽນ", ("topic", "ການຈົດທະບຽນທີ່ດິນ", "lo")),
        ("등기", ("topic", "토지 등기", "ko")),
        ("Siam", ("country", "Siam", "ms")),
        ("DOL", ("agency", "DOL", None)),
        ("กรมที่ดิน", ("agency", "กรมที่ดิน", "th")),
    ],
)
def test_a_result_found_by_what_it_cites_says_by_whose_name(landsmaps, search, q, why):
    assert _why(_one(search(q), landsmaps)) == [why]
    assert _html(_one(search(q), landsmaps)) == []


def test_a_result_says_by_which_of_its_own_names_it_was_found(landsmaps, search):
    topic, agency = landsmaps.themes.get(), landsmaps.lead_agency
    assert _why(_one(search("DOL"), agency)) == [("agency", "DOL", None)]
    assert _why(_one(search("ການຈົດທະບຽນ"), topic)) == [("topic", "ການຈົດທະບຽນທີ່ດິນ", "lo")]
    assert _why(_one(search("ออนไลน์"), landsmaps)) == [("case-study", "แผนที่แปลงออนไลน์", "th")]
    assert _why(_one(search("ออนไลน์", lang="th"), landsmaps)) == []


def test_every_word_has_its_own_reason(landsmaps, search):
    item = _one(search("parcels Siam 등기"), landsmaps)
    assert [mark["field"] for mark in item["highlights"]] == ["title", "text"]
    assert sorted(_why(item)) == [("country", "Siam", "ms"), ("topic", "토지 등기", "ko")]
    assert {reason["url"].rpartition("/")[2] for reason in item["matched"]} == {
        landsmaps.country_id,
        landsmaps.themes.get().pk,
    }


def test_other_orders_have_the_same_results_and_reasons_but_no_relevance(landsmaps, search):
    best, sorted_ = search("ที่ดิน"), search("ที่ดิน", sort="title")
    assert sorted(ids_of(best)) == sorted(ids_of(sorted_))
    assert [item["relevance"] for item in sorted_["results"]] == [None] * sorted_["count"]
    assert all(item["relevance"] > 0 for item in best["results"])
    for q, lang in (("ที่ดิน", "en"), ("News", "th"), ("parcels", "lo")):
        by = {sort: _one(search(q, lang=lang, sort=sort), landsmaps) for sort in ("relevance", "title")}
        assert _html(by["relevance"]) == _html(by["title"]) != []
        assert _why(by["relevance"]) == _why(by["title"])


# How it is found


@pytest.mark.parametrize(
    "q", ["ตรวจสอบราคา", "ประเมินที่ดินได้", '"ราคาประเมิน"', "parcels prices", "parc*", "PARCELS"]
)
def test_words_are_found_from_the_middle_of_a_sentence(landsmaps, search, q):
    body = search(q)
    assert (landsmaps.pk in ids_of(body), body["search"]["relaxed"]) == (True, None)


@pytest.mark.parametrize(
    ("q", "searched", "relaxed"),
    [
        ("parcles", "parcels", "spelling"),
        ("Depatment of Lnads", "department of lands", "spelling"),
        ("parcels qwertyuiop", "parcels qwertyuiop", "half"),
        ("ตรวจสอบราคาประเมีนที่ดิน", "ตรวจสอบราคาประเมีนที่ดิน", "half"),
    ],
)
def test_where_nothing_fits_the_nearest_is_found_and_told(landsmaps, search, q, searched, relaxed):
    body = search(q)
    assert landsmaps.pk in ids_of(body)
    assert body["search"] == {
        "q": q,
        "searched": searched,
        "relaxed": relaxed,
        "is_converted": False,
        "is_cut": False,
    }
    counted = search(q, facets="type")["facets"]["type"]["buckets"]
    assert sum(bucket["count"] for bucket in counted) == body["count"]


def test_zawgyi_is_searched_in_unicode(make, search):
    text = "မြေယာဝန်ဆောင်မှု"
    topic = make.live("topic", name_my=f"ဒစ်ဂျစ်တယ် {text}")
    body = search(spelled_in_zawgyi(text))
    assert ids_of(body) == [topic.pk] == ids_of(search(text))
    assert body["search"] == {
        "q": spelled_in_zawgyi(text),
        "searched": text,
        "relaxed": None,
        "is_converted": True,
        "is_cut": False,
    }


def test_of_very_many_words_the_first_are_searched_and_the_rest_told(landsmaps, search):
    q = " ".join(f"w{number}" for number in range(40))
    body = search(q)
    assert (body["count"], body["search"]["is_cut"]) == (0, True)


def test_nothing_found_is_an_empty_list(landsmaps, search):
    for q in ("qwertyuiop", "-parcels", "parcels -maps", '"plots parcels"', "***", '"', "-"):
        body = search(q, facets="type,country")
        assert (body["count"], body["results"], body["next"]) == (0, [], None), q
        assert body["facets"]["type"] == {"buckets": [], "other_count": 0, "missing_count": 0}


def test_what_is_not_wanted_is_left_out_whatever_the_language_in_which_it_stands(make, search):
    kept = make.live("topic", name_en="Land maps", name_th="แผนที่")
    make.live("topic", name_en="Land prices", name_th="ราคา")
    assert ids_of(search("land -prices")) == ids_of(search("land -ราคา")) == [kept.pk]


def test_two_hundred_characters_are_searched(landsmaps, search):
    assert search("parcels " + "x" * 192)["search"]["relaxed"] == "half"


SIGNS = (
    "\"'*-;():\\%_&|!^~?\t#·é🙂﷽\u0301\u0e48\u1039\u17d2\u1100\u200b\u202e\u0660\ufeff\ufffe\uff11\x00\ud83d"
)
WORDS = [
    *(
        "AND",
        "OR",
        "NOT",
        "NEAR(",
        "parcels",
        "SELECT",
        "title:",
        "{a",
        "b}",
        "ที่ดิน",
        "ก",
        "ກ",
        "ខ្មែ",
        "မြ",
        "한",
        "漢字",
    ),
    *("ที·", "a·b", "İ", "ß", "';", "--", '"', "OR", "1=1", "--", "*:*", "<->", "a-b"),
]
PIECES = (*SIGNS, *WORDS)


def test_no_text_breaks_the_search(landsmaps, client):
    dice = random.Random(20)  # noqa: S311 - reproducible, not a secret
    for _number in range(100):
        q = dice.choice(("", " ")).join(dice.choices(PIECES, k=dice.randint(1, 12)))[:200]
        asked = urlencode({"q": q, "facets": "type,country"}, errors="surrogatepass")
        unreadable = re.search("[\0\x7f\ud800-\udfff]", q) is not None
        for path in ("search", "case-studies"):
            response = client.get(
                f"/api/v1/{path}?{asked.replace('type%2C', '') if path != 'search' else asked}"
            )
            # What no text can hold is refused before anything is searched.
            assert response.status_code == (400 if unreadable else 200), (q, response.content)
        suggested = client.get(f"/api/v1/suggestions?{urlencode({'q': q}, errors='surrogatepass')}")
        assert suggested.status_code == (400 if unreadable else 200), q


def test_a_title_is_marked_in_the_language_in_which_it_is_written(make, search):
    name = "อารีย์พันธ์ เจริญสุข"
    person = make.live("person", name_th=name, name_en=name, text_languages={"en": {"name": "th"}})
    item = _one(search("เจริญสุข", "people", lang="en"), person)
    assert item["name_language"] == "th"
    assert [mark["language"] for mark in item["highlights"] if mark["field"] == "title"] == ["th"]
