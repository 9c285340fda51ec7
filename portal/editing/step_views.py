"""The pages on which steps are taken."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from portal.editing.problems import PROBLEMS, sentences
from portal.editing.steps import Step
from portal.publishing.record import Record
from portal.publishing.tables import Event, Revision


class StepViews:
    """For the admin of a record type: `…/<id>/steps/<name>/`, and the history from which one can undo."""

    def get_urls(self):
        """Before the stock addresses, whose last one catches everything."""
        wrap, options = self.admin_site.admin_view, self.opts
        name = f"{options.app_label}_{options.model_name}"
        return [
            path("<str:object_id>/steps/<slug:step>/", wrap(self.step_view), name=f"{name}_step"),
            *super().get_urls(),
        ]

    def form_address(self, record: Record) -> str:
        """The record's form."""
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[record.pk])

    def step_address(self, record: Record, step: Step) -> str:
        """Where a step is taken."""
        return reverse(
            f"admin:{self.opts.app_label}_{self.opts.model_name}_step", args=[record.pk, step.name]
        )

    def step_view(self, request, object_id: str, step: str) -> HttpResponse:
        """Ask, then take the step. Raises Http404, PermissionDenied."""
        record = self.get_object(request, object_id)
        chosen = Step.registry.get(step)
        if chosen is None:
            raise Http404(step)
        if not chosen.is_allowed(request.user, record):
            raise PermissionDenied
        if request.method != "POST" and not chosen.asks:
            return HttpResponseNotAllowed(["POST"])
        if not chosen.is_offered(record, record.entry()):
            told = _("“%(step)s” does not apply now: look at the record as it is by now.") % {
                "step": chosen.label
            }
            messages.warning(request, told)
            return HttpResponseRedirect(self.form_address(record))
        initial = {"version": record.version, "number": request.GET.get("number")}
        form = chosen.form(request.POST if request.method == "POST" else None, initial=initial)
        is_taken = form.is_valid() and self.take_step(request, chosen, record, form.cleaned_data)
        if is_taken or not chosen.asks:
            return HttpResponseRedirect(self.form_address(record))
        return self._ask(request, chosen, record, form)

    def take_step(self, request, step: Step, record: Record, data: dict) -> bool:
        """Take it and say what came of it; whether it went well."""
        try:
            step.start(record, request.user, data)
        except PROBLEMS as problem:
            for sentence in sentences(problem):
                messages.error(request, sentence)
            return False
        messages.success(request, step.done)
        return True

    def _ask(self, request, step: Step, record: Record, form) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": step.label,
            "subtitle": str(record),
            "opts": self.opts,
            "original": record,
            "step": step,
            "form": form,
            "form_address": self.form_address(record),
        }
        return TemplateResponse(request, "admin/editing/step.html", context)

    def history_view(self, request, object_id, extra_context=None):
        """All Revisions, last one first; published ones can be published again. Raises Http404, PermissionDenied."""
        record = self.get_object(request, object_id)
        if not self.has_view_permission(request, record):
            raise PermissionDenied
        undo, entry = Step.registry["undo"], record.entry()
        revisions = (
            Revision.objects.filter(record_id=record.pk)
            .order_by("-number")
            .select_related("by")
            .defer("document")
        )
        context = {
            **self.admin_site.each_context(request),
            "title": _("History"),
            "subtitle": str(record),
            "opts": self.opts,
            "object": record,
            "revisions": revisions,
            "live_number": entry.revision.number if entry and entry.revision else None,
            "published": Event.PUBLISHED,
            "undo": undo.is_allowed(request.user, record) and undo.is_offered(record, entry) and undo,
            "undo_address": self.step_address(record, undo),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/editing/history.html", context)
