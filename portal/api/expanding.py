"""`expand=`: references with the list items of what they name beside what they say by themselves.

A reference stays what it is and gains what the other record's card holds, so no type ever changes. Beyond
the first twenty of a relation they stay plain: whoever wants those asks for their list.
"""

from collections.abc import Iterable, Iterator

from portal.catalogue.parameters import Parameters
from portal.catalogue.record import cards_named
from portal.openapi.shapes import Tree, expandable
from portal.publishing.renditions import from_bytes

MOST, MOST_OF_EACH = 4, 20


def expansions_of(parameters: Parameters, known: Iterable[str]) -> Tree:
    """What is to be expanded, as a tree of relations: {"presented_at": {"organizers": {}}}.

    `known` are the relations of what is answered. What is expanded can be expanded once more by a relation
    that cards have.
    """
    first = sorted(known)
    tree: Tree = {}
    # Where nothing can be expanded there is no such parameter.
    for path in parameters.several("expand", expandable(first), MOST) if first else ():
        name = (
            path if path in first else max((each for each in first if path.startswith(f"{each}.")), key=len)
        )
        inner = path[len(name) + 1 :]
        tree.setdefault(name, {}).update({inner: {}} if inner else {})
    return tree


def expand(records: list[dict], tree: Tree, language: str) -> None:
    """Add the cards to the references in these records, in place: one query, and one more for the second level."""
    if not tree:
        return
    found = {path: [*_some(records, path.split("."))] for path in tree}
    cards = cards_named({reference["id"] for several in found.values() for reference in several}, language)
    for path, several in found.items():
        for reference in several:
            if card := cards.get(reference["id"]):
                added = from_bytes(card.as_json())
                if "name" in added:
                    # The card's name may be in another language, and says so itself.
                    reference.pop("name_language", None)
                reference.update(added)
        expand(several, tree[path], language)


def _some(records: list[dict], path: list[str]) -> Iterator[dict]:
    """The first references at a path in each record."""
    for record in records:
        yield from [*_at(record, path)][:MOST_OF_EACH]


def _at(value, path: list[str]) -> Iterator[dict]:
    if isinstance(value, list):
        for each in value:
            yield from _at(each, path)
    elif isinstance(value, dict):
        if path:
            yield from _at(value.get(path[0]), path[1:])
        elif value.get("id"):
            yield value
