"""Lists as rows: CSV for spreadsheets and statistics, JSON Lines for programs.

The columns of a list follow from its kind, not from its items: what an object holds has a dotted name, and so has
what the objects of a list hold, whose values are joined by `|`. Cells are exact: what begins with = is data.
"""

import csv
import io
from collections.abc import Iterable, Iterator

from portal.openapi.shapes import Tree
from portal.publishing.renditions import to_bytes

JOINED = "|"
BOM = "\ufeff"  # Excel reads a file without it in the code page of its country


def as_csv(records: Iterable[dict], tree: Tree, *, bom: bool = False) -> bytes:
    """RFC 4180: a line of names, then one for each record; UTF-8."""
    paths = [*_leaves(tree)]
    text = io.StringIO()
    text.write(BOM if bom else "")
    writer = csv.writer(text)
    writer.writerow([".".join(path) for path in paths])
    writer.writerows(_cells(record, tree) for record in records)
    return text.getvalue().encode()


def as_lines(items: Iterable[bytes]) -> bytes:
    """A line of JSON for each."""
    return b"".join(item + b"\n" for item in items)


def _leaves(tree: Tree, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name, inner in tree.items():
        if inner:
            yield from _leaves(inner, (*path, name))
        else:
            yield (*path, name)


def _cells(value, tree: Tree) -> list[str]:
    """A cell for each leaf; what the objects of a list hold is read once for all its columns."""
    if not isinstance(value, dict):
        return [""] * sum(1 for _leaf in _leaves(tree))
    cells: list[str] = []
    for name, inner in tree.items():
        held = value.get(name)
        if not inner:
            cells.append(held if isinstance(held, str) else _text(held))
        elif not isinstance(held, list):
            cells += _cells(held, inner)
        elif len(held) == 1:
            cells += map(_escaped, _cells(held[0], inner))
        elif held:
            columns = zip(*(_cells(each, inner) for each in held), strict=True)
            cells += [JOINED.join(map(_escaped, column)) for column in columns]
        else:
            cells += _cells(None, inner)
    return cells


def _text(value) -> str:
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, list):
        return JOINED.join([_escaped(_text(each)) for each in value])
    if isinstance(value, bool | dict):
        return to_bytes(value).decode()
    return str(value)


def _escaped(text: str) -> str:
    """A part of a joined cell: the sign that joins is marked where it is text."""
    if JOINED in text or "\\" in text:
        return text.replace("\\", "\\\\").replace(JOINED, f"\\{JOINED}")
    return text
