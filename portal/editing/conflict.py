"""Two versions of a record side by side, when somebody else saved meanwhile."""

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext as _

from portal.editing.forms import STALE

LONGEST = 2000  # characters of a value that the table shows


@dataclass(frozen=True)
class Difference:
    """A field of which the form says something else than the rows do now."""

    label: str
    yours: str
    theirs: str
    language: str


def is_conflict(form: forms.ModelForm) -> bool:
    """Whether the form was refused because somebody else saved meanwhile."""
    return form.is_bound and form.has_error(forms.forms.NON_FIELD_ERRORS, code=STALE)


def differences(form: forms.ModelForm, formsets) -> Iterator[Difference]:
    """All fields of the record and of its parts that differ from what is saved."""
    yield from _of_form(form)
    for formset in formsets:
        for number, part in enumerate(formset.forms, start=1):
            if part.has_changed() or part in formset.deleted_forms:
                place = f"{formset.model._meta.verbose_name} {number}: "
                if part in formset.deleted_forms:
                    yield Difference(place.removesuffix(": "), _("deleted"), str(part.instance), "")
                else:
                    yield from _of_form(part, place)
        yield from _unknown(formset)


def _of_form(form: forms.ModelForm, place: str = "") -> Iterator[Difference]:
    for name in form.changed_data:
        if name in ("version", "change_note", "id", "record"):
            continue
        field = form.fields[name]
        language = field.widget.attrs.get("lang", "")
        yours, theirs = form[name].value(), form.get_initial_for_field(field, name)
        yield Difference(
            f"{place}{field.label or name}", _shown(field, yours), _shown(field, theirs), language
        )


def _unknown(formset) -> Iterator[Difference]:
    """Parts that somebody else added: the posted form cannot know them."""
    known = {part.instance.pk for part in formset.forms}
    for part in formset.get_queryset():
        if part.pk not in known:
            yield Difference(str(formset.model._meta.verbose_name), "", str(part), "")


def _shown(field: forms.Field, value) -> str:
    value = field.prepare_value(value)
    choices = getattr(field, "choices", ())
    if isinstance(choices, ModelChoiceIterator):
        known = getattr(field, "choosable", None)
        row = known.get(field.queryset.model, str(value)) if known and value else None
        return known.label(row) if row else _plain(value)
    labels = {str(code): str(label) for code, label in choices} if choices else {}
    if isinstance(value, list | tuple):
        return ", ".join(labels.get(str(item), str(item)) for item in value)
    return labels.get(str(value), _plain(value))


def _plain(value) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(str(getattr(item, "pk", item)) for item in value)
    return "" if value is None else str(value)[:LONGEST]
