"""Form fields for what Django has no form field for: public ids, lists of words, parts of the same record."""

from collections.abc import Callable, Iterable

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.editing.identity import model_of


class PublicIdInput(forms.CharField):
    """The public id of something that exists."""

    widget = AdminTextInputWidget

    def validate(self, value):
        """Refuse an id that nothing has."""
        super().validate(value)
        if value and model_of(value) is None:
            raise ValidationError(_("No record has the id %(id)s."), code="unknown_id", params={"id": value})


class LinesInput(forms.CharField):
    """A list of words, kept as JSON: one on each line."""

    widget = AdminTextareaWidget

    def __init__(self, *, encoder=None, decoder=None, **kwargs):
        super().__init__(**kwargs)
        self.widget.attrs.setdefault("rows", 3)

    def prepare_value(self, value):
        """The list as lines; what was posted stays as it was typed."""
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        """Lines as a list; empty ones do not count."""
        return [line.strip() for line in value.splitlines() if line.strip()] if value else []

    def has_changed(self, initial, data):
        """Compare lists."""
        return (initial or []) != self.to_python(data)


class SeveralCodes(forms.MultipleChoiceField):
    """Codes of a closed vocabulary, kept as a JSON list."""

    widget = forms.CheckboxSelectMultiple


class SiblingInput(forms.TypedChoiceField):
    """Another part of the same record. `rows` returns all of them, and is asked once for all forms."""

    def __init__(self, rows: Callable[[], Iterable], **kwargs):
        super().__init__(
            choices=lambda: [("", "---------"), *((row.pk, str(row)) for row in rows())],
            coerce=lambda value: next(row for row in rows() if row.pk == value),
            empty_value=None,
            **kwargs,
        )
