"""Restoring an older version as a draft. Publishing one again is `portal.editing.steps.Undo`."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts.permissions import Verb, may
from portal.editing.access import FINISHED
from portal.editing.deleted import refuse_if_deleted, refusing_what_does_not_fit
from portal.editing.steps import Step, UndoForm
from portal.publishing.publish import NotPublishable
from portal.publishing.record import Record
from portal.publishing.tables import Entry, Revision


class Restore(Step):
    name, form = "restore", UndoForm
    label, done = (
        gettext_lazy("Restore as a draft"),
        gettext_lazy(
            "Restored: the draft says what that version said. The public sees it when it is published."
        ),
    )
    explanation = gettext_lazy(
        "The draft is set back to this version. The public page stays as it is until somebody publishes. "
        "What was written since stays in the history."
    )

    def is_allowed(self, user, record: Record) -> bool:
        """Who may edit."""
        return may(user, Verb.EDIT, record.owner)

    def is_offered(self, record: Record, entry: Entry | None) -> bool:
        """While it can be edited."""
        return record.state not in FINISHED

    def take(self, record: Record, by, data: dict) -> None:
        """Set the rows back; the public side stays."""
        revision = Revision.objects.filter(record_id=record.pk, number=data["number"]).first()
        if revision is None:
            raise NotPublishable([_("There is no version with this number.")])
        if revision.digest == record.latest_revision().digest:
            raise NotPublishable([_("The draft says this already.")])
        refuse_if_deleted(revision, type(record))
        with refusing_what_does_not_fit(), transaction.atomic():
            record.restore(revision, by=by, note=data["reason"])
