"""Files that come with a record."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from knowledge.models import Attachment
from portal.editing.filetexts import PROBLEMS, state_of
from portal.publishing import files
from portal.publishing.tables import ReadingProblem, StoredFile
from tests.editing.filling import address, edit, faults, opened, save, step

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 a report"
OPENING = 25  # queries of the form of a case study with files
SHA = hashlib.sha256(PDF).hexdigest()


@pytest.fixture(autouse=True)
def _store_apart(settings, tmp_path):
    options = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": options}


def with_upload(data: dict, content: bytes | None, **values) -> dict:
    """The form with a new attachment."""
    added = {"attachments-TOTAL_FORMS": 1, "attachments-0-kind": "report", "attachments-0-title_en": "Report"}
    if content is not None:
        added["attachments-0-upload"] = SimpleUploadedFile("report.pdf", content)
    return {**data, **added, **{f"attachments-0-{name}": value for name, value in values.items()}}


def test_a_file_is_kept_privately_until_the_record_is_published(make, secretariat, own_agency):
    case = make.live("case-study", owner=own_agency.pk)
    save(secretariat, case, with_upload(opened(secretariat, case), PDF))
    stored = StoredFile.objects.get()
    assert (stored.sha256, stored.name, stored.owner) == (SHA, "report.pdf", own_agency.pk)
    assert Attachment.objects.get().file_sha256 == SHA
    with files.open_file(SHA) as kept:
        assert kept.read() == PDF
    assert Client().get(f"/files/{SHA}").status_code == 404
    assert f'<a href="/files/{SHA}">{SHA[:12]}</a>' in secretariat.get(address(case)).content.decode()
    step(secretariat, case, "publish-unreviewed", reason="Checked.")
    response = Client().get(f"/files/{SHA}")
    assert response.getvalue() == PDF
    response.close()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"<html><script>", "report.pdf is neither PDF, Word, PowerPoint, plain text, PNG nor JPEG."),
        (b"", "The submitted file is empty."),
        (None, "Give a file or an address."),
    ],
)
def test_what_is_not_accepted_is_refused_with_its_reason(content, told, make, secretariat):
    case = make.draft("case-study")
    response = secretariat.post(address(case), with_upload(opened(secretariat, case), content))
    assert faults(response) == [told]
    assert not Attachment.objects.exists()
    assert not StoredFile.objects.exists()


def test_files_that_are_too_large_are_refused(make, secretariat, monkeypatch):
    monkeypatch.setattr(files, "LARGEST", 5)
    case = make.draft("case-study")
    assert faults(secretariat.post(address(case), with_upload(opened(secretariat, case), PDF))) == [
        "The file is larger than 50 MB."
    ]


def test_a_file_stays_when_the_form_is_saved_again_and_goes_when_it_is_cleared(make, secretariat):
    case = make.draft("case-study")
    save(secretariat, case, with_upload(opened(secretariat, case), PDF))
    edit(secretariat, case, title_en="New")
    assert Attachment.objects.get().file_sha256 == SHA
    changes = {"attachments-0-upload-clear": "on", "attachments-0-url": "https://example.org/report"}
    edit(secretariat, case, **changes)
    assert Attachment.objects.values_list("file_sha256", "url").get() == ("", "https://example.org/report")


def test_the_digest_cannot_be_typed(make, secretariat):
    case = make.draft("case-study")
    data = with_upload(opened(secretariat, case), None, file_sha256="0" * 64, url="https://example.org/")
    save(secretariat, case, data)
    assert Attachment.objects.get().file_sha256 == ""


@pytest.mark.parametrize(
    ("known", "told"),
    [
        ({}, "Its text is being read."),
        ({"reading": "read", "text": "a", "pages": 1}, "Its text can be searched (1 page)."),
        ({"reading": "read", "text": "a", "pages": 12}, "Its text can be searched (12 pages)."),
        ({"reading": "read", "text": "a"}, "Its text can be searched."),
        (
            {"reading": "failed", "problem": "encrypted"},
            "Its text could not be read: the file is encrypted. Save it without a password and upload it again.",
        ),
        ({"reading": ""}, "PDF, Word, PowerPoint, plain text, PNG or JPEG, at most 50 MB."),
    ],
)
def test_the_form_says_whether_a_file_can_be_searched(known, told, make, secretariat):
    case = make.draft("case-study")
    save(secretariat, case, with_upload(opened(secretariat, case), PDF))
    StoredFile.objects.update(**known)
    form = secretariat.get(address(case)).context["inline_admin_formsets"]
    [field] = [
        form.fields["upload"]
        for inline in form
        for form in inline.formset.initial_forms
        if "upload" in form.fields
    ]
    assert field.help_text.startswith(told)


def test_there_is_a_sentence_for_every_problem():
    assert set(PROBLEMS) == set(ReadingProblem)
    for problem in ReadingProblem:
        assert state_of(StoredFile(reading="failed", problem=problem)).endswith(".")


@pytest.mark.parametrize("number", [1, 3])
def test_what_is_known_of_files_costs_one_query(number, make, secretariat, django_assert_num_queries):
    case = make.draft("case-study")
    for place in range(number):
        stored = files.store(PDF + b"%d" % place, "a.pdf")
        Attachment(record=case, kind="report", title_en="A", file_sha256=stored.pk).save()
    make.kept(case)
    with django_assert_num_queries(OPENING) as queries:
        secretariat.get(address(case))
    assert len([query for query in queries if "portal_storedfile" in query["sql"]]) == 1
