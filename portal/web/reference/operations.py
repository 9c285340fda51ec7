"""The operations of the API's description, with what its references name put in their place."""

import re
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils.text import capfirst, slugify
from django.utils.translation import gettext_lazy as _

from portal.catalogue.everything import EVERYTHING
from portal.openapi import described, parameters
from portal.openapi.operations import ABOUT, CHANGES, CSV, JSON, ROOT, SEARCH, WORDS
from portal.publishing.publication import Kind, PartPublication

CAPITAL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
OK = "200"
# What the groups are called that belong to no kind; those of kinds are called like these.
LABELS = {SEARCH: _("search"), CHANGES: _("changes"), WORDS: _("vocabularies"), ABOUT: _("about the API")}
PLACEHOLDER = "{"  # in a path, around what identifies a record


@dataclass(frozen=True)
class Operation:
    """One address that can be read. `schema` is that of its JSON, None if it never answers any."""

    name: str
    path: str
    summary: str
    tag: str
    parameters: tuple[dict, ...]
    responses: dict[str, dict]

    @property
    def slug(self) -> str:
        """Its name as part of an address: `list-case-studies`."""
        return CAPITAL.sub("-", self.name).lower()

    @property
    def kind(self) -> Kind | None:
        """Whose records it answers; None if it answers something else."""
        section = self.path.removeprefix(ROOT).split("/")[1:2]
        known = {kind.path: kind for kind in (EVERYTHING, *Kind.registry.values())}
        return known.get(*section) if section else None

    @property
    def is_of_one(self) -> bool:
        """Whether it answers one record or vocabulary, which its path names."""
        return PLACEHOLDER in self.path

    @property
    def names(self) -> set[str]:
        """Of its parameters."""
        return {parameter["name"] for parameter in self.parameters}

    @property
    def short_names(self) -> list[str]:
        """Of its parameters, one for all that belong to one filter or range."""
        first: dict[str, str] = {}
        for parameter in self.parameters:
            first.setdefault(parameter["name"].partition("__")[0], parameter["name"])
        return list(first.values())

    @property
    def selecting(self) -> set[str]:
        """The names of those parameters by which it chooses among records."""
        chosen = parameters.selecting(self.kind) if self.kind else ()
        return {parameter["name"] for parameter in chosen}

    @property
    def title(self) -> str:
        """The field in which its records say what they are called, else what they tell first; of all kinds their address."""
        kind = self.kind
        if kind is None or kind is EVERYTHING:
            return "html_url"
        named = kind.name_field if isinstance(kind, PartPublication) else kind.model.name_field
        return named or kind.card[0]

    @property
    def is_table(self) -> bool:
        """Whether it answers a table, too."""
        return CSV in self.media_types

    @property
    def media_types(self) -> list[str]:
        """Of what it answers."""
        return list(self.responses[OK]["content"])

    @property
    def schema(self) -> dict | None:
        """Of its answer in JSON."""
        content = self.responses[OK]["content"]
        return content[JSON]["schema"] if JSON in content else None


@dataclass(frozen=True)
class Tag:
    """Operations that belong together, in the order of the description."""

    name: str
    description: str
    operations: tuple[Operation, ...]

    @property
    def slug(self) -> str:
        """Its name as part of an address."""
        return slugify(self.name)

    @property
    def label(self) -> str:
        """What it is called in the active language."""
        kind = self.kind
        return capfirst(kind.counted(2) if kind else str(LABELS[self.name]))

    @property
    def kind(self) -> Kind | None:
        """Whose records it is about."""
        return self.operations[0].kind if self.name not in LABELS else None


def description() -> dict:
    """The whole description of the API."""
    return described(settings.SITE_URL, settings.SITE_NAME)


def tags() -> dict[str, Tag]:
    """All groups, by the last part of their addresses."""
    return tags_of(settings.SITE_URL, settings.SITE_NAME)


def operations() -> dict[str, Operation]:
    """All operations, by the last part of their addresses."""
    return {operation.slug: operation for tag in tags().values() for operation in tag.operations}


@cache
def tags_of(site: str, name: str) -> dict[str, Tag]:
    """Those of the portal with this address and name."""
    document = described(site, name)
    found = [
        _operation(document, path, item["get"]) for path, item in document["paths"].items() if "get" in item
    ]
    groups = (
        Tag(tag["name"], tag["description"], tuple(each for each in found if each.tag == tag["name"]))
        for tag in document["tags"]
    )
    return {group.slug: group for group in groups}


def _operation(document: dict, path: str, said: dict) -> Operation:
    responses = {status: resolved(document, each) for status, each in said["responses"].items()}
    for response in responses.values():
        headers = response.get("headers", {})
        response["headers"] = {name: resolved(document, each) for name, each in headers.items()}
    return Operation(
        name=said["operationId"],
        path=path,
        summary=said["summary"],
        tag=said["tags"][0],
        parameters=tuple(resolved(document, each) for each in said["parameters"]),
        responses=responses,
    )


def resolved(document: dict, part: dict) -> dict:
    """A copy of a part of the description, or of the component that it names."""
    if "$ref" not in part:
        return dict(part)
    found = document
    for step in part["$ref"].removeprefix("#/").split("/"):
        found = found[step]
    return dict(found)
