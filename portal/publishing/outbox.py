"""Jobs as rows: written in the transaction that causes them, done by the worker, never lost."""

import logging
from collections.abc import Callable
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from portal.publishing.tables import Outbox

log = logging.getLogger(__name__)
Handler = Callable[[dict], None]
handlers: dict[str, Handler] = {}
MOST_ATTEMPTS = 10
FIRST_PAUSE = timedelta(seconds=5)  # doubled after each failure
LONGEST_ERROR = 500  # characters kept of what went wrong


def handles(job: str) -> Callable[[Handler], Handler]:
    """Declare the function that does a kind of job. It may run more than once for one row."""

    def declare(handler: Handler) -> Handler:
        handlers[job] = handler
        return handler

    return declare


def enqueue(job: str, payload: dict, *, dedupe_key: str | None = None, not_before=None) -> Outbox | None:
    """Write a job within the current transaction; None if one with this key is written already."""
    row = Outbox(job=job, payload=payload, dedupe_key=dedupe_key, next_at=not_before or timezone.now())
    if dedupe_key and Outbox.objects.filter(dedupe_key=dedupe_key).exists():
        return None
    row.save()
    return row


def work_off(limit: int = 100) -> int:
    """Do what is due, one transaction a job; how many were tried.

    A job whose worker is killed stays waiting and is done by the next one.
    """
    due = Outbox.objects.filter(state=Outbox.State.WAITING, next_at__lte=timezone.now()).order_by(
        "next_at", "pk"
    )
    return sum(_do(pk) for pk in due.values_list("pk", flat=True)[:limit])


def _do(pk: int) -> bool:
    with transaction.atomic():
        skip = connection.features.has_select_for_update_skip_locked
        row = (
            Outbox.objects.select_for_update(skip_locked=skip)
            .filter(pk=pk, state=Outbox.State.WAITING)
            .first()
        )
        if row is None:
            return False
        row.attempts += 1
        try:
            with transaction.atomic():
                handlers[row.job](row.payload)
        except Exception as error:  # noqa: BLE001 - whatever a handler raises, the row keeps it and is tried again
            log.warning("Job %s failed: %s", row, error)
            row.error = repr(error)[:LONGEST_ERROR]
            row.next_at = timezone.now() + FIRST_PAUSE * 2 ** (row.attempts - 1)
            row.state = Outbox.State.FAILED if row.attempts >= MOST_ATTEMPTS else Outbox.State.WAITING
        else:
            row.state, row.error = Outbox.State.DONE, ""
        row.save()
    return True
