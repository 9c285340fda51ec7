"""Content files as data: YAML whose scalars mean what they look like, whose keys stand once, whose text is clean."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from portal.publishing.content.faults import Fault, Place
from portal.publishing.publication import Kind, Publication

LINE_BREAKS = "\n\t"  # the only control characters that belong in a text


class StrictLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # libyaml reads ten times as fast
    """YAML with the scalars of version 1.2: no other words for true, no octal, no base 60.

    Norway's code stays `NO`, a time stays `10:30`, a code stays `036`. Dates and decimals stay text
    as well: the model's field reads them, exactly, and says what is wrong with them.
    """

    yaml_implicit_resolvers = {}

    def construct_mapping(self, node, deep=False):
        """A mapping, refused when a key stands in it twice: the first value would silently be lost."""
        keys = set()
        for key_node, _value in node.value:
            key = key_node.value
            if key in keys:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key} stands here twice", key_node.start_mark
                )
            if isinstance(key, str):
                keys.add(key)
        return super().construct_mapping(node, deep)


for tag, pattern, first in (
    ("null", r"~|null|", ["~", "n", ""]),
    ("bool", r"true|false", list("tf")),
    ("int", r"[-+]?(0|[1-9][0-9]*)", list("-+0123456789")),
):
    StrictLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"(?:{pattern})\Z"), first)


@dataclass(frozen=True)
class Raw:
    """A record as its file gives it: a mapping, nothing of it checked yet."""

    place: Place
    publication: Publication
    data: dict


def read(path: Path, faults: list[Fault]) -> Iterator[Raw]:
    """The records of a file, or of all `*.yaml` of a folder and its subfolders in the order of their names.

    What cannot be read is added to `faults`. Raises FileNotFoundError.
    """
    if not path.exists():
        raise FileNotFoundError(path)
    folder = path if path.is_dir() else path.parent
    files = sorted(path.rglob("*.yaml")) if path.is_dir() else [path]
    if not files:
        faults.append(Fault(path.name, "", "", "This folder holds no *.yaml file."))
    for file in files:
        yield from _records(file, Place(faults, file.relative_to(folder).as_posix()))


def _records(file: Path, place: Place) -> Iterator[Raw]:
    try:
        content = yaml.load(file.read_text(encoding="utf-8"), StrictLoader)  # noqa: S506 - a subclass of SafeLoader
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place.fault("", f"line {mark.line + 1}: {error.problem or error}" if mark else str(error))
        return
    except (yaml.YAMLError, ValueError) as error:  # a character that YAML forbids; text that is not UTF-8
        place.fault("", " ".join(str(error).split()))
        return
    if not isinstance(content, dict):
        place.fault("", "This file is not a mapping with `type` and `records`.")
        return
    for key in content.keys() - {"type", "records"}:
        place.fault(str(key), "A file has `type` and `records` only.")
    publication = Kind.registry.get(str(content.get("type")))
    if not isinstance(publication, Publication):
        known = ", ".join(sorted(kind.kind for kind in Publication.all()))
        place.fault("type", f"{content.get('type')} is not a type of record; these are: {known}.")
        return
    records = content.get("records")
    if not isinstance(records, list):
        place.fault("records", "This is not a list.")
        return
    for number, data in enumerate(records, 1):
        here = Place(place.faults, place.file, _label(data, number))
        if isinstance(data, dict):
            yield Raw(here, publication, _clean(data, here))
        else:
            here.fault("", "This is not a mapping.")


def _label(data, number: int) -> str:
    given = data.get("id") if isinstance(data, dict) else None
    return str(given) if given else f"record {number}"


def _clean(value, place: Place, path: str = ""):
    """The value with its texts in Unicode's composed form; control characters in them are faults."""
    if isinstance(value, dict):
        return {
            unicodedata.normalize("NFC", str(key)): _clean(
                item, place, "/".join(filter(None, (path, str(key))))
            )
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [_clean(item, place, f"{path}/{_label(item, number)}") for number, item in enumerate(value, 1)]
    if not isinstance(value, str):
        return value
    if strange := sorted(
        {letter for letter in value if unicodedata.category(letter) == "Cc"} - set(LINE_BREAKS)
    ):
        place.fault(
            path, f"It holds control characters: {', '.join(f'U+{ord(letter):04X}' for letter in strange)}."
        )
    return unicodedata.normalize("NFC", value.strip())
