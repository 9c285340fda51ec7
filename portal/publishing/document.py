"""Documents: the whole of a record as plain data, in all languages, without state, version or times.

    {"schema": 1, "type": "case-study", "id": "cs-…",
     "fields": {"country_id": "TH", "started": "2021-11", …},        untranslated, foreign keys by attname
     "links": {"themes": ["tp-…"]},                                   many-to-many, by id
     "texts": {"th": {"title": …}, "en": {…}},                        translated, filled ones only
     "parts": {"lessons": [{"id": "ls-…", "record": …, "texts": {…}}]},   in their order, fields laid flat
     "translations": {"en": {"method": …, "reviewed": …, "sources": {path: digest}}}}

What belongs to a document is read from the model: nobody declares it a second time.
"""

import datetime
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from django.db import models
from modeltranslation.fields import TranslationField
from modeltranslation.translator import translator
from modeltranslation.utils import build_localized_fieldname

from portal.languages.codes import CODES

SCHEMA = 1
# Columns of a record or part that are not content.
BOOKKEEPING = {
    *("id", "record", "owner", "state", "version"),
    *("created_at", "created_by", "updated_at", "updated_by", "published_at"),
}


@dataclass(frozen=True)
class Shape:
    """What of a model is content."""

    fields: tuple[models.Field, ...]
    texts: tuple[str, ...]
    links: tuple[models.ManyToManyField, ...]
    parts: dict[str, type[models.Model]]
    cites: dict[str, bool]  # attname -> whether the record cannot stand without the target


@cache
def shape(model: type[models.Model]) -> Shape:
    """What of `model` is content, read from its fields and from modeltranslation's registry."""
    texts = tuple(translator.get_options_for_model(model).all_fields) if _is_translated(model) else ()
    private = {*BOOKKEEPING, *getattr(model, "private_fields", ())}
    fields = tuple(
        field
        for field in model._meta.concrete_fields
        if not isinstance(field, TranslationField) and field.name not in texts and field.name not in private
    )
    parts = {
        relation.get_accessor_name(): relation.related_model
        for relation in model._meta.related_objects
        if relation.field.name == "record" and hasattr(relation.related_model, "id_prefix")
    }
    needs = getattr(model, "needs", ())
    cites = {field.attname: field.name in needs for field in fields if _cites_record(field)}
    return Shape(fields, texts, tuple(model._meta.many_to_many), parts, cites)


def _is_translated(model) -> bool:
    return model in translator.get_registered_models(abstract=False)


def _cites_record(field) -> bool:
    if field.many_to_one:
        return hasattr(field.related_model, "name_field")  # a Record; a Part is cited within its own record
    return getattr(field, "is_public_id", False)


def document_of(record: models.Model, kind: str, translations: dict | None = None) -> dict:
    """The document of a record's rows. `record` must be loaded whole."""
    content = _content(record)
    parts = {
        name: [
            {"id": part.pk, **part_fields(part)}
            for part in model._base_manager.filter(record=record.pk).order_by("position", "pk")
        ]
        for name, model in shape(type(record)).parts.items()
    }
    return {
        "schema": SCHEMA,
        "type": kind,
        "id": record.pk,
        **content,
        "parts": parts,
        "translations": translations or {},
    }


def part_fields(part: models.Model) -> dict:
    """A part's fields laid flat, its texts beside them."""
    content = _content(part)
    content["fields"].pop("position", None)  # the place in the list says it
    return {**content["fields"], "texts": content["texts"]}


def _content(instance) -> dict:
    """Fields, links and texts of one row."""
    this = shape(type(instance))
    texts = {}
    for code in CODES:
        filled = {
            name: text
            for name in this.texts
            if (text := getattr(instance, build_localized_fieldname(name, code)))
        }
        if filled:
            texts[code] = filled
    links = {
        field.name: sorted(
            field.remote_field.through._base_manager.filter(
                **{field.m2m_field_name(): instance.pk}
            ).values_list(field.m2m_reverse_name(), flat=True)
        )
        for field in this.links
    }
    fields = {field.attname: plain(getattr(instance, field.attname)) for field in this.fields}
    return {"fields": fields, "links": links, "texts": texts}


def plain(value):
    """A column's value as JSON knows it: dates as ISO 8601, decimals as exact text."""
    if isinstance(value, Decimal):
        text = format(value, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return value


def completed(document: dict, model: type[models.Model]) -> dict:
    """The document in today's shape: fields, links and parts that the model gained since hold their defaults.

    Published documents outlive migrations; whoever reads one may count on every key.
    """
    this = shape(model)
    parts = {
        name: [{**_defaults(part_model), **part} for part in document["parts"].get(name, ())]
        for name, part_model in this.parts.items()
    }
    return {
        **document,
        "fields": {**_defaults(model), **document["fields"]},
        "links": {**{field.name: [] for field in this.links}, **document["links"]},
        "parts": {**document["parts"], **parts},
    }


@cache
def _defaults(model: type[models.Model]) -> dict:
    return {
        field.attname: plain(field.get_default())
        for field in shape(model).fields
        if not field.primary_key and field.name != "position"
    }


def digest_of(document: dict) -> str:
    """A fingerprint of a document, whatever the order of its keys."""
    text = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def texts_of(document: dict, language: str) -> dict[str, str]:
    """The document's texts in one language by path: `title`, `lessons/ls-…/text`."""
    texts = dict(document["texts"].get(language, {}))
    for name, parts in document["parts"].items():
        for part in parts:
            for field, text in part["texts"].get(language, {}).items():
                texts[f"{name}/{part['id']}/{field}"] = text
    return texts


def lay_flat(document: dict, language: str) -> dict:
    """The document as one language's flat dict, as serializers read it.

    Fields, links and texts lie side by side; a text that is missing is "". Parts are lists of flat
    dicts; a part that has texts in the original and none in `language` is left out.
    """
    original = document["fields"]["source_language"]
    flat = {
        **document["fields"],
        **document["links"],
        **document["texts"].get(language, {}),
        "id": document["id"],
        "languages_of_texts": document["fields"].get("text_languages", {}).get(language, {}),
    }
    for name, parts in document["parts"].items():
        flat[name] = [
            lay_part_flat(part, language)
            for part in parts
            if part["texts"].get(language) or not part["texts"].get(original)
        ]
    return flat


def lay_part_flat(part: dict, language: str) -> dict:
    """One part as one language's flat dict."""
    fields = {name: value for name, value in part.items() if name != "texts"}
    return {
        **fields,
        **part["texts"].get(language, {}),
        "languages_of_texts": part.get("text_languages", {}).get(language, {}),
    }


def files_of(document: dict) -> set[str]:
    """Digests of the files that a document shows."""
    parts = (part for several in document["parts"].values() for part in several)
    return {part["file_sha256"] for part in parts if part.get("file_sha256")}


def citations(document: dict, model: type[models.Model]) -> dict[str, bool]:
    """Public ids that a document cites, and whether it cannot stand without them."""
    cited: dict[str, bool] = {}
    for required, target in _citations(document, model):
        if target:
            cited[target] = cited.get(target, False) or required
    cited.pop(document["id"], None)
    return cited


def _citations(document, model) -> Iterator[tuple[bool, str]]:
    this = shape(model)
    for attname, required in this.cites.items():
        yield required, document["fields"].get(attname)
    for targets in document["links"].values():
        yield from ((False, target) for target in targets)
    for name, parts in document["parts"].items():
        if name not in this.parts:
            continue
        for attname, required in shape(this.parts[name]).cites.items():
            yield from ((required, part.get(attname)) for part in parts)
