"""Parameters and fields as rows of lists: those that belong to one name stand together."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.web.highlighting import with_code
from portal.web.reference.notation import Places, Value, value
from portal.web.reference.operations import Operation

BESIDES = "_language"  # names the field that says in which language another one is


@dataclass(frozen=True)
class Line:
    """One name, what it means, and what it holds; None where that is said above it."""

    name: str
    told: SafeString
    value: Value | None
    is_required: bool = False


@dataclass(frozen=True)
class Row:
    """A name, and names that are made of it."""

    first: Line
    others: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class Shape:
    """A component: its name, what it is, and its fields."""

    name: str
    told: SafeString
    rows: list[Row]
    more: SafeString | None  # what further fields hold, whose names are not known


def parameters(operation: Operation, places: Places) -> tuple[list[Row], list[Row]]:
    """Those that shape the answer, and those that choose what is in it. `country__not` stands below `country`."""
    choosing = operation.selecting
    lines = [
        (
            each["name"].partition("__")[0],
            each["schema"],
            Line(
                each["name"],
                with_code(each["description"]),
                _value(operation, each, places),
                each.get("required", False),
            ),
        )
        for each in operation.parameters
    ]
    chosen = [line for line in lines if line[2].name in choosing and not line[2].is_required]
    return list(_rows(line for line in lines if line not in chosen)), list(_rows(chosen))


def _value(operation: Operation, parameter: dict, places: Places) -> Value:
    """What a parameter holds. The names of a record's fields stand on the page already, in their own section."""
    said = value(parameter["schema"], places)
    if parameter["name"] != "fields" or not operation.is_of_one:
        return said
    return replace(
        said, allowed=[], facts=[*said.facts, format_html('<a href="#fields">{}</a>', _("Fields"))]
    )


def _rows(lines: Iterable[tuple[str, dict, Line]]) -> Iterator[Row]:
    found: dict[str, tuple[dict, Row]] = {}
    for name, schema, line in lines:
        if name not in found:
            found[name] = schema, Row(line)
            continue
        first, row = found[name]
        same = first == schema
        row.others.append(Line(line.name, line.told, None if same else line.value, line.is_required))
    return (row for _schema, row in found.values())


def shape(name: str, schema: dict, places: Places) -> Shape:
    """A component as it is shown. What says the language of a text is only named below it: the page explains it once."""
    fields = schema.get("properties", {})
    below = {each for each in fields if each.endswith(BESIDES) and each.removesuffix(BESIDES) in fields}
    more = schema.get("additionalProperties")
    return Shape(
        name,
        with_code(schema.get("description", "")),
        [
            Row(
                _line(each, fields[each], places),
                [Line(f"{each}{BESIDES}", "", None)] if f"{each}{BESIDES}" in below else [],
            )
            for each in fields
            if each not in below
        ],
        value(more, places).type if isinstance(more, dict) else None,
    )


def _line(name: str, schema: dict, places: Places) -> Line:
    told = schema.get("description", "")
    return Line(name, with_code(told), value(schema, places))
