"""The steps of a message."""

import pytest

from portal.publishing.tables import Outbox
from portal.readers.handling import BY_NAME, RELAY, STEPS, NotNow, take
from portal.readers.models import CLOSED, About, Handling, Message, Standing

# What can be done with a message as it stands. Deleting the sender's details is there wherever some are known.
TABLE = {
    (About.CORRECTION, Standing.NEW): {"done", "refuse", "forget"},
    (About.CORRECTION, Standing.DONE): {"reopen", "forget"},
    (About.CORRECTION, Standing.REFUSED): {"reopen", "forget"},
    (About.QUESTION, Standing.NEW): {"approve", "refuse"},
    (About.QUESTION, Standing.APPROVED): {"refuse"},
    (About.QUESTION, Standing.REFUSED): {"reopen", "forget"},
    (About.QUESTION, Standing.RELAYED): {"done", "forget"},
    (About.QUESTION, Standing.DONE): {"forget"},
}


@pytest.mark.parametrize(("about", "standing"), TABLE)
def test_each_standing_has_its_steps(about, standing):
    known = Message(about=about, standing=standing, email="a@example.org")
    nobody = Message(about=about, standing=standing)
    assert {step.name for step in STEPS if step.applies(known)} == TABLE[about, standing]
    for_nobody = TABLE[about, standing] - {"forget"}
    if about == About.QUESTION:  # nobody could be answered
        for_nobody -= {"approve", "reopen"}
    assert {step.name for step in STEPS if step.applies(nobody)} == for_nobody


def test_only_what_was_given_up_is_tried_again():
    for state, is_offered in (("waiting", False), ("done", False), ("failed", True)):
        message = Message(about=About.QUESTION, standing=Standing.APPROVED, job=Outbox(state=state))
        assert BY_NAME["again"].applies(message) is is_offered


@pytest.mark.django_db
def test_a_question_of_somebody_who_was_forgotten_goes_to_nobody(make):
    message = Message.objects.create(
        about=About.QUESTION,
        record_id="ag-1",
        agency="ag-1",
        language="en",
        text="Why?",
        email="a@example.org",
    )
    for name in ("refuse", "forget"):
        take(BY_NAME[name], message, by=make.secretary, reason="Asked for.")
    with pytest.raises(NotNow):
        take(BY_NAME["reopen"], message, by=make.secretary)
    Message.objects.update(standing=Standing.NEW)  # whatever is in the table
    with pytest.raises(NotNow):
        take(BY_NAME["approve"], message, by=make.secretary)
    assert not Outbox.objects.filter(job=RELAY).exists()


@pytest.mark.django_db
def test_a_step_is_kept_with_who_when_and_why_and_taken_once(make):
    message = Message.objects.create(about=About.CORRECTION, record_id="cs-1", language="en", text="Wrong.")
    take(BY_NAME["refuse"], message, by=make.secretary, reason="It is\r\nright.")
    with pytest.raises(NotNow):  # by somebody who still sees it as new
        take(BY_NAME["done"], message, by=make.secretary)
    kept = Handling.objects.get()
    assert (kept.step, kept.by, kept.reason) == ("refuse", make.secretary, "It is\nright.")
    message.refresh_from_db()
    assert (message.standing, message.closed_at is not None) == ("refused", True)
    assert message.standing in CLOSED
