"""Which languages a form holds: the record's original, and one beside it."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db import models
from modeltranslation.fields import TranslationField
from modeltranslation.utils import build_localized_fieldname

from portal.languages.codes import BY_CODE, DEFAULT, SITE_LANGUAGES
from portal.publishing.document import shape

BESIDE = "edit_language"  # query parameter: the language beside the original
ORIGINAL = "source_language"  # query parameter and field: the original of a new record


@dataclass(frozen=True)
class Pair:
    """The languages whose texts are in the form; `beside` is None when the original stands alone."""

    original: str
    beside: str | None

    @property
    def codes(self) -> tuple[str, ...]:
        """The original first."""
        return (self.original, self.beside) if self.beside else (self.original,)


def pair_of(request, record=None) -> Pair:
    """The languages that the request asks for; English beside the original where it asks for none."""
    if record is None:
        asked = request.POST.get(ORIGINAL) or request.GET.get(ORIGINAL)
        original = asked if asked in BY_CODE else DEFAULT
    else:
        original = record.source_language
    beside = request.GET.get(BESIDE, DEFAULT)
    return Pair(original, beside if beside in BY_CODE and beside != original else None)


def columns(model: type[models.Model], name: str, pair: Pair) -> str | tuple[str, ...]:
    """A field as it stands in a form: one localized column per language, side by side, or the field itself."""
    if name not in shape(model).texts:
        return name
    return tuple(build_localized_fieldname(name, code) for code in pair.codes)


def editable_names(model: type[models.Model]) -> list[str]:
    """What editors may write in a row of `model`, in the order of declaration; translated fields by their base name."""
    concrete = (field for field in model._meta.concrete_fields if not isinstance(field, TranslationField))
    names = [field.name for field in concrete if field.editable and field.name != "record"]
    return names + [field.name for field in model._meta.many_to_many]


def switch(record, pair: Pair) -> list[dict]:
    """Links that change the language beside the original; a language in which the record has a name is marked."""
    return [
        {
            "code": language.code,
            "name": language.name,
            "query": urlencode({BESIDE: language.code}),
            "is_current": language.code == pair.beside,
            "is_begun": bool(getattr(record, build_localized_fieldname(record.name_field, language.code))),
        }
        for language in SITE_LANGUAGES
        if language.code != pair.original
    ]


def originals(pair: Pair, popup: Iterable[tuple[str, str]] = ()) -> list[dict]:
    """Links that choose the original language of a new record."""
    return [
        {
            "code": language.code,
            "name": language.name,
            "query": urlencode([(ORIGINAL, language.code), *popup]),
            "is_current": language.code == pair.original,
        }
        for language in SITE_LANGUAGES
    ]
