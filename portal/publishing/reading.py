"""Reading the texts of files in the background. Any number of workers may; any may be killed at any moment."""

import logging
from dataclasses import replace
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from portal.languages.zawgyi import as_unicode
from portal.publishing.extracting.limits import Limits
from portal.publishing.extraction import Extracted, extract
from portal.publishing.files import open_file, target_of
from portal.publishing.lock import take_lock
from portal.publishing.neighbours import leave_stale
from portal.publishing.tables import Reading, ReadingProblem, StoredFile

log = logging.getLogger(__name__)
MOST_TRIES = 3
# Longer than reading may take: then who took the file is dead, and another takes it.
LEASE = timedelta(minutes=3)


def read_files(limit: int = 1, limits: Limits | None = None) -> int:
    """Read the texts of files that wait for it, the longest waiting first; how many were tried.

    No transaction is open while a file is read: nobody waits for it.
    """
    due = StoredFile.objects.filter(reading=Reading.WAITING, next_at__lte=timezone.now())
    waiting = list(due.order_by("next_at", "pk").values_list("pk", flat=True)[:limit])
    return sum(_read(sha256, limits) for sha256 in waiting)


def _read(sha256: str, limits: Limits | None) -> bool:
    now = timezone.now()
    free = StoredFile.objects.filter(pk=sha256, reading=Reading.WAITING, next_at__lte=now)
    if not free.update(tries=F("tries") + 1, next_at=now + LEASE):
        return False  # another worker was quicker
    stored = StoredFile.objects.get(pk=sha256)
    extracted = Extracted(problem=ReadingProblem.BROKEN_OFF)
    if stored.tries <= MOST_TRIES:  # more: it took three workers with it
        try:
            with open_file(sha256) as opened:
                extracted = extract(opened, stored.media_type, limits)
        except OSError as error:  # the storage, or this machine, is not well: later
            log.warning("A file could not be opened: %s", type(error).__name__)
    extracted = replace(extracted, text=as_unicode(extracted.text))
    if extracted.problem != ReadingProblem.BROKEN_OFF or stored.tries >= MOST_TRIES:
        _write(stored, extracted)
    log.info(
        "Read a file of %d bytes: %d characters, problem: %s, try %d",
        stored.size, len(extracted.text), extracted.problem or "none", stored.tries,
    )  # fmt: skip
    return True


def _write(stored: StoredFile, extracted: Extracted) -> None:
    """Keep what was read, if it is still wanted, and have what shows the file rendered again."""
    told = {"text": extracted.text, "pages": extracted.pages, "problem": extracted.problem}
    told["reading"] = Reading.READ if extracted.text else Reading.FAILED
    with transaction.atomic():
        take_lock()  # who renders meanwhile read no text of it: those come before or after
        if StoredFile.objects.filter(pk=stored.pk, reading=Reading.WAITING).update(**told) and extracted.text:
            leave_stale([target_of(stored.pk)])
