"""Counting what is sent, and forgetting who sent it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from portal.publishing.outbox import work_off
from portal.publishing.tables import Outbox
from portal.readers.protection.limits import RECORD_MOST, TooMany, count_in, is_first_today
from portal.readers.protection.tables import DaySalt, Tally

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 12, 10, tzinfo=UTC)


@pytest.fixture
def at(monkeypatch):
    """Sets the clock: so long after noon."""

    def at(**later):
        monkeypatch.setattr("django.utils.timezone.now", lambda: NOON + timedelta(**later))

    at()
    return at


def test_a_visitor_sends_so_much_an_hour_and_so_much_a_day(at):
    for hour in range(3):
        at(hours=hour)
        for _number in range(20):
            count_in("192.0.2.1", "cs-1", "useful")
        with pytest.raises(TooMany) as caught:
            count_in("192.0.2.1", "cs-1", "useful")
        assert caught.value.seconds == 50 * 60 + 1  # until the hour is over
    at(hours=4)
    with pytest.raises(TooMany) as caught:
        count_in("192.0.2.1", "cs-2", "useful")
    assert caught.value.seconds == (24 - 16) * 3600 - 10 * 60 + 1  # until midnight
    count_in("192.0.2.2", "cs-1", "useful")
    at(days=1)
    count_in("192.0.2.1", "cs-1", "useful")


def test_what_is_refused_is_not_counted(at):
    for _number in range(20):
        count_in("192.0.2.1", "cs-1", "useful")
    before = list(Tally.objects.order_by("pk").values_list("pk", "number"))
    with pytest.raises(TooMany):
        count_in("192.0.2.1", "cs-1", "useful")
    assert list(Tally.objects.order_by("pk").values_list("pk", "number")) == before


def test_all_visitors_together_send_so_much_about_a_record(at):
    count_in("192.0.2.1", "cs-1", "useful")
    Tally.objects.filter(subject="cs-1").update(number=RECORD_MOST)
    with pytest.raises(TooMany):
        count_in("192.0.2.2", "cs-1", "useful")
    count_in("192.0.2.2", "cs-2", "useful")


def test_presses_do_not_shut_out_what_people_write(at):
    """However many there are: each way is counted by itself."""
    for number in range(RECORD_MOST):
        count_in(f"192.0.2.{number}", "cs-1", "useful")
    with pytest.raises(TooMany):
        count_in("198.51.100.1", "cs-1", "useful")
    for way in ("correction", "question", "translation"):
        count_in("198.51.100.1", "cs-1", way)


def test_the_first_time_is_the_first_of_the_day_of_the_visitor_and_the_thing(at):
    asked = [is_first_today("192.0.2.1", "useful", "cs-1") for _number in range(2)]
    asked += [is_first_today("192.0.2.2", "useful", "cs-1"), is_first_today("192.0.2.1", "useful", "cs-2")]
    at(days=1)
    asked += [is_first_today("192.0.2.1", "useful", "cs-1")]
    assert asked == [True, False, True, True, True]


def test_hashes_need_the_salt_of_the_day(at):
    count_in("192.0.2.1", "cs-1", "useful")
    [first] = Tally.objects.filter(scope="visitor-hour").values_list("subject", flat=True)
    DaySalt.objects.update(salt=b"another")
    count_in("192.0.2.1", "cs-1", "useful")
    subjects = set(Tally.objects.filter(scope="visitor-hour").values_list("subject", flat=True))
    assert len(subjects) == 2
    assert "192.0.2.1" not in str(subjects)
    assert len(first) == 64


def test_the_first_who_comes_the_next_day_has_yesterday_forgotten(at):
    count_in("192.0.2.1", "cs-1", "useful")
    is_first_today("192.0.2.1", "useful", "cs-1")
    salt = DaySalt.objects.get().salt
    at(hours=11)  # the same day
    count_in("192.0.2.1", "cs-1", "useful")
    assert DaySalt.objects.get().salt == salt
    at(hours=12)  # the next
    is_first_today("192.0.2.2", "useful", "cs-1")
    assert DaySalt.objects.get().salt != salt
    assert set(Tally.objects.values_list("begins", flat=True)) == {datetime(2026, 3, 3, tzinfo=UTC)}


def test_the_worker_forgets_yesterday_if_nobody_comes(at):
    count_in("192.0.2.1", "cs-1", "useful")
    assert work_off() == 0
    at(hours=12)
    assert work_off() == 1
    assert not DaySalt.objects.exists()
    assert not Tally.objects.exists()
    assert "192.0.2.1" not in str(list(Outbox.objects.values()))
    assert timezone.now().date() == datetime(2026, 3, 3, tzinfo=UTC).date()
