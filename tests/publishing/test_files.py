"""Private files: public only while a live record shows them."""

import pytest
from django.core.files.storage import default_storage

from knowledge.models import Attachment
from portal.accounts.models import Role
from portal.publishing import files
from portal.publishing.extracting import DOCX, PLAIN, PPTX
from portal.publishing.files import Refused, media_type_of, store
from portal.publishing.tables import StoredFile
from tests.publishing.documents import KHMER, THAI, docx, packed, paragraph, pptx, shape

PDF = b"%PDF-1.7 something"


@pytest.fixture(autouse=True)
def _own_storage(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}},
    }


def _attached(make, stored):
    case = make.case_study()
    Attachment(
        record=case, kind="report", title_en="Report", title_th="รายงาน", file_sha256=stored.sha256
    ).save()
    return make.kept(case)


def test_the_same_content_is_kept_once(db):
    first, second = store(PDF, "a.pdf"), store(PDF, "b.pdf")
    assert first == second
    assert (first.media_type, first.size, first.name) == ("application/pdf", len(PDF), "a.pdf")
    assert default_storage.exists(files.path_of(first.sha256))


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (docx(paragraph(THAI)), DOCX),
        (pptx(shape(THAI)), PPTX),
        (f"{KHMER}\r\n\tand\f".encode(), PLAIN),
        (THAI.encode("utf-8-sig"), PLAIN),
        (THAI.encode("utf-16"), PLAIN),
        (b"a < b", PLAIN),
    ],
)
def test_documents_and_plain_text_are_known_by_their_content(db, content, media_type):
    stored = store(content, "report.pdf")
    assert (stored.media_type, stored.reading) == (media_type, "waiting")


@pytest.mark.parametrize(
    "content",
    [
        *(b"<svg onload=x>", b"\n <html>", "<?xml?>".encode("utf-16"), b"\xef\xbb\xbf<b>", b"", b"\xff\xfea"),
        *(b"GIF89a\x01\x00", b"{\\rtf1", b"%!PS-Adobe", b"a\x00b", b"a\x1bb", b"\xc2\x85", b"\xe0\xb8"),
        *(b"PK\x03\x04", docx("")[:-10], b"PK\x03\x04" + b"PK\x05\x06".ljust(22, b"\xff")),
        packed({"word/document.xml": "<a/>"}),
        packed({"[Content_Types].xml": "<a/>", "xl/workbook.xml": "<a/>"}),
    ],
)
def test_what_is_not_accepted_is_refused_by_its_content(db, content):
    assert media_type_of(content) is None
    with pytest.raises(Refused, match="neither PDF, Word, PowerPoint, plain text, PNG nor JPEG"):
        store(content, "report.pdf")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is encrypted, or in an old format of Office. Save it without"),
        (
            packed({"[Content_Types].xml": "", "word/document.xml": "", "word/vbaProject.bin": ""}),
            "holds macros",
        ),
    ],
)
def test_refusals_say_what_to_do(db, content, told):
    with pytest.raises(Refused, match=told):
        store(content, "report.docx")


def test_too_large_is_refused(db, monkeypatch):
    monkeypatch.setattr(files, "LARGEST", 10)
    with pytest.raises(Refused, match="larger than"):
        store(PDF, "a.pdf")


def test_the_shown_name_has_no_control_characters(db):
    assert store(PDF, "a\r\nb\x00\u202e.pdf").name == "ab.pdf"


def test_a_drafts_file_is_not_found_by_visitors_nor_by_other_agencies(make, client):
    stored = store(PDF, "a.pdf", owner="ag-own0000000")
    _attached(make, stored)
    address = f"/files/{stored.sha256}"
    assert client.get(address).status_code == 404
    client.force_login(make.user(Role.AGENCY_EDITOR, "ag-other00000"))
    assert client.get(address).status_code == 404
    client.force_login(make.user(Role.CONTRIBUTOR, "ag-own0000000"))
    response = client.get(address)
    assert (response.status_code, b"".join(response.streaming_content)) == (200, PDF)
    assert client.get(f"/files/{'0' * 64}").status_code == 404


def test_a_live_records_file_is_served_safely_and_no_longer_once_withdrawn(make, client):
    stored = store(PDF, "a.pdf")
    case = make.published(_attached(make, stored))
    response = client.get(f"/files/{stored.sha256}")
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="a.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    make.withdrawn(case)
    assert client.get(f"/files/{stored.sha256}").status_code == 404


def test_plain_text_is_never_shown_in_the_browser(make, client):
    stored = store(f"{THAI}, <script>alert(1)</script>".encode(), "a.html")
    make.published(_attached(make, stored))
    response = client.get(f"/files/{stored.sha256}")
    response.close()
    assert response["Content-Type"] == "text/plain"
    assert response["Content-Disposition"] == 'attachment; filename="a.html"'
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_file_is_looked_up_without_its_long_text(db, django_assert_num_queries):
    stored = store(PDF, "a.pdf")
    StoredFile.objects.update(text="long")
    with django_assert_num_queries(1) as asked:
        StoredFile.objects.get()
    assert '"text"' not in asked[0]["sql"]
    assert StoredFile.objects.get(pk=stored.pk).text == "long"


def test_texts_are_those_of_files_that_were_read(db):
    read, empty, waiting, failed = (store(PDF + b"%d" % number, "a.pdf").pk for number in range(4))
    StoredFile.objects.filter(pk__in=(read, failed)).update(text=THAI)
    StoredFile.objects.filter(pk__in=(read, empty)).update(reading="read")
    StoredFile.objects.filter(pk=failed).update(reading="failed")
    assert files.texts_of([read, empty, waiting, failed, "unheard of"]) == {read: THAI}
