"""How long it is known who wrote: some days after their message is closed, or until somebody removes it sooner."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from portal.publishing.outbox import enqueue, handles
from portal.readers.models import Message

FORGET_SENDER = "readers-forget-sender"


def forget_later(message: Message) -> None:
    """Have the worker delete the sender's details when their time has come; called when a message is closed."""
    enqueue(FORGET_SENDER, {"message": message.pk}, not_before=_due(message))


def forget(message: Message) -> None:
    """Delete who wrote it; what was written stays."""
    message.name = message.email = ""
    message.forgotten_at = timezone.now()
    message.save(update_fields=["name", "email", "forgotten_at"])


@handles(FORGET_SENDER)
def _forget_sender(payload: dict) -> None:
    message = Message.objects.select_for_update().filter(pk=payload["message"]).first()
    if message is None or message.closed_at is None or message.forgotten_at:
        return  # opened again: closing it writes a job of its own
    if _due(message) > timezone.now():
        forget_later(message)  # closed once more meanwhile, or the settings keep it longer by now
    else:
        forget(message)


def _due(message: Message):
    return message.closed_at + timedelta(days=settings.SENDER_DAYS)
