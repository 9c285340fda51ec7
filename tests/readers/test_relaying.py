"""Passing questions on by mail."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone, translation

from portal.publishing.outbox import MOST_ATTEMPTS, work_off
from portal.publishing.tables import Outbox
from portal.readers.handling import BY_NAME, take
from portal.readers.models import Handling, Message
from portal.readers.relaying import mail_of
from tests.readers.conftest import MAILBOX
from tests.readers.sending import question

pytestmark = pytest.mark.django_db


def approved(make, agency, record=None, **fields) -> Message:
    """A question that the secretariat approved."""
    message = question(agency, record, **fields)
    take(BY_NAME["approve"], message, by=make.secretary)
    message.refresh_from_db()
    return message


def standing(message: Message) -> str:
    """Where it stands now."""
    return Message.objects.get(pk=message.pk).standing


def fail_until_given_up(*, send_at=None) -> None:
    """Let the worker try as often as it does."""
    for _attempt in range(MOST_ATTEMPTS):
        Outbox.objects.update(next_at=timezone.now())
        work_off()


def test_nothing_is_sent_before_it_is_approved(agency):
    message = question(agency)
    work_off()
    assert (mail.outbox, standing(message)) == ([], "new")


def test_an_approved_question_is_sent_once_to_the_mailbox(make, agency, case, settings):
    settings.DEFAULT_FROM_EMAIL = "no-reply@sala.example.org"
    message = approved(make, agency, case, name="A Reader", text="May we use <your> guide & data?")
    assert (work_off(), work_off()) == (1, 0)
    [sent] = mail.outbox
    assert (sent.to, sent.reply_to, sent.cc, sent.bcc) == ([MAILBOX], ["reader@example.org"], [], [])
    assert sent.from_email == "no-reply@sala.example.org"
    assert sent.subject == "Sala: a question about “LandsMaps”"
    assert sent.extra_headers["Message-ID"] == f"<question-{message.pk}@127.0.0.1>"
    for words in ("A Reader", "May we use <your> guide & data?", f"/en/case-studies/{case.pk}/{case.slug}"):
        assert words in sent.body
    assert sent.message().get_content_type() == "text/plain"
    assert standing(message) == "relayed"
    assert list(Handling.objects.values_list("step", "by__email")) == [
        ("approve", "secretary@example.org"),
        ("relayed", None),
    ]


def test_it_is_written_in_the_agency_s_language(make, agency):
    type(agency).objects.update(native_language="th")
    approved(make, agency)
    work_off()
    assert f"/th/agencies/{agency.pk}" in mail.outbox[0].body
    assert "กรมที่ดิน" in mail.outbox[0].subject


def test_the_mailbox_is_read_when_it_is_sent(make, agency):
    approved(make, agency)
    type(agency).objects.update(contact_mailbox="new@lands.example.org")
    work_off()
    assert mail.outbox[0].to == ["new@lands.example.org"]


def test_what_cannot_be_sent_is_tried_again(make, agency, settings):
    message = approved(make, agency)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # where nobody listens
    assert work_off() == 1
    job = Outbox.objects.get(pk=message.job_id)
    assert (job.state, job.attempts, standing(message)) == ("waiting", 1, "approved")
    assert job.next_at > timezone.now()
    assert not Handling.objects.filter(step="relayed").exists()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    Outbox.objects.update(next_at=timezone.now() - timedelta(seconds=1))
    work_off()
    assert (len(mail.outbox), standing(message)) == (1, "relayed")


def test_without_a_mailbox_it_is_given_up_and_can_be_tried_again(make, agency):
    message = approved(make, agency)
    type(agency).objects.update(contact_mailbox="")
    fail_until_given_up()
    message.refresh_from_db()
    assert (message.standing, message.has_failed) == ("approved", True)
    type(agency).objects.update(contact_mailbox=MAILBOX)
    take(BY_NAME["again"], message, by=make.secretary)
    assert not Message.objects.get().has_failed
    work_off()
    assert (len(mail.outbox), standing(message)) == (1, "relayed")


def test_a_question_refused_meanwhile_is_not_sent(make, agency):
    message = approved(make, agency)
    take(BY_NAME["refuse"], message, by=make.secretary, reason="Sent twice.")
    work_off()
    assert (mail.outbox, standing(message)) == ([], "refused")


def test_nobody_writes_headers(make, agency):
    """Whatever got into the table: a header of two lines is not sent."""
    evil = "a@example.org\nBcc: everybody@example.org"
    message = approved(
        make, agency, email=evil, name="X\nBcc: everybody@example.org", text="T\nBcc: a@example.org"
    )
    work_off()
    assert (mail.outbox, standing(message)) == ([], "approved")
    assert "BadHeaderError" in Outbox.objects.get(pk=message.job_id).error
    message.email = "a@example.org"
    headers = mail_of(message, MAILBOX).message()
    assert headers["Bcc"] is None
    assert headers["Reply-To"] == "a@example.org"


def test_a_name_of_several_lines_makes_one_line_of_the_subject(make, agency):
    broken = make.live("agency", name_en="Two\nlines", contact_mailbox=MAILBOX)
    with translation.override("en"):
        assert mail_of(question(broken), MAILBOX).subject == "Sala: a question about “Two lines”"


def test_a_question_about_what_was_withdrawn_meanwhile_names_its_id(make, agency, case):
    approved(make, agency, case)
    make.withdrawn(case)
    work_off()
    assert case.pk in mail.outbox[0].subject


def test_jobs_hold_nothing_of_the_visitor(make, agency):
    approved(make, agency, name="A Reader")
    assert [row for row in Outbox.objects.values_list("payload", flat=True) if "eader" in str(row)] == []
