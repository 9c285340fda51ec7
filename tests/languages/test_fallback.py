"""Which language a reader gets: Accept-Language as of RFC 4647, and the chain for what is not translated."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from portal.languages.codes import CODES
from portal.languages.fallback import chain, look_up, served

TAGS = st.sampled_from(["th", "TH-th", "en-GB", "lo", "fil-PH", "zh-Hans-CN", "*", "x", "-", "i-klingon", ""])
WEIGHTS = st.sampled_from(
    ["", ";q=1", ";q=0.5", ";q=0", "; q = 0.3", ";q=", ";q=nan", ";q=-1", ";q=2", ";level=1"]
)


def test_site_has_ten_languages():
    assert CODES == ("en", "th", "lo", "km", "my", "vi", "id", "ms", "fil", "ko")


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", None),
        ("th", "th"),
        ("TH", "th"),
        ("Fil-PH", "fil"),
        ("zh-Hans-CN", None),
        ("zh-Hant-CN-x-private1-private2, th;q=0.1", "th"),
        ("th-TH-u-ca-buddhist", "th"),
        ("th-x-private", "th"),
        ("ko-Kore-KR", "ko"),
        ("thx", None),
        ("xx, my", "my"),
        ("fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7, *;q=0.5", "en"),
        ("en;q=0.3, th;q=0.8, lo;q=0.5", "th"),
        ("lo, th", "lo"),
        ("th;q=0.5, lo;q=0.5", "th"),
        ("th;q=0, lo;q=0.001", "lo"),
        ("th;q=0", None),
        ("*", None),
        ("vi ; q = 0.2 , km;q=0.1", "vi"),
    ],
)
def test_first_range_that_the_site_has_is_looked_up(header, language):
    assert look_up(header) == language


def test_name_of_the_weight_is_read_whatever_its_case():
    assert look_up("en;Q=0.1, th;q=0.9") == "th"


@pytest.mark.parametrize(
    "header",
    ["th;q=abc", "th;q=", "th;q=nan", "th;q=2", "th;q=-1", "th;q=0.5;q=1", ";q=1", ";;,,", "-", "--"],
)
def test_broken_parts_are_passed_over(header):
    assert look_up(header) is None
    assert look_up(f"{header}, lo;q=0.1") == "lo"


def test_headers_longer_than_any_browser_sends_are_cut():
    assert look_up("xx," * 19 + "th") == "th"
    assert look_up("xx," * 20 + "th") is None
    assert look_up("x" * 500 + ",th") is None


@given(st.text() | st.lists(st.tuples(TAGS, WEIGHTS)).map(lambda parts: ",".join(map("".join, parts))))
@example("\x00")
@example("q" * 10_000)
def test_no_header_is_an_error(header):
    assert look_up(header) in {None, *CODES}


@given(st.sampled_from(CODES), st.text(alphabet="abcxyz-,;=.019* "))
def test_what_follows_with_less_weight_changes_nothing(code, rest):
    worthless = ",".join(part.partition(";")[0] + ";q=0" for part in rest.split(","))
    assert look_up(f"{code},{worthless}") == code


def test_chain_names_each_language_once():
    assert chain("km", "th") == ("km", "en", "th")
    assert chain("en", "th") == ("en", "th")
    assert chain("th", "th") == ("th", "en")
    assert chain("en", "en") == ("en",)


@pytest.mark.parametrize(
    ("requested", "original", "available", "shown"),
    [
        ("th", "th", ["en", "th"], "th"),
        ("lo", "th", ["en", "th", "lo"], "lo"),
        ("km", "th", ["en", "th"], "en"),
        ("km", "th", ["th", "vi"], "th"),
        ("en", "th", ["th"], "th"),
        ("km", "th", [], "th"),
        ("th", "ko", ["en", "ko"], "en"),
    ],
)
def test_asked_then_english_then_the_original_is_served(requested, original, available, shown):
    assert served(requested, original, available) == shown


@given(st.sampled_from(CODES), st.sampled_from(CODES), st.sets(st.sampled_from(CODES)))
def test_what_is_served_exists(requested, original, available):
    assert served(requested, original, {*available, original}) in {*available, original}
