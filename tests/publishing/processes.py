"""What the tests run in processes of their own: publishers, a follower, and publishers that are killed.

python -m tests.publishing.processes COMMAND [ARGUMENTS]
"""

import contextlib
import json
import os
import signal
import sys
import time

import django

django.setup()

from django.db import connection, connections, transaction  # noqa: E402 - Django must be set up before its models
from django.utils import timezone  # noqa: E402

from knowledge.models import Agency, Attachment, CaseStudy, Country, Lesson, Source  # noqa: E402
from portal.accounts.models import User  # noqa: E402
from portal.publishing.checking import differences, live_records  # noqa: E402
from portal.publishing.files import store  # noqa: E402
from portal.publishing.publish import publish, withdraw  # noqa: E402
from portal.publishing.reading import read_files  # noqa: E402
from portal.publishing.record import StaleRecord  # noqa: E402
from portal.publishing.tables import Entry, Event, Facet, Reference, Rendition, Revision, StoredFile  # noqa: E402
from tests.publishing.documents import line, pdf  # noqa: E402

MOST_STATEMENTS = 200


def seed(count: str) -> None:
    """Agencies, published; prints their ids."""
    ids = []
    for number in range(int(count)):
        agency = Agency(name_en=f"Agency {number}", name_th=f"หน่วยงาน {number}")
        agency.save()
        publish(agency.keep(by=None), by=None)
        ids.append(agency.pk)
    print(json.dumps(ids))  # noqa: T201 - the answer


def publisher(public_id: str, times: str) -> None:
    """Rename and publish one agency again and again."""
    for number in range(int(times)):
        agency = Agency.objects.get(pk=public_id)
        agency.name_en = f"{public_id} {number} {time.monotonic()}"
        agency.save()
        publish(agency.keep(by=None), by=None)


def contender(public_id: str, times: str) -> None:
    """Save and publish a record that another process saves and publishes, too; step back when it was quicker."""
    for number in range(int(times)):
        agency = Agency.objects.get(pk=public_id)
        agency.name_en = f"{os.getpid()} {number}"
        with contextlib.suppress(StaleRecord), transaction.atomic():
            agency.save()
            agency.keep(by=None)
        publish(Agency.objects.get(pk=public_id).latest_revision(), by=None)


def follower(expected: str) -> None:
    """Read what was published after the last number seen, as fast as it can; prints all numbers in order."""
    last, seen, polls = 0, [], 0
    until = time.monotonic() + 90
    while len(seen) < int(expected) and time.monotonic() < until:
        fresh = list(
            Revision.objects.filter(seq__gt=last, event=Event.PUBLISHED)
            .order_by("seq")
            .values_list("seq", flat=True)
        )
        seen += fresh
        last = fresh[-1] if fresh else last
        polls += 1
    print(json.dumps({"seen": seen, "polls": polls}))  # noqa: T201 - the answer


def killed(operation: str) -> None:
    """Kill a publish (or a withdrawal) after each of its statements; prints how many there were.

    After each kill the old edition must stand whole, and after the first that survives the new one.
    """
    case = _case()
    before = _state()
    for number in range(1, MOST_STATEMENTS):
        connections.close_all()
        child = os.fork()
        if child == 0:
            _die_after(number)
            _operate(operation, case)
            connections.close_all()
            os._exit(0)
        _pid, status = os.waitpid(child, 0)
        wrong = [line for entry in live_records() for line in differences(entry)]
        if wrong:
            sys.exit(f"after statement {number}: {wrong}")
        if os.WIFEXITED(status):
            if os.WEXITSTATUS(status) or _state() == before:
                sys.exit(f"the whole operation failed: {status}")
            print(json.dumps({"statements": number - 1, "status": Entry.objects.get(public_id=case).status}))  # noqa: T201
            return
        if _state() != before:
            sys.exit(f"after statement {number} the public side had moved")
    sys.exit("it never ended")


def killed_reader() -> None:
    """Kill a worker after each statement with which it reads a file; prints how many there were.

    After each kill the file waits, or its text is there and what shows it is to be rendered again.
    """
    case = CaseStudy.objects.get(pk=_case())
    stored = store(pdf(line("Land office")), "a.pdf")
    Attachment(record=case, kind="report", title_en="A", title_th="ก", file_sha256=stored.pk).save()
    publish(case.keep(by=None), by=None)
    for number in range(1, MOST_STATEMENTS):
        StoredFile.objects.update(next_at=timezone.now(), tries=0)
        connections.close_all()
        child = os.fork()
        if child == 0:
            _die_after(number)
            read_files()
            connections.close_all()
            os._exit(0)
        _pid, status = os.waitpid(child, 0)
        found = StoredFile.objects.values_list("reading", "text").get()
        stands = (*found, Entry.objects.get(public_id=case.pk).stale)
        if stands == ("read", "Land office", True):
            print(json.dumps({"statements": number - 1}))  # noqa: T201 - the answer
            return
        if stands != ("waiting", "", False) or not os.WIFSIGNALED(status):
            sys.exit(f"after statement {number}: {stands}, {status}")
    sys.exit("it never ended")


def _case() -> str:
    """A published case study with parts, changed since; its neighbours are published."""
    country = Country(id="TH", name_en="Thailand", name_th="ไทย")
    agency = Agency(name_en="Agency", name_th="หน่วยงาน")
    case = CaseStudy(source_language="th", title_th="ก", title_en="A", summary_th="ข", summary_en="B")
    case.country, case.lead_agency = country, agency
    for record in (country, agency, case):
        record.save()
        if record is case:
            Source(record=case, title="News", url="https://example.org/").save()
            Lesson(record=case, text_th="ค", text_en="C").save()
            Lesson(record=case, text_th="ง", text_en="D").save()
        publish(record.keep(by=User.objects.system()), by=None)
    case.title_en = "Another title"
    case.save()
    case.lessons.first().delete()
    case.keep(by=None)
    return case.pk


def _operate(operation: str, case: str) -> None:
    if operation == "withdraw":
        withdraw(case, by=None, reason="Not true any more.")
    else:
        publish(CaseStudy.objects.get(pk=case).latest_revision(), by=None)


def _state() -> list:
    """Everything that the public side is made of."""
    return [
        list(
            Entry.objects.order_by("row").values_list(
                "public_id", "seq", "touched", "status", "version", "revision_id"
            )
        ),
        list(Rendition.objects.order_by("pk").values_list("entry_id", "language", "etag")),
        list(Facet.objects.order_by("pk").values_list("entry_id", "name", "value")),
        list(Reference.objects.order_by("pk").values_list("entry_id", "target")),
        Revision.objects.filter(event__in=(Event.PUBLISHED, Event.WITHDRAWN)).count(),
    ]


def _die_after(number: int) -> None:
    """Make this process kill itself once `number` statements were executed."""
    done = 0

    def count(execute, sql, params, many, context):
        nonlocal done
        result = execute(sql, params, many, context)
        done += 1
        if done == number:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    connection.ensure_connection()
    connection.execute_wrappers.append(count)


if __name__ == "__main__":
    commands = (seed, publisher, contender, follower, killed, killed_reader)
    {command.__name__: command for command in commands}[sys.argv[1]](*sys.argv[2:])
