"""Jobs as rows."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from portal.publishing import outbox
from portal.publishing.outbox import enqueue, handles, work_off
from portal.publishing.tables import Outbox

pytestmark = pytest.mark.django_db


@pytest.fixture
def done():
    """What the test's job was given; a payload of "fail" fails."""
    payloads = []

    @handles("test-job")
    def do(payload):
        Outbox.objects.create(job="written by the job", state=Outbox.State.DONE)
        if payload.get("fail"):
            raise ValueError("no")
        payloads.append(payload)

    yield payloads
    del outbox.handlers["test-job"]


def test_a_job_is_done_once(done):
    row = enqueue("test-job", {"n": 1})
    assert (work_off(), work_off()) == (1, 0)
    row.refresh_from_db()
    assert (done, row.state, row.attempts) == ([{"n": 1}], "done", 1)


def test_a_job_is_lost_with_the_transaction_that_wrote_it(done):
    with transaction.atomic():
        enqueue("test-job", {})
        transaction.set_rollback(True)
    assert work_off() == 0


def test_a_failed_job_leaves_nothing_behind_and_is_tried_again_later(done):
    row = enqueue("test-job", {"fail": True})
    work_off()
    row.refresh_from_db()
    assert (row.state, row.attempts, row.error) == ("waiting", 1, "ValueError('no')")
    assert not Outbox.objects.filter(job="written by the job").exists()
    assert timedelta(seconds=0) < row.next_at - timezone.now() <= outbox.FIRST_PAUSE
    assert work_off() == 0


def test_a_job_that_always_fails_is_given_up(done):
    row = enqueue("test-job", {"fail": True})
    for _attempt in range(outbox.MOST_ATTEMPTS):
        Outbox.objects.update(next_at=timezone.now())
        work_off()
    row.refresh_from_db()
    assert (row.state, row.attempts) == ("failed", outbox.MOST_ATTEMPTS)


def test_a_job_nobody_knows_waits_for_who_does(done):
    row = enqueue("unknown", {})
    work_off()
    row.refresh_from_db()
    assert (row.state, row.error) == ("waiting", "KeyError('unknown')")


def test_one_key_is_one_job(done):
    assert enqueue("test-job", {}, dedupe_key="k") is not None
    assert enqueue("test-job", {}, dedupe_key="k") is None


def test_a_job_waits_for_its_time(done):
    enqueue("test-job", {}, not_before=timezone.now() + timedelta(hours=1))
    assert work_off() == 0


def test_the_worker_does_what_is_due_and_stops(done):
    enqueue("test-job", {"n": 2})
    call_command("worker", "--once")
    assert done == [{"n": 2}]
