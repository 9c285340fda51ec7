"""How long it is known who wrote."""

import pytest
from django.utils import timezone

from portal.publishing.outbox import work_off
from portal.publishing.tables import Outbox
from portal.readers.handling import BY_NAME, take
from portal.readers.models import Handling, Message
from tests.readers.sending import correction, move_clock, question

pytestmark = pytest.mark.django_db


def known(message: Message) -> str:
    """The address that is kept of who wrote."""
    return Message.objects.get(pk=message.pk).email


def test_an_address_goes_some_days_after_the_message_is_closed(make, case, monkeypatch, settings):
    settings.SENDER_DAYS = 30
    message = correction(case, email="a@example.org", name="A Reader")
    move_clock(monkeypatch, days=400)
    assert (work_off(), known(message)) == (0, "a@example.org")  # it is still open
    take(BY_NAME["done"], message, by=make.secretary, reason="Corrected.")
    move_clock(monkeypatch, days=29)
    assert (work_off(), known(message)) == (0, "a@example.org")
    move_clock(monkeypatch, days=2)
    assert work_off() == 1
    message.refresh_from_db()
    assert (message.email, message.name, message.text) == ("", "", "The year is wrong.")
    assert message.forgotten_at == timezone.now()
    assert Handling.objects.get().reason == "Corrected."


def test_a_question_that_was_passed_on_is_closed_by_that(make, agency, monkeypatch):
    message = question(agency)
    take(BY_NAME["approve"], message, by=make.secretary)
    work_off()
    move_clock(monkeypatch, days=91)
    work_off()
    assert known(message) == ""


def test_marking_it_as_done_does_not_begin_the_time_again(make, agency, monkeypatch):
    message = question(agency)
    take(BY_NAME["approve"], message, by=make.secretary)
    work_off()
    closed = Message.objects.get().closed_at
    move_clock(monkeypatch, days=80)
    take(BY_NAME["done"], message, by=make.secretary)
    assert Message.objects.get().closed_at == closed
    move_clock(monkeypatch, days=11)
    work_off()
    assert known(message) == ""


def test_what_is_opened_again_is_kept_until_it_is_closed_again(make, case, monkeypatch):
    message = correction(case, email="a@example.org")
    for name in ("refuse", "reopen"):
        take(BY_NAME[name], message, by=make.secretary, reason="By mistake.")
    move_clock(monkeypatch, days=91)
    work_off()
    assert known(message) == "a@example.org"
    take(BY_NAME["done"], message, by=make.secretary)
    move_clock(monkeypatch, days=91)
    work_off()
    assert known(message) == ""


def test_a_longer_time_in_the_settings_holds_for_what_is_closed_already(make, case, monkeypatch, settings):
    message = correction(case, email="a@example.org")
    take(BY_NAME["done"], message, by=make.secretary)
    settings.SENDER_DAYS = 100
    move_clock(monkeypatch, days=91)
    work_off()
    assert known(message) == "a@example.org"
    move_clock(monkeypatch, days=10)
    work_off()
    assert known(message) == ""


def test_where_nobody_is_known_nothing_is_planned(make, case):
    take(BY_NAME["done"], correction(case), by=make.secretary)
    assert not Outbox.objects.exists()


def test_the_details_can_be_deleted_at_once(make, case):
    message = correction(case, email="a@example.org")
    take(BY_NAME["forget"], message, by=make.secretary, reason="Asked for.")
    assert (known(message), Message.objects.get().standing) == ("", "new")
    assert Handling.objects.get().step == "forget"
