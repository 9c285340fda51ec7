"""Steps taken with several records at once, chosen in a list: always after a page that says what will happen."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IS_POPUP_VAR
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.editing.inputs import whole_number
from portal.editing.problems import PROBLEMS, sentences
from portal.editing.steps import Step
from portal.publishing.record import Record
from portal.publishing.tables import Entry

MOST = 100  # records at once: each is a publication of its own, and the page says what became of each
CONFIRMED = "confirmed"
MANY = 5  # refusals that are told one by one


@dataclass(frozen=True)
class Candidate:
    """A chosen record, the version that was seen, and whether the step applies to it."""

    record: Record
    applies: bool

    @property
    def version_name(self) -> str:
        """The name under which the confirmation page posts its version."""
        return f"version-{self.record.pk}"


class SelectionSteps:
    """For the admin of a record type: those steps that ask nothing that differs from record to record."""

    def get_actions(self, request):
        """The steps that this user may take somewhere; there is no deleting of several records."""
        if IS_POPUP_VAR in request.GET:
            return {}
        steps = [step for step in Step.registry.values() if step.for_several and self._takes(request, step)]
        return {step.name: (_action_of(step), step.name, step.label) for step in steps}

    def _takes(self, request, step: Step) -> bool:
        owners = ["", *self.own_agencies(request.user)]
        return any(step.is_allowed(request.user, self.model(owner=owner)) for owner in owners)

    def confirm_or_take(self, request, step: Step, queryset):
        """Ask first; then take the step with each record, in a transaction of its own, and report."""
        records = list(queryset[: MOST + 1])
        if len(records) > MOST:
            told = _("Choose at most %(most)d records at once.") % {"most": MOST}
            self.message_user(request, told, messages.ERROR)
            return None
        candidates = self._candidates(request, step, records)
        form = step.form(request.POST if CONFIRMED in request.POST else None)
        if form.is_valid():
            chosen = [candidate for candidate in candidates if candidate.applies]
            self._take_all(request, step, chosen, form.cleaned_data)
            return HttpResponseRedirect(request.get_full_path())
        return TemplateResponse(
            request,
            "admin/editing/selection.html",
            {
                **self.admin_site.each_context(request),
                "title": step.label,
                "opts": self.opts,
                "step": step,
                "form": form,
                "chosen": [candidate for candidate in candidates if candidate.applies],
                "left_out": [candidate for candidate in candidates if not candidate.applies],
                "checkbox": ACTION_CHECKBOX_NAME,
                "list_address": request.get_full_path(),
            },
        )

    def _candidates(self, request, step: Step, records: list[Record]) -> list[Candidate]:
        entries = {
            entry.public_id: entry
            for entry in Entry.objects.filter(public_id__in=[record.pk for record in records]).select_related(
                "revision"
            )
        }
        return [
            Candidate(
                record,
                step.is_allowed(request.user, record) and step.is_offered(record, entries.get(record.pk)),
            )
            for record in records
        ]

    def _take_all(self, request, step: Step, chosen: list[Candidate], data: dict) -> None:
        done, refused = 0, []
        for candidate in chosen:
            record = candidate.record
            seen = request.POST.get(candidate.version_name, "")
            try:
                step.start(record, request.user, {**data, "version": whole_number(seen) or record.version})
            except PROBLEMS as problem:
                refused.append(
                    format_html(
                        '<a href="{}">{}</a>: {}',
                        self.form_address(record),
                        record,
                        " ".join(map(str, sentences(problem))),
                    )
                )
            else:
                done += 1
        if done:
            told = ngettext(
                "%(step)s: done with %(n)d record.", "%(step)s: done with %(n)d records.", done
            ) % {"step": step.label, "n": done}
            self.message_user(request, told)
        for told in refused[:MANY]:
            self.message_user(request, told, messages.ERROR)
        if refused[MANY:]:
            more = len(refused) - MANY
            told = ngettext("%(n)d further record was refused.", "%(n)d further records were refused.", more)
            self.message_user(request, told % {"n": more}, messages.ERROR)


def _action_of(step: Step):
    def action(model_admin, request, queryset):
        return model_admin.confirm_or_take(request, step, queryset)

    return action
