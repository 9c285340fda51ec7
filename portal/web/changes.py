"""Differences between two public versions as a page shows them: sections, labels, words marked."""

import re
from dataclasses import dataclass

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.differences.bodies import Change, Differences, PartChange, is_reference
from portal.differences.fates import Fate, changed_in_words, in_words
from portal.differences.labels import Name
from portal.differences.wording import Side, Wording, marked_lists, whole
from portal.languages.codes import BY_CODE
from portal.languages.dates import show_date, show_number
from portal.publishing.publication import Publication
from portal.web.templatetags.sala import language_name_here

DATE = re.compile(r"\d{4}(-\d\d){0,2}")
DIGITS_OF_A_FILE = 12  # shown of a file, which has no name of its own
LONGEST_TITLE = 90  # characters of a part's name; it goes on to the end of its phrase
TITLES = ("name", "title", "label", "text", "job_title", "number", "code", "url")


@dataclass(frozen=True)
class Row:
    """One value that is another one."""

    label: str
    before: Side
    after: Side


@dataclass(frozen=True)
class Group:
    """Values of the record, or one part of it: then `title` names it and `fate` says what became of it."""

    rows: tuple[Row, ...]
    kind: str = ""
    title: str = ""
    language: str = ""  # of the title
    fate: str = ""
    is_new: bool = False  # it has no side before
    is_gone: bool = False  # or none after


@dataclass(frozen=True)
class Section:
    """Groups under one heading."""

    heading: str
    groups: tuple[Group, ...]


class Reading:
    """Differences between two bodies in one language, on their way to a page."""

    def __init__(self, publication: Publication, served: str):
        self.publication, self.served, self.wording = publication, served, Wording()

    def sections(self, found: Differences) -> list[Section]:
        """The record's own values, then its parts."""
        own = [Group(tuple(map(self.row, found.changes)))] if found.changes else []
        heading = capfirst(self.publication.counted(1))
        sections = [Section(heading, tuple(own))] if own else []
        return sections + [
            Section(name.label, tuple(map(self.group, parts))) for name, parts in found.parts.items()
        ]

    def group(self, change: PartChange) -> Group:
        """A part with what became of it."""
        rows = list(map(self.row, change.changes))
        fate = in_words()[change.fate]
        if change.places:
            fate = changed_in_words(otherwise=bool(rows), moved=True)
            sides = (Side(whole(str(place))) for place in change.places)
            rows.append(Row(capfirst(_("position")), *sides))
        title, language = title_of(change.part, self.served)
        is_new, is_gone = change.fate == Fate.ADDED, change.fate == Fate.REMOVED
        return Group(tuple(rows), change.name.one, title, language, fate, is_new, is_gone)

    def row(self, change: Change) -> Row:
        """Both sides in words."""
        (one, first), (other, second) = (
            self._words(change.name, value, side)
            for value, side in zip((change.before, change.after), change.sides, strict=True)
        )
        if isinstance(one, list) or isinstance(other, list):
            pieces = marked_lists(one or [], other or [])
        elif _is_prose(change.name):
            pieces = self.wording.marked(one, other)
        else:
            pieces = whole(one), whole(other)
        return Row(change.name.label, Side(pieces[0], first), Side(pieces[1], second))

    def _words(self, name: Name, value, side: dict) -> tuple[str | list[str], str]:
        """A value in words, and the language of these, "" where it is the page's."""
        if is_reference(value):
            return value.get("name") or "", self._unlike_page(value.get("name_language") or self.served)
        if isinstance(value, list):
            several = [self._item(name, item) for item in value]
            return several, self._unlike_page(self.served) if any(map(is_reference, value)) else ""
        if value is None or value == "":
            return "", ""
        own = side.get(f"{name.path.rpartition('.')[2]}_language")
        if name.is_text or own:
            return str(value), self._unlike_page(own or self.served)
        return self._code(name, value), ""

    def _item(self, name: Name, item) -> str:
        if not isinstance(item, dict):
            return self._code(name, item)
        title, _language = title_of(item, self.served)
        role = self._code(self._within(name, "role"), item.get("role"))
        return f"{title} ({role})" if title and role else title or role

    def _within(self, name: Name, field: str) -> Name:
        column = (
            next((c for c in name.model._meta.concrete_fields if c.name == field), None)
            if name.model
            else None
        )
        return Name(f"{name.path}.{field}", column)

    def _code(self, name: Name, value) -> str:
        """What stands for a value that is no prose: a label, a date, a number."""
        if value is None or value == "":
            return ""
        if known := self.publication.labels.get(f"{name.path}={value}"):
            return capfirst(str(self.publication.model._meta.get_field(known).verbose_name))
        return (
            str(dict(name.column.flatchoices).get(value) or _plain(name, value))
            if name.column
            else str(value)
        )

    @staticmethod
    def _unlike_page(language: str) -> str:
        return "" if language == get_language() else language


def _plain(name: Name, value) -> str:
    """A value that has no label."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(name.column, models.DateField) and DATE.fullmatch(str(value)):
        return show_date(str(value), get_language())
    if name.column.name.endswith(("language", "languages")):
        return language_name_here(value)
    if name.column.name == "file_sha256":
        return str(value)[:DIGITS_OF_A_FILE]
    return show_number(value, get_language()) if name.is_number else str(value)


def _is_prose(name: Name) -> bool:
    column = name.column
    return isinstance(column, models.CharField | models.TextField) and not column.flatchoices


def title_of(part: dict, served: str) -> tuple[str, str]:
    """What a part is called, and the language of that if it is another one than the page's."""
    for name in TITLES:
        value = part.get(name)
        if value not in (None, "") and not isinstance(value, dict | list):
            language = part.get(f"{name}_language") or served
            return _first_phrases(
                str(value)
            ), language if language in BY_CODE and language != get_language() else ""
    named = next((value for value in part.values() if is_reference(value)), None)
    return title_of(named, served) if named else ("", "")


def _first_phrases(text: str) -> str:
    """The beginning of a long text, up to a space: not every script shows where its words end."""
    end = text.find(" ", LONGEST_TITLE)
    return text if end < 0 else f"{text[:end]} …"
