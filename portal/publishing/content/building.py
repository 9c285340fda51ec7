"""Records of content files as unsaved rows, and the documents of these."""

import re
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import models
from modeltranslation.utils import build_localized_fieldname

from portal.languages.codes import CODES
from portal.languages.translation import Method
from portal.publishing.content.faults import Place
from portal.publishing.content.reading import Raw
from portal.publishing.document import SCHEMA, part_fields, plain, shape
from portal.publishing.identity import is_public_id
from portal.publishing.publication import Publication

KEYS = {"id", "fields", "links", "texts", "text_languages", "translations", "parts"}
# Set through keys of their own, or by the place in the list.
NOT_FIELDS = {"text_languages", "position"}
LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass
class Row:
    """An unsaved row of a record or part. `cited` maps its fields that name others to their ids."""

    place: Place
    instance: models.Model
    cited: dict[str, str] = field(default_factory=dict)


@dataclass
class Item:
    """A record with its parts, links and translations, as its file says it."""

    publication: Publication
    row: Row
    links: dict[str, list[str]] = field(default_factory=dict)
    parts: dict[str, list[Row]] = field(default_factory=dict)
    translations: dict[str, dict] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The record's public id."""
        return self.row.instance.pk

    @property
    def rows(self) -> list[Row]:
        """The record's own row, then those of its parts."""
        return [self.row, *(row for rows in self.parts.values() for row in rows)]

    def document(self) -> dict:
        """The document that rows made of this would have, with what is known of its translations."""
        instance = self.row.instance
        this = shape(type(instance))
        content = {
            "fields": {field.attname: plain(getattr(instance, field.attname)) for field in this.fields}
        }
        content["links"] = {field.name: sorted(self.links.get(field.name, ())) for field in this.links}
        parts = {
            name: [{"id": row.instance.pk, **part_fields(row.instance)} for row in self.parts.get(name, ())]
            for name in this.parts
        }
        languages = {code for row in self.rows for code in _languages(row.instance)} - {
            instance.source_language
        }
        told = {"method": Method.HUMAN.value, "reviewed": False}
        return {
            "schema": SCHEMA,
            "type": self.publication.kind,
            "id": self.id,
            **content,
            "texts": _texts(instance),
            "parts": parts,
            "translations": {code: told | self.translations.get(code, {}) for code in sorted(languages)},
        }


def build(raw: Raw) -> Item | None:
    """The item of one record; what is wrong with its shape and values is added to the faults.

    None if it has no id that could stand for it.
    """
    data, place, model = raw.data, raw.place, raw.publication.model
    for key in sorted(data.keys() - KEYS):
        place.fault(key, f"A record has no such key; it has {', '.join(sorted(KEYS))}.")
    if not _is_id(data.get("id"), model, place):
        return None
    item = Item(raw.publication, Row(place, model(pk=data["id"])))
    this = shape(model)
    _fill(item.row, _mapping(data, "fields", place), data)
    names = {field.name for field in this.links}
    for name, targets in _mapping(data, "links", place).items():
        if name not in names:
            place.fault(f"links/{name}", "There is no such link.")
        elif not isinstance(targets, list) or not all(isinstance(target, str) for target in targets):
            place.fault(f"links/{name}", "This is not a list of ids.")
        else:
            item.links[name] = list(dict.fromkeys(targets))
    for name, parts in _mapping(data, "parts", place).items():
        if name not in this.parts:
            place.fault(
                f"parts/{name}", f"There are no such parts; there are {', '.join(sorted(this.parts))}."
            )
        elif not isinstance(parts, list) or not all(isinstance(part, dict) for part in parts):
            place.fault(f"parts/{name}", "This is not a list of mappings.")
        else:
            built = (
                _part(name, number, part, item, this.parts[name]) for number, part in enumerate(parts, 1)
            )
            item.parts[name] = [row for row in built if row]
    _translations(item, data)
    return item


def _part(name: str, number: int, data: dict, item: Item, model: type[models.Model]) -> Row | None:
    place = item.row.place.within(f"{name}/{data.get('id') or number}")
    if not _is_id(data.get("id"), model, place):
        return None
    row = Row(place, model(pk=data["id"], record=item.row.instance))
    values = {key: value for key, value in data.items() if key not in ("id", "texts", "text_languages")}
    _fill(row, values, data)
    return row


def _is_id(given, model: type[models.Model], place: Place) -> bool:
    """Whether it is an id that a row of this model may have; if not, a fault says why."""
    if not given or not isinstance(given, str):
        place.fault("id", "It has no id.")
        return False
    if model.id_prefix:
        if not is_public_id(given):
            place.fault("id", f"{given} is not a prefix and ten characters of Crockford's base 32.")
            return False
        if not given.startswith(f"{model.id_prefix}-"):
            place.fault("id", f"{given} does not begin with {model.id_prefix}-.")
            return False
        return True
    try:
        model._meta.get_field("id").run_validators(given)
    except ValidationError as error:
        place.fault("id", " ".join(error.messages))
        return False
    return True


def _mapping(data: dict, key: str, place: Place) -> dict:
    found = data.get(key) or {}
    if isinstance(found, dict):
        return found
    place.fault(key, "This is not a mapping.")
    return {}


def _fill(row: Row, values: dict, data: dict) -> None:
    """Set fields and texts of a row from what its file gives; what is not given keeps the default."""
    this = shape(type(row.instance))
    fields = {field.name: field for field in this.fields if field.name not in NOT_FIELDS}
    for name, value in values.items():
        if name not in fields:
            hint = " It is a text: put it under `texts`." if name in this.texts else ""
            row.place.fault(name, f"There is no such field.{hint}")
        elif value is not None:
            _set(row, fields[name], value)
    _set_texts(row, _mapping(data, "texts", row.place), this.texts)
    _set_text_languages(row, _mapping(data, "text_languages", row.place), this.texts)


def _set(row: Row, field: models.Field, value) -> None:
    if not isinstance(field, models.JSONField) and (
        isinstance(value, list | dict)
        or (isinstance(value, bool) and not isinstance(field, models.BooleanField))
    ):
        row.place.fault(field.name, f"{value!r} is not a value for this field.")
        return
    if field.many_to_one or getattr(field, "is_public_id", False):
        if value:
            row.cited[field.name] = str(value)
            setattr(row.instance, field.attname, str(value))
        return
    try:
        setattr(row.instance, field.attname, field.to_python(value))
    except ValidationError as error:
        row.place.fault(field.name, " ".join(error.messages))


def _set_texts(row: Row, texts: dict, known: tuple[str, ...]) -> None:
    for code, by_name in texts.items():
        if code not in CODES:
            row.place.fault(f"texts/{code}", f"{code} is not a language of the site.")
        elif not isinstance(by_name, dict):
            row.place.fault(f"texts/{code}", "This is not a mapping.")
        else:
            for name, text in by_name.items():
                if name not in known:
                    row.place.fault(f"texts/{code}/{name}", "There is no such text.")
                elif not isinstance(text, str | None):
                    row.place.fault(
                        f"texts/{code}/{name}", f"{text!r} is not a text: put it in quotation marks."
                    )
                elif text:
                    setattr(row.instance, build_localized_fieldname(name, code), text)


def _set_text_languages(row: Row, tags: dict, known: tuple[str, ...]) -> None:
    for code, by_name in tags.items():
        for name, tag in by_name.items() if isinstance(by_name, dict) else [("", by_name)]:
            path = "/".join(filter(None, ("text_languages", code, name)))
            if code not in CODES or name not in known:
                row.place.fault(path, "There is no such text.")
            elif not getattr(row.instance, build_localized_fieldname(name, code)):
                row.place.fault(path, "That text is empty.")
            elif not isinstance(tag, str) or not LANGUAGE_TAG.fullmatch(tag):
                row.place.fault(path, f"{tag!r} is not a language tag.")
    row.instance.text_languages = tags


def _translations(item: Item, data: dict) -> None:
    place = item.row.place
    present = {code for row in item.rows for code in _languages(row.instance)} - {
        item.row.instance.source_language
    }
    for code, told in _mapping(data, "translations", place).items():
        path = f"translations/{code}"
        if code not in present:
            place.fault(path, "It has no texts in this language, or this is its original.")
        elif not isinstance(told, dict) or told.keys() - {"method", "reviewed"}:
            place.fault(path, "A translation has `method` and `reviewed`.")
        elif told.get("method", Method.HUMAN) not in Method.values:
            place.fault(f"{path}/method", f"{told['method']} is not one of {', '.join(Method.values)}.")
        elif not isinstance(told.get("reviewed", False), bool):
            place.fault(f"{path}/reviewed", "This is neither true nor false.")
        else:
            item.translations[code] = told


def _languages(instance: models.Model) -> set[str]:
    return set(_texts(instance))


def _texts(instance: models.Model) -> dict[str, dict[str, str]]:
    """A row's texts per language, filled ones only, as documents have them."""
    names = shape(type(instance)).texts
    found = {
        code: {
            name: text for name in names if (text := getattr(instance, build_localized_fieldname(name, code)))
        }
        for code in CODES
    }
    return {code: texts for code, texts in found.items() if texts}
