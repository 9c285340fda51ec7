"""Passing a question on: a plain mail to the agency's mailbox, with the visitor to reply to."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from portal.publishing.addresses import absolute, page_address
from portal.publishing.names import Names
from portal.publishing.outbox import handles
from portal.readers.handling import RELAY, mark_relayed
from portal.readers.models import Message, Standing
from portal.readers.recipients import language_of, mailbox_of


class NoMailbox(Exception):
    """The agency has no mailbox any more: somebody has to enter one, or refuse the question."""


@handles(RELAY)
def relay(payload: dict) -> None:
    """Send an approved question. The mailbox is read only now, so that the newest one gets it.

    Raises NoMailbox, and what sending raises: the job is tried again then.
    """
    message = Message.objects.select_for_update().filter(pk=payload["message"]).first()
    if message is None or message.standing != Standing.APPROVED:
        return
    mailbox = mailbox_of(message.agency)
    if not mailbox:
        raise NoMailbox(message.agency)
    with translation.override(language_of(message.agency)):
        mail = mail_of(message, mailbox)
    # Before it is sent: what cannot be stored is not sent, and what cannot be sent is not stored.
    mark_relayed(message)
    mail.send()


def mail_of(message: Message, mailbox: str) -> EmailMessage:
    """The mail to an agency in the active language.

    Of what a visitor wrote only the address gets into its headers; Django refuses one of several lines.
    """
    values = {"message": message, "site_name": settings.SITE_NAME, **_subject(message.record_id)}
    subject = _("%(site)s: a question about “%(record)s”") % {
        "site": settings.SITE_NAME,
        "record": " ".join(values["name"].split()),
    }
    return EmailMessage(
        subject,
        render_to_string("readers/question.txt", values),
        to=[mailbox],
        reply_to=[message.email],
        headers={"Message-ID": _message_id(message), "Auto-Submitted": "auto-generated"},
    )


def _subject(public_id: str) -> dict:
    """The record's published name and the address of its page in the active language."""
    language = translation.get_language()
    name = Names.of([public_id]).get(public_id, language)
    if name is None:
        return {"name": public_id, "page": ""}
    page = page_address(name.kind, language, name.home.public_id, name.home.slug)
    return {"name": name.text, "page": absolute(page, settings.SITE_URL)}


def _message_id(message: Message) -> str:
    """The same whenever it is sent: where a mail was sent twice, mail programs show it once."""
    return f"<question-{message.pk}@{urlsplit(settings.SITE_URL).hostname}>"
