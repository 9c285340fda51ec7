"""Facets as a reader sees them: boxes to tick, with counts, and chips for what is ticked."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from portal.catalogue.catalogue import Catalogue
from portal.catalogue.census import Filter
from portal.catalogue.everything import EVERYTHING, TYPE
from portal.catalogue.results import Results
from portal.languages.codes import BY_CODE
from portal.publishing.publication import Kind, Publication
from portal.web.templatetags import sala

YEAR = re.compile("[1-9][0-9]{3}")
AT_ONCE = 6  # values that are shown without opening the rest
HEADINGS = {
    TYPE: gettext_lazy("Kind"),
    "country": gettext_lazy("Country"),
    "group": gettext_lazy("Country group"),
    "theme": gettext_lazy("Theme"),
    "technology": gettext_lazy("Technology"),
    "stage": gettext_lazy("Stage"),
    "evidence": gettext_lazy("Evidence"),
    "year": gettext_lazy("Year"),
    "conference": gettext_lazy("Presented at"),
    "language": gettext_lazy("Language"),
}


@dataclass(frozen=True)
class Box:
    """A value to tick. `language` is that of its label, if it is another one than the page's."""

    value: str
    label: str
    language: str
    count: int
    is_ticked: bool


@dataclass(frozen=True)
class Group:
    """A facet: its first values, and the rest. `missing` results have no value of it."""

    name: str
    heading: str
    boxes: list[Box]
    rest: list[Box]
    missing: int

    @property
    def is_open(self) -> bool:
        """Whether something of the rest is ticked."""
        return any(box.is_ticked for box in self.rest)


def groups(question: Catalogue, results: Results, names: Iterable[str]) -> list[Group]:
    """The facets in which there is something to choose. A value with no result is left out unless it is ticked."""
    found = []
    for name in names:
        boxes = _boxes(question, results, name)
        if len(boxes) > 1 or any(box.is_ticked for box in boxes):
            missing = results.facets[name].missing_count
            found.append(Group(name, heading_of(name), boxes[:AT_ONCE], boxes[AT_ONCE:], missing))
    return found


def _boxes(question: Catalogue, results: Results, name: str) -> list[Box]:
    ticked = question.filters.get(name, Filter()).any_of
    counts = {bucket.key: bucket.count for bucket in results.facets[name].buckets}
    counts |= dict.fromkeys(sorted(ticked - counts.keys()), 0)
    order = list(counts)
    if name in ("year", "evidence"):
        order.sort(reverse=True)
    elif name == TYPE:
        order.sort(key=EVERYTHING.kinds.index)
    elif name == "language":
        order.sort(key=lambda code: (code != get_language(), -counts[code], code))
    return [
        Box(value, *label_of(name, value, results.labels), counts[value], value in ticked) for value in order
    ]


def heading_of(name: str) -> str:
    """What a facet is called: that of a kind as one of it, others as the first field of that name."""
    if name in HEADINGS:
        return str(HEADINGS[name])
    if name in Kind.registry:
        return capfirst(Kind.of(name).counted(1))
    kinds = (kind for kind in Kind.registry.values() if isinstance(kind, Publication) and name in kind.facets)
    fields = (field for kind in kinds for field in kind.model._meta.concrete_fields if name in field.name)
    return capfirst(str(next((field.verbose_name for field in fields), name)))


def label_of(name: str, value: str, labels: Mapping[str, tuple[str, str]]) -> tuple[str, str]:
    """What a value of a facet is called, and the language of that if it is another one than the page's.

    `labels` are the names of linked records by id, each with its language.
    """
    if value in labels and name in EVERYTHING.linked:
        text, language = labels[value]
        return text, language if language != get_language() else ""
    if name == TYPE and value in Kind.registry:
        return capfirst(Kind.of(value).counted(2)), ""
    if name == "language":
        own = sala.language_name(value)
        return (own, value if value in BY_CODE and value != get_language() else "")
    if name == "year" and YEAR.fullmatch(value):
        return sala.date(value), ""
    if name == "evidence" and value.isdigit():
        return sala.evidence(int(value)), ""
    return _choice(name, value), ""


def _choice(name: str, code: str) -> str:
    """The label of a code, by the first model that has a field of the facet's name or of one that ends with it."""
    for kind in Kind.registry.values():
        if isinstance(kind, Publication) and name in kind.choices:
            fields = [field.name for field in kind.model._meta.concrete_fields if field.choices]
            field = next((field for field in fields if field == name or field.endswith(f"_{name}")), None)
            if field:
                return sala.choice_label(code, f"{kind.kind}.{field}")
    return code


def chips(here, question: Catalogue, results: Results) -> Iterator[dict]:
    """What is filtered by, each with the address of the same page without it."""
    for name, wanted in question.filters.items():
        for suffix, values in (("", wanted.any_of), ("__all", wanted.all_of), ("__not", wanted.none_of)):
            for value in sorted(values):
                label, language = label_of(name, value, results.labels)
                shown = _("not %(value)s") % {"value": label} if suffix == "__not" else label
                yield {"label": shown, "language": language, "address": here.less(f"{name}{suffix}", value)}
        if wanted.is_missing is not None:
            heading = heading_of(name)
            shown = _("%(heading)s: not stated") if wanted.is_missing else _("%(heading)s: stated")
            yield {
                "label": shown % {"heading": heading},
                "language": "",
                "address": here.but(**{f"{name}__isnull": ""}),
            }
