"""Kinds of text that fields hold: limited prose, language tags, web addresses, lists of codes."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, RegexValidator, URLValidator
from django.db import models
from django.utils.deconstruct import deconstructible
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname

from portal.languages.codes import CODES

LANGUAGE_TAG = r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?"


def limited_text(label, limit, help_text=""):
    """A text of several lines and at most `limit` characters.

    It may be empty: a draft is incomplete, and a translated text is empty in most languages.
    What must be filled before publishing is checked there.
    """
    return models.TextField(
        label, max_length=limit, blank=True, validators=[MaxLengthValidator(limit)], help_text=help_text
    )


def in_any_language(row, field):
    """The row's text in the reader's language, else in whichever it has; its id if it has none."""
    texts = (
        getattr(row, build_localized_fieldname(field, code)) for code in (get_language(), *CODES) if code
    )
    return next(filter(None, texts), row.pk)


class LanguageTagField(models.CharField):
    """The language of a text as a BCP 47 tag, which need not be a language of the site."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 12)
        kwargs.setdefault("blank", True)
        kwargs.setdefault(
            "validators",
            [RegexValidator(rf"^{LANGUAGE_TAG}\Z", _("Give a language tag, for example th or ms-Arab."))],
        )
        super().__init__(*args, **kwargs)


class WebAddressField(models.URLField):
    """An address on the web, http or https."""

    default_validators = (URLValidator(schemes=("http", "https")),)

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 1000)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs):
        """An address typed without a scheme is taken as https."""
        return super().formfield(**{"assume_scheme": "https", **kwargs})


@deconstructible
class ListOf:
    """Refuses what is not a list of distinct texts that match the pattern."""

    def __init__(self, pattern, message):
        self.pattern = pattern
        self.message = message

    def __call__(self, value):
        if (
            not isinstance(value, list)
            or not all(isinstance(item, str) and re.fullmatch(self.pattern, item) for item in value)
            or len(set(value)) != len(value)
        ):
            raise ValidationError(self.message, code="invalid_list")


list_of_languages = ListOf(LANGUAGE_TAG, _('Give a list of language tags, for example ["th", "en"].'))
list_of_scripts = ListOf(r"[A-Z][a-z]{3}", _('Give a list of ISO 15924 codes, for example ["Thai", "Latn"].'))
list_of_names = ListOf(
    r"\S(.{0,118}\S)?", _("Give a list of different names, each of at most 120 characters.")
)
