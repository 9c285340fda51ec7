"""Whether content can be loaded: who cites whom, what models and Publications demand. Writes nothing."""

from collections.abc import Iterable

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from modeltranslation.fields import TranslationField
from modeltranslation.utils import build_localized_fieldname

from portal.languages.clusters import clusters
from portal.languages.codes import CODES
from portal.languages.zawgyi import is_zawgyi, to_unicode
from portal.publishing.content.building import Item, Row
from portal.publishing.document import citations, shape
from portal.publishing.publication import Publication
from portal.publishing.tables import Entry, Status

SHOWN = 40  # letters of a text that a fault names
NOT_THERE = "There is no {target}, neither in the files nor in the database."


def check(items: list[Item]) -> None:
    """Add all that is wrong with the items to their faults."""
    rows = _by_id(items)
    for item in items:
        for row in item.rows:
            for name, target in row.cited.items():
                _resolve(row, name, target, rows)
        for name, targets in item.links.items():
            _check_links(item, name, targets, rows)
    for item in items:
        own = item.row
        for row in item.rows:
            # A part is judged beside its record: what is wrong there would be said again here.
            _check_row(row, beside_faults=bool(own.place.wrong))
        for row in item.rows:
            _check_encoding(row)
        if not _is_echo(item):
            _check_document(item, rows)


def _is_echo(item: Item) -> bool:
    """Whether what the Publication would say may only follow from faults that are told already; a text too long is no such."""
    return bool(item.row.place.wrong - {"texts"}) or any(
        row.place.wrong for row in item.rows if row is not item.row
    )


def _by_id(items: Iterable[Item]) -> dict[str, models.Model]:
    """Every row of the files by its id. An id that stands twice is a fault of the later one."""
    rows: dict[str, Row] = {}
    for item in items:
        for row in item.rows:
            if first := rows.get(row.instance.pk):
                row.place.fault(
                    "id", f"{row.instance.pk} stands already in {first.place.file}, in {first.place.record}."
                )
            else:
                rows[row.instance.pk] = row
    return {public_id: row.instance for public_id, row in rows.items()}


def _resolve(row: Row, name: str, target: str, rows: dict[str, models.Model]) -> None:
    """Put the cited row in its place, or say that there is none."""
    field = row.instance._meta.get_field(name)
    found = rows.get(target)
    if not field.many_to_one:
        if found is None and not _in_database(target):
            row.place.fault(name, NOT_THERE.format(target=target))
        return
    wanted = field.related_model
    if found is not None:
        if isinstance(found, wanted):
            setattr(row.instance, name, found)
            return
        row.place.fault(name, f"{target} is not of the type {wanted._meta.verbose_name}.")
    # A part is cited within its record, and what the file does not name of that is removed.
    elif hasattr(wanted, "name_field") and wanted._base_manager.filter(pk=target).exists():
        return
    else:
        row.place.fault(name, NOT_THERE.format(target=target))
    setattr(row.instance, field.attname, None)


def _in_database(public_id: str) -> bool:
    for publication in Publication.all():
        for model in (publication.model, *shape(publication.model).parts.values()):
            if (
                not model.id_prefix or public_id.startswith(f"{model.id_prefix}-")
            ) and model._base_manager.filter(pk=public_id).exists():
                return True
    return False


def _check_links(item: Item, name: str, targets: list[str], rows: dict[str, models.Model]) -> None:
    field = item.row.instance._meta.get_field(name)
    limits = field.get_limit_choices_to()
    for target in targets:
        found = rows.get(target) or field.related_model._base_manager.filter(pk=target).first()
        if not isinstance(found, field.related_model):
            item.row.place.fault(f"links/{name}", NOT_THERE.format(target=target))
        elif isinstance(limits, dict) and any(
            getattr(found, key, None) != value for key, value in limits.items()
        ):
            item.row.place.fault(f"links/{name}", f"{target} is not one of those that may be named here.")


def _check_row(row: Row, *, beside_faults: bool) -> None:
    """What the model's fields, its clean() and its constraints say of a row."""
    instance, place = row.instance, row.place
    model = type(instance)
    meta = model._meta
    relations = {field.name for field in meta.concrete_fields if field.many_to_one}
    # The column without a language holds whatever was written last; the others are checked one by one.
    unsuffixed = set(shape(model).texts)
    for field in shape(model).fields:
        required = field.many_to_one and not field.null and field.name not in place.wrong
        if required and not getattr(instance, field.attname):
            place.fault(field.name, "This has to be given.")
    try:
        instance.clean_fields(exclude=relations | unsuffixed | place.wrong)
    except ValidationError as error:
        _note(row, error)
    if place.wrong or beside_faults:
        return  # The checks across fields need fields that are right.
    instance._state.adding = not model._base_manager.filter(pk=instance.pk).exists()
    for test in (
        instance.clean,
        lambda: instance.validate_unique(exclude=relations | unsuffixed),
        lambda: instance.validate_constraints(exclude=unsuffixed),
    ):
        try:
            test()
        except ValidationError as error:
            _note(row, error)


def _check_encoding(row: Row) -> None:
    """Burmese has to be in Unicode: nobody is there who could be asked whether to convert it."""
    this = shape(type(row.instance))
    names = (build_localized_fieldname(name, code) for name in this.texts for code in CODES)
    columns = [row.instance._meta.get_field(name) for name in names]
    others = [field for field in this.fields if not isinstance(field, models.URLField)]
    for column in [*columns, *others]:
        value = getattr(row.instance, column.attname)
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, str) and is_zawgyi(text):
                begins = "".join(clusters(to_unicode(text))[:SHOWN])
                row.place.fault(_path(column), f"This looks like Zawgyi. In Unicode it begins: {begins}")


def _path(column: models.Field) -> str:
    """A column as content files spell it: `texts/my/title`."""
    if isinstance(column, TranslationField):
        return f"texts/{column.language}/{column.translated_field.name}"
    return column.name


def _note(row: Row, error: ValidationError) -> None:
    by_field = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
    for name, messages in by_field.items():
        column = next((field for field in row.instance._meta.fields if field.name == name), None)
        path = _path(column) if column else name
        row.place.fault("" if name == NON_FIELD_ERRORS else path, " ".join(messages))


def _check_document(item: Item, rows: dict[str, models.Model]) -> None:
    """What its Publication demands of the whole, and that what it needs is public or will be."""
    document = item.document()
    for problem in item.publication.check(document):
        item.row.place.fault("", problem)
    needed = {target for target, required in citations(document, item.publication.model).items() if required}
    live = Entry.objects.filter(public_id__in=needed - rows.keys(), status=Status.LIVE)
    for target in sorted(needed - rows.keys() - set(live.values_list("public_id", flat=True))):
        item.row.place.fault("", f"{target} has to be published first.")
