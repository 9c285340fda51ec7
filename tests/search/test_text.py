"""Tokens: the same for all that reads alike, others for what does not, in every script."""

import time
from itertools import pairwise
from unicodedata import normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from portal.languages.clusters import clusters
from portal.search.text import CLUSTER, LONGEST_TOKEN, fold_word, tokens, units, with_accents
from tests.search.writing import WRITING

MOST_SIGNS = 16  # of a letter: what piles up more is cut, where it would not be in another form
WRITTEN = (
    st.lists(WRITING, max_size=8)
    .map("".join)
    .filter(lambda text: all(len(one) <= MOST_SIGNS for one in CLUSTER.findall(normalize("NFD", text))))
)
TOKENS = {
    "en": ("Land Office, Ministry", ["land", "office", "ministry"]),
    "th": ("สำนักงานที่ดิน", ["สํา·นั", "นั·ก", "ก·งา", "งา·น", "น·ที", "ที·ดิ", "ดิ·น", "น·"]),
    "lo": ("ສຳນັກງານທີ່ດິນ", ["ສໍາ·ນັ", "ນັ·ກ", "ກ·ງາ", "ງາ·ນ", "ນ·ທີ", "ທີ·ດິ", "ດິ·ນ", "ນ·"]),
    "km": (
        "ការិយាល័យដីធ្លី",
        ["កា·រិ", "រិ·យា", "យា·ល័", "ល័·យ", "យ·ដី", "ដី·ធ\u17b8\u17d2ល", "ធ\u17b8\u17d2ល·"],
    ),
    "my": (
        "မြေစာရင်းဦးစီးဌာန",
        ["မ\u1031\u103c·စာ", "စာ·ရင်း", "ရင်း·ဦး", "ဦး·စီး", "စီး·ဌာ", "ဌာ·န", "န·"],
    ),
    "vi": ("Đăng ký đất đai", ["dang", "ky", "dat", "dai"]),
    "id": ("Pendaftaran tanah", ["pendaftaran", "tanah"]),
    "ms": ("Pejabat Tanah Daerah", ["pejabat", "tanah", "daerah"]),
    "fil": ("Tanggapan ng lupa sa Niño", ["tanggapan", "ng", "lupa", "sa", "nino"]),
    "ko": ("토지 등록", ["토·지", "지·", "등·록", "록·"]),
    "zh": ("土地登记", ["土·地", "地·登", "登·记", "记·"]),
    "ja": ("とち登記ﾄｳｷ", ["と·ち", "ち·登", "登·記", "記·ト", "ト·ウ", "ウ·キ", "キ·"]),
}


@pytest.mark.parametrize("language", TOKENS)
def test_a_text_has_these_tokens(language):
    text, expected = TOKENS[language]
    assert tokens(text) == expected


ALIKE = {
    "sara am, composed or not": ("น\u0e33", "น\u0e4dา"),
    "a tone before and behind the ring of sara am": ("น\u0e49\u0e33", "น\u0e49\u0e4dา", "น\u0e4d\u0e49า"),
    "Lao am, composed or not": ("ສ\u0eb3", "ສ\u0ecd\u0eb2"),
    "Lao high l": ("ຫລວງ", "ຫຼວງ"),
    "Lao high m": ("ຫມູ່", "ໝູ່"),
    "Lao high n": ("ຫນ້າ", "ໜ້າ"),
    "Khmer da and ta below a consonant": ("ស\u17d2ដាំ", "ស\u17d2តាំ"),
    "Khmer signs in either order": ("ស\u17d2ត\u17d2រី", "ស\u17d2រ\u17d2តី", "ស\u17d2តី\u17d2រ"),
    "Khmer signs that shift a series": ("ប៉ុន", "ប៊ុន", "បុន"),
    "a zero-width space between Khmer words": ("ដី\u200bធ្លី", "ដីធ្លី"),
    "Burmese aa, tall or round": ("ပါ", "ပာ"),
    "Burmese vowels in either order": ("မိုး", "မ\u102f\u102d\u1038"),
    "Burmese dot and asat in either order": ("န\u1037\u103a", "န\u103a\u1037"),
    "Burmese u with its sign": ("\u1026း", "\u1025\u102eး"),
    "where Vietnamese sets its tone": ("hoá", "hóa", "HOÁ", "hoa\u0301"),
    "Vietnamese composed or not": ("Tiếng Việt", normalize("NFD", "Tiếng Việt")),
    "Korean composed or not": ("등록", normalize("NFD", "등록")),
    "kana with their voice composed or not": ("ガ", "カ\u3099", "ｶﾞ"),
    "full and half width": ("\uff21\uff22\uff23\uff11\uff12\uff13", "abc123"),
    "digits of every script": ("2564", "๒๕๖๔", "໒໕໖໔", "២៥៦៤", "၂၅၆၄", "२५६४"),
    "case": ("STRASSE", "straße", "Straße"),
    "letters with a stroke": ("Łódź Đà Nẵng", "lodz da nang"),
    "a ligature": ("ﬁle", "file"),
    "a soft hyphen": ("regis\u00adtry", "registry"),
}


@pytest.mark.parametrize("why", ALIKE)
def test_what_reads_alike_has_the_same_tokens(why):
    several = ALIKE[why]
    assert {written: tokens(written) for written in several} == dict.fromkeys(several, tokens(several[0]))


OTHERS = {
    "water is no verb": ("ရေ", "ရေး"),
    "a Burmese dot is a tone of its own": ("ရေ", "ရေ့"),
    "a final is no syllable": ("မန်", "မန"),
    "Thai vowels count": ("ตา", "ตาย"),
    "a Lao h is not always silent": ("ຫາ", "ຫຼາ"),
    "a joined number is not its parts": ("100000", "100 000"),
}


@pytest.mark.parametrize("why", OTHERS)
def test_what_reads_differently_has_other_tokens(why):
    one, other = OTHERS[why]
    assert tokens(one) != tokens(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("အင်္ဂလိပ်", ["အင\u1039ဂ\u103a·လိပ်", "လိပ်·"]),  # kinzi
        ("မန္တလေး", ["မ·န္တ", "န္တ·လေး", "လေး·"]),  # stacked
        ("ဝန်ကြီး", ["ဝန်·က\u102e\u103cး", "က\u102e\u103cး·"]),  # a final with asat belongs to its syllable
        ("ปี๒๕๖๔", ["ปี·", "2564"]),
        ("ไทยLand", ["ไท·ย", "ย·", "land"]),
        ("ກະຊວງ, ທີ່", ["ກະ·ຊ", "ຊ·ວ", "ວ·ງ", "ງ·", "ທີ·"]),
        ("e-filing 100,000", ["e", "filing", "100", "000"]),
        ("snake_case don’t", ["snake", "case", "don", "t"]),
        ("ก·ข", ["ก·", "ข·"]),
        ("½ x²", ["1\u20442", "x2"]),
        ("🙂 «» \x00 — \ud800", []),
        ("\u0301\u0e49\u200b\ufeff", []),
        ("", []),
        ("𠮷野", ["𠮷·野", "野·"]),
        ("कानून", ["कानून"]),
    ],
)
def test_scripts_meet_within_a_text(text, expected):
    assert tokens(text) == expected


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("hoá", "hóa", True),
        ("ký", "kỳ", False),
        ("đất", "dat", False),
        ("Đất", "đất", True),
        ("ป่า", "ป้า", False),
        ("ป่า", "ปา", False),
        ("ป่า", normalize("NFD", "ป่า"), True),
        ("น\u0e49\u0e33", "น\u0e4d\u0e49า", True),
        ("ແມ່", "ແມ້", False),
        ("ប៉ុន", "ប៊ុន", False),
        ("LAND", "land", True),
    ],
)
def test_accents_tell_what_folding_took_away(one, other, is_same):
    (folded, accents), (same, others) = with_accents(one), with_accents(other)
    assert folded == same
    assert (accents == others) is is_same


def test_a_word_without_accents_has_none():
    assert with_accents("Land ที ດິນ ដី မြေ")[1] == bytearray(6)


def test_a_word_is_cut_where_it_is_too_long():
    assert tokens("a" * 1000) == tokens("á" * 1000) == ["a" * LONGEST_TOKEN]


TEXTS = st.text() | st.text(
    "กทนาิี่้ำเแ์ ະຫມລ່\u17d2កតរី\u200b\u200cမန\u1039\u103a\u1037းấđ토지\u1100\u1161ｶﾞ_-'\"·\x00a1", max_size=40
)


@given(TEXTS)
@example("ฟ\u0e33\u0e33")
def test_units_are_the_tokens_with_their_places(text):
    assert [unit.token for unit in units(text)] == tokens(text)


@given(TEXTS)
def test_there_is_an_accent_for_each_token(text):
    found, accents = with_accents(text)
    assert len(found) == len(accents)


@given(TEXTS)
def test_places_lie_within_the_text_and_go_on(text):
    several = list(units(text))
    assert all(0 <= unit.start < unit.middle <= unit.end <= len(text) for unit in several)
    assert all(one.start < other.start for one, other in pairwise(several))


@given(TEXTS)
@example("ﷺ \u2028 ㌀ “quoted”")
def test_no_token_holds_what_means_something_to_a_database(text):
    said = "".join(tokens(text))
    assert [letter for letter in said if letter.isspace() or letter in "\x00'\"“”\\():*&|!<>-"] == []
    said.encode()


def test_no_letter_that_there_is_gives_such_a_token():
    everything = " ".join(map(chr, (*range(0xD800), *range(0xE000, 0x30000))))
    wrong = {
        token for token in tokens(everything) if not token or token.isspace() or len(token) > LONGEST_TOKEN
    }
    assert wrong == set()
    letters = set("".join(tokens(everything)))
    assert [letter for letter in letters if letter.isascii() and not letter.isalnum()] == []
    assert [letter for letter in letters if letter.isspace()] == []


@given(WRITTEN)
@example("ကဦ်္ဂ")
def test_composed_and_decomposed_texts_have_the_same_tokens(text):
    assert with_accents(normalize("NFC", text)) == with_accents(normalize("NFD", text)) == with_accents(text)


@given(WRITTEN)
def test_no_place_cuts_what_is_one_letter_to_a_reader(text):
    # The clusters of the search are the larger ones: a vowel before or behind its consonant belongs to them, too.
    ends, end = {0}, 0
    for cluster in clusters(text):
        end += len(cluster)
        ends.add(end)
    assert [unit for unit in units(text) if not {unit.start, unit.middle, unit.end} <= ends] == []


@given(st.text())
def test_a_folded_word_stays_as_it_is(text):
    for word in tokens(text):
        if "·" not in word:
            assert fold_word(word) == word


PATHOLOGICAL = (
    *("\u0301", "a\u0301", "\u0e34", "เ", "ก", "ກ\u0ecd", "က", "\u200b", "a\u200b", "\u1100", "\uff9e"),
    *("(", "%_", '"', "a", "1,", "🙂", "\u0301\u0316", "\u0591\u05b0", "\u094d\u093c", "\u17d2ក", "\u1039က"),
    "\u1037\u103a",
)


@pytest.mark.parametrize("repeated", PATHOLOGICAL)
def test_the_cost_of_a_text_does_not_outgrow_its_length(repeated):
    several = [first + repeated * (50_000 // len(repeated)) for first in ("a", "ก\u0e33ក", "က")]
    began = time.process_time()
    for text in several:
        tokens(text)
    assert time.process_time() - began < 1


@pytest.mark.parametrize("repeated", PATHOLOGICAL)
@pytest.mark.parametrize("first", ["a", "ก", "ក", "က"])
def test_every_token_is_short_enough_for_both_databases(first, repeated):
    # Below the limit of a word in a tsvector, which is 2,046 bytes. Signs of several classes are costly to order.
    found = tokens(first + repeated * 2000)
    assert [token for token in found if len(token.encode()) > 1000] == []
