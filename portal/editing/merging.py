"""Before a merge: which record is to stay, how the two differ, and what will follow."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from portal.differences.fates import Fate
from portal.editing.comparing import by_content, compare
from portal.editing.history import labels_for
from portal.editing.listing import name_in
from portal.editing.readable import Section, table
from portal.editing.step_pages import StepPage
from portal.editing.steps import StepForm
from portal.languages.collation import sort_key
from portal.publishing.record import Record, as_stored
from portal.publishing.tables import Entry, Reference, Status

MOST = 20  # records that the list shows at once


@dataclass(frozen=True)
class Outlook:
    """What a merge would do."""

    survivor: Record
    survivor_address: str  # of its form
    sections: list[Section]
    naming: int  # live records that name the one and will name the other
    parts: int  # parts with an address of their own, which are taken down with it


class MergePage(StepPage):
    """First asks which record stays, then shows both side by side and asks to confirm."""

    template = "admin/editing/merge.html"

    def form(self) -> StepForm:
        """What was posted, once it is confirmed; until then the questions, with what was typed already."""
        if self.request.POST.get("confirmed"):
            return super().form()
        return self.step.form(initial=self.initial())

    def initial(self) -> dict:
        """Which record was chosen, on the list or by its id."""
        reason = self.request.POST.get("reason", "")
        return {**super().initial(), "into": self._chosen(), "reason": reason, "confirmed": True}

    def _chosen(self) -> str:
        return as_stored(self.request.POST.get("into") or self.request.GET.get("into") or "").strip()

    def context(self, form: StepForm) -> dict:
        """Both records side by side; before one is chosen, those to choose from."""
        chosen = self._chosen()
        survivor = self._targets().filter(pk=chosen).first() if chosen else None
        if survivor:
            return {"outlook": self._outlook(survivor)}
        told = _("%(id)s is not published: nothing can be merged into it.") % {"id": chosen}
        return {**self._found(), "refused": told if chosen and not form.is_bound else ""}

    def _targets(self) -> QuerySet:
        """Records of the same type that are live and that the user may see."""
        live = Entry.objects.filter(public_id=OuterRef("pk"), status=Status.LIVE)
        rows = self.model_admin.get_queryset(self.request)
        return rows.filter(Exists(live)).exclude(pk=self.record.pk)

    def _found(self) -> dict:
        """Those that the search finds, by the names that the public sees: first those with words of the record's own."""
        term = as_stored(self.request.GET.get("q", "")).strip()
        rows, _duplicates = self.model_admin.get_search_results(self.request, self._targets(), term)
        entries = Entry.objects.filter(public_id__in=rows.order_by().values("pk"))
        own = _words(str(self.record))
        named = [
            (len(own & _words(*names.values())), public_id, name_in(names) or public_id)
            for public_id, names in entries.values_list("public_id", "names")
        ]
        named.sort(key=lambda found: (-found[0], sort_key(found[2]), found[1]))
        return {
            "term": term,
            "found": [(public_id, name) for _shared, public_id, name in named[:MOST]],
            "has_more": len(named) > MOST,
        }

    def _outlook(self, survivor: Record) -> Outlook:
        documents = (row.latest_revision().document for row in (self.record, survivor))
        comparison = compare(*documents, type(self.record), by_content)
        labels = labels_for(self.model_admin, self.request)
        fates = {
            Fate.REMOVED: _("only in the record that goes"),
            Fate.ADDED: _("only in the record that stays"),
        }
        live = Entry.objects.filter(status=Status.LIVE)
        both = (self.record.pk, survivor.pk)
        naming = Reference.objects.filter(target=self.record.pk, entry__in=live)
        return Outlook(
            survivor=survivor,
            survivor_address=self.model_admin.form_address(survivor),
            sections=table(comparison, labels, self.model_admin.layout(), fates),
            naming=naming.exclude(entry__record_id__in=both).values("entry__record_id").distinct().count(),
            parts=live.filter(record_id=self.record.pk).exclude(public_id=self.record.pk).count(),
        )


def _words(*names: str) -> set[str]:
    return {word for name in names for word in name.casefold().split()}
