"""A checker of JSON against the part of JSON Schema that the portal writes. It is stricter than the standard.

Formats are checked, codes have to be among those that are known, and a word that it does not know is an error.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime
from urllib.parse import urlsplit

SAYS_NOTHING = {"title", "description", "examples", "default", "x-vocabulary"}
TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None)}
FORMATS = {
    "date": date.fromisoformat,
    "date-time": datetime.fromisoformat,
    "uri": lambda text: text.encode("ascii") and urlsplit(text).scheme[0],
    "iri": lambda text: urlsplit(text).scheme[0],
    "iri-reference": urlsplit,
}


def faults(value, schema: dict, components: dict, path: str = "$") -> list[str]:
    """What is wrong with a value, in a line each."""
    return [*_faults(value, schema, components, path)]


def _faults(value, schema: dict, components: dict, path: str) -> Iterator[str]:
    if "$ref" in schema:
        yield from _faults(value, components[schema["$ref"].rpartition("/")[2]], components, path)
        return
    if "anyOf" in schema:
        options = [faults(value, option, components, path) for option in schema["anyOf"]]
        yield from () if [] in options else max(options, key=len)
        return
    types = schema.get("type", [])
    if types and not any(_is(value, name) for name in ([types] if isinstance(types, str) else types)):
        yield f"{path}: {value!r} is not {types}"
        return
    for word, wanted in schema.items():
        if word not in WORDS and word not in SAYS_NOTHING and word not in {"anyOf", "type"}:
            raise ValueError(f"{path}: unknown word {word}")
        if word in WORDS and value is not None and WORDS[word](value, wanted):
            yield f"{path}: {value!r} against {word} {wanted}"
    if isinstance(value, dict):
        yield from _faults_within(value, schema, components, path)
    if isinstance(value, list):
        for place, item in enumerate(value):
            yield from _faults(item, schema["items"], components, f"{path}[{place}]")


def _faults_within(value: dict, schema: dict, components: dict, path: str) -> Iterator[str]:
    known, others = schema.get("properties", {}), schema["additionalProperties"]
    for name, inner in value.items():
        if name in known or isinstance(others, dict):
            yield from _faults(inner, known.get(name, others), components, f"{path}.{name}")
        elif not others:
            yield f"{path}.{name}: not described"


def _is(value, name: str) -> bool:
    if name in ("integer", "number"):
        return isinstance(value, int | float if name == "number" else int) and not isinstance(value, bool)
    return isinstance(value, TYPES[name])


def _is_no(text: str, name: str) -> bool:
    try:
        FORMATS[name](text)
    except (ValueError, IndexError):
        return True
    return False


# Each says whether a value breaks it.
WORDS = {
    "const": lambda value, wanted: value != wanted,
    "enum": lambda value, wanted: value not in wanted,
    "x-extensible-enum": lambda value, wanted: value not in wanted,
    "pattern": lambda value, wanted: not re.search(wanted, value),
    "format": _is_no,
    "minimum": lambda value, wanted: value < wanted,
    "maximum": lambda value, wanted: value > wanted,
    "maxItems": lambda value, wanted: len(value) > wanted,
    "minItems": lambda value, wanted: len(value) < wanted,
    "required": lambda value, wanted: not set(wanted) <= value.keys(),
    "properties": lambda value, wanted: False,
    "additionalProperties": lambda value, wanted: False,
    "items": lambda value, wanted: False,
}
