"""Plain text: UTF-8, or UTF-16 that says so."""

import codecs
from collections.abc import Iterator
from typing import BinaryIO

from portal.publishing.extracting.limits import Gathering

ALLOWED = "\t\n\r\f"
# What begins like this is something else that happens to be made of letters: markup, RTF, PostScript.
OTHERWISE = ("<", "{\\rtf", "%!PS")


def decoded(content: bytes) -> str | None:
    """The text that the bytes are; None if they are none."""
    of_two = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = content.decode("utf-16" if of_two else "utf-8-sig")
    except UnicodeDecodeError:
        return None
    is_text = all(letter.isprintable() or letter in ALLOWED or not _is_control(letter) for letter in text)
    return text if is_text and not text.lstrip().startswith(OTHERWISE) else None


def plain(opened: BinaryIO, gathering: Gathering) -> Iterator[str]:
    """The text of an opened file, as one piece."""
    yield decoded(opened.read()) or ""


def _is_control(letter: str) -> bool:
    return letter < " " or "\x7f" <= letter <= "\x9f"
