"""The fields that answers have, as trees of names: what can be asked for with `fields=` and `expand=`."""

from collections.abc import Iterable
from functools import cache

from portal.publishing.publication import Kind, PartPublication
from portal.publishing.renditions import ENVELOPE
from portal.publishing.schemas import REFERENCE, Schema

Tree = dict[str, "Tree"]
BRIEF = "brief"  # the least by which something is known
OF_WHOLE_RECORDS = ("version", "updated_at")  # parts are published with their record
IMPRINT: Tree = {"text_format": {}, "license": {"id": {}, "url": {}}, "published_at": {}, "updated_at": {}}
TRANSLATION: Tree = {"method": {}, "reviewed": {}, "outdated": {}}
LANGUAGE = ("requested", "served", "fallback", "reason", "original", "available")
# Spliced in when it is read.
READING: Tree = {
    "seq": {},
    "language": {**{name: {} for name in LANGUAGE}, "translation": TRANSLATION, "only_in_original": {}},
}


def _tree(schema: Schema) -> Tree:
    """The names within an object, or within the objects of a list."""
    inner = _object(schema)
    return {name: _tree(value) for name, value in inner.get("properties", {}).items()}


def _object(schema: Schema) -> Schema:
    """The object that a schema may be, without null and lists around it."""
    for other in schema.get("anyOf", ()):
        if found := _object(other):
            return found
    return _object(schema["items"]) if "items" in schema else schema if "properties" in schema else {}


@cache
def record_tree(kind_name: str) -> Tree:
    """The fields of a kind's records, with those within them."""
    kind = Kind.of(kind_name)
    whole = {**{name: {} for name in ENVELOPE}, **_tree(kind.serializer().schema()), **IMPRINT, **READING}
    left_out = OF_WHOLE_RECORDS if isinstance(kind, PartPublication) else ()
    return {name: inner for name, inner in whole.items() if name not in left_out}


@cache
def item_tree(kind_name: str) -> Tree:
    """The fields that items of its lists may have: those of records, and what their cards have besides."""
    extracts = {name: _tree(reader.schema) for name, reader in Kind.of(kind_name).card_extracts.items()}
    own = {name: inner for name, inner in record_tree(kind_name).items() if name not in READING}
    return {**own, **extracts, **READING}


@cache
def card_names(kind_name: str) -> frozenset[str]:
    """The fields that a kind's cards have."""
    kind = Kind.of(kind_name)
    texts = (f"{name}_language" for name in kind.card)
    own = {*ENVELOPE, *READING, *kind.card, *texts, *kind.card_extracts}
    return frozenset(own & item_tree(kind_name).keys())


def tree_of(kind: Kind) -> Tree:
    """The fields that a list's records have; of everything those of all its kinds."""
    if kind.kind:
        return item_tree(kind.kind)
    whole: Tree = {}
    for each in kind.kinds:
        _merge(whole, item_tree(each))
    return whole


def _merge(whole: Tree, tree: Tree) -> None:
    """What is called alike in several kinds has the fields of all."""
    for name, inner in tree.items():
        _merge(whole.setdefault(name, {}), inner)


def card_tree(kind: Kind) -> Tree:
    """The fields that a list's items have."""
    names = {name for each in ([kind.kind] if kind.kind else kind.kinds) for name in card_names(each)}
    return {name: inner for name, inner in tree_of(kind).items() if name in names}


def are_on_cards(kind_names: Iterable[str], tree: Tree) -> bool:
    """Whether the cards of all these kinds hold what their records have of these fields."""
    return all(
        name in card_names(each) or name not in item_tree(each) for each in kind_names for name in tree
    )


def dotted(known: Tree, prefix: str = "") -> list[str]:
    """All names of a tree, those within others dotted."""
    names = []
    for name, inner in known.items():
        names += [prefix + name, *dotted(inner, f"{prefix}{name}.")]
    return names


@cache
def relations(kind_name: str) -> frozenset[str]:
    """Dotted names under which a kind's records refer to others: `agencies`, `takeaways.about`."""
    found: set[str] = set()
    _find_relations(Kind.of(kind_name).serializer().schema(), "", found)
    return frozenset(found)


def _find_relations(schema: Schema, path: str, found: set[str]) -> None:
    inner = _object(schema).get("properties", {})
    if path and REFERENCE["properties"].keys() <= inner.keys():
        found.add(path)
        return
    for name, value in inner.items():
        _find_relations(value, f"{path}.{name}" if path else name, found)


@cache
def relations_of_cards(kind_name: str) -> frozenset[str]:
    """Those that its cards have; of everything, those of all kinds."""
    if not kind_name:
        return relations_of_any_card()
    names = card_names(kind_name)
    return frozenset(path for path in relations(kind_name) if path.partition(".")[0] in names)


@cache
def relations_of_any_card() -> frozenset[str]:
    """Those that the card of some kind has: what is expanded may be of any."""
    return frozenset(path for name in Kind.registry for path in relations_of_cards(name))


def expandable(first: Iterable[str]) -> list[str]:
    """What `expand=` takes: these relations, and of what each names, those that cards have."""
    second = sorted(relations_of_any_card())
    return [path for name in sorted(first) for path in (name, *(f"{name}.{inner}" for inner in second))]
