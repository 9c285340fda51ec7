"""Steps that a record takes from its form: publish, submit, withdraw, merge, redact, undo.

A step says who may take it, what it asks before, and what it does. Adding one is adding a class.
"""

from typing import ClassVar

from django import forms
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts.permissions import Verb, may
from portal.editing.deleted import refuse_if_deleted, refusing_what_does_not_fit
from portal.publishing.lock import take_lock
from portal.publishing.publication import Publication
from portal.publishing.publish import NotPublishable
from portal.publishing.record import Record, StaleRecord, State
from portal.publishing.redaction import redact
from portal.publishing.review import TRANSITIONS, transition
from portal.publishing.tables import Entry, Event, Revision, Status


class StepForm(forms.Form):
    """What every step is told: the version that was looked at."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class ReasonForm(StepForm):
    """Asks why."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("It is kept in the history."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
    )


class PublicReasonForm(ReasonForm):
    """Asks why, for the public."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = _("Readers see it in place of the page.")


class MergeForm(ReasonForm):
    """Asks why. Which record stays was chosen on the page before, and both were looked at."""

    into = forms.CharField(widget=forms.HiddenInput)
    confirmed = forms.BooleanField(widget=forms.HiddenInput)


class RedactForm(ReasonForm):
    """Asks for the passage."""

    passage = forms.CharField(
        label=gettext_lazy("Passage to remove"),
        help_text=gettext_lazy("Exactly as it stands. It goes from all versions, for ever."),
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
    )
    field_order = ("passage", "reason")


class UndoForm(ReasonForm):
    """Asks why; which version was chosen on the page before."""

    number = forms.IntegerField(widget=forms.HiddenInput)


class Step:
    """One step. `form` asks first; without `asks` it is taken at once."""

    name: ClassVar[str]
    label: ClassVar[str | Promise]
    explanation: ClassVar[str | Promise] = ""
    done: ClassVar[str | Promise]
    form: ClassVar[type[StepForm]] = StepForm
    asks = True
    is_grave = False
    for_several = False  # whether it can be taken with several records at once

    registry: ClassVar[dict[str, "Step"]] = {}

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        if "name" in vars(cls):
            Step.registry[cls.name] = cls()

    def is_allowed(self, user, record: Record) -> bool:
        """Whether the user may take it."""
        raise NotImplementedError

    def is_offered(self, record: Record, entry: Entry | None) -> bool:
        """Whether it makes sense now."""
        raise NotImplementedError

    def take(self, record: Record, by, data: dict) -> None:
        """Do it. Raises one of `portal.editing.problems.PROBLEMS`."""
        raise NotImplementedError

    def start(self, record: Record, by, data: dict) -> None:
        """Do it, unless the record is no longer the one that was looked at."""
        if data.get("version") not in (None, record.version):
            raise StaleRecord(record)
        self.take(record, by, data)


def has_news(record: Record) -> bool:
    """Whether the rows say something else than what is published; rows read for a list know it already."""
    return record.is_ahead if hasattr(record, "is_ahead") else record.has_unpublished_changes()


def is_unreviewed(record: Record) -> bool:
    """Whether the record is of a kind that somebody else reads first, and is not with a reviewer now."""
    return Publication.of_record(record).is_reviewed and record.state != State.SUBMITTED


class Transition(Step):
    """A step to another state."""

    to: ClassVar[State]

    def is_allowed(self, user, record: Record) -> bool:
        """Whether the table of transitions lets the user do it."""
        rule = TRANSITIONS.get((State(record.state), self.to))
        return (
            may(user, rule.verb, record.owner)
            if rule
            else any(
                may(user, rule.verb, record.owner)
                for (_origin, to), rule in TRANSITIONS.items()
                if to == self.to
            )
        )

    def is_offered(self, record: Record, entry: Entry | None) -> bool:
        """Whether the record's state leads there."""
        return (State(record.state), self.to) in TRANSITIONS

    def take(self, record: Record, by, data: dict) -> None:
        """Take it, with the reason as note."""
        transition(record, to=self.to, by=by, note=data.get("reason", ""), into=data.get("into", ""))


class Publish(Transition):
    for_several = True
    name, to, asks = "publish", State.PUBLISHED, False
    label, done = gettext_lazy("Publish"), gettext_lazy("Published: the public sees it now.")

    def is_offered(self, record: Record, entry: Entry | None) -> bool:
        """Where something is not published yet, and somebody has read it if somebody has to."""
        return super().is_offered(record, entry) and has_news(record) and not is_unreviewed(record)


class PublishUnreviewed(Transition):
    for_several = True
    name, to, form, is_grave = "publish-unreviewed", State.PUBLISHED, ReasonForm, True
    label, done = gettext_lazy("Publish without review"), gettext_lazy("Published: the public sees it now.")
    explanation = gettext_lazy(
        "Nobody else has read this text. The history says for ever that it was published without review, and why."
    )

    def is_offered(self, record: Record, entry: Entry | None) -> bool:
        """Where something is not published yet that was not submitted for review."""
        return super().is_offered(record, entry) and has_news(record) and is_unreviewed(record)


class Submit(Transition):
    for_several = True
    name, to, asks = "submit", State.SUBMITTED, False
    label, done = gettext_lazy("Submit for review"), gettext_lazy("Submitted: a reviewer looks at it next.")


class RequestChanges(Transition):
    name, to, form = "request-changes", State.CHANGES_REQUESTED, ReasonForm
    label, done = gettext_lazy("Request changes"), gettext_lazy("Returned to its authors.")
    explanation = gettext_lazy("Say what has to change before it can be published.")


class NeedsUpdate(Transition):
    for_several = True
    name, to, form = "needs-update", State.NEEDS_UPDATE, ReasonForm
    label, done = gettext_lazy("Mark as outdated"), gettext_lazy("Marked as in need of an update.")
    explanation = gettext_lazy("It stays public.")


class Archive(Transition):
    for_several = True
    name, to, form = "archive", State.ARCHIVED, ReasonForm
    label, done = gettext_lazy("Archive"), gettext_lazy("Archived.")
    explanation = gettext_lazy("It stays public.")


class MarkCurrent(Transition):
    name, to, form = "mark-current", State.PUBLISHED, ReasonForm
    label, done = gettext_lazy("Mark as current"), gettext_lazy("Marked as current.")
    explanation = gettext_lazy("What is published holds: neither outdated nor archived any more.")

    def is_offered(self, record: Record, entry: Entry | None) -> bool:
        """Where it was marked as outdated or archived, and nobody has written since."""
        return record.state in {State.NEEDS_UPDATE, State.ARCHIVED} and not has_news(record)


class Withdraw(Transition):
    for_several = True
    name, to, form, is_grave = "withdraw", State.WITHDRAWN, PublicReasonForm, True
    label, done = gettext_lazy("Withdraw"), gettext_lazy("Withdrawn: its page says so, and why.")
    explanation = gettext_lazy(
        "Its page is taken down at once, for ever, and nothing shows its name any more."
    )

    def is_offered(self, record: Record, entry: Entry | None) -> bool:
        """Where it is live: a draft that was never published can be deleted."""
        return super().is_offered(record, entry) and entry is not None and entry.status == Status.LIVE


class Merge(Withdraw):
    for_several = False
    name, to, form, is_grave = "merge", State.MERGED, MergeForm, True
    label, done = (
        gettext_lazy("Merge into another record"),
        gettext_lazy("Merged: its address leads to the other record."),
    )
    explanation = gettext_lazy(
        "Its address leads to the other record from now on, and all that named it name the other."
    )


class Redact(Step):
    name, form, is_grave = "redact", RedactForm, True
    label, done = gettext_lazy("Redact"), gettext_lazy("The passage was removed from all versions.")
    explanation = gettext_lazy(
        "Removes a passage from the record, its public page and its whole history. It cannot be undone."
    )

    def is_allowed(self, user, record: Record) -> bool:
        """The secretariat."""
        return may(user, Verb.REDACT, record.owner)

    def is_offered(self, record: Record, entry: Entry | None) -> bool:
        """Always: a withdrawn record has a history, too."""
        return True

    def take(self, record: Record, by, data: dict) -> None:
        """Remove the passage everywhere."""
        redact(record, data["passage"], by=by, reason=data["reason"])


class Undo(Step):
    name, form = "undo", UndoForm
    label, done = (
        gettext_lazy("Publish this version again"),
        gettext_lazy("The older version is published again."),
    )
    explanation = gettext_lazy(
        "The record is set back to this version and published. What was written since stays in the history."
    )

    def is_allowed(self, user, record: Record) -> bool:
        """Who may publish."""
        return may(user, Verb.PUBLISH, record.owner)

    def is_offered(self, record: Record, entry: Entry | None) -> bool:
        """Where it is live."""
        return entry is not None and entry.status == Status.LIVE

    def take(self, record: Record, by, data: dict) -> None:
        """Set the rows back and publish that, or neither."""
        published = Revision.objects.filter(record_id=record.pk, event=Event.PUBLISHED)
        revision = published.filter(number=data["number"]).first()
        if revision is None:
            raise NotPublishable([_("There is no published version with this number.")])
        refuse_if_deleted(revision, type(record))
        with refusing_what_does_not_fit(), transaction.atomic():
            take_lock()  # before the record's row, as every publication does
            restored = record.restore(revision, by=by, note=data["reason"])
            transition(record, to=State.PUBLISHED, by=by, note=data["reason"], revision=restored)
