"""By what a published thing is found: the texts of its bytes, and the names of all that it cites, in every language.

Only what was rendered goes into the index, so what is not public is not found either.
"""

import re
from collections.abc import Iterable

from portal.languages.codes import CODES
from portal.publishing.names import Names
from portal.publishing.publication import Kind
from portal.search.index import Text
from portal.search.text import UNSPACED

# Marks of Markdown that would stand in excerpts: addresses of links, headings, lists, quotes, code, stress.
LINK = re.compile(r"!?\[([^\[\]\n]{0,500})\]\([^()\s]{0,2000}\)")
MARKUP = re.compile(
    r"^[ \t]*(?:#{1,6}|[-*+>]|\d+[.)])[ \t]+|\*\*|__|`+|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)", re.MULTILINE
)
PLACES = {code: place for place, code in enumerate(CODES)}
SEPARATOR = " · "  # of texts in one excerpt
# Where a line ends within a word of a script without spaces.
LINE_END = re.compile(f"(?<=[{UNSPACED}])\n(?=[{UNSPACED}])")


def searched(
    kind: Kind,
    bodies: dict[str, dict],
    names: Names,
    cited: Iterable[str],
    others: Iterable[tuple[str, str]] = (),
) -> list[Text]:
    """A text in each language in which the thing really is.

    `bodies` are its public bodies by language, `cited` the ids by whose names it is found, `others` its own other
    names with their languages.
    """
    survivors = sorted({names.path(of)[-1] for of in cited})
    labels = {survivor: sorted(names.labels(survivor), key=_in_order) for survivor in survivors}
    cites = tuple(public_id for public_id, named in labels.items() if named)
    own_names = [name for _language, name in others]
    texts = []
    for code, body in bodies.items():
        called = [text for path in kind.search["A"] for text in read(body, path)]
        title, *further = called or [""]
        further = [name for name in dict.fromkeys((*further, *own_names)) if name != title]
        said = [" ".join(plain(text).split()) for path in kind.search["B"] for text in read(body, path)]
        own, foreign = _by_language(labels.values(), code)
        texts.append(Text(code, title, SEPARATOR.join(said), tuple(further), own, foreign, cites))
    return texts


def searched_files(files: dict[str, str], parts: Iterable[dict]) -> list[Text]:
    """A text for each file that the thing shows and that could be read.

    It holds nothing of the thing itself, so that a new name somewhere does not write hundreds of pages anew.
    """
    shown = {part["file_sha256"]: part.get("language") or "" for part in parts if part.get("file_sha256")}
    return [
        Text(language, "", LINE_END.sub("", files[digest]), source=digest)
        for digest, language in sorted(shown.items())
        if digest in files
    ]


def read(body: dict, path: str) -> list[str]:
    """The texts at a path into a body; lists on the way are gone through."""
    found = [body]
    for name in path.split("."):
        found = [value.get(name) for value in found if isinstance(value, dict)]
        found = [each for value in found for each in (value if isinstance(value, list) else (value,))]
    return [text for text in found if isinstance(text, str) and text]


def plain(text: str) -> str:
    """A text without the marks of Markdown."""
    return MARKUP.sub("", LINK.sub(r"\1", text))


def _in_order(label: tuple[str, str]) -> tuple[int, str]:
    """Names in the order of the site's languages: databases keep those of an Entry in orders of their own."""
    language, name = label
    return PLACES.get(language, len(PLACES)), name


def _by_language(
    labels: Iterable[list[tuple[str, str]]], code: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names in one language, and all others, each once."""
    own = dict.fromkeys(name for named in labels for language, name in named if language == code)
    foreign = dict.fromkeys(name for named in labels for language, name in named if language != code)
    return tuple(own), tuple(name for name in foreign if name not in own)
