"""Results: items with what was asked for marked, the reasons for the others, and the names of what is linked."""

import pytest

from portal.catalogue.asking import ask
from portal.catalogue.catalogue import Catalogue
from portal.catalogue.census import Filter
from portal.catalogue.results import MOST_REASONS, results_of
from portal.search import finding
from tests.languages.zawgyi_corpus import spelled_in_zawgyi


def _said(excerpt) -> str:
    """An excerpt as text, marks in brackets."""
    return "".join(f"[{piece.text}]" if piece.is_match else piece.text for piece in excerpt.pieces)


@pytest.fixture
def case(make):
    """A case of a country and a topic with names in several languages."""
    country = make.live("country", id="LA", name_en="Laos", name_th="ลาว", name_ko="라오스")
    topic = make.live("topic", name_en="Trees", name_th="ต้นไม้", name_vi="Cây xanh")
    long = " ".join(f"word{number}" for number in range(200))
    texts = {"title_en": "Counting", "summary_en": f"{long} a squirrel in between {long}"}
    return make.live("case-study", country=country, themes=[topic], lessons=0, **texts)


def _result(case, text: str, language: str = "en"):
    found = results_of(Catalogue("case-study", language).search(text)).results
    (result,) = [result for result in found if result.item.public_id == case.pk]
    return result


def test_without_a_text_items_are_bare(case):
    results = results_of(Catalogue())
    assert {
        (result.score, bool(result.title), bool(result.text), result.reasons) for result in results.results
    } == {(None, False, False, ())}
    assert results.next_cursor is None


def test_a_long_text_is_cut_around_what_was_asked_for(case):
    text = _result(case, "squirrel").text
    assert "a [squirrel] in between" in _said(text)
    assert (text.starts, text.ends) == (False, False)
    assert 100 < len(_said(text)) <= 230


def test_names_in_the_readers_language_are_told_first(case):
    reasons = {
        (text, language): [
            (reason.kind, reason.name, reason.language, reason.called, reason.called_in)
            for reason in _result(case, text, language).reasons
        ]
        for text, language in (("라오스", "en"), ("ลาว", "th"), ("cay xanh", "vi"), ("라오스", "km"))
    }
    assert reasons == {
        ("라오스", "en"): [("country", "라오스", "ko", "Laos", "en")],
        ("ลาว", "th"): [("country", "ลาว", "th", "ลาว", "th")],
        ("cay xanh", "vi"): [("topic", "Cây xanh", "vi", "Cây xanh", "vi")],
        ("라오스", "km"): [("country", "라오스", "ko", "Laos", "en")],
    }


def test_a_name_that_holds_several_words_is_told_once(make, case):
    assert [reason.name for reason in _result(case, "cay xanh counting").reasons] == ["Cây xanh"]
    agency = make.live("agency", name_en="Department of Public Lands", name_th="กรม")
    other = make.live("case-study", lead_agency=agency, lessons=0)
    assert [reason.name for reason in _result(other, "lands department public").reasons] == [
        "Department of Public Lands"
    ]


def test_only_a_few_reasons_are_told(make):
    topics = [make.live("topic", name_en=f"Wood{letter}") for letter in "abcde"]
    case = make.live("case-study", themes=topics, lessons=0)
    assert len(_result(case, "wooda woodb woodc woodd woode").reasons) == MOST_REASONS == 3


def test_what_is_linked_is_named_though_nothing_is_found(make, case):
    question = (
        Catalogue().search("nothingatall").where(country=["LA", "ZZ"], theme=Filter(none_of=frozenset({"x"})))
    )
    results = results_of(question, facets=["country"])
    assert (results.results, results.labels) == ([], {"LA": ("Laos", "en")})
    plain = results_of(Catalogue("case-study", "ko").where(country=["LA"], year=["1999"]), facets=["country"])
    assert plain.labels == {"LA": ("라오스", "ko")}
    assert (plain.results, plain.facets["country"].buckets) == ([], [])


def test_pages_are_taken_by_number_or_by_cursor(make):
    for number in range(5):
        make.live("topic", name_en=f"Trees {number}")
    question = Catalogue().search("trees")
    whole = [result.item.public_id for result in results_of(question).results]
    by_number = [results_of(question, limit=2, start=start) for start in (0, 2, 4)]
    assert [result.item.public_id for page in by_number for result in page.results] == whole
    assert by_number[2].next_cursor is None
    after = results_of(question, by_number[0].next_cursor, 2)
    assert [result.item.public_id for result in after.results] == whole[2:4]


def test_of_very_many_the_newest_are_weighed_and_all_are_walked(make, monkeypatch):
    monkeypatch.setattr(finding, "MOST_RANKED", 3)
    ids = [make.live("topic", name_en=f"Trees {number}", name_th="").pk for number in range(7)]
    question, walked, cursor = Catalogue().search("trees"), [], None
    while cursor or not walked:
        page = results_of(question, cursor, 2)
        walked += [(result.item.public_id, bool(result.score), bool(result.title)) for result in page.results]
        cursor = page.next_cursor
    assert walked == [(ids[number], number > 3, True) for number in (4, 5, 6, 0, 1, 2, 3)]
    assert question.count() == 7
    by_number = [results_of(question, limit=2, start=start) for start in (0, 2, 4, 6)]
    assert [result.item.public_id for page in by_number for result in page.results] == [
        one for one, *_ in walked
    ]


def test_in_another_order_each_of_very_many_tells_where_it_stands(make, monkeypatch):
    monkeypatch.setattr(finding, "MOST_RANKED", 3)
    for number in range(5):
        make.live("topic", name_en=f"Trees {number}", name_th=f"Trees ต้นไม้ {number}")
    found = results_of(Catalogue().search("trees").sort("-published")).results
    assert [bool(result.title) for result in found] == [True] * 5


def test_what_was_typed_in_zawgyi_and_misspelt_is_put_right(make):
    make.live("topic", name_en="Café parcels", name_my="မြေယာဝန်ဆောင်မှု")
    asked = ask("Cafe parcles")
    assert (asked.matches.relaxed, asked.better, asked.is_converted) == ("spelling", "Cafe parcels", False)
    asked = ask("xafé")
    assert asked.better == "café"
    asked = ask(spelled_in_zawgyi("မြေယာဝန်ဆောင်မှု"))
    assert (asked.better, asked.is_converted, asked.matches.relaxed) == ("မြေယာဝန်ဆောင်မှု", True, "")
    assert (ask("-parcels").says_nothing, ask("parcels").says_nothing) == (True, False)
