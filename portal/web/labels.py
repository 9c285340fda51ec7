"""What codes, fields, kinds and grades are called, in the language that is spoken."""

from functools import cache

from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.publishing.document import shape
from portal.publishing.publication import Kind


def _model(path: list[str]):
    """The model of a kind, or of one of its parts."""
    model = Kind.of(path[0]).model
    return shape(model).parts[path[1]] if len(path) > 1 else model


def choice_label(code: str | None, field: str) -> str:
    """The label of a code: `{{ x.mode|choice_label:"conference.mode" }}`, `"conference.sessions.kind"`."""
    return _choice_label(code, field, get_language()) if code else ""


@cache
def _choice_label(code: str, field: str, language: str) -> str:
    *path, name = field.split(".")
    return str(dict(_model(path)._meta.get_field(name).flatchoices).get(code, code))


def section_label(name: str, kind: str) -> str:
    """What a field, a text or the parts of this name are called."""
    return _section_label(name, kind, get_language())


@cache
def _section_label(name: str, kind: str, language: str) -> str:
    model = Kind.of(kind).model
    part = shape(model).parts.get(name)
    label = part._meta.verbose_name_plural if part else model._meta.get_field(name).verbose_name
    return capfirst(str(label))


def counted(kind: str, count: int) -> str:
    """What a kind's records are called, one of them or several."""
    return Kind.of(kind).counted(count)


def evidence(grade: int) -> str:
    """What a grade of evidence says."""
    return {
        0: _("No source is linked."),
        1: _("Reported without a document that can be read."),
        2: _("Stated in a document that can be read."),
        3: _("Stated by an independent source, or compared with the time before."),
    }.get(grade) or _("Evaluated independently.")
