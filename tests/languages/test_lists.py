"""Names in a row, as each language joins them."""

import pytest
from babel.lists import format_list

from portal.languages.codes import CODES
from portal.languages.dates import locale
from portal.languages.lists import show_list

THREE = {
    "en": "A, B and C",
    "th": "A B และC",
    "lo": "A, B, C",
    "km": "A, B និង C",
    "my": "A - Bနှင့် C",
    "vi": "A, B và C",
    "id": "A, B, dan C",
    "ms": "A, B dan C",
    "fil": "A, B, at C",
    "ko": "A, B 및 C",
}


@pytest.mark.parametrize("language", CODES)
def test_each_language_joins_in_its_own_way(language):
    assert show_list("ABC", language) == THREE[language]


@pytest.mark.parametrize("language", CODES)
@pytest.mark.parametrize("count", range(7))
def test_it_is_what_cldr_says_for_any_number(language, count):
    texts = [f"name {number}" for number in range(count)]
    assert show_list(texts, language) == format_list(texts, "standard", locale(language))
