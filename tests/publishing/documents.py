"""Small PDFs, Word and PowerPoint files, written here byte by byte."""

import io
import zipfile
import zlib
from xml.sax.saxutils import escape

THAI = "สำนักงานที่ดินให้บริการประชาชน"
LAO = "ສຳນັກງານທີ່ດິນໃຫ້ບໍລິການ"
KHMER = "ការិយាល័យដីធ្លីផ្តល់សេវា"
BURMESE = "မြေစာရင်းဦးစီးဌာနဝန်ဆောင်မှု"
SCRIPTS = (THAI, LAO, KHMER, BURMESE)
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def line(text: str, height: int = 700) -> bytes:
    """One line of a page. What is not ASCII is drawn as x, and the page says what it is."""
    if text.isascii():
        return f"BT /F1 12 Tf 72 {height} Td ({text}) Tj ET\n".encode()
    said = text.encode("utf-16-be").hex()
    return f"/Span <</ActualText <feff{said}>>> BDC\nBT /F1 12 Tf 72 {height} Td (x) Tj ET\nEMC\n".encode()


def pdf(*pages: bytes, trailer: bytes = b"") -> bytes:
    """A PDF of pages that are given as what is drawn on them."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * number) for number in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pages)),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for number, drawn in enumerate(pages):
        packed = zlib.compress(drawn)
        page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>"
        stream = b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream"
        objects += [page % (5 + 2 * number), stream % (len(packed), packed)]
    written, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    ending = b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n"
    return written + ending % (len(objects) + 1, table, len(objects) + 1, trailer, len(written))


def encrypted_pdf() -> bytes:
    """A PDF that opens with a password only."""
    key = b"00" * 32
    lock = b"/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -4/O<%s>/U<%s>>>/ID[<00><00>]" % (key, key)
    return pdf(line("Secret"), trailer=lock)


def packed(members: dict[str, str | bytes]) -> bytes:
    """A ZIP."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return written.getvalue()


def docx(body: str, **others: str | bytes) -> bytes:
    """A Word file: the XML of its body, and of other files in `word/` by their names."""
    members = {"[Content_Types].xml": "<Types/>", "word/document.xml": word(f"<w:body>{body}</w:body>")}
    return packed(members | {f"word/{name}.xml": content for name, content in others.items()})


def word(content: str) -> str:
    """A file of WordprocessingML."""
    return f'<w:document xmlns:w="{W}">{content}</w:document>'


def paragraph(text: str) -> str:
    """A paragraph of a Word file."""
    return f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def pptx(*slides: str, hidden: tuple[int, ...] = (), **others: str) -> bytes:
    """A presentation: the XML of the shapes of each slide, in an order that is not that of their names."""
    count = len(slides)
    listed = "".join(f'<p:sldId id="{256 + n}" r:id="rId{n}"/>' for n in range(count))
    related = "".join(
        f'<Relationship Id="rId{n}" Target="slides/slide{count - n}.xml"/>' for n in range(count)
    )
    members = {
        "[Content_Types].xml": "<Types/>",
        "ppt/presentation.xml": f'<p:presentation xmlns:p="{P}" xmlns:r="{R}"><p:sldIdLst>{listed}</p:sldIdLst>'
        "</p:presentation>",
        "ppt/_rels/presentation.xml.rels": f'<Relationships xmlns="{RELATIONS}">{related}</Relationships>',
    }
    for n, shapes in enumerate(slides):
        show = ' show="0"' if n in hidden else ""
        members[f"ppt/slides/slide{count - n}.xml"] = (
            f'<p:sld xmlns:p="{P}" xmlns:a="{A}"{show}>{shapes}</p:sld>'
        )
    return packed(members | {f"ppt/{name}.xml": content for name, content in others.items()})


def shape(text: str, name: str = "") -> str:
    """A shape with a text."""
    return f"<p:sp><p:nvSpPr><p:cNvPr {name}/></p:nvSpPr><p:txBody><a:p><a:r><a:t>{escape(text)}</a:t></a:r></a:p></p:txBody></p:sp>"
