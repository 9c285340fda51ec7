"""The pages on which steps are taken."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from portal.editing.merging import MergePage
from portal.editing.problems import PROBLEMS, sentences
from portal.editing.step_pages import StepPage, VersionPage
from portal.editing.steps import MergeForm, Step, UndoForm
from portal.publishing.record import Record

# How the steps ask that show more than their form.
PAGES = {UndoForm: VersionPage, MergeForm: MergePage}


class StepViews:
    """For the admin of a record type: `…/<id>/steps/<name>/`."""

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
        page = PAGES.get(chosen.form, StepPage)(self, request, chosen, record)
        form = page.form()
        is_taken = form.is_valid() and self.take_step(request, chosen, record, form.cleaned_data)
        if is_taken or not chosen.asks:
            return HttpResponseRedirect(self.form_address(record))
        return self._ask(request, page, form)

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

    def _ask(self, request, page: StepPage, form) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": page.step.label,
            "subtitle": str(page.record),
            "opts": self.opts,
            "original": page.record,
            "step": page.step,
            "form": form,
            "form_address": self.form_address(page.record),
            **page.context(form),
        }
        return TemplateResponse(request, page.template, context)
