"""`fields=`: only some fields of what is answered, by dotted names; `id` is always there.

A tree of names: {"id": {}, "metrics": {"value": {}}} stands for `id,metrics.value`; an empty one for the whole.
"""

from portal.catalogue.parameters import Parameters
from portal.openapi.shapes import BRIEF, Tree, dotted

MOST_FIELDS = 40
TITLES = ("title", "name", "text", "label")
ALWAYS = "id"
TRANSLATIONS = "translations"  # whoever asks for them gets them, of the fields that are left


def fields_of(parameters: Parameters, known: Tree) -> Tree | None:
    """The fields asked for, None for all. `known` are those there are; unknown ones are a fault."""
    asked = parameters.several("fields", [BRIEF, *dotted(known)], MOST_FIELDS)
    if not asked:
        return None
    tree: Tree = {ALWAYS: {}}
    for name in asked:
        for path in ("type", *TITLES, "url") if name == BRIEF else (name,):
            _add(tree, path.split("."))
    return {name: tree[name] for name in known if name in tree}  # as in the whole record


def _add(tree: Tree, path: list[str]) -> None:
    """Add a path; the whole of something takes the place of its parts."""
    *within, last = path
    for name in within:
        if tree.get(name) == {}:
            return  # the whole is there already
        tree = tree.setdefault(name, {})
    tree[last] = {}


def chosen(value, tree: Tree):
    """A value with nothing but what the tree names, in its order."""
    if not tree:
        return value
    if isinstance(value, list):
        return [chosen(each, tree) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        name: chosen(value[name], inner) if inner else value[name]
        for name, inner in tree.items()
        if name in value
    }


def chosen_of_record(record: dict, tree: Tree) -> dict:
    """A record with nothing else; its translations are there where they were asked for, of the same fields."""
    kept = chosen(record, tree)
    if TRANSLATIONS in record:
        kept[TRANSLATIONS] = {
            code: _texts(texts, {**tree, "method": {}}) for code, texts in record[TRANSLATIONS].items()
        }
    return kept


def _texts(texts: dict, tree: Tree) -> dict:
    """Those of parts lie under the parts' ids."""
    kept = {}
    for name, value in texts.items():
        if name in tree:
            parts = isinstance(value, dict) and tree[name]
            kept[name] = {key: chosen(part, tree[name]) for key, part in value.items()} if parts else value
    return kept
