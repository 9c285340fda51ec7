"""Messages, wishes and uses in the admin."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Case, Count, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.editing.claims import agency_names, decides
from portal.readers.access import may_take, messages_for, tallies_for
from portal.readers.handling import BY_NAME, LABELS, STEPS, NotNow, Step, take
from portal.readers.listing import LanguageFilter, SaidAdmin
from portal.readers.models import LONGEST_REASON, Message, Standing, Usage, Usefulness, Wish

SHOWN = 100  # characters of a message in the list


class StepForm(forms.Form):
    """Asks why, where that has to be said."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
    )

    def __init__(self, *args, step: Step, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = step.asks_why
        self.fields["reason"].help_text = "" if step.asks_why else _("Optional.")


@admin.register(Message)
class MessageAdmin(SaidAdmin):
    """The secretariat handles all; editors of an agency the corrections about its records."""

    nothing = gettext_lazy("Readers have sent nothing that you have to look at.")
    page_template = "admin/readers/message.html"
    list_display = ("beginning", "about", "record", "in_language", "standing", "received_at")
    list_filter = ("standing", "about", LanguageFilter)
    search_fields = ("text", "right", "name", "email", "record_id")
    ordering = (Case(When(standing=Standing.NEW, then=Value(0)), default=Value(1)), "-received_at", "-pk")

    @admin.display(description=gettext_lazy("message"))
    def beginning(self, message):
        """How it begins."""
        return Truncator(message.text).chars(SHOWN)

    def sees_all(self, user) -> bool:
        """Messages can hold addresses of people: only those who decide see all of them."""
        return decides(user)

    def get_queryset(self, request):
        """What the user may see."""
        return messages_for(request.user).select_related("job").order_by(*self.ordering)

    def get_urls(self):
        """Where steps are taken."""
        wrap = self.admin_site.admin_view
        step = path("<int:object_id>/<slug:name>/", wrap(self.step_view), name="readers_message_step")
        # The stock addresses first, `history`, `delete` and `change` are no steps; but before what catches the rest.
        *stock, anything = super().get_urls()
        return [*stock, step, anything]

    def told(self, request, row) -> dict:
        """Who is asked, what was done, and what can be."""
        handlings = list(row.handlings.select_related("by"))
        for handling in handlings:
            handling.label = LABELS[handling.step]
        return {
            "steps": [step for step in STEPS if step.applies(row) and may_take(request.user, step)],
            "handlings": handlings,
            "agency": agency_names(request, [row.agency])[row.agency] if row.agency else "",
        }

    def step_view(self, request, object_id: int, name: str) -> HttpResponse:
        """Ask, then take the step. Raises Http404, PermissionDenied."""
        row = self.get_object(request, str(object_id))
        if name not in BY_NAME:
            raise Http404(name)
        step = BY_NAME[name]
        if not may_take(request.user, step):
            raise PermissionDenied
        address = reverse("admin:readers_message_change", args=[row.pk])
        form = StepForm(request.POST if request.method == "POST" else None, step=step)
        if not step.applies(row):
            self._too_late(request)
        elif form.is_valid():
            self._take(request, step, row, form.cleaned_data["reason"])
        else:
            values = {
                "row": row,
                "claimed": row,
                "step": step,
                "form": form,
                "address": address,
                **self.told(request, row),
            }
            context = self.context(request, step.label, **values)
            return TemplateResponse(request, "admin/readers/step.html", context)
        return HttpResponseRedirect(address)

    def _take(self, request, step: Step, row: Message, reason: str) -> None:
        try:
            take(step, row, by=request.user, reason=reason)
        except NotNow:
            self._too_late(request)
        else:
            messages.success(request, step.done)

    def _too_late(self, request) -> None:
        messages.warning(request, _("This step does not apply now: look at the message as it is by now."))


@admin.register(Wish)
class WishAdmin(SaidAdmin):
    """In which languages readers would like to read what."""

    nothing = gettext_lazy("No reader has asked for a page in another language yet.")
    page_template = "admin/readers/wish.html"
    list_display = ("record", "in_language", "number", "last_at")
    list_filter = (LanguageFilter,)
    search_fields = ("record_id",)

    def get_queryset(self, request):
        """What the user may see, most wanted first."""
        return tallies_for(request.user, super().get_queryset(request))


@admin.register(Usefulness)
class UsefulnessAdmin(SaidAdmin):
    """Which records were useful to how many, and for what."""

    nothing = gettext_lazy("No reader has said yet that a record was useful.")
    page_template = "admin/readers/usefulness.html"
    list_display = ("record", "number", "lines", "last_at")
    search_fields = ("record_id", "usages__text")

    @admin.display(description=gettext_lazy("lines on how"), ordering="lines_number")
    def lines(self, row):
        """How many said how they used it."""
        return row.lines_number

    def get_queryset(self, request):
        """What the user may see, the most useful first."""
        # Counted apart: a search in the lines joins them, and would count each as often as it finds one.
        lines = Usage.objects.filter(of=OuterRef("pk")).order_by().values("of").values(number=Count("pk"))
        rows = super().get_queryset(request).annotate(lines_number=Coalesce(Subquery(lines), 0))
        return tallies_for(request.user, rows)

    def told(self, request, row) -> dict:
        """What they said."""
        return {"usages": row.usages.all()}
