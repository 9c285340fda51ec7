"""Records and parts of any type, found by their public ids."""

from django.db import models

from portal.publishing.document import shape
from portal.publishing.publication import Publication
from portal.publishing.record import Identified


def model_of(public_id: str) -> type[Identified] | None:
    """The model of the record or part that has this id; None if there is none."""
    for publication in Publication.all():
        for model in (publication.model, *shape(publication.model).parts.values()):
            if _fits(model, public_id) and model._base_manager.filter(pk=public_id).exists():
                return model
    return None


def kind_of(public_id: str) -> str:
    """The kind of what has this id, as addresses spell it; "" if nothing has, or a part without a kind of its own."""
    model = model_of(public_id) if public_id else None
    if hasattr(model, "kind_name"):
        return model.kind_name()
    for publication in Publication.all():
        for name, part in publication.parts.items():
            if shape(publication.model).parts[name] is model:
                return part.kind
    return ""


def _fits(model: type[models.Model], public_id: str) -> bool:
    """Whether the id has the model's prefix; ids without prefixes are codes of their own."""
    return (
        public_id.startswith(f"{model.id_prefix}-")
        if model.id_prefix
        else len(public_id) <= model._meta.pk.max_length
    )
