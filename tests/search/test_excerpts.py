"""Excerpts: the stretch of a text in which most of what was asked for stands, with the places marked."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.languages.clusters import clusters
from portal.search.excerpts import LENGTH, READ, Excerpt, Piece, excerpt, marked
from portal.search.query import parse
from tests.search.writing import WRITING


def _said(found: Excerpt) -> str:
    """An excerpt in a line: [what is marked], and … where the text goes on."""
    pieces = "".join(f"[{piece.text}]" if piece.is_match else piece.text for piece in found.pieces)
    return ("" if found.starts else "…") + pieces + ("" if found.ends else "…")


MARKED = {
    ("land", "Land, landing and LAND"): "[Land], landing and [LAND]",
    ("đất", "Đất đai và dat"): "[Đất] đai và [dat]",
    ('"land office"', "land; office of land"): "[land; office] of land",
    ('"land office"', "office land"): "office land",
    ("land tax", "a tax on land"): "a [tax] on [land]",
    ("regis*", "register a registry"): "[register] a [registry]",
    ("ที่ดิน", "สำนักงานที่ดินลาว"): "สำนักงาน[ที่ดิน]ลาว",
    ("ทีดิน", "สำนักงานที่ดินลาว"): "สำนักงาน[ที่ดิน]ลาว",
    ("จดทะเบียนบริษัท", "จดทะเบียนจัดตั้งบริษัท"): "[จดทะเบียน]จัดตั้ง[บริษัท]",
    ("ยา", "ยาและป่ายาง"): "[ยา]และป่า[ยา]ง",
    ("ที่ดิน ลาว", "ลาวที่ดินลาว"): "[ลาวที่ดินลาว]",
    ("ទីតាំង", "នៅទីតាំងដី"): "នៅ[ទីតាំង]ដី",
    ("ရေ", "ရေး ရေ ရေပေး"): "ရေး [ရေ] [ရေ]ပေး",
    ("등록", "토지등록부"): "토지[등록]부",
    ("land", ""): "",
    ("", "land"): "land",
    ("-land", "land"): "land",
    ("<b>", "<b>bold</b>"): "<[b]>bold</[b]>",
    ("e-filing", "an e-filing of e filing"): "an [e-filing] of [e filing]",
    ("100,000", "100,000 or 100000"): "[100,000] or [100000]",
    ("ดิน", "ที่\u200bดิน"): "ที่[\u200bดิน]",
}
MARKED["ดิน", "ที่\u200bดิน"] = "ที่\u200b[ดิน]"


@pytest.mark.parametrize(("query", "text"), MARKED)
def test_a_title_is_marked_whole(query, text):
    assert _said(marked(parse(query), text)) == MARKED[query, text]


def test_the_clauses_that_stand_there_are_told():
    assert marked(parse("land zanzibar tax"), "a tax on land").clauses == {0, 2}
    assert excerpt(parse("land zanzibar tax"), "a tax on land").clauses == {0, 2}


def test_nothing_found_is_no_excerpt():
    assert not excerpt(parse("zanzibar"), "land " * 100)
    assert excerpt(parse("zanzibar"), "") == Excerpt()


def test_the_stretch_is_the_one_with_most_of_what_was_asked_for():
    text = "land " * 60 + "road " * 60 + "the tax on land " + "road " * 60
    found = excerpt(parse("land tax"), text)
    assert "the [tax] on [land]" in _said(found)
    assert (found.starts, found.ends) == (False, False)


def test_an_excerpt_begins_and_ends_with_its_text_where_that_is_short():
    assert _said(excerpt(parse("tax"), "A tax on land.")) == "A [tax] on land."


@pytest.mark.parametrize("place", [0, 1, 50, 60, 61, 150, 400, 995, 999])
def test_words_are_not_cut(place):
    several = [f"word{number:03d}" for number in range(1000)]
    text = " ".join(several)
    found = excerpt(parse(several[place]), text)
    said = "".join(piece.text for piece in found.pieces)
    assert set(said.split()) <= set(several)
    assert [piece.text for piece in found.pieces if piece.is_match] == [several[place]]
    assert 100 <= len(said) <= LENGTH + 1
    assert (found.starts, found.ends) == (text.startswith(said), text.endswith(said))


@pytest.mark.parametrize("unit", ["ก้ำ", "เก้า", "ຫຼວງ", "ស្ត្រី", "န္တ", "ကျွန်ုပ်", "가", "ກໍ້າ"])
def test_clusters_are_not_cut(unit):
    text = unit * 300 + "ดิน" + unit * 300
    found = excerpt(parse("ดิน"), text)
    said = "".join(piece.text for piece in found.pieces)
    ends = {0}
    for cluster in clusters(text):
        ends.add(max(ends) + len(cluster))
    start = (
        text.index(said) if said.count(unit) * len(unit) == len(said) else text.index("ดิน") - said.index("ดิน")
    )
    assert {start, start + len(said)} <= ends
    assert [piece.text for piece in found.pieces if piece.is_match] == ["ดิน"]
    assert 100 <= len(said) <= LENGTH


def test_a_text_that_goes_on_behind_what_is_read_says_so():
    found = excerpt(parse("zanzibar"), "road " * ((READ - 60) // 5) + "zanzibar " + "road " * 4000)
    assert ("[zanzibar]" in _said(found), found.ends) == (True, False)


PARTS = WRITING | st.sampled_from([" ", "\n", "land", "ที่ดิน", "등록", '"', "*", "-", "\u200b"])


@given(st.lists(PARTS, max_size=8).map("".join), st.lists(PARTS, max_size=120).map("".join))
def test_an_excerpt_is_a_stretch_of_its_text(query, text):
    found = excerpt(parse(query[:200]), text)
    said = "".join(piece.text for piece in found.pieces)
    assert said in text
    assert len(said) <= LENGTH + 60
    assert all(piece.text for piece in found.pieces)
    assert bool(found) == any(piece.is_match for piece in found.pieces)
    assert found.starts <= text.startswith(said)
    assert found.ends <= text.endswith(said)


@given(st.lists(PARTS, max_size=8).map("".join), st.lists(PARTS, max_size=60).map("".join))
def test_a_marked_title_is_still_the_title(query, text):
    assert "".join(piece.text for piece in marked(parse(query[:200]), text).pieces) == text


@given(
    st.lists(st.sampled_from(("land", "Land", "tax", '"tax land"', "lan*", "e-tax")), min_size=1, max_size=3),
    st.lists(
        st.sampled_from(
            [
                "land",
                "Land",
                "LANDS",
                "tax",
                "e-tax",
                "e_tax",
                "lan",
                "1land",
                "·",
                "’",
                "–",
                "_",
                "-",
                ".",
                ",",
                "7",
                "×",
                "x",
            ]
        ),
        max_size=30,
    ),
    st.sampled_from((" ", "", "’", "·", "_")),
)
def test_a_plain_text_is_marked_as_one_that_is_not(words, parts, between):
    query, text = parse(" ".join(words)), between.join(parts)
    behind = " é"  # because of which every word is read
    assert marked(query, text).clauses == marked(query, text + behind).clauses
    assert marked(query, text).pieces == _without(marked(query, text + behind).pieces, behind)


def _without(pieces: tuple[Piece, ...], end: str) -> tuple[Piece, ...]:
    *before, last = pieces
    return (*before, *([Piece(rest, is_match=False)] if (rest := last.text.removesuffix(end)) else []))


@pytest.mark.parametrize(
    "text", ["land " * 20_000, "a" * 100_000, "ที่ดิน" * 17_000, "\u0e34" * 100_000, "(" * 100_000]
)
def test_the_cost_of_an_excerpt_does_not_outgrow_the_text(text):
    began = time.process_time()
    excerpt(parse("land ที่ดิน zanzibar road"), text)
    assert time.process_time() - began < 1
