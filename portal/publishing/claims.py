"""Claims: an agency asks to take over a record that others compiled about it; the secretariat decides."""

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.publishing.document import shape
from portal.publishing.identity import ID_LENGTH
from portal.publishing.lock import take_lock
from portal.publishing.publication import Kind, Publication
from portal.publishing.record import Record, as_stored
from portal.publishing.tables import Entry, Event, Reference, Status


class Decision(models.TextChoices):
    """What became of a claim."""

    OPEN = "open", gettext_lazy("Open")
    GRANTED = "granted", gettext_lazy("Granted")
    DECLINED = "declined", gettext_lazy("Declined")


class NotClaimable(Exception):
    """The record cannot be taken over, or the claim was decided already; the message says why to its reader."""


class Claim(models.Model):
    """One agency's wish to take over one record. Who asked, when and why, and who decided, stays for ever."""

    record_id = models.CharField(gettext_lazy("record"), max_length=ID_LENGTH, db_index=True)
    agency = models.CharField(gettext_lazy("agency"), max_length=ID_LENGTH)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=gettext_lazy("asked by")
    )
    at = models.DateTimeField(gettext_lazy("asked on"), default=timezone.now)
    message = models.TextField(gettext_lazy("message"), blank=True, max_length=1000)
    decision = models.CharField(
        gettext_lazy("decision"), max_length=10, choices=Decision, default=Decision.OPEN
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=gettext_lazy("decided by"),
    )
    decided_at = models.DateTimeField(gettext_lazy("decided on"), null=True, blank=True)
    reason = models.TextField(gettext_lazy("reason"), blank=True, max_length=500)

    class Meta:
        verbose_name = gettext_lazy("claim")
        verbose_name_plural = gettext_lazy("claims")
        ordering = ("-at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["record_id", "agency"],
                condition=models.Q(decision=Decision.OPEN.value),
                name="claim_open_once",
                violation_error_message=gettext_lazy("Your agency has asked for this record already."),
            )
        ]

    def __str__(self):
        return f"{self.record_id} → {self.agency}"

    @property
    def why(self) -> str:
        """The reason that was given; where another agency got the record, that is the reason."""
        given_away = self.decision == Decision.DECLINED and not self.reason
        return _("It was given to another agency.") if given_away else self.reason


def is_claimable(entry: Entry | None) -> bool:
    """Whether it is public, and of such a kind and content that agencies may ask for it; not whether it has an owner."""
    if entry is None or entry.status != Status.LIVE or entry.revision is None:
        return False
    return Publication.of(entry.kind).is_claimable(entry.revision.document)


def led_by(public_id: str, kind: str) -> list[Record]:
    """Records of other kinds that name this one as what they cannot stand without, have no owner and are claimable."""
    naming = Reference.objects.filter(target=public_id, required=True, entry__status=Status.LIVE)
    found: dict[str, list[str]] = {}
    for reference in naming.exclude(entry__kind=kind).select_related("entry__revision"):
        entry = reference.entry
        if is_claimable(entry) and _is_led(entry.revision.document, public_id):
            found.setdefault(entry.kind, []).append(entry.public_id)
    return [
        record
        for kind_found, ids in found.items()
        for record in Kind.of(kind_found).model._base_manager.filter(pk__in=ids, owner="")
    ]


def _is_led(document: dict, public_id: str) -> bool:
    """Whether the record itself names it, not one of its parts."""
    cites = shape(Kind.of(document["type"]).model).cites
    return any(needed and document["fields"].get(name) == public_id for name, needed in cites.items())


@transaction.atomic
def claim(record: Record, *, agency: str, by, message: str = "") -> tuple[Claim, bool]:
    """Ask for a record on behalf of an agency; return the claim, and whether it is new: asking twice is one claim.

    Raises NotClaimable.
    """
    if record.owner:
        raise NotClaimable(_("This record is looked after by an agency already."))
    if not is_claimable(record.entry()):
        raise NotClaimable(_("This record cannot be taken over."))
    return Claim.objects.get_or_create(
        record_id=record.pk,
        agency=agency,
        decision=Decision.OPEN,
        defaults={"by": by, "message": as_stored(message)},
    )


@transaction.atomic
def grant(claimed: Claim, record: Record, *, by, reason: str = "") -> None:
    """Make the agency the record's owner. Its history stays and says so; other open claims to it are declined.

    Raises NotClaimable, StaleRecord. What the public reads does not change: that the agency confirms
    the record is for the agency to say, by publishing it as its own.
    """
    take_lock()  # before the record's row and the claims: a redaction, which touches both, does so, too
    open_claims = Claim.objects.select_for_update().filter(record_id=record.pk, decision=Decision.OPEN)
    if claimed.pk not in {row.pk for row in open_claims}:
        raise NotClaimable(_("This claim was decided already."))
    rows = type(record)._base_manager.select_for_update()  # a change of owner alone makes no new version
    if rows.values_list("owner", flat=True).get(pk=record.pk):
        raise NotClaimable(_("This record is looked after by an agency already."))
    if not Entry.objects.filter(public_id=record.pk, status=Status.LIVE).exists():
        raise NotClaimable(_("This record is not public any more."))
    record.owner = claimed.agency
    record.save(update_fields=["owner"])
    record.keep(by=by, note=reason, event=Event.CLAIMED)
    _decide(claimed, Decision.GRANTED, by, reason)
    for other in open_claims.exclude(pk=claimed.pk):
        _decide(other, Decision.DECLINED, by, "")


@transaction.atomic
def decline(claimed: Claim, *, by, reason: str) -> None:
    """Leave the record where it is, and say why. Raises NotClaimable."""
    if not Claim.objects.select_for_update().filter(pk=claimed.pk, decision=Decision.OPEN).exists():
        raise NotClaimable(_("This claim was decided already."))
    _decide(claimed, Decision.DECLINED, by, reason)


def _decide(claimed: Claim, decision: Decision, by, reason: str) -> None:
    claimed.decision, claimed.decided_by, claimed.decided_at = decision, by, timezone.now()
    claimed.reason = reason
    claimed.save()
