"""What values of documents are called: records and files by name, parts as their model calls them, codes by label."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import formats
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from modeltranslation.utils import build_localized_fieldname

from portal.editing.choosing import Choosable
from portal.editing.comparing import EMPTY, Comparison
from portal.languages.codes import BY_CODE
from portal.publishing import files
from portal.publishing.document import shape
from portal.publishing.names import Names
from portal.publishing.publication import Publication
from portal.publishing.record import Part, Record
from portal.publishing.tables import StoredFile

FILE = "file_sha256"
DIGITS_OF_A_FILE = 12  # shown of a file whose name the reader may not know, as in the forms
LONGEST_NAME = 90  # characters of a part's name; it goes on to the end of its phrase


class Labels:
    """Calls things by names that the user may see: of others' records, never what only a draft says.

    `load` looks up everything that a comparison will ask for, in a query or two for each type of record.
    """

    def __init__(self, choosable: Choosable, user, vocabularies: dict[str, type[models.TextChoices]]):
        self.choosable, self.user, self.vocabularies = choosable, user, vocabularies
        self._known: dict[str, str] = {}  # of records and parts by id, of files by content
        self._parts: dict[str, tuple[type[Part], dict]] = {}

    def load(self, comparison: Comparison) -> None:
        """Look up what the comparison names."""
        for document in (comparison.before, comparison.after):
            for name, model in shape(comparison.model).parts.items():
                self._parts |= {part["id"]: (model, part) for part in document["parts"][name]}
        wanted = set(_cited(comparison))
        of_files = {value for column, value in wanted if column.name == FILE}
        of_any_type = {value for column, value in wanted if getattr(column, "is_public_id", False)}
        ids: dict[type[Record], set[str]] = {}
        for column, value in wanted:
            model = column.related_model or (value in of_any_type and _model_of(value))
            if model:
                ids.setdefault(model, set()).add(value)
        for model, several in ids.items():
            self.choosable.load(model, sorted(several))
            rows = (self.choosable.get(model, public_id) for public_id in several)
            self._known |= {row.pk: self.choosable.label(row) for row in rows if row}
        self._load_published(of_any_type - self._known.keys())
        self._load_files(of_files)

    def _load_published(self, ids: set[str]) -> None:
        """Sessions and other parts that have an address of their own."""
        if ids:
            names = Names.of(ids)
            found = {public_id: names.get(public_id, get_language()) for public_id in ids}
            self._known |= {public_id: name.text for public_id, name in found.items() if name}

    def _load_files(self, wanted: set[str]) -> None:
        """Somebody may have kept the same file under a name that is not for everybody."""
        for file in StoredFile.objects.filter(sha256__in=wanted) if wanted else ():
            is_known = files.may_read(self.user, file)
            self._known[file.sha256] = file.name if is_known else file.sha256[:DIGITS_OF_A_FILE]

    def text(self, column: models.Field, value) -> str | list[str]:
        """A value in words; a list of them where it holds several."""
        if value is None:
            return [] if column.many_to_many or isinstance(column, models.JSONField) else ""
        if column.name == "text_languages":
            return list(self._deliberate(column.model, value))
        if column.many_to_many:
            return sorted(self._known.get(item, item) for item in value)
        if isinstance(column, models.JSONField):
            choices = dict(self.vocabularies[column.name].choices) if column.name in self.vocabularies else {}
            return [str(choices.get(item, item)) for item in value]
        if isinstance(column, models.BooleanField):
            return _("Yes") if value else _("No")
        return "" if value in EMPTY else self._single(column, value)

    def _single(self, column: models.Field, value) -> str:
        if column.choices:
            return str(dict(column.flatchoices).get(value, value))
        if column.many_to_one and value in self._parts:
            return self.part(*self._parts[value]) or value
        if cites(column) or column.name == FILE:
            return self._known.get(value, value)
        try:
            return str(formats.localize(column.to_python(value)))
        except ValidationError:  # kept when the column was of another type
            return str(value)

    @staticmethod
    def _deliberate(model: type[models.Model], languages: dict) -> Iterator[str]:
        """Texts that are deliberately in another language: `ไทย: title (English)`."""
        for code, texts in languages.items():
            for name, language in texts.items():
                label = model._meta.get_field(name).verbose_name if name in shape(model).texts else name
                yield f"{_language(code)}: {label} ({_language(language)})"

    def part(self, model: type[Part], values: dict) -> str:
        """What its model calls a part, with names in place of ids and labels in place of codes; "" without a name."""
        called = str(_row_of(model, values))
        if called == values["id"]:
            return ""
        columns = [column for column in shape(model).fields if values.get(column.attname) not in EMPTY]
        own = {text for texts in values["texts"].values() for text in texts.values()}
        own |= {values[column.attname] for column in columns if is_prose(column)}
        if called not in own:
            coded = (column for column in columns if column.choices or cites(column))
            words = {
                str(values[column.attname]): self.text(column, values[column.attname]) for column in coded
            }
            called = " ".join(str(words.get(word, word)) for word in called.split())
        return _first_phrases(called)


def is_prose(column: models.Field) -> bool:
    """Whether its words are worth comparing one by one."""
    is_text = isinstance(column, models.CharField | models.TextField)
    return is_text and not (column.choices or cites(column) or column.name == FILE)


def cites(column: models.Field) -> bool:
    """Whether it names another record."""
    if column.many_to_one or column.many_to_many:
        return issubclass(column.related_model, Record)
    return getattr(column, "is_public_id", False)


def _cited(comparison: Comparison) -> Iterator[tuple[models.Field, str]]:
    """Columns, and the ids and files that they hold: in fields that differ, and in all of parts that do."""
    values = [
        (change.field, value) for change in comparison.fields for value in (change.before, change.after)
    ]
    for changes in comparison.parts.values():
        for change in changes:
            for part in (change.before, change.after):
                values += [(column, part.get(column.attname)) for column in shape(change.model).fields]
    for column, value in values:
        if cites(column) or column.name == FILE:
            yield from ((column, item) for item in (value if isinstance(value, list) else [value]) if item)


def _model_of(public_id: str) -> type[Record] | None:
    """The type of record that has ids like this one, by its shape alone: the prefix, or the length of a code."""
    every = [publication.model for publication in Publication.all()]
    if "-" in public_id:
        prefixed = next((model for model in every if model.id_prefix == public_id.partition("-")[0]), None)
        if prefixed:
            return prefixed
    coded = [model for model in every if not model.id_prefix and len(public_id) <= _longest(model)]
    return min(coded, key=_longest, default=None)


def _longest(model: type[Record]) -> int:
    return model._meta.pk.max_length


def _language(code: str) -> str:
    return BY_CODE[code].name if code in BY_CODE else code


def _row_of(model: type[Part], values: dict) -> Part:
    """A part as a row that is never saved: its model knows what it is called."""
    columns = (column for column in shape(model).fields if column.attname in values)
    row = model(pk=values["id"], **{column.attname: values[column.attname] for column in columns})
    for code, texts in values["texts"].items():
        for name, text in texts.items():
            setattr(row, build_localized_fieldname(name, code), text)
    return row


def _first_phrases(text: str) -> str:
    """The beginning of a long text, up to a space: not every script shows where its words end."""
    end = text.find(" ", LONGEST_NAME)
    return text if end < 0 else f"{text[:end]} …"
