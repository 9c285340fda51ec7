"""Texts of files are read in the background, whatever becomes of who reads them."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils import timezone

from knowledge.models import Attachment
from portal.publishing import files, reading
from portal.publishing.extracting.limits import Limits
from portal.publishing.files import store
from portal.publishing.reading import read_files
from portal.publishing.tables import Entry, StoredFile
from tests.publishing.documents import SCRIPTS, THAI, encrypted_pdf, line, pdf

pytestmark = pytest.mark.django_db
CONTENT = pdf(*map(line, SCRIPTS))


@pytest.fixture(autouse=True)
def _own_storage(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}},
    }


def attached(make, stored):
    """A case study with the file."""
    case = make.case_study()
    titles = {"title_en": "Report", "title_th": "รายงาน"}
    Attachment(record=case, kind="report", file_sha256=stored.pk, **titles).save()
    return make.kept(case)


def told(stored) -> tuple:
    """What is known of a file's text."""
    return StoredFile.objects.values_list("reading", "text", "pages", "problem", "tries").get(pk=stored.pk)


def test_the_worker_reads_what_waits_one_file_at_a_time_and_never_again(caplog):
    first, second = store(CONTENT, "Secret name.pdf"), store(THAI.encode(), "a.txt")
    store(b"\x89PNG\r\n\x1a\n", "a.png")
    assert (read_files(), told(first)) == (1, ("read", "\n".join(SCRIPTS), 4, "", 1))
    assert told(second) == ("waiting", "", None, "", 0)
    call_command("worker", "--once")
    assert told(second) == ("read", THAI, None, "", 1)
    assert read_files() == 0
    assert len(caplog.messages) == 2
    assert not any(word in caplog.text for word in ("Secret", THAI))


def test_a_live_record_is_rendered_again_and_others_are_left_alone(make):
    stored = store(CONTENT, "a.pdf")
    live, draft, withdrawn = (attached(make, stored) for _number in range(3))
    make.published(live)
    make.withdrawn(make.published(withdrawn))
    read_files()
    assert list(Entry.objects.filter(stale=True).values_list("public_id", flat=True)) == [live.pk]
    assert not Entry.objects.filter(public_id=draft.pk).exists()
    call_command("worker", "--once")
    assert not Entry.objects.filter(stale=True).exists()


def test_what_cannot_be_read_is_tried_once_and_again_when_it_is_brought_again():
    stored = store(encrypted_pdf(), "a.pdf")
    assert (read_files(), read_files()) == (1, 0)
    assert told(stored) == ("failed", "", None, "encrypted", 1)
    store(encrypted_pdf(), "b.pdf")
    assert told(stored) == ("waiting", "", None, "", 0)
    assert read_files() == 1


def test_what_was_read_is_not_read_again_when_it_is_brought_again():
    stored = store(CONTENT, "a.pdf")
    read_files()
    StoredFile.objects.update(text="without the passage that was redacted")
    store(CONTENT, "b.pdf")
    assert read_files() == 0
    assert told(stored)[1] == "without the passage that was redacted"


def test_only_one_worker_takes_a_file_and_another_once_that_must_be_dead():
    stored = store(CONTENT, "a.pdf")
    StoredFile.objects.update(
        tries=1, next_at=timezone.now() + reading.LEASE
    )  # taken, by one that was killed
    assert read_files() == 0
    StoredFile.objects.update(next_at=timezone.now() - timedelta(seconds=1))
    assert read_files() == 1
    assert told(stored)[0] == "read"


def test_the_lease_is_longer_than_reading_takes():
    assert reading.LEASE.total_seconds() > Limits().patience * 2


def test_a_file_that_takes_its_readers_with_it_is_given_up():
    stored = store(CONTENT, "a.pdf")
    StoredFile.objects.update(tries=reading.MOST_TRIES)
    assert (read_files(), read_files()) == (1, 0)
    assert told(stored) == ("failed", "", None, "broken_off", reading.MOST_TRIES + 1)


def test_a_storage_that_is_away_is_asked_again_later():
    stored = store(CONTENT, "a.pdf")
    default_storage.delete(files.path_of(stored.pk))
    for number in range(1, reading.MOST_TRIES):
        read_files()
        assert told(stored) == ("waiting", "", None, "", number)
        StoredFile.objects.update(next_at=timezone.now())
    read_files()
    assert told(stored) == ("failed", "", None, "broken_off", reading.MOST_TRIES)


def test_of_a_very_long_file_the_beginning_is_kept():
    stored = store(CONTENT, "a.pdf")
    read_files(limits=Limits(pages=1))
    assert told(stored) == ("read", SCRIPTS[0], 4, "partial", 1)
