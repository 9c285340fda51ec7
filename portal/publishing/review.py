"""States of a record's working copy. One table says what may follow what and who may do it; nothing else moves a state."""

from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.permissions import Verb, agencies, may
from portal.publishing.lock import take_lock
from portal.publishing.publication import Publication
from portal.publishing.publish import NotPublishable, merge, publish, withdraw
from portal.publishing.record import OF_THE_PUBLIC_SIDE, Record, State
from portal.publishing.tables import Event, Review, Revision


class NotAllowed(Exception):
    """The user may not do this to the record."""


class InvalidTransition(Exception):
    """The record's state does not lead there; `allowed` holds those that it leads to."""

    def __init__(self, state: str, to: str, allowed: list[str]):
        super().__init__(f"{state} does not lead to {to}, only to {', '.join(allowed) or 'nothing'}.")
        self.state, self.to, self.allowed = state, to, allowed


@dataclass(frozen=True)
class Rule:
    """Who may take a step, and what is asked besides."""

    verb: Verb
    four_eyes: bool = False  # not one's own text, not one's own agency's
    reason: bool = False


S = State
LIVE = (S.PUBLISHED, S.NEEDS_UPDATE, S.ARCHIVED)
TRANSITIONS: dict[tuple[State, State], Rule] = {
    (S.DRAFT, S.SUBMITTED): Rule(Verb.SUBMIT),
    (S.CHANGES_REQUESTED, S.SUBMITTED): Rule(Verb.SUBMIT),
    (S.SUBMITTED, S.CHANGES_REQUESTED): Rule(Verb.REVIEW, reason=True),
    (S.SUBMITTED, S.PUBLISHED): Rule(Verb.REVIEW, four_eyes=True),
    (S.DRAFT, S.PUBLISHED): Rule(Verb.PUBLISH),
    (S.CHANGES_REQUESTED, S.PUBLISHED): Rule(Verb.PUBLISH),
    **{(live, S.PUBLISHED): Rule(Verb.PUBLISH) for live in LIVE},
    **{
        (live, to): Rule(Verb.PUBLISH, reason=True)
        for live in LIVE
        for to in (S.NEEDS_UPDATE, S.ARCHIVED)
        if live != to
    },
    **{
        (state, S.WITHDRAWN): Rule(Verb.WITHDRAW, reason=True)
        for state in S
        if state not in (S.WITHDRAWN, S.MERGED)
    },
    **{
        (state, S.MERGED): Rule(Verb.MERGE, reason=True)
        for state in S
        if state not in (S.WITHDRAWN, S.MERGED)
    },
}


MOVES_THE_PUBLIC_SIDE = (S.PUBLISHED, S.WITHDRAWN, S.MERGED)


def allowed(state: str) -> list[str]:
    """The states to which `state` leads."""
    return [str(to) for (origin, to) in TRANSITIONS if origin == state]


def transition(
    record: Record,
    *,
    to: State,
    by,
    note: str = "",
    revision: Revision | None = None,
    into: str = "",
    system: bool = False,
) -> Record:
    """Take one step: check it against the table, do what belongs to it, keep who, when and why.

    To PUBLISHED: publishes `revision`, by default the submitted one, or the latest; what belongs to a
    kind that is reviewed and was not submitted needs a reason, and says that review was waived. To MERGED: into
    the record whose id is `into`. `system` is for the portal's own loads and daily jobs.
    Raises InvalidTransition, NotAllowed, NotPublishable, StaleRecord, StillNeeded.
    """
    with transaction.atomic():
        if to in MOVES_THE_PUBLIC_SIDE:
            take_lock()  # before the record's row: see publish._hold
        _read_state(record)
        rule = TRANSITIONS.get((State(record.state), State(to)))
        if rule is None:
            raise InvalidTransition(record.state, to, allowed(record.state))
        if rule.four_eyes and revision is not None and revision.event != Event.SUBMITTED:
            rule = Rule(Verb.PUBLISH)  # not an approval of what was submitted
        review = ""
        if to == S.PUBLISHED and Publication.of_record(record).is_reviewed and not system:
            review = Review.APPROVED if rule.four_eyes else Review.WAIVED
            rule = replace(rule, reason=review == Review.WAIVED)
        if not system:
            _check(rule, record, by, note)
        _carry_out(record, to, by, note, revision, into, review)
        # Rows that moved on since the published Revision are a draft, of a live record.
        ahead = to == State.PUBLISHED and record.has_unpublished_changes()
        record.state = State.DRAFT if ahead else to
        type(record)._base_manager.filter(pk=record.pk).update(state=record.state)
    return record


def _carry_out(  # noqa: PLR0917
    record: Record, to: State, by, note: str, revision: Revision | None, into: str, review: str
) -> None:
    """Do what belongs to a step."""
    match to:
        case State.PUBLISHED:
            _publish(record, revision or _submitted(record) or record.latest_revision(), by, note, review)
        case State.WITHDRAWN if record.entry() is None:
            record.keep(by=by, note=note, event=Event.WITHDRAWN)
        case State.MERGED if record.entry() is None:
            raise NotPublishable([_("It was never published: nobody has to be led from it. Delete it.")])
        case State.WITHDRAWN:
            withdraw(record.pk, by=by, reason=note)
        case State.MERGED:
            merge(record.pk, into=into, by=by, reason=note)
        case State.SUBMITTED:
            if problems := Publication.of_record(record).check(record.document()):
                raise NotPublishable(problems)
            record.keep(by=by, note=note, event=Event.SUBMITTED)
        case State.CHANGES_REQUESTED:
            record.keep(by=by, note=note, event=Event.CHANGES_REQUESTED)


def _read_state(record: Record) -> None:
    """The state as it is now, not as it was when the record was read; nobody moves it until this is done."""
    rows = type(record)._base_manager.select_for_update().filter(pk=record.pk)
    record.state = rows.values_list("state", flat=True).get()


def _check(rule: Rule, record: Record, by, note: str) -> None:
    if not may(by, rule.verb, record.owner):
        raise NotAllowed(_("You may not do this to %(record)s.") % {"record": record})
    if rule.four_eyes and (by.pk in authors(record) or record.owner in agencies(by)):
        raise NotAllowed(_("Nobody approves their own text, or their own agency's."))
    if rule.reason and not note.strip():
        raise NotPublishable([_("Give a reason: it is kept in the history.")])


def authors(record: Record) -> set[int]:
    """Ids of all who changed the record since it was last published."""
    revisions = Revision.objects.filter(record_id=record.pk)
    # Not when it was published counts, but what: somebody may have gone on writing meanwhile. What a
    # redaction published again was no text of the rows.
    same = Revision.objects.filter(
        record_id=OuterRef("record_id"), number__lt=OuterRef("number"), version=OuterRef("version"),
        digest=OuterRef("digest"),
    ).exclude(event__in=OF_THE_PUBLIC_SIDE)  # fmt: skip
    published = revisions.filter(event=Event.PUBLISHED).annotate(
        text=Subquery(same.order_by("-number").values("number")[:1])
    )
    last = published.exclude(text=None).order_by("-number").values_list("text", flat=True).first() or 0
    written = revisions.filter(number__gt=last, event__in=(Event.SAVED, Event.RESTORED))
    return set(written.values_list("by", flat=True))


def _submitted(record: Record) -> Revision | None:
    if record.state != State.SUBMITTED:
        return None
    return Revision.objects.filter(record_id=record.pk, event=Event.SUBMITTED).order_by("-number").first()


def _publish(record: Record, revision: Revision | None, by, note: str, review: str) -> None:
    if revision is None:
        raise NotPublishable([_("Nothing of it was saved yet.")])
    entry = publish(revision, by=by, note=note, review=review)
    if record.published_at is None:
        record.published_at = entry.published_at or timezone.now()
        type(record)._base_manager.filter(pk=record.pk).update(published_at=record.published_at)
