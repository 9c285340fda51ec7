"""The steps that a message takes: one table says which there are, and every step that was taken is kept."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.publishing.outbox import enqueue
from portal.publishing.record import as_stored
from portal.readers.models import CLOSED, About, Handling, Message, Standing
from portal.readers.retention import forget, forget_later

RELAY = "readers-relay"  # the job that passes a question on
RELAYED = "relayed"  # what the worker did, beside the steps of people


class NotNow(Exception):
    """The step does not apply to the message as it stands by now."""


@dataclass(frozen=True)
class Step:
    """A step that people take: `since` which standings it leads `to` another one, and for which messages."""

    name: str
    label: str | Promise
    done: str | Promise
    since: dict[str, tuple[str, ...]]  # what the message is -> its standings
    to: str = ""  # empty: it stays as it is
    explanation: str | Promise = ""
    asks_why: bool = False
    for_editors: bool = False  # whether editors of the record's agency may take it, too

    def applies(self, message: Message) -> bool:
        """Whether it makes sense with the message as it stands."""
        return message.standing in self.since.get(message.about, ())


class NeedsSender(Step):
    """A question goes on only where somebody can be answered."""

    def applies(self, message: Message) -> bool:
        """Whether who asks is still known; who corrects something need not be."""
        return super().applies(message) and not message.is_unanswerable


class SendAgain(Step):
    """Only where sending was given up."""

    def applies(self, message: Message) -> bool:
        """Whether the worker gave it up."""
        return super().applies(message) and message.has_failed


class ForgetSender(Step):
    """Only where somebody is known."""

    def applies(self, message: Message) -> bool:
        """Whether a name or an address is there; a question that waits to be passed on needs it."""
        return super().applies(message) and bool(message.name or message.email)


STEPS = (
    NeedsSender(
        "approve",
        _("Approve"),
        _("Approved: the question is passed on to the agency."),
        {About.QUESTION: (Standing.NEW,)},
        Standing.APPROVED,
        _("The agency gets the question by e-mail, with the name and the e-mail address of who asks."),
    ),
    SendAgain(
        "again",
        _("Try again"),
        _("It is tried again."),
        {About.QUESTION: (Standing.APPROVED,)},
        Standing.APPROVED,
    ),
    Step(
        "done",
        _("Mark as done"),
        _("Marked as done."),
        {About.CORRECTION: (Standing.NEW,), About.QUESTION: (Standing.RELAYED,)},
        Standing.DONE,
        for_editors=True,
    ),
    Step(
        "refuse",
        _("Refuse"),
        _("Refused."),
        {About.CORRECTION: (Standing.NEW,), About.QUESTION: (Standing.NEW, Standing.APPROVED)},
        Standing.REFUSED,
        _("Nothing is sent to anybody. The reason stays with the message, for those who work here."),
        asks_why=True,
        for_editors=True,
    ),
    NeedsSender(
        "reopen",
        _("Open again"),
        _("Opened again."),
        {About.CORRECTION: (Standing.DONE, Standing.REFUSED), About.QUESTION: (Standing.REFUSED,)},
        Standing.NEW,
        for_editors=True,
    ),
    ForgetSender(
        "forget",
        _("Delete the sender’s details"),
        _("The sender’s details were deleted."),
        {
            About.CORRECTION: (Standing.NEW, Standing.DONE, Standing.REFUSED),
            About.QUESTION: (Standing.REFUSED, Standing.RELAYED, Standing.DONE),
        },
        explanation=_("Name and e-mail address go for ever, what was written stays."),
    ),
)
BY_NAME = {step.name: step for step in STEPS}
LABELS = {step.name: step.label for step in STEPS} | {RELAYED: Standing.RELAYED.label}


@transaction.atomic
def take(step: Step, message: Message, *, by, reason: str = "") -> None:
    """Take a step, and keep who did it and why. Raises NotNow."""
    message = Message.objects.select_for_update().get(pk=message.pk)
    if not step.applies(message):
        raise NotNow(step.name)
    if step.name == "forget":
        forget(message)
    else:
        _move(message, step.to)
    Handling.objects.create(message=message, step=step.name, by=by, reason=as_stored(reason))


@transaction.atomic
def mark_relayed(message: Message) -> None:
    """Keep that the question went to the agency."""
    _move(message, Standing.RELAYED)
    Handling.objects.create(message=message, step=RELAYED)


def _move(message: Message, to: str) -> None:
    """Change where a message stands, with what follows from that."""
    was_closed = message.closed_at is not None
    message.standing = to
    if to == Standing.APPROVED:
        message.job = enqueue(RELAY, {"message": message.pk})
    message.closed_at = (message.closed_at or timezone.now()) if to in CLOSED else None
    message.save()
    if message.closed_at and not was_closed and (message.name or message.email):
        forget_later(message)
