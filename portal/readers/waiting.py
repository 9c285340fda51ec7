"""How many messages wait, for the first page of the admin."""

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.editing.claims import decides, editor_of
from portal.editing.queue import Waiting, also
from portal.publishing.tables import Outbox
from portal.readers.access import messages_for
from portal.readers.models import Standing


@also
def messages(user) -> list[Waiting]:
    """Messages that nobody has looked at, and questions that could not be passed on: one query."""
    if not (decides(user) or editor_of(user)):
        return []
    new = Q(standing=Standing.NEW)
    failed = Q(standing=Standing.APPROVED, job__state=Outbox.State.FAILED)
    found = messages_for(user).aggregate(
        new=Count("pk", filter=new),
        new_since=Min("received_at", filter=new),
        failed=Count("pk", filter=failed),
        failed_since=Min("received_at", filter=failed),
    )
    return [
        Waiting(label, found[name], found[f"{name}_since"], f"{_list()}?standing__exact={standing}")
        for name, label, standing in (
            ("new", _("Messages from readers"), Standing.NEW),
            ("failed", _("Questions that could not be passed on"), Standing.APPROVED),
        )
        if found[name]
    ]


def _list() -> str:
    return reverse("admin:readers_message_changelist")
