"""How a step asks: its form, and what its page shows besides."""

from django.urls import reverse

from portal.editing.inputs import whole_number
from portal.editing.steps import Step, StepForm
from portal.publishing.record import Record
from portal.publishing.tables import Revision


class StepPage:
    """Asks with the step's form alone."""

    template = "admin/editing/step.html"

    def __init__(self, model_admin, request, step: Step, record: Record):
        self.model_admin, self.request, self.step, self.record = model_admin, request, step, record

    def form(self) -> StepForm:
        """What was posted, or the questions."""
        posted = self.request.POST if self.request.method == "POST" else None
        return self.step.form(posted, initial=self.initial())

    def initial(self) -> dict:
        """The version that is looked at."""
        return {"version": self.record.version}

    def context(self, form: StepForm) -> dict:
        """What the template shows besides the form."""
        return {}

    def address(self, page: str, *arguments: str) -> str:
        """A page of the record's admin."""
        options = self.record._meta
        name = f"admin:{options.app_label}_{options.model_name}_{page}"
        return reverse(name, args=[self.record.pk, *arguments])


class VersionPage(StepPage):
    """Says to which version the step leads, and what would change."""

    def initial(self) -> dict:
        """The version that was chosen in the history."""
        return {**super().initial(), "number": self.request.GET.get("number")}

    def context(self, form: StepForm) -> dict:
        """That version, and where it is compared with what was kept last."""
        number = str(form["number"].value() or "")
        kept = Revision.objects.filter(record_id=self.record.pk).select_related("by").defer("document")
        wanted = whole_number(number)
        chosen = kept.filter(number=wanted).first() if wanted is not None else None
        last = kept.order_by("-number").first()
        if chosen is None or chosen.number == last.number:
            return {"revision": chosen}
        query = f"?from={chosen.number}&to={last.number}"
        return {"revision": chosen, "compare_address": self.address("compare") + query}
