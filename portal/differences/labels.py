"""What the values of a body are called: by the field of the model that each is made of."""

from dataclasses import dataclass, field
from functools import cache

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.text import capfirst
from rest_framework import serializers

from portal.publishing.document import shape
from portal.publishing.publication import Kind, Publication

OF_ALL = {"license.id": "licence", "license.url": ""}


@dataclass(frozen=True)
class Name:
    """Where a value stands, `metrics.label`, and what it is made of: a field, the parts of a list, or a kind."""

    path: str
    column: models.Field | None = field(default=None, compare=False)
    model: type[models.Model] | None = field(default=None, compare=False)  # of the parts of a list
    kind: str = ""
    is_text: bool = False  # written by people, and translated
    is_number: bool = False

    @property
    def label(self) -> str:
        """In the active language."""
        if self.kind:
            return capfirst(Kind.of(self.kind).counted(2))
        meta = self.model._meta if self.model else None
        return capfirst(str(meta.verbose_name_plural if meta else self.column.verbose_name))

    @property
    def one(self) -> str:
        """What one item of a list is called."""
        if self.kind:
            return capfirst(Kind.of(self.kind).counted(1))
        return capfirst(str(self.model._meta.verbose_name))


class Labels:
    """The names of a kind's values. Where its Publication's `labels` hold a path, that says what it is made of."""

    def __init__(self, publication: Publication):
        self.publication = publication

    def of(self, path: str) -> Name | None:
        """What is compared at a path; None for what is not: places in lists, what is computed, what has no label."""
        return _name(self.publication.kind, path)


@cache
def _name(kind: str, path: str) -> Name | None:
    publication = Kind.of(kind)
    declared = {**OF_ALL, **publication.labels}.get(path)
    if declared == "":
        return None
    if declared in Kind.registry:
        return Name(path, kind=declared)
    model, shown = _owner(publication, path)
    group, _dot, last = path.rpartition(".")
    source = declared or (shown.source if shown is not None and shown.source != "*" else last)
    part_name, _dot, of_part = source.rpartition(".")
    if part_name:
        model, source = shape(publication.model).parts[part_name], of_part
    elif part := shape(publication.model).parts.get(source):
        return Name(path, model=part)
    candidates = (source, source.removesuffix("_id"), f"{group.rpartition('.')[2]}_{last}")
    column = next(filter(None, (_column(model, name) for name in candidates)), None)
    if column is None or column.primary_key:
        return None
    is_text = source in shape(model).texts
    return Name(path, column, is_text=is_text, is_number=isinstance(column, models.DecimalField))


def _owner(publication: Publication, path: str) -> tuple[type[models.Model], serializers.Field | None]:
    """The model that holds what stands at a path, and the serializer's field that shows it."""
    model, shown = publication.model, publication.serializer()
    for name in path.split("."):
        shown = getattr(shown, "child", shown)
        shown = shown.fields.get(name) if isinstance(shown, serializers.Serializer) else None
        if name != path.rpartition(".")[2] and shown is not None:
            model = shape(publication.model).parts.get(_source(publication, path, name, shown), model)
    return model, shown


def _source(publication: Publication, path: str, name: str, shown: serializers.Field) -> str:
    declared = publication.labels.get(path[: path.index(name) + len(name)])
    return declared or shown.source


def _column(model: type[models.Model], name: str) -> models.Field | None:
    try:
        column = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return column if isinstance(column, models.Field) else None  # not what others say of it
