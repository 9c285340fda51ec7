"""Claims in the admin: agencies see what they asked for, the secretariat decides."""

from collections.abc import Iterable
from functools import partial
from typing import ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.db.models import Case, Count, Value, When
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts.models import Role
from portal.accounts.permissions import Verb, may, roles
from portal.editing.choosing import choosable
from portal.editing.problems import PROBLEMS, sentences
from portal.editing.selections import CONFIRMED
from portal.editing.subjects import AboutRecordsAdmin, subject_of
from portal.publishing.claims import Claim, Decision, NotClaimable, decline, grant
from portal.publishing.names import Names
from portal.publishing.publication import Kind
from portal.publishing.record import Record
from portal.publishing.tables import Entry

AGENCY = "agency"  # the kind of record that may own others
LONGEST_REASON = 500
MOST = 50  # claims granted at once: the answer tells what became of each


def editor_of(user) -> set[str]:
    """The agencies whose editor the user is now: for these they ask, and see what was asked."""
    return {agency for role, agency in roles(user) if role == Role.AGENCY_EDITOR and agency}


def decides(user) -> bool:
    """Whether the user grants and declines claims."""
    return may(user, Verb.PUBLISH)


# What claims are about


def describe(request, claims: Iterable[Claim]) -> None:
    """Give each claim its `subject` and its `agency_name`: two queries, however many claims."""
    claims = list(claims)
    names = Names.of(claimed.record_id for claimed in claims)
    agencies = agency_names(request, (claimed.agency for claimed in claims))
    for claimed in claims:
        claimed.subject, claimed.agency_name = subject_of(names, claimed.record_id), agencies[claimed.agency]


def agency_names(request, ids: Iterable[str]) -> dict[str, str]:
    """What these agencies are called, as far as the user may know."""
    known, model, ids = choosable(request), Kind.of(AGENCY).model, sorted(set(ids))
    known.load(model, ids)
    rows = {public_id: known.get(model, public_id) for public_id in ids}
    return {public_id: known.label(row) if row else public_id for public_id, row in rows.items()}


def record_of(claimed: Claim) -> Record:
    """The rows of the record that is asked for, as they are now."""
    kind = Entry.objects.values_list("kind", flat=True).get(public_id=claimed.record_id)
    return Kind.of(kind).model._base_manager.get(pk=claimed.record_id)


# Deciding


class Grant(forms.Form):
    """Gives the record to the agency; may say why."""

    label: ClassVar[str | Promise] = gettext_lazy("Grant")
    done: ClassVar[str | Promise] = gettext_lazy("Granted: %(agency)s looks after “%(record)s” from now on.")

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Optional. The agency reads it, and it is kept in the record's history."),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
    )

    def take(self, claimed: Claim, by) -> None:
        """Do it. Raises NotClaimable, StaleRecord."""
        grant(claimed, record_of(claimed), by=by, reason=self.cleaned_data["reason"])


class Decline(Grant):
    """Leaves the record where it is, and says why."""

    label = gettext_lazy("Decline")
    done = gettext_lazy("Declined: %(agency)s does not get “%(record)s”.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required, self.fields["reason"].help_text = True, _("The agency reads it.")

    def take(self, claimed: Claim, by) -> None:
        """Do it. Raises NotClaimable."""
        decline(claimed, by=by, reason=self.cleaned_data["reason"])


DECISIONS = {"grant": Grant, "decline": Decline}


def decide(request, form: Grant, claimed: Claim) -> bool:
    """Do what the form says with one claim, and tell what came of it; whether it went well."""
    told = {"agency": claimed.agency_name, "record": claimed.subject["name"]}
    try:
        form.take(claimed, request.user)
    except (NotClaimable, *PROBLEMS) as problem:
        for why in [problem] if isinstance(problem, NotClaimable) else sentences(problem):
            messages.error(request, _("%(agency)s, “%(record)s”: %(why)s") % {**told, "why": why})
        return False
    messages.success(request, form.done % told)
    return True


# The admin


class ClaimAdmin(AboutRecordsAdmin):
    """Claims are made where an agency asks, and decided here. Who asked, when and why, stays as it is."""

    list_display = ("record", "decision", "asked_for", "by", "at")
    list_filter = ("decision",)
    list_select_related = ("by",)
    list_per_page = MOST
    ordering = (Case(When(decision=Decision.OPEN, then=Value(0)), default=Value(1)), "-at", "-pk")
    actions = ("grant_selected",)

    @admin.display(description=gettext_lazy("agency"), ordering="agency")
    def asked_for(self, claimed):
        """What the agency is called."""
        return claimed.agency_name

    def get_queryset(self, request):
        """All for those who decide, else those of the user's agencies."""
        rows = super().get_queryset(request)
        return rows if decides(request.user) else rows.filter(agency__in=editor_of(request.user))

    def describe(self, request, rows):
        """Subjects and agencies."""
        describe(request, rows)

    def has_module_permission(self, request):
        """The section is listed for those who decide, and for editors of agencies that asked for something."""
        if decides(request.user) or not editor_of(request.user):
            return decides(request.user)
        if not hasattr(request, "has_claims"):
            request.has_claims = self.get_queryset(request).exists()
        return request.has_claims

    def has_view_permission(self, request, obj=None):
        """Those who decide, and editors of the agency that asks."""
        own = editor_of(request.user)
        return decides(request.user) or (bool(own) if obj is None else obj.agency in own)

    def has_decide_permission(self, request):
        """Whether the user grants claims in the list."""
        return decides(request.user)

    def get_urls(self):
        """Where claims are decided."""
        decisions = [
            path(
                f"<int:object_id>/{name}/",
                self.admin_site.admin_view(partial(self.decision_view, decision=decision)),
                name=f"portal_claim_{name}",
            )
            for name, decision in DECISIONS.items()
        ]
        return decisions + super().get_urls()

    def changelist_view(self, request, extra_context=None):
        """The list, by its name."""
        return super().changelist_view(request, {"title": capfirst(self.opts.verbose_name_plural)})

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """All there is to know of a claim, and the two ways to decide it. Raises Http404."""
        claimed = self.get_object(request, object_id)
        others = list(self._others(request, claimed))
        describe(request, others)
        context = self.context(request, claimed.subject["name"], claimed=claimed, others=others)
        may_decide = decides(request.user)
        context |= {
            "decisions": DECISIONS if may_decide and claimed.decision == Decision.OPEN else {},
            "may_open": may_decide or claimed.decision == Decision.GRANTED,
        }
        return TemplateResponse(request, "admin/claims/claim.html", context)

    def decision_view(self, request, object_id: int, decision: type[Grant]) -> HttpResponse:
        """Ask, then decide. Raises Http404, PermissionDenied."""
        claimed = self.get_object(request, str(object_id))
        if not decides(request.user):
            raise PermissionDenied
        address = reverse("admin:portal_claim_change", args=[claimed.pk])
        if claimed.decision != Decision.OPEN:
            messages.warning(request, _("This claim was decided already."))
            return HttpResponseRedirect(address)
        form = decision(request.POST if request.method == "POST" else None)
        if form.is_valid():
            decide(request, form, claimed)
            return HttpResponseRedirect(address)
        others = list(self._others(request, claimed).filter(decision=Decision.OPEN))
        describe(request, others)
        context = self.context(request, decision.label, claimed=claimed, others=others, form=form)
        context |= {"is_grant": decision is Grant, "address": address}
        return TemplateResponse(request, "admin/claims/decide.html", context)

    @admin.action(description=gettext_lazy("Grant selected claims"), permissions=["decide"])
    def grant_selected(self, request, queryset):
        """Ask, then grant each in a transaction of its own. Where agencies compete, nothing is done."""
        chosen = list(queryset.order_by("at", "pk")[: MOST + 1])
        if len(chosen) > MOST:
            told = _("Choose at most %(most)d claims at once.") % {"most": MOST}
            return self.message_user(request, told, messages.ERROR)
        describe(request, chosen)
        contested = Claim.objects.filter(decision=Decision.OPEN, record_id__in=[c.record_id for c in chosen])
        contested = contested.values_list("record_id").annotate(number=Count("pk")).filter(number__gt=1)
        several = {record_id for record_id, _number in contested}
        ready = [c for c in chosen if c.decision == Decision.OPEN and c.record_id not in several]
        form = Grant(request.POST if CONFIRMED in request.POST else None)
        if form.is_valid():
            for claimed in ready:
                decide(request, form, claimed)
            return None
        context = self.context(request, _("Grant selected claims"), form=form, ready=ready)
        context |= {"left_out": [c for c in chosen if c not in ready], "checkbox": ACTION_CHECKBOX_NAME}
        return TemplateResponse(request, "admin/claims/several.html", context)

    def _others(self, request, claimed: Claim):
        """Further claims to the same record that the user may see."""
        rows = self.get_queryset(request).filter(record_id=claimed.record_id).exclude(pk=claimed.pk)
        return rows.select_related("by", "decided_by").order_by("-at", "-pk")
