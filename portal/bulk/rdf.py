"""Statements about things, written as Turtle and as JSON-LD. Every thing has an address: there are no blank nodes."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

XSD = "http://www.w3.org/2001/XMLSchema#"
TYPE = "rdf:type"
# What may not stand in an IRI as it is, and what ends or hides a text.
NOT_IN_IRI = re.compile(r"[\x00-\x20<>\"{}|^`\\]")
ESCAPED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
CONTROL = re.compile(r'[\\"\x00-\x1f\x7f]')


@dataclass(frozen=True)
class IRI:
    """A thing: `dcat:Catalog`, or a whole address."""

    value: str


@dataclass(frozen=True)
class Text:
    """A text in a language; without one, a value as it is, of the XML Schema type if it has one."""

    value: str
    language: str = ""
    datatype: str = ""  # xsd:date


Node = IRI | Text
Statement = tuple[str, str, Node]  # thing, property, value


def turtle(statements: Iterable[Statement], prefixes: dict[str, str]) -> str:
    """As Turtle: things in their order, each with what is said of it."""
    lines = [f"@prefix {name}: <{_escaped_iri(address)}> ." for name, address in prefixes.items()]
    for thing, said in _grouped(statements).items():
        about = [
            f"    {'a' if name == TYPE else name} {', '.join(_term(value, prefixes) for value in values)}"
            for name, values in said.items()
        ]
        lines += ["", _iri(thing, prefixes), " ;\n".join(about) + " ."]
    return "\n".join(lines) + "\n"


def json_ld(statements: Iterable[Statement], prefixes: dict[str, str]) -> str:
    """As JSON-LD 1.1: a graph of things, addresses in full."""
    graph = [
        {"@id": thing, **dict(_member(name, values) for name, values in said.items())}
        for thing, said in _grouped(statements).items()
    ]
    return json.dumps({"@context": prefixes, "@graph": graph}, ensure_ascii=False, indent=1) + "\n"


def _grouped(statements: Iterable[Statement]) -> dict[str, dict[str, list[Node]]]:
    things: dict[str, dict[str, list[Node]]] = {}
    for thing, name, value in statements:
        things.setdefault(thing, {}).setdefault(name, []).append(value)
    return things


def _member(name: str, values: list[Node]) -> tuple[str, list]:
    if name == TYPE:
        return "@type", [value.value for value in values]
    return name, [_value(value) for value in values]


def _value(value: Node) -> dict:
    if isinstance(value, IRI):
        return {"@id": value.value}
    told = {"@value": value.value}
    if value.language:
        told["@language"] = value.language
    if value.datatype:
        told["@type"] = value.datatype
    return told


def _term(value: Node, prefixes: dict[str, str]) -> str:
    if isinstance(value, IRI):
        return _iri(value.value, prefixes)
    text = CONTROL.sub(lambda found: ESCAPED.get(found[0], f"\\u{ord(found[0]):04X}"), value.value)
    suffix = f"@{value.language}" if value.language else f"^^{value.datatype}" if value.datatype else ""
    return f'"{text}"{suffix}'


def _iri(value: str, prefixes: dict[str, str]) -> str:
    prefix, _colon, local = value.partition(":")
    if prefix in prefixes and re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", local):
        return value
    return f"<{_escaped_iri(value)}>"


def _escaped_iri(value: str) -> str:
    return NOT_IN_IRI.sub(lambda found: f"\\u{ord(found[0]):04X}", value)
