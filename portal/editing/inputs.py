"""Form fields for what Django has no form field for: lists of words, parts of the same record."""

import re
from collections.abc import Callable, Iterable

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.languages.codes import CODES

LONGEST_NUMBER = 9  # digits


def whole_number(text: str) -> int | None:
    """A number as an address or a hidden field holds it; None for what is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER else None


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


class ForeignTextsInput(forms.CharField):
    """Which texts are deliberately in another language than their edition: `th theme: en` on each line.

    The value is `{"th": {"theme": "en"}}`. `texts` are the names that there are.
    """

    widget = AdminTextareaWidget

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.texts: tuple[str, ...] = ()
        self.widget.attrs.setdefault("rows", 2)
        self.help_text = _(
            "One on each line: “th title: en” says that the title of the Thai edition is deliberately in English."
        )

    def prepare_value(self, value):
        """The mapping as lines; what was posted stays as it was typed."""
        if not isinstance(value, dict):
            return value
        return "\n".join(
            f"{code} {name}: {spoken}"
            for code, texts in sorted(value.items())
            for name, spoken in sorted(texts.items())
        )

    def to_python(self, value):
        """Lines as a mapping. Raises ValidationError for a line that is no such thing."""
        found: dict[str, dict[str, str]] = {}
        for line in (value or "").splitlines():
            if not line.strip():
                continue
            match = re.fullmatch(r"\s*(\S+)\s+(\S+)\s*:\s*([a-z]{2,3}(?:-[A-Za-z]+)?)\s*", line)
            if not match or match[1] not in CODES or match[2] not in self.texts:
                told = _(
                    "“%(line)s” is not a language, the name of a text, a colon and a language. Texts: %(texts)s."
                )
                raise ValidationError(told, params={"line": line, "texts": ", ".join(self.texts)})
            found.setdefault(match[1], {})[match[2]] = match[3]
        return found

    def has_changed(self, initial, data):
        """Compare mappings."""
        try:
            return (initial or {}) != self.to_python(data)
        except ValidationError:
            return True


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
