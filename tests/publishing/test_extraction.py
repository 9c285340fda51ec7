"""The text of a file, read by a process of its own."""

import io
import signal
import time
from importlib import import_module

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.publishing.extracting import DOCX, PDF, PLAIN, PPTX, READERS
from portal.publishing.extracting import __main__ as reading
from portal.publishing.extracting.clean import cleaned
from portal.publishing.extracting.limits import Limits
from portal.publishing.extraction import Extracted, _understood, extract
from tests.publishing.documents import (
    KHMER,
    SCRIPTS,
    THAI,
    docx,
    encrypted_pdf,
    line,
    packed,
    paragraph,
    pdf,
    pptx,
    shape,
    word,
)


def read(content: bytes, media_type: str, **limits) -> Extracted:
    """What is read of a file."""
    return extract(io.BytesIO(content), media_type, Limits(**limits))


def read_here(content: bytes, media_type: str) -> Extracted:
    """The same, without a process of its own."""
    module, name = READERS[media_type]
    reader = getattr(import_module(f"portal.publishing.extracting.{module}"), name)
    return Extracted(**reading.read(io.BytesIO(content), reader, Limits(seconds=100_000)))


# What is read


def test_a_pdf_is_read_page_by_page_in_every_script():
    pages = [line("Land office, first line") + line("and second", 680), *map(line, SCRIPTS), b""]
    found = read(pdf(*pages), PDF)
    assert found == Extracted("\n".join(["Land office, first line\nand second", *SCRIPTS]), pages=6)
    assert read_here(pdf(*pages), PDF) == found


def test_of_a_word_file_is_read_what_is_printed():
    run = "<w:r>{}<w:t>{}</w:t></w:r>"
    body = (
        "".join(map(paragraph, SCRIPTS))
        + f"<w:tbl><w:tr><w:tc>{paragraph('cell')}</w:tc><w:tc>{paragraph('another')}</w:tc></w:tr></w:tbl>"
        + "<w:p>"
        + run.format("", "shown")
        + run.format("<w:rPr><w:vanish/></w:rPr>", "HIDDEN")
        + run.format('<w:rPr><w:vanish w:val="0"/></w:rPr>', ", too")
        + "<w:del><w:r><w:t>DELETED</w:t></w:r></w:del>"
        + f"<w:ins>{run.format('', ' and inserted')}</w:ins>"
        + "<w:moveFrom><w:r><w:t>MOVED</w:t></w:r></w:moveFrom>"
        + "<w:r><w:instrText>FIELD</w:instrText><w:tab/><w:t>after a tab</w:t><w:br/><w:t>line</w:t></w:r>"
        + "</w:p>"
    )
    header = word(paragraph("Header"))
    content = docx(
        body,
        header1=header,
        header2=header,
        footnotes=word(paragraph("Note")),
        comments=word(paragraph("COMMENT")),
    )
    found = read(content, DOCX)
    assert read_here(content, DOCX) == found
    assert found == Extracted(
        "\n".join(
            [*SCRIPTS, "cell", "another", "shown, too and inserted after a tab", "line", "Note", "Header"]
        )
    )


def test_of_a_presentation_are_read_the_slides_that_are_shown_in_their_order():
    content = pptx(
        shape("First") + shape(THAI),
        shape("HIDDEN"),
        shape("Third") + shape("HIDDEN SHAPE", 'hidden="1"'),
        hidden=(1,),
        **{"notesSlides/notesSlide1": "<a><t>NOTE</t></a>"},
    )
    assert read(content, PPTX) == Extracted(f"First\n{THAI}\nThird", pages=2)
    assert read_here(content, PPTX) == read(content, PPTX)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_plain_text_is_read_in_the_encodings_it_may_have(encoding):
    assert read(f"{KHMER}\r\n{THAI}".encode(encoding), PLAIN) == Extracted(f"{KHMER}\n{THAI}")


# What is wrong with files


@pytest.mark.parametrize(
    ("content", "media_type", "problem"),
    [
        (encrypted_pdf(), PDF, "encrypted"),
        (b"", PDF, "damaged"),
        (b"%PDF-1.7 something", PDF, "damaged"),
        (bytes(range(256)) * 100, PDF, "damaged"),
        (pdf(b"", b""), PDF, "no_text"),  # pictures alone
        (docx(paragraph("Text"))[:-40], DOCX, "damaged"),
        (docx("<w:p>"), DOCX, "damaged"),
        (docx(""), DOCX, "no_text"),
        (packed({"word/document.xml": b"\xff\xfe\xff"}), DOCX, "damaged"),
        (packed({"ppt/presentation.xml": "<a/>"}), PPTX, "damaged"),
        (b" \n\t", PLAIN, "no_text"),
        (b"\xff", PLAIN, "no_text"),
    ],
)
def test_what_is_wrong_is_told(content, media_type, problem):
    found = read(content, media_type)
    assert (found.text, found.problem) == ("", problem)
    assert read_here(content, media_type) == found


def test_of_a_pdf_that_was_cut_short_is_read_what_is_there():
    assert read(pdf(line("Land"), line("office"))[:-15], PDF) == Extracted("Land\noffice", pages=2)


def test_entities_that_multiply_are_not_followed():
    bomb = '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]>' + word(paragraph("&c;"))
    assert read(packed({"word/document.xml": bomb}), DOCX).problem == "damaged"


def test_what_is_packed_is_counted_as_it_says_and_as_it_is():
    honest = docx(paragraph("a" * 200_000))
    assert read(honest, DOCX, unpacked=100_000).problem == "too_large"
    size = (len(word(f"<w:body>{paragraph('a' * 200_000)}</w:body>"))).to_bytes(4, "little")
    assert honest.count(size) == 2
    liar = honest.replace(size, (1000).to_bytes(4, "little"))
    assert read(liar, DOCX, unpacked=100_000).problem == "damaged"
    several = docx(paragraph("b"), **{f"header{n}": word(paragraph(f"{n}" * 30_000)) for n in range(5)})
    assert read(several, DOCX, unpacked=100_000).problem == "too_large"


def test_more_memory_than_a_file_is_given_ends_its_reader_alone():
    greedy = docx(paragraph("a " * 15_000_000))
    assert read(greedy, DOCX, memory=100 * 1024**2).problem == "too_large"
    huge = pdf(b"% " + b" " * 100_000_000)
    assert read(huge, PDF, memory=100 * 1024**2).problem in {"damaged", "no_text"}


def test_the_first_pages_and_letters_are_kept_of_what_is_too_long():
    long = pdf(*(line(f"Page {number}") for number in range(12)))
    assert read(long, PDF, pages=3) == Extracted("Page 0\nPage 1\nPage 2", pages=12, problem="partial")
    assert read(long, PDF, characters=10) == Extracted("Page 0\nPag", pages=12, problem="partial")
    assert read(pptx(*map(shape, "abc")), PPTX, pages=2) == Extracted("a\nb", pages=2, problem="partial")


def test_time_is_limited_by_the_clock_and_by_what_is_used_of_it():
    began = time.perf_counter()
    assert read(pdf(line("Land")), PDF, patience=0.01) == Extracted(problem="too_long")
    assert read(pdf(line("Land"), line("office")), PDF, seconds=0) == Extracted("Land", 2, "partial")
    assert read(pdf(b"", line("office")), PDF, seconds=0) == Extracted("", 2, "too_long")
    assert time.perf_counter() - began < 10


@pytest.mark.parametrize(
    ("code", "answer", "problem"),
    [
        (-signal.SIGKILL, b"", "broken_off"),  # from outside: says nothing of the file
        (-signal.SIGTERM, b"", "broken_off"),
        (-signal.SIGXCPU, b"", "too_long"),
        (-signal.SIGSEGV, b"", "damaged"),
        (1, b'{"text": "a", "pages": 1, "problem": ""}', "damaged"),
        (0, b"", "damaged"),
        (0, b"\xff\x00", "damaged"),
        (0, b"[1]", "damaged"),
        (0, b'{"text": 1, "pages": 1, "problem": ""}', "damaged"),
        (0, b'{"text": "a", "pages": "1", "problem": ""}', "damaged"),
        (0, b'{"text": "a", "pages": -1, "problem": ""}', "damaged"),
        (0, b'{"text": "a", "pages": 1, "problem": "unheard of"}', "damaged"),
        (0, b'{"text": "a", "pages": 1, "problem": []}', "damaged"),
        (0, b'{"text": "aaaaaaaaaaa", "pages": 1, "problem": ""}', "damaged"),
        (0, b'{"text": "a\\u0000", "pages": 1, "problem": ""}', "damaged"),
        (0, b'{"text": "\\ud800", "pages": 1, "problem": ""}', "damaged"),
    ],
)
def test_however_the_reader_ends_its_end_is_understood(code, answer, problem):
    assert _understood(code, answer, Limits(characters=10)) == Extracted(problem=problem)


# What is made of the text


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("a  b\t c\u00a0d \r\n\r\n  e\f\u2028f ", "a b c d\ne\nf"),
        ("adminis-\ntration, 2019-\n2021, e-\nService", "administration, 2019-\n2021, e-\nService"),
        ("adminis\x02tration, 2019\x022021", "administration, 2019-2021"),
        ("น\u0e49\u0e4d\u0e32, ท\u0e4d\u0e49\u0e32, ส\u0e4d\u0e32 ", "น้ำ, ท้ำ, สำ"),
        ("ນ\u0ec9\u0ecd\u0eb2", "ນ້ຳ"),
        ("ค \u0e49น ท \u0e35\u0e48 ส \u0e33", "ค้น ที่ สำ"),
        ("က \u1031", "ကေ"),
        ("Vie\u0323\u0302t", "Việt"),
        ("e\ufb03cient \ufb01rst", "efficient first"),
        ("soft\u00ad hyphen\u202e \ufeffmark \ue000\x00\x07", "soft hyphen mark"),
        ("Contents ........ 3 . . . . . 4\n________", "Contents 3 4"),
        ("ខេត្ត\u200bថ្មី", "ខេត្ត\u200bថ្មី"),
    ],
)
def test_text_is_cleaned(text, clean):
    assert cleaned(text) == clean


@settings(deadline=None)
@given(st.text(st.characters(codec=None), max_size=80))
def test_clean_text_can_be_kept_by_any_database(text):
    clean = cleaned(text)
    clean.encode()
    assert "\x00" not in clean
    assert clean == clean.strip()


def test_text_made_to_keep_a_process_busy_does_not():
    began = time.process_time()
    for evil in (" " * 400_000 + "x", "-\n" * 200_000, ". " * 200_000, "\u0e4d\u0e48" * 200_000):
        cleaned(evil)
    assert time.process_time() - began < 5
