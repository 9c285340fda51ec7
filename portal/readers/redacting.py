"""A passage that is redacted from a record goes from what readers and staff wrote about that record, too."""

from portal.publishing.record import Record
from portal.publishing.redaction import also, without
from portal.readers.models import Handling, Message, Usage


@also
def redact_messages(record: Record, passage: str) -> None:
    """Take it out of messages, the reasons of their steps, and lines on how the record was used."""
    messages = Message.objects.filter(record_id=record.pk)
    _redact(messages, ("text", "right", "source"), passage)
    _redact(Handling.objects.filter(message__in=messages), ("reason",), passage)
    _redact(Usage.objects.filter(of__record_id=record.pk), ("text",), passage)


def _redact(rows, names: tuple[str, ...], passage: str) -> None:
    for row in rows:
        for name in names:
            setattr(row, name, without(getattr(row, name), passage))
        row.save(update_fields=names)
