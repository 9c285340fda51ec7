"""Writing rows from a document: undo, redaction and the loader go this way; and whether rows may go."""

from django.db import models
from modeltranslation.utils import build_localized_fieldname

from portal.languages.codes import CODES
from portal.publishing.document import shape


def write_rows(model: type[models.Model], document: dict, **bookkeeping) -> models.Model:
    """Make the record's rows say what `document` says, and nothing else; return the record.

    Ids of parts are kept. Keys that the model no longer knows are dropped, missing ones get their
    default: documents outlive migrations. Does not keep a Revision; callers do.
    """
    record = model._base_manager.filter(pk=document["id"]).first() or model(pk=document["id"])
    for name, value in bookkeeping.items():
        setattr(record, name, value)
    _fill(record, document["fields"], document["texts"])
    record.save()
    for field in shape(model).links:
        getattr(record, field.name).set(document["links"].get(field.name, []))
    for name, part_model in shape(model).parts.items():
        parts = document["parts"].get(name, [])
        stored = {part.pk: part for part in part_model._base_manager.filter(record=record.pk)}
        for position, values in enumerate(parts):
            part = stored.pop(values["id"], None) or part_model(pk=values["id"], record_id=record.pk)
            _fill(part, values, values["texts"])
            part.position = position
            part.save()
        # Parts cite each other; the database checks that when the transaction ends.
        gone = part_model._base_manager.filter(pk__in=stored)
        gone._raw_delete(gone.db)
    return record


def is_linked(record: models.Model) -> bool:
    """Whether another record names it in a link, which the database would silently take out when it goes."""
    links = (relation for relation in record._meta.related_objects if relation.many_to_many)
    return any(
        link.through._base_manager.filter(**{link.field.m2m_reverse_field_name(): record.pk}).exists()
        for link in links
    )


def _fill(instance, fields: dict, texts: dict) -> None:
    this = shape(type(instance))
    for field in this.fields:
        value = fields.get(field.attname, field.get_default())
        setattr(instance, field.attname, value if value is None else field.to_python(value))
    for name in this.texts:
        for code in CODES:
            column = instance._meta.get_field(build_localized_fieldname(name, code))
            setattr(instance, column.name, texts.get(code, {}).get(name, "" if not column.null else None))
