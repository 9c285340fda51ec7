"""Sends forms as a reader's browser would, some time after they were opened."""

from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from portal.readers.models import About, Message
from portal.readers.protection import stamps

FORM = "application/x-www-form-urlencoded"
WAYS = ("correction", "question", "translation", "useful")
# What each form needs at least.
LEAST = {
    "correction": {"text": "The year is wrong."},
    "question": {"text": "May we use your guide?", "email": "reader@example.org"},
    "translation": {},
    "useful": {},
}


def where(record, way: str = "correction", language: str = "en") -> str:
    """The address of a form."""
    return f"/{language}/tell/{record.pk}/{way}"


def stamped(address: str, seconds: float = 60) -> str:
    """A stamp of so many seconds ago."""
    return stamps.stamp(address, timezone.now() - timedelta(seconds=seconds))


def send(address: str, *, seconds: float = 60, sender: Client | None = None, **fields) -> HttpResponse:
    """Send the form that was opened at an address so many seconds ago, with at least what it needs."""
    headers = fields.pop("headers", {})
    extra = fields.pop("extra", {})
    sent = {**LEAST[address.rpartition("/")[2]], "stamp": stamped(address, seconds), **fields}
    return (sender or Client()).post(address, urlencode(sent), content_type=FORM, headers=headers, **extra)


def correction(record, **fields) -> Message:
    """A correction that somebody sent."""
    return Message.objects.create(
        about=About.CORRECTION, record_id=record.pk, language="en", **{"text": "The year is wrong.", **fields}
    )


def question(agency, record=None, **fields) -> Message:
    """A question that somebody sent to an agency."""
    values = {"text": "May we use your guide?", "email": "reader@example.org", "language": "en", **fields}
    about = (record or agency).pk
    return Message.objects.create(about=About.QUESTION, record_id=about, agency=agency.pk, **values)


def move_clock(monkeypatch, **ahead) -> datetime:
    """Let it be so much later, and return when."""
    later = timezone.now() + timedelta(**ahead)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    return later
