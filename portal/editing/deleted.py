"""What an older version names and is no longer there: such a version cannot be set back."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, models
from django.utils.translation import gettext as _

from portal.publishing.document import shape
from portal.publishing.publish import NotPublishable
from portal.publishing.record import Record
from portal.publishing.tables import Revision


def refuse_if_deleted(revision: Revision, model: type[Record]) -> None:
    """Raises NotPublishable, in words for the editor, if the version names what was deleted since."""
    if gone := sorted(set(deleted(revision.document, model))):
        told = _("It names what was deleted since: %(ids)s. Write what you need of it into the form instead.")
        raise NotPublishable([told % {"ids": ", ".join(gone)}])


@contextmanager
def refusing_what_does_not_fit() -> Iterator[None]:
    """Raises NotPublishable, in words, where setting a version back breaks a rule of the database."""
    try:
        yield
    except IntegrityError as broken:
        told = _(
            "It does not fit any more: another record has taken a code of this version, or a rule is new."
        )
        raise NotPublishable([told]) from broken


def deleted(document: dict, model: type[models.Model]) -> Iterator[str]:
    """Ids of records that the document names in foreign keys and links, and that are no longer there."""
    wanted: dict[type[Record], set[str]] = {}
    for column, value in _linked(document, model):
        wanted.setdefault(column.related_model, set()).add(value)
    for target, ids in wanted.items():
        yield from ids - set(target._base_manager.filter(pk__in=ids).values_list("pk", flat=True))


def _linked(document: dict, model: type[models.Model]) -> Iterator[tuple[models.Field, str]]:
    this = shape(model)
    rows = [(model, document["fields"])]
    rows += [
        (part, values) for name, part in this.parts.items() for values in document["parts"].get(name, ())
    ]
    for row_model, values in rows:
        for column in shape(row_model).fields:
            is_record = column.many_to_one and issubclass(column.related_model, Record)
            if is_record and values.get(column.attname):
                yield column, values[column.attname]
    for column in this.links:
        yield from ((column, target) for target in document["links"].get(column.name, ()))
