"""Zawgyi is found, and becomes Unicode; Unicode is left alone."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.languages.zawgyi import is_zawgyi, to_unicode
from tests.languages.zawgyi_corpus import KNOWN, MISLEADING, OTHERS, SENTENCES, WORDS, spelled_in_zawgyi

BURMESE = st.text(st.characters(min_codepoint=0x1000, max_codepoint=0x109F) | st.sampled_from(" \n\u200b"))
SPACES = st.text(st.sampled_from(" -,.\n"), min_size=1, max_size=3)


@pytest.mark.parametrize("text", [*SENTENCES, *WORDS])
def test_our_own_texts_come_back_from_zawgyi(text):
    zawgyi = spelled_in_zawgyi(text)
    assert (is_zawgyi(text), to_unicode(zawgyi)) == (False, text)


def test_our_own_texts_are_found_in_zawgyi_down_to_single_words():
    assert [text for text in (*SENTENCES, *WORDS) if not is_zawgyi(spelled_in_zawgyi(text))] == []


@pytest.mark.parametrize(("zawgyi", "text"), KNOWN)
def test_pairs_that_others_published(zawgyi, text):
    assert to_unicode(zawgyi) == unicodedata.normalize("NFC", text)


def test_of_what_others_published_the_zawgyi_half_is_zawgyi():
    too_short_to_be_sure = ["myanmar ေငြေစ်း", "ကမၼဇိဒၶိ"]
    assert [zawgyi for zawgyi, _text in KNOWN if not is_zawgyi(zawgyi)] == too_short_to_be_sure
    assert [text for _zawgyi, text in KNOWN if is_zawgyi(text)] == []


@pytest.mark.parametrize("text", [*MISLEADING, *OTHERS])
def test_nothing_else_is_taken_for_zawgyi(text):
    assert is_zawgyi(text) is False


def test_the_portals_own_burmese_is_not_taken_for_zawgyi(burmese_texts):
    assert len(burmese_texts) > 1_000
    assert [text for text in burmese_texts if is_zawgyi(text)] == []


def test_only_burmese_is_touched():
    mixed = f"e\u0301 – {spelled_in_zawgyi('မြေယာ')} – ภาษา, e\u0301"
    assert is_zawgyi(mixed)
    assert to_unicode(mixed) == "e\u0301 – မြေယာ – ภาษา, e\u0301"


def test_lines_are_judged_one_by_one():
    both = "\r\n".join((SENTENCES[0], spelled_in_zawgyi(SENTENCES[1]), SENTENCES[2]))
    assert is_zawgyi(both)
    assert to_unicode(both) == "\r\n".join(SENTENCES[:3])


@pytest.mark.parametrize(
    ("zawgyi", "text"),
    [
        ("ဘ၀ သဘာ၀ ၀န္ေဆာင္မႈ", "ဘဝ သဘာဝ ဝန်ဆောင်မှု"),
        ("ေ၇းသား ၇န္ ၇ ရက္", "ရေးသား ရန် ၇ ရက်"),
        ("၂၀၂၁ ၁၀,၀၅၀ ၇း၃၅ သန္း၂၀", "၂၀၂၁ ၁၀,၀၅၀ ၇း၃၅ သန်း၂၀"),
        ("၄င္း ၎ ၎င္း ၄ ခု", "၎င်း ၎င်း ၎င်း ၄ ခု"),
    ],
)
def test_digits_in_place_of_letters(zawgyi, text):
    assert to_unicode(zawgyi) == text


@pytest.mark.parametrize(
    ("zawgyi", "text"),
    [
        ("ေန ့စဥ္ သူ ့ကို", "နေ့စဉ် သူ့ကို"),  # a space that puts the dot further right
        ("ေေလးး ကုုန္", "လေး ကုန်"),  # what was typed twice looks the same
        ("ျသဂုတ္ ေျသာ္", "ဩဂုတ် ဪ"),
        ("ဥာဏ္ အစဥ္ ဦး", "ဉာဏ် အစဉ် ဦး"),
    ],
)
def test_what_people_typed(zawgyi, text):
    assert to_unicode(zawgyi) == text


@given(st.text() | BURMESE)
def test_any_text_can_be_asked_and_converted(text):
    assert is_zawgyi(text) in (True, False)
    assert _others(to_unicode(text)) == _others(text)


def _others(text):
    """What of a text is neither Burmese nor a space."""
    return [
        letter
        for letter in text
        if not "\u1000" <= letter <= "\u109f" and letter not in " \u00a0\u200b\u2060"
    ]


@given(
    st.text(
        st.characters(exclude_categories=["Cs"], max_codepoint=0xFFF) | st.characters(min_codepoint=0x10A0)
    )
)
def test_texts_without_burmese_stay(text):
    assert (is_zawgyi(text), to_unicode(text)) == (False, text)


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4), SPACES)
def test_what_was_converted_is_unicode_and_stays(texts, space):
    text = space.join(texts)
    converted = to_unicode(spelled_in_zawgyi(text))
    assert (converted, is_zawgyi(converted), to_unicode(converted)) == (text, False, text)
