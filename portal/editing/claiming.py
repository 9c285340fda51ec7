"""Asking to take a record over: where the offer on public pages leads."""

from django import forms
from django.contrib import admin, messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from portal.accounts.permissions import Verb, may
from portal.editing.claims import agency_names, decides, describe, editor_of
from portal.editing.subjects import subject_of
from portal.publishing.claims import Claim, Decision, NotClaimable, claim, is_claimable, led_by
from portal.publishing.document import citations
from portal.publishing.identity import may_be_id
from portal.publishing.names import Names
from portal.publishing.publication import Kind, Publication
from portal.publishing.record import Record
from portal.publishing.tables import Entry, Status


class ClaimForm(forms.Form):
    """For which agency, which further records, and what the secretariat should know."""

    agency = forms.ChoiceField(label=gettext_lazy("For which agency?"), widget=forms.RadioSelect)
    records = forms.MultipleChoiceField(
        label=gettext_lazy("Take these records over, too"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    message = forms.CharField(
        label=gettext_lazy("Message to the secretariat"),
        help_text=gettext_lazy("Optional. For example what your agency has to do with it."),
        required=False,
        max_length=Claim._meta.get_field("message").max_length,
        widget=forms.Textarea(attrs={"rows": 5, "class": "vLargeTextField"}),
    )

    def __init__(self, *args, agencies, records, named: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices, self.fields["records"].choices = agencies, records
        self.initial = {"agency": named, "records": [public_id for public_id, _label in records]}
        self.only_agency = agencies[0][1] if len(agencies) == 1 else ""
        if self.only_agency:
            self.fields["agency"].widget = forms.HiddenInput()
            self.initial["agency"] = agencies[0][0]
        if not records:
            del self.fields["records"]


def ask(request, public_id: str) -> HttpResponse:
    """An agency asks for a record that nobody looks after. Raises Http404."""
    entry, record = _found(public_id)
    own = editor_of(request.user)
    asked = list(Claim.objects.filter(record_id=public_id, agency__in=own).order_by("at", "pk"))
    describe(request, asked)
    free = own - {claimed.agency for claimed in asked if claimed.decision == Decision.OPEN}
    form = None
    if not record.owner and free:
        further = {other.pk: other for other in led_by(public_id, entry.kind)}
        form = _form(request, entry, free, further)
        if form.is_valid():
            wanted = [record, *(further[chosen] for chosen in form.cleaned_data.get("records", ()))]
            _ask_for(request, wanted, form.cleaned_data["agency"], form.cleaned_data["message"])
            return HttpResponseRedirect(request.path)
    elif request.method == "POST" and own and not record.owner:
        messages.info(request, _("Your agency has asked for this record already."))
    subject = subject_of(Names.of([public_id]), public_id)
    context = {
        **admin.site.each_context(request),
        "title": _("Take over a record"),
        "subject": subject,
        "is_owned": bool(record.owner),
        "may_open": bool(record.owner) and may(request.user, Verb.VIEW, record.owner),
        "is_editor": bool(own),
        "decides": decides(request.user),
        "asked": {claimed.agency: claimed for claimed in asked}.values(),  # the last of each agency
        "form": form,
    }
    return TemplateResponse(request, "admin/claims/ask.html", context)


def _found(public_id: str) -> tuple[Entry, Record]:
    """The live Entry and the rows. Raises Http404 for what agencies cannot take over."""
    if not may_be_id(public_id):
        raise Http404(public_id)
    entry = Entry.objects.filter(public_id=public_id, status=Status.LIVE).select_related("revision").first()
    kind = Kind.of(entry.kind) if entry else None
    if not isinstance(kind, Publication) or kind.claimable is None:
        raise Http404(public_id)
    record = kind.model._base_manager.get(pk=public_id)
    if not record.owner and not is_claimable(entry):
        raise Http404(public_id)
    return entry, record


def _form(request, entry: Entry, free: set[str], further: dict[str, Record]) -> ClaimForm:
    names = Names.of(further)
    records = [(public_id, names.get(public_id, get_language()).text) for public_id in further]
    cited = {entry.public_id, *citations(entry.revision.document, Kind.of(entry.kind).model)}
    return ClaimForm(
        request.POST if request.method == "POST" else None,
        agencies=_by_label(agency_names(request, free).items()),
        records=_by_label(records),
        named=min(cited & free, default=""),
    )


def _by_label(choices) -> list[tuple[str, str]]:
    return sorted(choices, key=lambda choice: choice[1].casefold())


def _ask_for(request, wanted: list[Record], agency: str, message: str) -> None:
    """Ask for each, and say what came of it."""
    names = Names.of(record.pk for record in wanted)
    for record in wanted:
        told = {"name": subject_of(names, record.pk)["name"]}
        try:
            _claim, is_new = claim(record, agency=agency, by=request.user, message=message)
        except NotClaimable as problem:
            messages.error(request, _("“%(name)s”: %(why)s") % {**told, "why": problem})
            continue
        if is_new:
            messages.success(request, _("You asked for “%(name)s”. The secretariat decides next.") % told)
        else:
            messages.info(request, _("Your agency has asked for “%(name)s” already.") % told)
