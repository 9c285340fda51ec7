"""A record's history: its versions, what changed between any two, and the ways back to one of them."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from portal.editing.choosing import choosable
from portal.editing.comparing import compare
from portal.editing.inputs import whole_number
from portal.editing.labels import Labels
from portal.editing.panel import Offer
from portal.editing.readable import table
from portal.editing.restoring import Restore
from portal.editing.steps import Step, Undo
from portal.publishing.record import OF_THE_PUBLIC_SIDE, Record
from portal.publishing.tables import Event, Review, Revision, Status

PER_PAGE = 50


@dataclass(frozen=True)
class Line:
    """One Revision, with what can be done about it."""

    revision: Revision
    is_live: bool
    is_waived: bool  # published without review
    offers: list[Offer]
    previous: int | None  # number of the Revision before it


class HistoryViews:
    """For the admin of a record type: `…/<id>/history/` and `…/<id>/history/compare/?from=3&to=7`."""

    def get_urls(self):
        """Before the stock addresses, whose last one catches everything."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_compare"
        view = self.admin_site.admin_view(self.compare_view)
        return [path("<str:object_id>/history/compare/", view, name=name), *super().get_urls()]

    def history_view(self, request, object_id, extra_context=None) -> HttpResponse:
        """All Revisions, last one first, without their documents. Raises Http404, PermissionDenied."""
        record = self._visible(request, object_id)
        kept = Revision.objects.filter(record_id=record.pk).select_related("by").defer("document")
        page = Paginator(kept.order_by("-number"), PER_PAGE).get_page(request.GET.get("p"))
        line, steps = self._lines(request, record)
        lines = [line(revision) for revision in page]
        context = {
            "title": _("History"),
            "page": page,
            "pages": page.paginator.get_elided_page_range(page.number),
            "lines": lines,
            "steps": steps,
            "chosen": {"before": lines[1].revision.number if len(lines) > 1 else 0},
            "compare_address": self._record_address(record, "compare"),
        }
        return self._answer(request, "history", record, {**context, **(extra_context or {})})

    def compare_view(self, request, object_id: str) -> HttpResponse:
        """What changed from one Revision to a later one. Raises Http404, PermissionDenied."""
        record = self._visible(request, object_id)
        numbers = sorted({_number(request.GET.get("from")), _number(request.GET.get("to"))})
        if 0 in numbers or len(numbers) == 1:
            messages.warning(request, _("Choose two different versions to compare."))
            return HttpResponseRedirect(self._record_address(record, "history"))
        kept = Revision.objects.filter(record_id=record.pk, number__in=numbers).select_related("by")
        revisions = list(kept.order_by("number"))
        if len(revisions) != len(numbers):
            raise Http404(numbers)
        line, steps = self._lines(request, record)
        comparison = compare(*(revision.document for revision in revisions), self.model)
        context = {
            "title": _("What changed"),
            "lines": [line(revision) for revision in revisions],
            "steps": steps,
            "sections": table(comparison, labels_for(self, request), self.layout()),
            "history_address": self._record_address(record, "history"),
        }
        return self._answer(request, "compare", record, context)

    def layout(self) -> list[tuple[str, list[str]]]:
        """The form's headings, each with the names of its fields."""
        return [
            (
                section.heading,
                [name for row in section.names for name in ([row] if isinstance(row, str) else row)],
            )
            for section in self.sections
        ]

    def _visible(self, request, object_id: str) -> Record:
        record = self.get_object(request, object_id)
        if not self.has_view_permission(request, record):
            raise PermissionDenied
        return record

    def _record_address(self, record: Record, page: str) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}", args=[record.pk])

    def _lines(self, request, record: Record) -> tuple[Callable[[Revision], Line], list[Step]]:
        """What makes a line of a Revision, and the steps that the user may take with some of them."""
        entry = record.entry()
        live = entry.revision.number if entry and entry.status == Status.LIVE else None
        of_rows = Revision.objects.filter(record_id=record.pk).exclude(event__in=OF_THE_PUBLIC_SIDE)
        newest = of_rows.order_by("-number").values_list("digest", flat=True).first()
        steps = [
            step
            for step in (Step.registry[Restore.name], Step.registry[Undo.name])
            if step.is_allowed(request.user, record) and step.is_offered(record, entry)
        ]

        def suits(step: Step, revision: Revision) -> bool:
            if isinstance(step, Undo):
                return revision.event == Event.PUBLISHED and revision.number != live
            return revision.digest != newest

        def line(revision: Revision) -> Line:
            offers = [
                Offer(step, f"{self.step_address(record, step)}?number={revision.number}")
                for step in steps
                if suits(step, revision)
            ]
            return Line(
                revision,
                is_live=revision.number == live,
                is_waived=revision.review == Review.WAIVED,
                offers=offers,
                previous=revision.number - 1 or None,
            )

        return line, steps

    def _answer(self, request, page: str, record: Record, context: dict) -> HttpResponse:
        around = {
            **self.admin_site.each_context(request),
            "subtitle": str(record),
            "opts": self.opts,
            "object": record,
        }
        return TemplateResponse(request, f"admin/editing/{page}.html", {**around, **context})


def labels_for(model_admin, request) -> Labels:
    """What the request's user may call things, in records of this type."""
    return Labels(choosable(request), request.user, model_admin.vocabularies)


def _number(text: str | None) -> int:
    """A Revision's number, 0 where none was chosen. Raises Http404 for what is no number."""
    if not text:
        return 0
    number = whole_number(text)
    if number is None:
        raise Http404(text)
    return number
