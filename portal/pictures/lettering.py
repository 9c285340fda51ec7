"""How wide a text will be: an estimate, since the reader's device chooses the font."""

import unicodedata

# Advance of a character in ems, by the block it is in; measured with common fonts, rounded up where they differ.
ADVANCES = (
    (0x0E00, 0.55),  # Latin and what comes before Thai
    (0x0F00, 0.57),  # Thai, Lao
    (0x1100, 0.8),  # Burmese
    (0x1200, 1.0),  # Hangul letters
    (0x1780, 0.6),
    (0x1800, 0.66),  # Khmer
    (0x2E80, 0.6),
)
WIDE = 1.0  # Hangul syllables, and what else fills a square
WITHOUT_WIDTH = {"Mn", "Me", "Cf"}  # marks above and below, joiners


def width(text: str, size: float) -> float:
    """The width of a text in letters of a size, in the unit of that."""
    return size * sum(_advance(letter) for letter in text)


def _advance(letter: str) -> float:
    if unicodedata.category(letter) in WITHOUT_WIDTH:
        return 0.0
    return next((advance for end, advance in ADVANCES if ord(letter) < end), WIDE)
