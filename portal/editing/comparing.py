"""What differs between two documents of one model: fields, texts per language, parts, translations. Plain data.

Values stay as the documents hold them; `portal.editing.readable` turns them into words.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.db import models

from portal.differences.fates import Fate
from portal.differences.order import moved
from portal.languages.codes import CODES
from portal.languages.translation import Translation
from portal.publishing.document import completed, plain, shape

EMPTY = (None, "", [], {})
OF_TRANSLATIONS = ("method", "reviewed", "taken_down")


@dataclass(frozen=True)
class Change:
    """A field that says something else. `language` is that of a translated text, "" elsewhere."""

    field: models.Field
    language: str
    before: object
    after: object


@dataclass(frozen=True)
class PartChange:
    """A part that came, went, changed or moved. `places` count from 1 and are there if it moved."""

    model: type[models.Model]
    fate: Fate
    before: dict
    after: dict
    changes: tuple[Change, ...]
    places: tuple[int, int] | None = None


@dataclass(frozen=True)
class Comparison:
    """All that differs, and both documents, in today's shape."""

    model: type[models.Model]
    before: dict
    after: dict
    fields: tuple[Change, ...] = ()
    parts: dict[str, tuple[PartChange, ...]] = field(default_factory=dict)
    translations: tuple[Change, ...] = ()

    def __bool__(self):
        return bool(self.fields or self.parts or self.translations)


Pairing = Callable[[list[dict], list[dict]], list[tuple[dict, dict]]]


def by_id(before: list[dict], after: list[dict]) -> list[tuple[dict, dict]]:
    """Parts of two versions of one record belong together when they have the same id."""
    known = {part["id"]: part for part in before}
    return [(known[part["id"]], part) for part in after if part["id"] in known]


def by_content(before: list[dict], after: list[dict]) -> list[tuple[dict, dict]]:
    """Parts of two records belong together when all they say is the same."""
    left, pairs = list(after), []
    for part in before:
        same = next((other for other in left if {**other, "id": ""} == {**part, "id": ""}), None)
        if same is not None:
            left.remove(same)
            pairs.append((part, same))
    return pairs


def compare(before: dict, after: dict, model: type[models.Model], pairing: Pairing = by_id) -> Comparison:
    """What differs between two documents of `model`, which may be older than its last migration."""
    before, after = completed(before, model), completed(after, model)
    parts = {
        name: tuple(_of_parts(part_model, before["parts"][name], after["parts"][name], pairing))
        for name, part_model in shape(model).parts.items()
    }
    return Comparison(
        model,
        before,
        after,
        fields=tuple(_of_values(model, _flat(before), _flat(after))),
        parts={name: changes for name, changes in parts.items() if changes},
        translations=tuple(_of_translations(before["translations"], after["translations"])),
    )


def _flat(document: dict) -> dict:
    return {**document["fields"], **document["links"], "texts": document["texts"]}


def _of_values(model: type[models.Model], before: dict, after: dict) -> Iterator[Change]:
    """Fields in the order of declaration, texts in every language; of a part that is on one side alone, what it says.

    Fields that a row does not hold, and those of the side where it is not, have their defaults.
    """
    this = shape(model)
    for column in (*model._meta.concrete_fields, *this.links):
        if column.name in this.texts:
            yield from _of_text(column, before, after)
        elif (column in this.fields or column in this.links) and column.name != "position":
            missing = [] if column.many_to_many else plain(column.get_default())
            one, other = (values.get(column.attname, missing) for values in (before, after))
            if one != other and not (one in EMPTY and other in EMPTY):
                yield Change(column, "", one if before else None, other if after else None)


def _of_text(column: models.Field, before: dict, after: dict) -> Iterator[Change]:
    for code in CODES:
        one, other = (
            values.get("texts", {}).get(code, {}).get(column.name, "") for values in (before, after)
        )
        if one != other:
            yield Change(column, code, one, other)


def _of_parts(
    model: type[models.Model], before: list[dict], after: list[dict], pairing: Pairing
) -> Iterator[PartChange]:
    """What became of the parts of one kind: those that went, then the others in their order."""
    pairs = pairing(before, after)
    earlier = {new["id"]: old for old, new in pairs}
    stayed = {old["id"] for old, _new in pairs}
    moved_parts = moved(*([part["id"] for part in parts] for parts in (before, after)))
    for part in before:
        if part["id"] not in stayed:
            yield PartChange(model, Fate.REMOVED, part, {}, tuple(_of_values(model, part, {})))
    for part in after:
        if part["id"] not in earlier:
            yield PartChange(model, Fate.ADDED, {}, part, tuple(_of_values(model, {}, part)))
            continue
        old, places = earlier[part["id"]], moved_parts.get(part["id"])
        changes = tuple(_of_values(model, old, part))
        if changes or places:
            yield PartChange(model, Fate.CHANGED, old, part, changes, places)


def _of_translations(before: dict, after: dict) -> Iterator[Change]:
    """Method, review and take-down of each language; a language that was not begun has no method."""
    for code in CODES:
        one, other = before.get(code, {}), after.get(code, {})
        for name in OF_TRANSLATIONS:
            column = Translation._meta.get_field(name)
            missing = False if isinstance(column, models.BooleanField) else ""
            if one.get(name, missing) != other.get(name, missing):
                yield Change(column, code, one.get(name, missing), other.get(name, missing))
