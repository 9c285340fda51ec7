"""`manage.py export_bulk`."""

from io import StringIO

import pytest
from django.core.management import call_command

from portal.bulk import lease
from tests.bulk.reading import NOON

pytestmark = pytest.mark.django_db


def _told(*arguments: str) -> str:
    out = StringIO()
    call_command("export_bulk", *arguments, stdout=out)
    return out.getvalue()


def test_it_says_how_much_there_is(make, cuts):
    make.live("country")
    told = _told()
    cut = cuts.pointer().cut
    assert told == f"{len(cut.files)} files, 0.0 MB, cut {cut.name}: http://127.0.0.1:8000/bulk\n"


def test_it_can_wait_for_changes(make, cuts):
    make.live("country")
    _told("--if-changed", "3")  # the first one is made in any case
    first = cuts.pointer().cut.name
    for expected in (True, True, False):
        make.live("country")
        _told("--if-changed", "3")
        assert (cuts.pointer().cut.name == first) == expected
    assert _told("--if-changed", "1").startswith("0 changes since ")


def test_it_does_not_wait_when_something_was_taken_back(make, cuts):
    case = make.live("case-study")
    _told()
    before = cuts.pointer().cut.name
    make.withdrawn(case)
    _told("--if-changed", "1000")
    assert cuts.names() == [cuts.pointer().cut.name]
    assert cuts.pointer().cut.name != before


def test_it_does_not_wait_for_a_worker_that_may_be_dead(make, cuts):
    make.live("country")
    assert lease.take(NOON.replace(year=2999))
    _told()
    assert cuts.pointer().cut.seq == 1
