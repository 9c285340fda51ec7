"""The commands that keep the public side true."""

import os
import re
import signal
import time
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from portal.publishing.tables import Entry, Facet, Reference, Rendition
from tests.engines import start


def _output(*arguments) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out, stderr=out)
    return out.getvalue()


def test_rerender_does_what_is_stale(make):
    make.live("case-study")
    Entry.objects.update(stale=True)
    assert _output("rerender") == "2 stale records rendered again.\n"
    assert _output("rerender") == "0 stale records rendered again.\n"


def test_rerender_all_says_how_many_changed(make):
    make.live("case-study")
    assert _output("rerender", "--all") == "2 records rendered, 0 changed.\n"


def _fault(make, damage) -> str:
    case = make.live("case-study")
    entry = case.entry()
    damage(entry)
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("rerender", "--check", stdout=out, stderr=out)
    return out.getvalue().replace(case.pk, "case").strip()


def test_check_names_what_differs(make):
    faults = {
        "case: facets": lambda entry: Facet.objects.create(entry=entry, name="kind", value="planted"),
        "case: references": lambda entry: Reference.objects.create(entry=entry, target="xx-planted"),
        "case: no lo": lambda entry: Rendition.objects.filter(entry=entry, language="lo").delete(),
        "case: en body": lambda entry: Rendition.objects.filter(entry=entry, language="en").update(
            body=b"{}"
        ),
        "case: names": lambda entry: Entry.objects.filter(pk=entry.pk).update(names={"en": "planted"}),
    }
    assert [_fault(make, damage).splitlines()[-1] for damage in faults.values()] == list(faults)


def test_check_names_parts_that_are_missing_or_too_many(make):
    case = make.live("case-study")
    lesson = Entry.objects.get(kind="lesson")
    Entry.objects.filter(pk=lesson.pk).update(public_id="ls-0000000000")
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("rerender", "--check", stdout=out, stderr=out)
    assert out.getvalue().splitlines() == [
        f"{case.lessons.get().pk}: no entry",
        "ls-0000000000: not in the document",
    ]


def _listens(pid: int) -> bool:
    """Whether a process has said what it does when it is told to stop; where nobody can tell, after a while."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        time.sleep(10)
        return True
    caught = re.search(r"SigCgt:\s*(\w+)", status.read_text())[1]
    return bool(int(caught, 16) >> (signal.SIGTERM - 1) & 1)


def test_the_worker_stops_when_it_is_told_to(database):
    worker = start(database, "manage.py", "worker", "--pause", "30")
    until = time.monotonic() + 60
    while not _listens(worker.pid) and time.monotonic() < until:
        time.sleep(0.1)
    assert worker.poll() is None
    os.kill(worker.pid, signal.SIGTERM)
    _output, errors = worker.communicate(timeout=20)
    assert (worker.returncode, errors) == (0, "")
