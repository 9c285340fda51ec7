"""Who sees what readers sent, and who does something about it. Of others' records there is nothing: 404, not 403."""

from django.db.models import Q, QuerySet

from portal.accounts.permissions import Verb, may
from portal.editing.claims import decides, editor_of
from portal.publishing.publication import Publication
from portal.readers.handling import Step
from portal.readers.models import About, Message


def messages_for(user) -> QuerySet[Message]:
    """All for the secretariat; for editors of agencies the corrections about what their agency looks after."""
    rows = Message.objects.all()
    if decides(user):
        return rows
    return rows.filter(about_records_of(editor_of(user)), about=About.CORRECTION)


def tallies_for(user, rows: QuerySet) -> QuerySet:
    """Wishes and uses: all for those who may see all records, for editors those of their agency's records."""
    return rows if may(user, Verb.VIEW) else rows.filter(about_records_of(editor_of(user)))


def may_take(user, step: Step) -> bool:
    """Whether the user takes such steps with the messages that they see."""
    return decides(user) or (step.for_editors and bool(editor_of(user)))


def about_records_of(agencies: set[str]) -> Q:
    """Rows about records that one of these agencies looks after now."""
    if not agencies:
        return Q(pk__in=())
    owned = Q()
    for publication in Publication.all():
        records = publication.model._base_manager.filter(owner__in=agencies)
        owned |= Q(record_id__in=records.order_by().values("pk"))
    return owned
