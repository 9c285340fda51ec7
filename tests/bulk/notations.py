"""Reads the two notations of the catalogue back into statements: enough of Turtle and of JSON-LD for what we write."""

import json
import re

TOKEN = re.compile(
    r"""<(?P<iri>[^<>"{}|^`\\\x00-\x20]*)>
      |"(?P<text>(?:[^"\\\n\r]|\\[tnr"\\]|\\u[0-9A-F]{4})*)"(?:@(?P<language>[a-z]+)|\^\^(?P<datatype>\w+:\w+))?
      |(?P<name>\w+:\w+|a(?=\s))
      |(?P<mark>[.;,])
      |(?P<space>\s+)""",
    re.VERBOSE,
)
ESCAPES = re.compile(r"\\(?:u([0-9A-F]{4})|(.))")
LETTERS = {"t": "\t", "n": "\n", "r": "\r"}
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def triples_of_turtle(turtle: str) -> set[tuple]:
    """(thing, property, value); a value is an address or (text, language, type)."""
    prefixes, found = {}, set()
    head, _gap, body = turtle.partition("\n\n")
    for line in head.splitlines():
        name, address = re.fullmatch(r"@prefix (\w+): <([^<>]*)> \.", line).groups()
        prefixes[name] = address
    thing = name = None
    for token in _tokens(body):
        if token["mark"] == ".":
            thing = name = None
        elif token["mark"] == ";":
            name = None
        elif token["mark"] is None:
            value = _value(token, prefixes)
            if thing is None:
                thing = value
            elif name is None:
                name = value
            else:
                found.add((thing, name, value))
    assert thing is None
    return found


def _tokens(body: str):
    place = 0
    while place < len(body):
        token = TOKEN.match(body, place)
        assert token, body[place : place + 80]
        place = token.end()
        if token["space"] is None:
            yield token.groupdict()


def _value(token: dict, prefixes: dict):
    if token["iri"] is not None:
        return token["iri"]
    if token["name"] == "a":
        return RDF_TYPE
    if token["name"]:
        return _full(token["name"], prefixes)
    text = ESCAPES.sub(lambda e: chr(int(e[1], 16)) if e[1] else LETTERS.get(e[2], e[2]), token["text"])
    return text, token["language"], token["datatype"] and _full(token["datatype"], prefixes)


def triples_of_json_ld(text: str) -> set[tuple]:
    """The same of JSON-LD."""
    document = json.loads(text)
    prefixes, found = document["@context"], set()
    for thing in document["@graph"]:
        own = thing.pop("@id")
        found |= {(own, RDF_TYPE, _full(kind, prefixes)) for kind in thing.pop("@type")}
        for name, values in thing.items():
            for value in values:
                if "@id" in value:
                    shown = _full(value["@id"], prefixes)
                else:
                    datatype = value.get("@type")
                    shown = value["@value"], value.get("@language"), datatype and _full(datatype, prefixes)
                found.add((own, _full(name, prefixes), shown))
    return found


def _full(name: str, prefixes: dict[str, str]) -> str:
    prefix, _colon, local = name.partition(":")
    return prefixes[prefix] + local if prefix in prefixes else name
