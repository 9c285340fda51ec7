"""The text of PDFs.

A font for Thai, Lao, Khmer or Burmese draws a syllable with glyphs that are no letters, in an order that is none of
writing. Who makes a PDF well says with each syllable what it is: a marked span with an ActualText. PDFium reads
those, but says a span again for every glyph that stands off its line, and sees spaces and new lines between the
pieces of a word. So here each span counts once, and gaps within those scripts are measured.
"""

import ctypes
from collections.abc import Iterator
from typing import BinaryIO

import pypdfium2
import pypdfium2.raw as pdfium

from portal.publishing.extracting.clean import HYPHEN
from portal.publishing.extracting.limits import Gathering, Unreadable

MARKED = b"ActualText"
SPACE = 0.25  # of the height of the letters: less is the distance between two letters
BACKWARDS = -2.0  # of it: further back is another place
UNSPACED = ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0xA9E0, 0xA9FF), (0xAA60, 0xAA7F))
LAST = 0x10FFFF
HYPHENS = {0x02, 0xFFFE}  # PDFium's words for one at the end of a line
Box = tuple[float, float, float, float]  # left, bottom, right, top; in points


def pdf(opened: BinaryIO, gathering: Gathering) -> Iterator[str]:
    """The text of each page."""
    try:
        document = pypdfium2.PdfDocument(opened)
    except pypdfium2.PdfiumError as error:
        is_locked = error.err_code in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}
        raise Unreadable("encrypted" if is_locked else "damaged") from error
    gathering.pages = len(document)
    gathering.is_cut = gathering.pages > gathering.limits.pages
    for number in range(min(gathering.pages, gathering.limits.pages)):
        try:
            page = document[number]
            text = PageText(page).text()
            page.close()
        except pypdfium2.PdfiumError:  # one broken page does not take the others with it
            continue
        yield text


class PageText:
    """The letters of one page as PDFium finds them, and what was drawn to show them."""

    def __init__(self, page: pypdfium2.PdfPage):
        self.page = page.get_textpage()  # holds the page, without which its objects are gone
        self.raw = self.page.raw
        self.spans: dict[int, int] = {}  # of drawn objects, by their addresses
        self.boxes: dict[int, Box] = {}  # of spans
        for number in range(pdfium.FPDFPage_CountObjects(page.raw)):
            drawn = pdfium.FPDFPage_GetObject(page.raw, number)
            if pdfium.FPDFPageObj_GetType(drawn) == pdfium.FPDF_PAGEOBJ_TEXT and (span := _span_of(drawn)):
                self.spans[_address(drawn)] = span
                self.boxes[span] = _around(self.boxes.get(span), _bounds(drawn))

    def text(self) -> str:
        """The letters of the page in their order, each span once, gaps as spaces or new lines."""
        found: list[str] = []
        told, current, gap, last = set(), 0, "", None
        for index in range(pdfium.FPDFText_CountChars(self.raw)):
            code = pdfium.FPDFText_GetUnicode(self.raw, index)
            letter = HYPHEN if code in HYPHENS else chr(code) if code <= LAST else ""
            if pdfium.FPDFText_IsGenerated(self.raw, index) == 1:
                gap = "\n" if "\n" in (letter.replace("\r", "\n"), gap) else " "
                continue
            span = self.spans.get(_address(pdfium.FPDFText_GetTextObject(self.raw, index)), 0)
            if span != current:
                told.add(current)
                current = span
            if span and span in told:
                continue
            if gap and last is not None:
                unspaced = _is_unspaced(letter) or _is_unspaced(found[-1])
                found.append(self._gap(gap, last, (index, span)) if unspaced else gap)
            found.append(letter)
            gap, last = "", (index, span)
        return "".join(found)

    def _gap(self, gap: str, before: tuple[int, int], after: tuple[int, int]) -> str:
        """What is between two letters: nothing, a space or a new line, by where they stand."""
        one, other = self._box(*before), self._box(*after)
        if min(one[3], other[3]) <= max(one[1], other[1]):
            return gap
        height, distance = self._height(after[0]), other[0] - one[2]
        if distance < BACKWARDS * height:
            return gap
        return " " if distance > SPACE * height else ""

    def _box(self, index: int, span: int) -> Box:
        """Where a letter stands, or the span that it is of."""
        if span:
            return self.boxes[span]
        left, right, bottom, top = (ctypes.c_double() for _side in range(4))
        pdfium.FPDFText_GetCharBox(self.raw, index, left, right, bottom, top)
        return left.value, bottom.value, right.value, top.value

    def _height(self, index: int) -> float:
        """The size of a letter's font as it is drawn, in points."""
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(self.raw, index, matrix)
        return pdfium.FPDFText_GetFontSize(self.raw, index) * (matrix.a**2 + matrix.b**2) ** 0.5


def _span_of(drawn) -> int:
    """Which span says what the drawn text is; 0 if none does."""
    for number in range(pdfium.FPDFPageObj_CountMarks(drawn) - 1, -1, -1):
        mark = pdfium.FPDFPageObj_GetMark(drawn, number)
        if pdfium.FPDFPageObjMark_GetParamValueType(mark, MARKED) == pdfium.FPDF_OBJECT_STRING:
            return _address(mark)
    return 0


def _bounds(drawn) -> Box:
    sides = [ctypes.c_float() for _side in range(4)]
    pdfium.FPDFPageObj_GetBounds(drawn, *sides)
    return tuple(side.value for side in sides)


def _around(one: Box | None, other: Box) -> Box:
    """The box around both."""
    if one is None:
        return other
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def _address(pointer) -> int:
    return ctypes.addressof(pointer.contents) if pointer else 0


def _is_unspaced(letter: str) -> bool:
    """Whether it is of a script that writes words without spaces between them."""
    return any(start <= ord(one) <= end for one in letter for start, end in UNSPACED)
