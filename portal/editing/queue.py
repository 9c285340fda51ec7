"""What waits for somebody: shown first on the admin's index, and only where there is something to do."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.contrib import admin
from django.db.models import CharField, Count, Min, OuterRef, Subquery, Value
from django.http import HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from portal.accounts.permissions import Verb, may
from portal.editing.claims import decides
from portal.publishing.claims import Claim, Decision
from portal.publishing.publication import Kind, Publication
from portal.publishing.record import State
from portal.publishing.tables import Event, Revision


@dataclass(frozen=True)
class Waiting:
    """Things of one sort that wait for a decision, since when the oldest does, and the list that holds them."""

    label: str
    number: int
    oldest: datetime
    address: str

    @property
    def since(self) -> str:
        """The day of the oldest, as all days stand in the admin. Durations have no words in four of the languages."""
        return date_format(localtime(self.oldest), "DATE_FORMAT")


Source = Callable[[object], list[Waiting]]
_further: list[Source] = []


def also(source: Source) -> Source:
    """Declare what waits in a higher layer: a function of the user, of one query at most."""
    _further.append(source)
    return source


def waiting(user) -> list[Waiting]:
    """What the user can decide; what has waited longest comes first. At most two queries, and one for each further source."""
    found = [*_claims(user), *_submitted(user)]
    for source in _further:
        found += source(user)
    return sorted(found, key=lambda sort: sort.oldest)


def index(request) -> HttpResponse:
    """The admin's index, with what waits for the user."""
    return admin.site.index(request, {"waiting": waiting(request.user)})


def _claims(user) -> list[Waiting]:
    if not decides(user):
        return []
    open_claims = Claim.objects.filter(decision=Decision.OPEN).aggregate(number=Count("pk"), oldest=Min("at"))
    address = f"{reverse('admin:portal_claim_changelist')}?decision__exact={Decision.OPEN}"
    return [Waiting(_("Open claims"), **open_claims, address=address)] if open_claims["number"] else []


def _submitted(user) -> list[Waiting]:
    """Records of each kind that were submitted for review, and since when."""
    if not may(user, Verb.REVIEW):
        return []
    since: dict[str, list[datetime]] = {}
    for kind, moment in _submissions():
        since.setdefault(kind, []).append(moment)
    return [_waiting(kind, moments) for kind, moments in since.items()]


def _submissions():
    """(kind, when it was submitted) of every record that is submitted now, in one query."""
    submitted = Revision.objects.filter(record_id=OuterRef("pk"), event=Event.SUBMITTED)
    last = Subquery(submitted.order_by("-number").values("at")[:1])
    first, *others = (
        publication.model._base_manager.filter(state=State.SUBMITTED)
        .order_by()
        .annotate(of_kind=Value(publication.kind, output_field=CharField()), since=last)
        .values_list("of_kind", "since")
        for publication in Publication.all()
    )
    return first.union(*others, all=True)


def _waiting(kind: str, moments: list[datetime]) -> Waiting:
    options = Kind.of(kind).model._meta
    label = _("Submitted for review: %(kind)s") % {"kind": options.verbose_name_plural}
    address = reverse(f"admin:{options.app_label}_{options.model_name}_changelist")
    return Waiting(label, len(moments), min(moments), f"{address}?state__exact={State.SUBMITTED}")
