"""Text as it comes out of files, made fit to be searched."""

import re
import unicodedata

# Vowel signs, tone marks and subscripts of Thai, Lao, Burmese and Khmer, and the two letters that are half a mark.
MARKS = "".join(
    chr(code)
    for start, end in (
        (0x0E00, 0x0F00),
        (0x1000, 0x10A0),
        (0x1780, 0x1800),
        (0xA9E0, 0xAA00),
        (0xAA60, 0xAA80),
    )
    for code in range(start, end)
    if unicodedata.category(chr(code)) in {"Mn", "Mc"} or code in {0x0E33, 0x0EB3}
)
DROPPED = {"Cc", "Cs", "Co", "Cn"}  # controls, halves of pairs, private letters of a font, what is none
# Of what is not seen, only what separates or joins letters says something; soft hyphens and directions do not.
UNSEEN = {"\u200b", "\u200c", "\u200d"}
HYPHEN = "\x02"  # PDFium's, for one at the end of a line
LATIN = "a-z\u00df-\u00f6\u00f8-\u024f\u1e01-\u1eff"  # small letters

# In this order. Files tear apart what is one letter to its reader: a font draws sara am (Lao: am) as a ring and
# a stroke, with the tone between or before them, and no word of either language has the two next to each other
# otherwise. A mark never begins a word, so a space before one was put there by who laid out the line.
RULES = (
    (re.compile(r"[^\S\n\f\v\x1c-\x1e\x85\u2028\u2029]+"), " "),
    (re.compile(r" ?[\n\f\v\x1c-\x1e\x85\u2028\u2029]\s*"), "\n"),
    (re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32"), "\\1\u0e33"),
    (re.compile("\u0ecd([\u0ec8-\u0ecb]?)\u0eb2"), "\\1\u0eb3"),
    (re.compile(f"[ \n](?=[{MARKS}])"), ""),
    (re.compile(f"(?<=[{LATIN}])(?:[-\u2010\u00ad]\n|{HYPHEN}\n?)(?=[{LATIN}])"), ""),
    (re.compile(f"{HYPHEN}\n?"), "-"),
    (
        re.compile(r"([.·•…_=*~-])(?: ?\1){3,}"),
        " ",
    ),  # leaders of a table of contents, lines drawn with letters
    (re.compile("[\ufb00-\ufb06]"), lambda found: unicodedata.normalize("NFKC", found[0])),  # ﬁ, ﬂ, ﬃ
    (re.compile(r" {2,}"), " "),
)


def cleaned(text: str) -> str:
    """The text in NFC, without what says nothing: lines stay lines, runs of spaces become one."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    for pattern, replacement in RULES:
        text = pattern.sub(replacement, text)
    text = "".join(letter for letter in text if letter in UNSEEN or letter == "\n" or _says_something(letter))
    return text.strip()


def _says_something(letter: str) -> bool:
    category = unicodedata.category(letter)
    return category not in DROPPED and category != "Cf"
