"""Zawgyi, the older way to write Burmese, which gives Unicode's code points other meanings: found, and made Unicode.

Zawgyi keeps what is drawn: from left to right, with a code point for each form of a sign. Unicode keeps what is spelled,
in one order (UTN #11, Representing Myanmar in Unicode). The library has learned from both which one a text is; what the
code points mean in each, and the order, is here.
"""

import re
import unicodedata
import warnings

from myanmartools import ZawgyiDetector

SURE = 0.97  # that it is Zawgyi; how it was chosen: docs/decisions/0010-burmese-encodings.md
UNLIKELY = 0.05
with warnings.catch_warnings():
    # It reads its model by a function that Python deprecates in 3.11 and 3.12, and no longer from 3.13 on.
    warnings.simplefilter("ignore", DeprecationWarning)
    DETECTOR = ZawgyiDetector()

BURMESE = re.compile("[\u1000-\u109f]")
GAP = "[ \u00a0\u200b\u2060]{1,9}"
RUN = re.compile(f"[\u1000-\u109f]+(?:{GAP}[\u1000-\u109f]+)*")

VOWEL_E, ASAT, VIRAMA = "\u1031", "\u103a", "\u1039"
YA, RA, WA, HA = "\u103b", "\u103c", "\u103d", "\u103e"
KINZI = f"\u1004{ASAT}{VIRAMA}"  # stands above the letter that is spelled after it

# What Zawgyi's code points are in Unicode, where that is something else.
MEANING = {
    0x1039: ASAT,
    0x103A: YA,
    0x103B: RA,
    0x103C: WA,
    0x103D: HA,
    # Wider, narrower, longer and shorter forms.
    0x1033: "\u102f",
    0x1034: "\u1030",
    0x106A: "\u1009",
    0x106B: "\u100a",
    0x107D: YA,
    **dict.fromkeys(range(0x107E, 0x1085), RA),
    0x1087: HA,
    0x108F: "\u1014",
    0x1090: "\u101b",
    **dict.fromkeys((0x1094, 0x1095), "\u1037"),
    # Several in one.
    0x104E: f"\u104e\u1004{ASAT}\u1038",
    0x105A: f"\u102b{ASAT}",
    0x1064: KINZI,
    0x1086: "\u103f",
    0x1088: f"{HA}\u102f",
    0x1089: f"{HA}\u1030",
    0x108A: f"{WA}{HA}",
    0x108B: f"{KINZI}\u102d",
    0x108C: f"{KINZI}\u102e",
    0x108D: f"{KINZI}\u1036",
    0x108E: "\u102d\u1036",
    0x106E: f"ဍ{VIRAMA}ဍ",
    0x106F: f"ဍ{VIRAMA}ဎ",
    0x1091: f"ဏ{VIRAMA}ဍ",
    0x1092: f"ဋ{VIRAMA}ဌ",
    0x1097: f"ဋ{VIRAMA}ဋ",
    # Letters written below another.
    0x1085: f"{VIRAMA}လ",
    0x1093: f"{VIRAMA}ဘ",
    0x1096: f"{VIRAMA}တ{WA}",
    **{
        first + number: VIRAMA + letter
        for first, letters in ((0x1060, "ကခဂဃ"), (0x1065, "စဆဆဇဈ"), (0x106C, "ဋဌ"), (0x1070, "ဏတတထထဒဓနပဖဗဘမ"))
        for number, letter in enumerate(letters)
    },
}

# The signs of a syllable in the order in which Unicode spells them, after its letter and what is below that.
ORDER = f"{YA}{RA}{WA}{HA}{VOWEL_E}\u102d\u102e\u1032\u102f\u1030\u102b\u102c\u1036{ASAT}\u1037\u1038"
LETTER = "\u1000-\u102a\u103f"
# Zawgyi writes these two before the letter (a slip may repeat them). Where none follows, they were written behind it.
BEFORE = f"{VOWEL_E}{RA}"
BEHIND = f"{YA}{WA}{HA}\u102b-\u1030\u1032\u1036-\u1038{ASAT}"
SIGN = re.compile(f"{KINZI}|{VIRAMA}[{LETTER}]|[{BEHIND}]|[{BEFORE}](?![{BEFORE}]{{0,9}}[{LETTER}])")
SYLLABLE = re.compile(f"([{BEFORE}]{{0,9}})([{LETTER}])((?:{SIGN.pattern})*)")
# Signs that no digit has; a visarga may be the colon of a time.
OF_LETTERS = f"{YA}{WA}{HA}{VIRAMA}\u102b-\u1030\u1032\u1036{ASAT}"
DIGIT, ZERO, SEVEN, FOUR = "\u1040-\u1049", "\u1040", "\u1047", "\u1044"
LONE = f"(?<![{DIGIT}])(?<![{DIGIT}][.,\u1038])"  # behind no other digit
NGA = f"\u1004{ASAT}\u1038"

# Before syllables are put in order: what, and by what.
CLEANING = [
    # A space so that the sign stands further right.
    (f"{GAP}(?={KINZI}|{VIRAMA}|[{BEHIND}])", ""),
    # Digits in place of letters that look alike: zero for wa, seven for ra, four for the sign ၎.
    (f"(?<=[{BEFORE}]){ZERO}|{ZERO}(?=[{OF_LETTERS}])", "\u101d"),
    (f"{LONE}(?<=[{LETTER}{BEHIND}]){ZERO}(?![{DIGIT}.,])|{LONE}{ZERO}(?=[{LETTER}{BEFORE}])", "\u101d"),
    (f"(?<=[{BEFORE}]){SEVEN}|{LONE}{SEVEN}(?=[{OF_LETTERS}]|[{LETTER}]{ASAT})", "\u101b"),
    (f"{LONE}{FOUR}(?={NGA})", "\u104e"),
    (f"(?<=\u104e)(?:{NGA})+", NGA),
]
# Afterwards: letters that were put together of others.
FINISHING = [
    (f"ဥ(?=\u1037?{ASAT}|{VIRAMA}|\u102c)", "ဉ"),
    (f"စ{YA}", "ဈ"),
    (f"သ{RA}", "ဩ"),
    (f"ဩ{VOWEL_E}\u102c{ASAT}", "ဪ"),
]


def is_zawgyi(text: str) -> bool:
    """Whether a text, or a line of it, is surely Zawgyi. False for what reads the same in both."""
    lines = text.splitlines()
    return any(map(_is_sure, [text, *lines] if len(lines) > 1 else lines))


def to_unicode(text: str) -> str:
    """A Zawgyi text in Unicode (NFC). Other scripts stay as they are, and so do lines that are surely Unicode."""
    return "".join(
        line if _probability(line) < UNLIKELY else RUN.sub(lambda run: _converted(run[0]), line)
        for line in text.splitlines(keepends=True)
    )


def as_unicode(text: str) -> str:
    """The text, in Unicode if it surely is Zawgyi. For what nobody need be asked about: queries, texts of files."""
    return to_unicode(text) if is_zawgyi(text) else text


def _is_sure(text: str) -> bool:
    return _probability(text) > SURE and to_unicode(text) != unicodedata.normalize("NFC", text)


def _probability(text: str) -> float:
    """Of a text's being Zawgyi; below any for one without Burmese."""
    return DETECTOR.get_zawgyi_probability(text) if BURMESE.search(text) else -1


def _converted(run: str) -> str:
    text = run.translate(MEANING)
    for pattern, by in CLEANING:
        text = re.sub(pattern, by, text)
    text = SYLLABLE.sub(_spelled, text)
    for pattern, by in FINISHING:
        text = re.sub(pattern, by, text)
    return unicodedata.normalize("NFC", text)


def _spelled(syllable: re.Match) -> str:
    before, letter, behind = syllable.groups()
    signs = SIGN.findall(behind)
    kinzi = KINZI if KINZI in signs else ""
    below = [sign for sign in signs if len(sign) > 1 and sign != KINZI]
    # A letter may be silent and yet have a sign: ယောက်ျား, ကျွန်ုပ်.
    silent = ASAT if behind.startswith(ASAT) else ""
    single = {*before, *(sign for sign in signs if len(sign) == 1)} - {silent}
    return kinzi + letter + "".join(below) + silent + "".join(sorted(single, key=ORDER.index))
