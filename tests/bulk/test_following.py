"""When the worker makes a cut."""

import logging
from datetime import timedelta

import pytest
from django.core.management import call_command

from portal.bulk import lease
from portal.bulk.cuts import LEASE, Cut
from portal.bulk.following import PAUSE, Follower, is_due
from portal.bulk.storage import Folder
from portal.publishing.publish import merge
from portal.publishing.redaction import redact
from portal.publishing.tables import Outbox
from tests.bulk.reading import DAY, NOON, exported, objects

MINUTE = timedelta(minutes=1)


class Full(Folder):
    """A folder on a full disk."""

    def _save(self, name, content):
        raise OSError("No space left on device")


def _cut(**told) -> Cut:
    known = {"name": "x", "seq": 500, "created": "2026-03-10T12:00:00Z", "taken_back": 7, "files": {}}
    return Cut(**known | told)


@pytest.fixture
def every_hundred(settings):
    settings.BULK_EVERY = 100


@pytest.mark.usefixtures("every_hundred")
def test_a_first_cut_is_made_as_soon_as_there_is_something():
    assert [is_due(None, seq, 0, NOON) for seq in (0, 1)] == [False, True]


@pytest.mark.usefixtures("every_hundred")
def test_a_cut_is_made_after_a_hundred_changes():
    later = NOON + PAUSE
    assert [is_due(_cut(), seq, 7, later) for seq in (500, 599, 600)] == [False, False, True]


@pytest.mark.usefixtures("every_hundred")
def test_many_changes_do_not_make_one_cut_after_the_other():
    assert [is_due(_cut(), 9_000, 7, NOON + pause) for pause in (PAUSE - MINUTE, PAUSE)] == [False, True]


@pytest.mark.usefixtures("every_hundred")
def test_a_cut_is_made_each_night_if_anything_changed():
    midnight = NOON + DAY / 2
    told = [is_due(_cut(), seq, 7, at) for seq in (500, 501) for at in (midnight - MINUTE, midnight)]
    assert told == [False, False, False, True]


@pytest.mark.usefixtures("every_hundred")
def test_a_cut_is_made_at_once_when_something_was_taken_back():
    assert [is_due(_cut(), 500, taken_back, NOON) for taken_back in (7, 8)] == [False, True]


@pytest.mark.django_db
@pytest.mark.usefixtures("every_hundred")
def test_the_worker_makes_what_is_due(make, cuts):
    make.live("country")
    follower = Follower()
    assert [follower.look(NOON), follower.look(NOON), follower.look(NOON + MINUTE)] == [1, 0, 0]
    assert len(cuts.names()) == 1
    make.live("country")
    assert [follower.look(NOON + MINUTE), follower.look(NOON + DAY)] == [0, 1]
    assert [len(objects(cuts.get(name), "countries")) for name in cuts.names()] == [2, 1]


@pytest.mark.django_db
@pytest.mark.usefixtures("every_hundred")
def test_a_look_at_nothing_new_costs_one_query_and_no_storage(make, root, django_assert_num_queries):
    make.live("country")
    follower = Follower()
    follower.look(NOON)
    (root / "current.json").unlink()
    with django_assert_num_queries(1):
        assert follower.look(NOON) == 0


@pytest.mark.django_db
@pytest.mark.usefixtures("every_hundred")
@pytest.mark.parametrize("taking_back", ["redacted", "withdrawn", "merged"])
def test_what_is_taken_back_removes_all_archives_and_makes_the_cut_anew(make, cuts, taking_back):
    case, other = make.live("case-study", title_en="Somchai and the land"), make.live("case-study")
    for number in range(3):
        exported(NOON + number * DAY)
    if taking_back == "redacted":
        redact(case, "Somchai", by=make.secretary, reason="A request.")
    elif taking_back == "withdrawn":
        make.withdrawn(case)
    else:
        merge(case.pk, into=other.pk, by=make.secretary, reason="The same.")
    assert len(cuts.names()) == 3
    assert Follower().look(NOON + 2 * DAY + MINUTE) == 1
    assert cuts.names() == [cuts.pointer().cut.name]
    assert "Somchai" not in str(objects(cuts.pointer().cut, "case-studies"))


@pytest.mark.django_db
@pytest.mark.usefixtures("every_hundred")
def test_archives_are_removed_also_while_another_worker_makes_a_cut(make, cuts):
    case = make.live("case-study")
    exported()
    make.withdrawn(case)
    assert lease.take(NOON)
    assert Follower().look(NOON) == 0
    assert cuts.names() == []


@pytest.mark.django_db
@pytest.mark.usefixtures("every_hundred")
def test_one_worker_at_a_time_makes_a_cut(make, cuts):
    make.live("country")
    assert lease.take(NOON)
    assert not lease.take(NOON + LEASE - MINUTE)
    assert Follower().look(NOON + MINUTE) == 0
    lease.release(NOON + MINUTE)
    assert Follower().look(NOON + MINUTE) == 1
    assert lease.take(NOON + MINUTE)
    assert Follower().look(NOON + 2 * MINUTE) == 0
    assert lease.take(NOON + LEASE + MINUTE)  # who took it was killed


@pytest.mark.django_db
@pytest.mark.usefixtures("every_hundred")
def test_the_lease_is_no_job(make, root):
    make.live("country")
    assert lease.take(NOON - LEASE)
    call_command("worker", "--once")
    assert [(row.state, row.attempts) for row in Outbox.objects.filter(job=lease.KEY)] == [("done", 0)]


@pytest.mark.django_db
@pytest.mark.usefixtures("every_hundred")
def test_a_storage_that_fails_is_told_and_asked_again_later(make, root, caplog):
    make.live("country")
    root.write_text("no folder")
    follower = Follower()
    with caplog.at_level(logging.ERROR):
        assert follower.look(NOON) == 0
    assert "No cut of the bulk files could be made" in caplog.text
    root.unlink()
    assert [follower.look(NOON + MINUTE), follower.look(NOON + PAUSE)] == [1, 0]


@pytest.mark.django_db
@pytest.mark.usefixtures("every_hundred", "root")
def test_an_export_that_fails_is_begun_again_after_a_pause(make, settings, caplog):
    make.live("country")
    working = settings.STORAGES
    full = {**working["bulk"], "BACKEND": f"{__name__}.Full"}
    settings.STORAGES = {**working, "bulk": full}
    follower = Follower()
    assert follower.look(NOON) == 0
    assert "No space left" in caplog.text
    settings.STORAGES = working
    told = [follower.look(NOON + pause) for pause in (MINUTE, PAUSE - MINUTE, PAUSE)]
    assert told == [0, 0, 1]


@pytest.mark.django_db
def test_the_worker_can_be_told_to_make_none(make, cuts, settings):
    settings.BULK_EVERY = 0
    make.live("country")
    assert Follower().look(NOON) == 0
    assert cuts.pointer() is None


@pytest.mark.django_db
@pytest.mark.usefixtures("every_hundred")
def test_the_command_makes_the_first_cut(make, cuts):
    make.live("country")
    call_command("worker", "--once")
    assert cuts.pointer().cut.seq == 1
