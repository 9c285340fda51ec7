"""Dates and numbers in the ten languages, and the Buddhist era of Thai."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.languages.codes import CODES
from portal.languages.dates import (
    gregorian_year,
    in_large_words,
    in_millions,
    show_date,
    show_dates,
    show_number,
)

SHOWN = {  # a year, a month, a day
    "en": ("2021", "November 2021", "15 November 2021"),
    "th": ("พ.ศ. 2564", "พฤศจิกายน พ.ศ. 2564", "15 พฤศจิกายน พ.ศ. 2564"),
    "lo": ("2021", "ພະຈິກ 2021", "15 ພະຈິກ 2021"),
    "km": ("2021", "វិច្ឆិកា 2021", "15 វិច្ឆិកា 2021"),
    "my": ("2021", "2021 နိုဝင်ဘာ", "2021 နိုဝင်ဘာ 15"),
    "vi": ("2021", "tháng 11 năm 2021", "15 tháng 11, 2021"),
    "id": ("2021", "November 2021", "15 November 2021"),
    "ms": ("2021", "November 2021", "15 November 2021"),
    "fil": ("2021", "Nobyembre 2021", "Nobyembre 15, 2021"),
    "ko": ("2021년", "2021년 11월", "2021년 11월 15일"),
}
RANGES = {  # two days of a month, of two months, of two years
    "en": ("15–16 November 2021", "30 November 2021 – 2 December 2021", "31 December 2021 – 1 January 2022"),
    "th": (
        "15–16 พฤศจิกายน พ.ศ. 2564",
        "30 พฤศจิกายน พ.ศ. 2564 – 2 ธันวาคม พ.ศ. 2564",
        "31 ธันวาคม พ.ศ. 2564 – 1 มกราคม พ.ศ. 2565",
    ),
    "lo": ("15–16 ພະຈິກ 2021", "30 ພະຈິກ 2021 – 2 ທັນວາ 2021", "31 ທັນວາ 2021 – 1 ມັງກອນ 2022"),
    "km": ("15–16 វិច្ឆិកា 2021", "30 វិច្ឆិកា 2021 – 2 ធ្នូ 2021", "31 ធ្នូ 2021 – 1 មករា 2022"),
    "my": ("2021 နိုဝင်ဘာ 15–16", "2021 နိုဝင်ဘာ 30 – 2021 ဒီဇင်ဘာ 2", "2021 ဒီဇင်ဘာ 31 – 2022 ဇန်နဝါရီ 1"),
    "vi": (
        "15–16 tháng 11, 2021",
        "30 tháng 11, 2021 – 2 tháng 12, 2021",
        "31 tháng 12, 2021 – 1 tháng 1, 2022",
    ),
    "id": ("15–16 November 2021", "30 November 2021 – 2 Desember 2021", "31 Desember 2021 – 1 Januari 2022"),
    "ms": ("15–16 November 2021", "30 November 2021 – 2 Disember 2021", "31 Disember 2021 – 1 Januari 2022"),
    "fil": (
        "Nobyembre 15–16, 2021",
        "Nobyembre 30, 2021 – Disyembre 2, 2021",
        "Disyembre 31, 2021 – Enero 1, 2022",
    ),
    "ko": ("2021년 11월 15–16일", "2021년 11월 30일 – 2021년 12월 2일", "2021년 12월 31일 – 2022년 1월 1일"),
}
DAYS = (("2021-11-15", "2021-11-16"), ("2021-11-30", "2021-12-02"), ("2021-12-31", "2022-01-01"))
ISO_DAYS = st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31)).map(datetime.date.isoformat)
LANGUAGES = st.sampled_from(CODES)


def test_every_site_language_has_its_literals():
    assert tuple(SHOWN) == tuple(RANGES) == CODES


@pytest.mark.parametrize("language", CODES)
def test_date_is_written_as_precisely_as_it_is_known(language):
    assert tuple(show_date(date, language) for date in ("2021", "2021-11", "2021-11-15")) == SHOWN[language]


@pytest.mark.parametrize("language", CODES)
def test_range_of_days_names_what_they_share_once(language):
    assert tuple(show_dates(first, last, language) for first, last in DAYS) == RANGES[language]


@pytest.mark.parametrize("last", ["2021-11-15", "", None])
def test_single_day_is_no_range(last):
    assert show_dates("2021-11-15", last, "th") == "15 พฤศจิกายน พ.ศ. 2564"


def test_range_of_years_and_of_months_is_written_out():
    assert show_dates("2021", "2022", "th") == "พ.ศ. 2564 – พ.ศ. 2565"
    assert show_dates("2021-11", "2021-12", "en") == "November 2021 – December 2021"


@given(ISO_DAYS, LANGUAGES)
def test_year_is_read_back_from_every_date(date, language):
    year = int(date[:4]) + (543 if language == "th" else 0)
    assert all(str(year) in show_date(date[:length], language) for length in (4, 7, 10))


@given(ISO_DAYS, ISO_DAYS, LANGUAGES)
def test_any_two_days_can_be_shown(one, other, language):
    first, last = sorted((one, other))
    shown = show_dates(first, last, language)
    assert ("–" in shown) == (first != last)


@pytest.mark.parametrize(
    ("text", "language", "year"),
    [
        ("2564", "th", 2021),
        ("2400", "th", 1857),
        ("2399", "th", 2399),
        ("2021", "th", 2021),
        ("๒๕๖๔", "th", 2021),
        ("2564", "en", 2564),
        ("2564", "lo", 2564),
        ("2021", "en", 2021),
    ],
)
def test_thai_years_from_2400_on_are_buddhist(text, language, year):
    assert gregorian_year(text, language) == year


@pytest.mark.parametrize("text", ["", "year", "20x1"])
def test_what_is_no_year_is_refused(text):
    with pytest.raises(ValueError, match="invalid literal"):
        gregorian_year(text, "th")


@pytest.mark.parametrize(
    ("languages", "shown"),
    [(("en", "th", "km", "my", "ms", "fil", "ko"), "1,234,567.5"), (("lo", "vi", "id"), "1.234.567,5")],
)
def test_numbers_have_the_separators_of_their_language(languages, shown):
    assert {show_number(1_234_567.5, language) for language in languages} == {shown}


@pytest.mark.parametrize(
    ("value", "language", "shown"),
    [
        (33_000_000, "en", "33"),
        (33_500_000, "vi", "33,5"),
        (1_000_000, "th", "1"),
        (1_234_567, "en", None),
        (999_999, "en", None),
        (0, "en", None),
        (-5_000_000, "en", None),
        (2_500_000_000, "en", "2,500"),
    ],
)
def test_only_round_numbers_of_millions_are_shown_in_millions(value, language, shown):
    assert in_millions(value, language) == shown


@pytest.mark.parametrize(
    ("value", "language", "shown"),
    [
        (999_000_000, "en", None),
        (42_960_000_000, "en", "42.96 billion"),
        (6_200_000_000_000, "en", "6.2 trillion"),
        (42_960_000_000, "th", None),
        (6_200_000_000_000, "th", "6.2 ล้านล้าน"),
        (42_960_000_000, "lo", "42,96 ຕື້"),
        (42_960_000_000, "vi", "42,96 tỷ"),
        (6_200_000_000_000, "ko", "6.2조"),
        (42_960_123_456, "en", None),
    ],
)
def test_large_numbers_are_said_in_words_where_no_digit_is_lost(value, language, shown):
    assert in_large_words(value, language) == shown
