"""Redaction reaches what was written about a record."""

import pytest

from portal.publishing.redaction import redact
from portal.readers.handling import BY_NAME, take
from portal.readers.models import Handling, Message, Usage, Usefulness
from tests.readers.sending import correction

pytestmark = pytest.mark.django_db


def test_a_passage_goes_from_messages_reasons_and_lines_about_the_record_alone(make):
    case, other = make.live("case-study", summary_en="Call Somchai."), make.live("topic")
    sent = [
        correction(record, text="Why is Somchai named?", right="Not Somchai.") for record in (case, other)
    ]
    take(BY_NAME["refuse"], sent[0], by=make.secretary, reason="Somchai agreed.")
    Usage.objects.create(
        of=Usefulness.objects.create(record_id=case.pk), text="We called Somchai.", language="en"
    )
    redact(case, "Somchai", by=make.secretary, reason="Asked for.")
    assert list(Message.objects.order_by("pk").values_list("text", "right")) == [
        ("Why is █████ named?", "Not █████."),
        ("Why is Somchai named?", "Not Somchai."),
    ]
    assert (Handling.objects.get().reason, Usage.objects.get().text) == ("█████ agreed.", "We called █████.")
