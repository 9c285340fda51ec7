"""Dates and numbers as each language writes them. Storage is ISO 8601 and Gregorian; Thai shows the Buddhist era.

Month names and patterns come from CLDR: Django has none for Lao, Filipino and Burmese.
"""

import datetime
import re
from functools import cache, lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_compact_decimal, format_decimal

BUDDHIST_ERA = 543  # years ahead of the Gregorian calendar
BUDDHIST_LANGUAGES = {"th": "พ.ศ. "}
SKELETONS = {4: "y", 7: "yMMMM"}  # by the characters of an ISO date that are known
LOCALES = {"en": "en_GB"}  # day before month, as international English has it
DAY = re.compile(r"d+(?=(?:[^']*'[^']*')*[^']*$)")  # in a CLDR pattern, outside quotes
THOUSAND_MILLION = 1_000_000_000
LARGE = {"th": 1_000_000_000_000}  # Thai counts in millions much further
MOST_DECIMALS = 3  # of a large number in words
MILLION = 1_000_000
REMEMBERED = 4_000  # formatted dates and numbers


@cache
def locale(language: str) -> Locale:
    """CLDR's data of a site language."""
    return Locale.parse(LOCALES.get(language, language))


@lru_cache(maxsize=REMEMBERED)
def show_date(date: str, language: str) -> str:
    """A date of known precision (`2021`, `2021-11`, `2021-11-15`) in words."""
    if len(date) in SKELETONS:
        text = format_skeleton(SKELETONS[len(date)], _parse(date), locale=locale(language))
    else:
        text = format_date(_parse(date), "long", locale=locale(language))
    return _era(text, {date[:4]}, language)


def show_dates(first: str, last: str, language: str) -> str:
    """From one day to another in words: `15–16 November 2021`."""
    if not last or first == last:
        return show_date(first, language)
    if first[:7] != last[:7]:
        return f"{show_date(first, language)} – {show_date(last, language)}"
    days = f"'{_parse(first).day}–{_parse(last).day}'"
    pattern = DAY.sub(days, locale(language).date_formats["long"].pattern)
    return _era(format_date(_parse(last), pattern, locale=locale(language)), {last[:4]}, language)


@lru_cache(maxsize=REMEMBERED)
def show_number(value: float, language: str) -> str:
    """A number with the language's separators."""
    return format_decimal(value, locale=locale(language), decimal_quantization=False)


def in_millions(value: float, language: str) -> str | None:
    """`33` for 33,000,000; None for what is no round number of millions."""
    millions = value / MILLION
    return show_number(millions, language) if millions >= 1 and round(millions, 1) == millions else None


def in_large_words(value: float, language: str) -> str | None:
    """`42.96 billion` for 42,960,000,000, in the words of the language; None for less, or where digits would be lost."""
    if value < LARGE.get(language, THOUSAND_MILLION):
        return None
    known = locale(language)
    length = "long" if "long" in known.compact_decimal_formats else "short"  # Korean has one form for both
    rounded, exact = (
        format_compact_decimal(value, format_type=length, locale=known, fraction_digits=digits)
        for digits in (MOST_DECIMALS, 12)
    )
    return exact if rounded == exact else None


def gregorian_year(text: str, language: str) -> int:
    """The Gregorian year that a reader of this language means: Thai years from 2400 on are Buddhist."""
    year = int(text)
    return year - BUDDHIST_ERA if language in BUDDHIST_LANGUAGES and year >= 2400 else year  # noqa: PLR2004


def _parse(date: str) -> datetime.date:
    return datetime.date.fromisoformat(date + "-01-01"[len(date) - 4 :] if len(date) < 10 else date)  # noqa: PLR2004 - YYYY-MM-DD


def _era(text: str, years: set[str], language: str) -> str:
    prefix = BUDDHIST_LANGUAGES.get(language)
    if prefix is None:
        return text
    text = re.sub(r"ค\.ศ\. ?|ปี ", "", text)
    for year in years:
        text = text.replace(year, f"{prefix}{int(year) + BUDDHIST_ERA}", 1)
    return text
