"""The text of Word and PowerPoint files.

They are ZIPs of XML. Only what a reader of the printed file sees is read: body, tables, headers and footers, notes
at the foot of a page; slides that are shown. Not comments, what was deleted, speaker notes, hidden text, or what
the file says of itself.
"""

import re
import zipfile
from collections.abc import Iterator
from posixpath import join, normpath
from typing import BinaryIO
from xml.parsers import expat

from portal.publishing.extracting.limits import Gathering, Unreadable

CHUNK = 64 * 1024  # bytes
DOCX_PARTS = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml")
ENDS = {"p": "\n", "tc": "\n", "br": "\n", "cr": "\n", "tab": " ", "noBreakHyphen": "-"}
# Deleted or moved away, kept for older programs beside its successor, or code of a field.
LEFT_OUT = {"del", "moveFrom", "Fallback", "instrText"}
OFF = {"0", "false", "off"}
BROKEN = (zipfile.BadZipFile, expat.ExpatError, KeyError, ValueError, NotImplementedError, EOFError, OSError)


class Markup:
    """What is written in one XML file, in order."""

    def __init__(self):
        self.pieces: list[str] = []
        self.slides: list[str] = []  # the relations of a presentation's slides, in order
        self.targets: dict[str, str] = {}  # of relations
        self.is_hidden = False
        self._open: list[str] = []
        self._skipped_from = 0  # the depth from which nothing counts; 0 is none
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._letters
        self._parser.StartDoctypeDeclHandler = self._refuse  # nobody writes one here but to harm

    def feed(self, content: bytes, *, is_last: bool = False) -> None:
        """Read on. Raises ExpatError."""
        self._parser.Parse(content, is_last)

    def _start(self, qualified: str, attributes: dict[str, str]) -> None:
        name = qualified.rpartition(" ")[2]
        self._open.append(name)
        values = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        if name == "sld" and values.get("show", "1") in OFF:
            self.is_hidden = True
        elif name == "sldId":
            self.slides.append(next(value for key, value in attributes.items() if key.endswith(" id")))
        elif name == "Relationship":
            self.targets[values["Id"]] = values["Target"]
        elif not self._skipped_from:
            if name in LEFT_OUT:
                self._skipped_from = len(self._open)
            elif (
                name == "vanish" and self._open[-3:-1] == ["r", "rPr"] and values.get("val") not in OFF
            ) or (name == "cNvPr" and values.get("hidden", "0") not in OFF):
                self._skipped_from = len(self._open) - 2  # the run, or the shape, whose property it is

    def _end(self, qualified: str) -> None:
        name = qualified.rpartition(" ")[2]
        if not self._skipped_from and name in ENDS:
            self.pieces.append(ENDS[name])
        if len(self._open) == self._skipped_from:
            self._skipped_from = 0
        self._open.pop()

    def _letters(self, letters: str) -> None:
        if not self._skipped_from and self._open[-1] == "t":
            self.pieces.append(letters)

    def _refuse(self, *_declared) -> None:
        raise ValueError("A document type is declared.")


class Package:
    """An Office file as a ZIP. What is unpacked of it is counted. Raises Unreadable."""

    def __init__(self, opened: BinaryIO, gathering: Gathering):
        self.gathering, self.left = gathering, gathering.limits.unpacked
        self.zip = zipfile.ZipFile(opened)

    def part(self, name: str) -> Markup:
        """One of its XML files."""
        markup, info = Markup(), self.zip.getinfo(name)
        if info.file_size > self.left:
            raise Unreadable("too_large")
        if info.flag_bits & 1:
            raise Unreadable("encrypted")
        with self.zip.open(info) as packed:
            while content := packed.read(CHUNK):
                self.left -= len(content)
                if self.left < 0:
                    raise Unreadable("too_large")
                if self.gathering.is_late():
                    self.gathering.is_cut = True
                    return markup
                markup.feed(content)
        markup.feed(b"", is_last=True)
        return markup


def docx(opened: BinaryIO, gathering: Gathering) -> Iterator[str]:
    """The text of a Word file: first the body, then what is written above and below; the same of these once."""
    try:
        package, told = Package(opened, gathering), set()
        names = sorted(
            filter(DOCX_PARTS.fullmatch, package.zip.namelist()),
            key=lambda name: ("document" not in name, name),
        )
        for name in names:
            text = "".join(package.part(name).pieces)
            if text not in told:
                told.add(text)
                yield text
    except BROKEN as error:
        raise Unreadable("damaged") from error


def pptx(opened: BinaryIO, gathering: Gathering) -> Iterator[str]:
    """The text of each slide that is shown."""
    try:
        package = Package(opened, gathering)
        order = package.part("ppt/presentation.xml").slides
        targets = package.part("ppt/_rels/presentation.xml.rels").targets
        gathering.pages, gathering.is_cut = 0, len(order) > gathering.limits.pages
        for relation in order[: gathering.limits.pages]:
            slide = package.part(normpath(join("ppt", targets[relation])).lstrip("/"))
            if not slide.is_hidden:
                gathering.pages += 1
                yield "".join(slide.pieces)
    except BROKEN as error:
        raise Unreadable("damaged") from error
