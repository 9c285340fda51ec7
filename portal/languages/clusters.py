"""What a reader takes for one letter: a base with all its marks. Nothing is cut or compared within it.

Grapheme clusters as Unicode describes them (UAX #29), and a little more for the scripts of the site's languages:
consonants written below one another belong together (Khmer, Burmese), and so does every vowel sign with its base.
"""

import unicodedata

MARKS = {"Mn", "Mc", "Me"}
# Letters and joiners that stand on what is before them: ำ and ຳ, zero-width joiner and non-joiner.
TRAILING = {"\u0e33", "\u0eb3", "\u200c", "\u200d"}
# The next consonant is written below: Burmese virama, Khmer coeng.
STACKING = {"\u1039", "\u17d2"}
JOINER = "\u200d"
SYMBOL = "So"  # pictures, which the joiner puts together
UNSPACED = (
    ("\u0e00", "\u0eff"),  # Thai, Lao
    ("\u1000", "\u109f"),  # Burmese
    ("\u1780", "\u17ff"),  # Khmer
    ("\ua9e0", "\ua9ff"),  # Burmese, extended
    ("\uaa60", "\uaa7f"),
)


def clusters(text: str) -> list[str]:
    """The text's grapheme clusters, in order: `ก้ำ`, `ស្ត្រី` and `န္တ` are one each, `เก` is two."""
    found: list[str] = []
    for letter in text:
        if found and _continues(found[-1], letter):
            found[-1] += letter
        else:
            found.append(letter)
    return found


def _continues(cluster: str, letter: str) -> bool:
    """Whether a letter belongs to the cluster before it."""
    last, category = cluster[-1], unicodedata.category(letter)
    if category in MARKS or letter in TRAILING:
        return not last.isspace()
    if last in STACKING:
        return category == "Lo"
    if last == JOINER:
        return category == SYMBOL and unicodedata.category(cluster[0]) == SYMBOL
    return cluster == "\r" and letter == "\n"


def is_unspaced(cluster: str) -> bool:
    """Whether it is of a script that sets no spaces between words: Thai, Lao, Khmer or Burmese."""
    return any(first <= cluster[0] <= last for first, last in UNSPACED) and not cluster[0].isdigit()
