"""Loading content: what would change, then all of it in one transaction or nothing."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from django.db import DatabaseError, transaction

from portal.accounts.models import User
from portal.languages.translation import Translation
from portal.publishing.content.building import Item, build
from portal.publishing.content.checking import check
from portal.publishing.content.faults import ContentFaults, Fault
from portal.publishing.content.reading import read
from portal.publishing.document import citations, digest_of
from portal.publishing.lock import take_lock
from portal.publishing.publish import NoLongerLive, NotPublishable
from portal.publishing.record import Record, StaleRecord, State
from portal.publishing.review import InvalidTransition, transition
from portal.publishing.rows import write_rows
from portal.publishing.tables import Event, Revision

NOTE = "Loaded from content files."
COUNTED = 10  # records between two lines of the counter
Report = Callable[[str], None]


class Fate(StrEnum):
    """What a load does with a record."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    LEFT_ALONE = "left alone"


@dataclass(frozen=True)
class Step:
    """A record, what is to be done with it, and why it is left alone if it is."""

    item: Item
    document: dict
    fate: Fate
    reason: str = ""

    def __str__(self):
        return f"{self.fate}: {self.item.publication.kind} {self.item.id}" + (
            f" ({self.reason})" if self.reason else ""
        )


class LoadFailed(Exception):
    """A record could not be written or published; everything was taken back."""


def load(
    path: Path, *, overwrite: bool = False, dry_run: bool = False, report: Report = lambda line: None
) -> Counter:
    """Load content files and publish what they hold; return how many records met which fate.

    Everything is checked before anything is written. Raises FileNotFoundError, ContentFaults
    with all that is wrong, LoadFailed; after each of them the database is as it was.
    """
    items = prepare(path, report)
    with transaction.atomic():
        take_lock()
        system = User.objects.system()
        steps = plan(items, system, overwrite=overwrite)
        for step in steps:
            if dry_run:
                report(f"would be {step}")
            elif step.fate == Fate.LEFT_ALONE:
                report(str(step))
        if dry_run:
            transaction.set_rollback(True)  # the system user may be new
        else:
            carry_out(steps, system, report)
    return Counter(step.fate for step in steps)


def prepare(path: Path, report: Report = lambda line: None) -> list[Item]:
    """The checked items of content files, each after what it cites. Raises ContentFaults."""
    faults: list[Fault] = []
    items, per_file = [], Counter()
    for raw in read(path, faults):
        per_file[raw.place.file] += 1
        if item := build(raw):
            items.append(item)
    for file, count in per_file.items():
        report(f"{file}: {count} records")
    check(items)
    if faults:
        raise ContentFaults(faults)
    report(f"Checked {len(items)} records, nothing is wrong with them.")
    return in_order(items)


def in_order(items: list[Item]) -> list[Item]:
    """The items, each after all that it needs, and as far as that goes after all that it cites.

    Loose ids, such as where a lesson was said, do not count: records cite each other by them, and
    the side with the foreign key is the one that is about the other.
    """
    by_id = {item.id: item for item in items}
    cited = {item.id: _cited_by_key(item) for item in items}
    needed = {item.id: _needed(item) for item in items}
    order = _targets_first(_targets_first(by_id, cited), needed)
    return [by_id[public_id] for public_id in order]


def _cited_by_key(item: Item) -> list[str]:
    keys = [
        target
        for row in item.rows
        for name, target in row.cited.items()
        if row.instance._meta.get_field(name).many_to_one
    ]
    return [*keys, *(target for targets in item.links.values() for target in targets)]


def _needed(item: Item) -> list[str]:
    cited = citations(item.document(), item.publication.model)
    return [target for target, required in cited.items() if required]


def _targets_first(ids: Iterable[str], targets: dict[str, list[str]]) -> list[str]:
    """The ids, each after its targets; where they go round in a circle, in the order given."""
    done: dict[str, None] = {}
    entered = set()

    def visit(public_id: str) -> None:
        if public_id in entered or public_id not in targets:
            return
        entered.add(public_id)
        for target in targets[public_id]:
            visit(target)
        done[public_id] = None

    for public_id in ids:
        visit(public_id)
    return list(done)


def plan(items: list[Item], system: User, *, overwrite: bool = False) -> list[Step]:
    """What a load would do with each item. Writes nothing."""
    steps = []
    for item in items:
        document = item.document()
        record = item.publication.model._base_manager.filter(pk=item.id).first()
        fate, reason = _fate(record, document, system, overwrite=overwrite)
        steps.append(Step(item, document, fate, reason))
    return steps


def _fate(record: Record | None, document: dict, system: User, *, overwrite: bool) -> tuple[Fate, str]:
    if record is None:
        return Fate.CREATED, ""
    if digest_of(_comparable(record.document())) == digest_of(document):
        return Fate.UNCHANGED, ""
    if record.state in (State.WITHDRAWN, State.MERGED):
        return Fate.LEFT_ALONE, f"it was {State(record.state).value}"
    if not overwrite and _edited_since_load(record, system):
        return Fate.LEFT_ALONE, "it was edited since it was loaded"
    return Fate.UPDATED, ""


def _comparable(document: dict) -> dict:
    """A document of rows with what content files say of translations, and no more."""
    original = document["fields"]["source_language"]
    parts = (part for several in document["parts"].values() for part in several)
    languages = {
        code for texts in (document["texts"], *(part["texts"] for part in parts)) for code in texts
    } - {original}
    known = document["translations"]
    told = {
        code: {"method": known[code]["method"], "reviewed": known[code]["reviewed"]}
        for code in languages & known.keys()
    }
    return {**document, "translations": told}


def _edited_since_load(record: Record, system: User) -> bool:
    """Whether somebody else kept a Revision after the portal itself last saved the record."""
    revisions = Revision.objects.filter(record_id=record.pk)
    loaded = (
        revisions.filter(by=system, event=Event.SAVED)
        .order_by("-number")
        .values_list("number", flat=True)
        .first()
    )
    return loaded is None or revisions.filter(number__gt=loaded).exclude(by=system).exists()


def carry_out(steps: list[Step], system: User, report: Report = lambda line: None) -> None:
    """Write, keep and publish what the plan creates and updates. The caller holds the transaction.

    Raises LoadFailed.
    """
    waiting = [step for step in steps if step.fate in (Fate.CREATED, Fate.UPDATED)]
    if not waiting:
        return
    report(f"Writing {len(waiting)} records")
    kept = [(step, *_write(step, system)) for step in waiting]
    for number, (step, record, revision) in enumerate(kept, 1):
        with _Named(step):
            transition(record, to=State.PUBLISHED, by=system, note=NOTE, revision=revision, system=True)
        if number % COUNTED == 0 or number == len(kept):
            report(f"Published {number} of {len(kept)}")


def _write(step: Step, system: User) -> tuple[Record, Revision]:
    bookkeeping = {"created_by": system} if step.fate == Fate.CREATED else {}
    with _Named(step):
        record = write_rows(step.item.publication.model, step.document, **bookkeeping)
        for code, told in step.document["translations"].items():
            Translation.objects.update_or_create(record_id=record.pk, language=code, defaults=told)
        return record, record.keep(by=system, note=NOTE)


class _Named:
    """Says of which record an error speaks."""

    def __init__(self, step: Step):
        self.step = step

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if isinstance(error, DatabaseError | NotPublishable | NoLongerLive | StaleRecord | InvalidTransition):
            place = self.step.item.row.place
            raise LoadFailed(f"{place.file}: {place.record}: {error}") from error
