"""Which components an operation's answer is made of, and on which page each of them is described."""

from collections.abc import Iterable
from functools import cache

from django.conf import settings

from portal.openapi import described
from portal.web.reference.notation import COMPONENT
from portal.web.reference.operations import Operation, Tag, tags_of

Schemas = dict[str, dict]
SHARED = "shared"  # the last part of the address of the page of what answers have in common
MANY = 3  # groups: what so many of them answer is described once for all


def places() -> dict[str, str]:
    """The page on which a component is described, by its name; what is not here is on every page that needs it.

    Records and list items are with their own operations; what they are made of is on SHARED where many kinds have it.
    """
    return _places(settings.SITE_URL, settings.SITE_NAME)


@cache
def _places(site: str, name: str) -> dict[str, str]:
    schemas = described(site, name)["components"]["schemas"]
    tags = tags_of(site, name).values()
    homes = _homes(tags, schemas)
    answers = [name for tag in tags for each in tag.operations for name in named_in(each.schema)]
    alike = {name for name in answers if answers.count(name) > 1}
    together = set(_reached(alike, schemas, homes))
    users: dict[str, set[str]] = {}
    for tag in tags:
        for operation in tag.operations:
            for each in described_on(operation, schemas, homes):
                users.setdefault(each, set()).add(tag.name)
    shared = {name for name, names in users.items() if len(names) >= MANY} - together
    return {**homes, **dict.fromkeys(shared - homes.keys(), SHARED)}


def described_on(operation: Operation, schemas: Schemas, places: dict[str, str]) -> list[str]:
    """The components on the page of an operation, the outermost first."""
    elsewhere = {name: slug for name, slug in places.items() if slug != operation.slug}
    return _reached(named_in(operation.schema), schemas, elsewhere)


def _reached(names: Iterable[str], schemas: Schemas, elsewhere: dict[str, str]) -> list[str]:
    found, waiting = [], list(names)
    while waiting:
        name = waiting.pop(0)
        if name not in found and name not in elsewhere:
            found.append(name)
            waiting += named_in(schemas[name])
    return found


def _homes(tags: Iterable[Tag], schemas: Schemas) -> dict[str, str]:
    """Of records and list items, and of pages of lists: the operations that answer them, where that is one alone."""
    found: dict[str, set[str]] = {}
    for operation in (operation for tag in tags if tag.kind for operation in tag.operations):
        for name in named_in(operation.schema):
            item = schemas[name]["properties"].get("results", {}).get("items", {})
            for each in (name, *named_in(item)):
                found.setdefault(each, set()).add(operation.slug)
    return {name: slugs.pop() for name, slugs in found.items() if len(slugs) == 1}


def named_in(schema: dict | list | None) -> list[str]:
    """The components that it names, in their order."""
    if isinstance(schema, list):
        return [name for each in schema for name in named_in(each)]
    if not isinstance(schema, dict):
        return []
    own = [schema["$ref"].removeprefix(COMPONENT)] if "$ref" in schema else []
    return [*own, *(name for each in schema.values() for name in named_in(each))]
