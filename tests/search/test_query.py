"""Queries: words, phrases, what is not wanted, unfinished words; all else is punctuation."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from portal.search.query import LONGEST, MOST_TOKENS, Query, TooLong, parse
from portal.search.text import tokens
from tests.search.writing import WRITING


def _read(text: str) -> str:
    """A query as it was understood, in a line: `"adjacent"`, -unwanted, unfinished*."""
    query = parse(text)
    return " ".join(
        [_said(clause) for clause in query.wanted] + ["-" + _said(clause) for clause in query.unwanted]
    )


def _said(clause) -> str:
    said = "+".join(clause.tokens) if clause.is_adjacent else "&".join(clause.tokens)
    said += "|" + "+".join(clause.joined) if clause.joined else ""
    said += "*" if clause.is_prefix else ""
    return f'"{said}"' if clause.is_adjacent else said


GRAMMAR = {
    "": "",
    "   ": "",
    "land": "land",
    "Land  OFFICE": "land office",
    "land land": "land",
    "land, office; (deeds)": "land office deeds",
    '"land office"': '"land+office"',
    '"land"': "land",
    '""': "",
    '"land office': '"land+office"',
    'land "office': "land office",
    'land"office deeds"title': 'land "office+deeds" title',
    "“land office”": '"land+office"',
    "„land office“": '"land+office"',
    "«land office»": '"land+office"',
    "「土地」登記": "土·地 登·記",
    "＂land office＂": '"land+office"',
    "land -tax": "land -tax",
    "land −tax": "land -tax",
    "land –tax": "land -tax",
    "-tax land": "land -tax",
    "land - tax": "land tax",
    "land --tax": "land tax",
    "land-tax": '"land+tax|landtax"',
    'land -"income tax"': 'land -"income+tax"',
    "land -income-tax": 'land -"income+tax"',
    'land"-tax"': "land tax",
    "-": "",
    '-"': "",
    "-tax": "-tax",
    '-"income tax" -ที่ดิน': '-"income+tax" -"ที·ดิ+ดิ·น"',
    "regist*": "regist*",
    "*": "",
    "land regist* office": "land regist* office",
    "*land": "land",
    "e-fil*": '"e+fil|efil*"',
    "ที่ดิ*": "ที·ดิ*",
    "ท*": "ท*",
    "e-filing": '"e+filing|efiling"',
    "e‑filing": '"e+filing|efiling"',
    "100,000": '"100+000|100000"',
    "v1.2": '"v1+2|v12"',
    "Laos’ land": "laos land",
    "don't": '"don+t|dont"',
    "R&D": '"r+d|rd"',
    "and/or": "and or",
    "land (tax)": "land tax",
    "ที่ดิน": "ที·ดิ&ดิ·น",
    "ที่ดิน ลาว": "ที·ดิ&ดิ·น ลา·ว",
    "ก": "ก·*",
    "ที่ดินLandลาว": "ที·ดิ&ดิ·น land ลา·ว",
    '"ที่ดิน"': '"ที·ดิ+ดิ·น"',
    '"ที่ ดิน"': '"ที·+ดิ·น|ที·ดิ+ดิ·น"',
    '"land ที่ดิน"': '"land+ที·ดิ+ดิ·น"',
    '"ที่ดิน land"': '"ที·ดิ+ดิ·น+น·+land"',
    '"토지 등록"': '"토·지+지·+등·록|토·지+지·등+등·록"',
    "토지 등록": "토·지 등·록",
    "AND OR NOT NEAR(land)": "and or not near land",
    "title:land": '"title+land|titleland"',
    "land:*": "land*",
    "land\x00tax": "land tax",
    "\u200bland\ufeff": "land",
    "%_%": "",
    "\ud800 land": "land",
}


@pytest.mark.parametrize("text", GRAMMAR)
def test_a_query_is_understood(text):
    assert _read(text) == GRAMMAR[text]


def test_only_what_is_not_wanted_asks_for_nothing():
    assert not parse("-tax")
    assert parse("-tax").unwanted
    assert not parse("… !")
    assert parse("land")


def test_two_hundred_characters_are_read_and_no_more():
    assert _read("a" * LONGEST) == "a" * 64
    with pytest.raises(TooLong) as caught:
        parse("a" * (LONGEST + 1))
    assert caught.value.args == ("a" * 200,)


def test_a_query_of_many_words_is_cut():
    several = [first + second for first in "abcdefgh" for second in "vwxyz"]
    query = parse(" ".join(several))
    assert [clause.tokens for clause in query.wanted] == [(word,) for word in several[:MOST_TOKENS]]
    assert query.is_cut
    assert not parse(" ".join(several[:MOST_TOKENS])).is_cut


def test_a_long_run_is_cut_within_and_no_more_unfinished():
    query = parse("a " * 30 + "ที่ดินที่ดิน*")
    assert not query.is_cut
    query = parse(" ".join(first + second for first in "abcdef" for second in "vwxyz") + " ที่ดินที่ดิน*")
    last = query.wanted[-1]
    assert (last.tokens, last.is_prefix, query.is_cut) == (("ที·ดิ", "ดิ·น"), False, True)


def test_a_long_phrase_is_cut():
    (clause,) = parse('"' + " ".join(f"w{number}" for number in range(40)) + '"').wanted
    assert (len(clause.tokens), clause.is_adjacent) == (MOST_TOKENS, True)


def test_the_last_word_may_be_unfinished_while_it_is_typed():
    def typed(text):
        return [(clause.tokens, clause.is_prefix) for clause in parse(text).as_typed_so_far().wanted]

    assert typed("land regis") == [(("land",), False), (("regis",), True)]
    assert typed("ที่ดิน") == [(("ที·ดิ", "ดิ·น"), True)]
    assert typed("ก") == [(("ก",), True)]
    assert typed('"land regis"') == [(("land", "regis"), False)]
    assert typed("") == []


def test_misspelt_words_are_exchanged_and_nothing_else():
    query = parse('lnad "lnad lnad" lnad* -lnad ที่ดิน').with_words({"lnad": "land"})
    assert [clause.tokens for clause in query.wanted] == [
        ("land",),
        ("lnad", "lnad"),
        ("lnad",),
        ("ที·ดิ", "ดิ·น"),
    ]
    assert [clause.tokens for clause in query.unwanted] == [("lnad",)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("land", True), ('"land"', True), ("land*", False), ("e-filing", False), ("ที่ดิน", False), ("ก", False)],
)
def test_only_whole_words_of_spaced_scripts_may_be_misspelt(text, expected):
    assert parse(text).wanted[0].is_word is expected


TYPED = st.text(max_size=LONGEST) | st.lists(
    WRITING | st.sampled_from([*"\"“”«*-−–():<>\\'&|!% \x00\u200b", "NEAR", "land", "\ud800"]), max_size=60
).map(lambda parts: "".join(parts)[:LONGEST])


@given(TYPED)
@example('"' * LONGEST)
@example('-"' * 100)
@example("ก " * 100)
def test_whatever_is_typed_is_understood(text):
    query = parse(text)
    assert sum(len(clause.tokens) for clause in query.wanted) <= MOST_TOKENS
    for clause in (*query.wanted, *query.unwanted):
        assert 0 < len(clause.tokens) <= MOST_TOKENS
        assert len(clause.accents) == len(clause.tokens)
        assert len(clause.joined) <= MOST_TOKENS
        assert all(clause.tokens)
    assert isinstance(query.as_typed_so_far(), Query)


@given(TYPED)
def test_nothing_is_looked_for_that_was_not_typed(text):
    said = {token.strip("·") for token in tokens(text.replace("*", " "))} | set(tokens(text))
    clusters = {cluster for token in said for cluster in token.split("·")}
    for clause in parse(text).wanted:
        found = {cluster for token in clause.tokens for cluster in token.split("·") if cluster}
        # COVID19 is looked for as COVID and 19, which together are what was typed.
        assert found <= clusters or "".join(clause.tokens) in clusters


@given(st.text())
def test_what_is_too_long_is_refused_and_nothing_else(text):
    if len(text) <= LONGEST:
        parse(text)
    else:
        with pytest.raises(TooLong):
            parse(text)
