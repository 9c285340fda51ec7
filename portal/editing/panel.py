"""What stands above a record's form: where the record stands, and the steps it can take from there."""

from dataclasses import dataclass

from portal.editing.problems import admin_address
from portal.editing.steps import Step, StepForm, UndoForm
from portal.publishing.addresses import absolute, page_address
from portal.publishing.record import Record
from portal.publishing.tables import Entry, Status


@dataclass(frozen=True)
class Offer:
    """A step with the address at which it is taken."""

    step: Step
    address: str


@dataclass(frozen=True)
class Panel:
    """State, publication, and what can be done."""

    record: Record
    entry: Entry | None
    is_ahead: bool
    now: list[Offer]  # taken at once
    asking: list[Offer]  # ask first
    page: str  # of the live record, "" if there is none
    survivor: str  # the form of the record that it was merged into
    preview_language: str
    form: StepForm


def panel_of(model_admin, request, record: Record, language: str) -> Panel:
    """The panel for this user, with links to pages in `language`."""
    entry = record.entry()
    offers = [
        Offer(step, model_admin.step_address(record, step))
        for step in Step.registry.values()
        if not issubclass(step.form, UndoForm)  # steps to one of its versions are offered in the history
        and step.is_allowed(request.user, record)
        and step.is_offered(record, entry)
    ]
    is_live = entry is not None and entry.status == Status.LIVE
    return Panel(
        record=record,
        entry=entry,
        is_ahead=record.has_unpublished_changes(),
        now=[offer for offer in offers if not offer.step.asks],
        asking=[offer for offer in offers if offer.step.asks],
        page=absolute(page_address(entry.kind, language, entry.public_id, entry.slug), "") if is_live else "",
        survivor=admin_address(entry.kind, entry.merged_into) if entry and entry.merged_into else "",
        preview_language=language,
        form=StepForm(initial={"version": record.version}, auto_id=False),
    )
