"""Private files: public only while a live record shows them."""

import pytest
from django.core.files.storage import default_storage

from knowledge.models import Attachment
from portal.accounts.models import Role
from portal.publishing import files
from portal.publishing.files import Refused, media_type_of, store

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


@pytest.mark.parametrize("content", [b"<svg onload=x>", b"<html>", b"", b"PK\x03\x04", b"GIF89a"])
def test_what_is_not_accepted_is_refused_by_its_content(db, content):
    assert media_type_of(content) is None
    with pytest.raises(Refused, match="neither PDF, PNG nor JPEG"):
        store(content, "report.pdf")


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
