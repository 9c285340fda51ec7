"""Comparisons as a table that people read: sections, labels, both sides with the changed words marked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from portal.differences.fates import Fate, changed_in_words, in_words
from portal.differences.wording import Side, Wording, marked_lists, whole
from portal.editing.comparing import Change, Comparison, PartChange
from portal.editing.labels import Labels, is_prose
from portal.languages.codes import BY_CODE
from portal.publishing.record import Record

Layout = Iterable[tuple[str, Iterable[str]]]  # headings of the form, with the names of their fields


@dataclass(frozen=True)
class Row:
    """One field that differs. `language` is that of a translated text, "" elsewhere."""

    label: str
    language: str
    before: Side
    after: Side

    @property
    def language_name(self) -> str:
        """The language's own name."""
        return BY_CODE[self.language].name if self.language else ""


@dataclass(frozen=True)
class Group:
    """Fields of the record, or one part of it: then `title` names it and `fate` says what became of it."""

    rows: tuple[Row, ...]
    title: str = ""
    fate: str = ""


@dataclass(frozen=True)
class Section:
    """Groups of rows under one heading."""

    heading: str
    groups: tuple[Group, ...]


def table(
    comparison: Comparison, labels: Labels, layout: Layout = (), fates: dict[Fate, str] | None = None
) -> list[Section]:
    """What differs, in the order of the form; sections in which nothing does are left out.

    `fates` says in other words what became of a part.
    """
    labels.load(comparison)
    return list(Table(comparison, labels, fates or {}).sections(layout))


class Table:
    """One comparison on its way to the page."""

    def __init__(self, comparison: Comparison, labels: Labels, fates: dict[Fate, str]):
        self.comparison, self.labels, self.wording = comparison, labels, Wording()
        self.fates = {**in_words(), **fates}

    def sections(self, layout: Layout) -> Iterator[Section]:
        """The record's own fields, its parts, its translations."""
        changes: dict[str, list[Change]] = {}
        for change in self.comparison.fields:
            changes.setdefault(change.field.name, []).append(change)
        around = (self.comparison.before["fields"], self.comparison.after["fields"])
        for heading, names in headings(self.comparison.model, layout):
            rows = tuple(self._row(change, around) for name in names for change in changes.get(name, ()))
            if rows:
                yield Section(heading, (Group(rows),))
        for parts in self.comparison.parts.values():
            heading = capfirst(str(parts[0].model._meta.verbose_name_plural))
            yield Section(heading, tuple(self._part(change) for change in parts))
        if self.comparison.translations:
            rows = tuple(self._row(change) for change in self.comparison.translations)
            yield Section(_("Translations"), (Group(rows),))

    def _part(self, change: PartChange) -> Group:
        rows = [self._row(found, (change.before, change.after)) for found in change.changes]
        fate = self.fates[change.fate]
        if change.places:
            fate = changed_in_words(otherwise=bool(rows), moved=True)
            label = change.model._meta.get_field("position").verbose_name
            sides = (Side(whole(str(place))) for place in change.places)
            rows.append(Row(capfirst(str(label)), "", *sides))
        kind = capfirst(str(change.model._meta.verbose_name))
        name = self.labels.part(change.model, change.after or change.before)
        return Group(tuple(rows), f"{kind}: {name}" if name else kind, fate)

    def _row(self, change: Change, around: tuple[dict, dict] | None = None) -> Row:
        """One field; `around` are the values that stand beside it and may say in which language it is."""
        column = change.field
        before, after = (self.labels.text(column, value) for value in (change.before, change.after))
        if isinstance(before, list):
            pieces = marked_lists(before, after)
        elif is_prose(column):
            pieces = self.wording.marked(before, after)
        else:
            pieces = whole(before), whole(after)
        spoken = [_language_of(change, values) for values in around] if around else ["", ""]
        sides = (Side(found, language) for found, language in zip(pieces, spoken, strict=True))
        return Row(capfirst(str(column.verbose_name)), change.language, *sides)


def headings(model: type[models.Model], layout: Layout) -> Iterator[tuple[str, list[str]]]:
    """Headings with names of fields: those of the form, what it does not name, what every record has."""
    of_all = [column.name for column in Record._meta.local_fields]
    named = [(heading, list(names)) for heading, names in layout]
    seen = {*of_all, *(name for _heading, names in named for name in names)}
    columns = (*model._meta.concrete_fields, *model._meta.many_to_many)
    for heading, names in named:
        yield capfirst(str(heading or model._meta.verbose_name)), names
    yield _("Further fields"), [column.name for column in columns if column.name not in seen]
    yield _("Record"), of_all


def _language_of(change: Change, values: dict) -> str:
    """The language in which somebody wrote it: a translation may hold a text deliberately in another one."""
    name = change.field.name
    if change.language:
        deliberate = (values.get("text_languages") or {}).get(change.language, {})
        return deliberate.get(name, change.language)
    return values.get(f"{name}_language") or ""
