"""What a record and its list item look like: what the serializer shows, with envelope, imprint and language around it."""

from portal.languages.codes import CODES
from portal.publishing import schemas
from portal.publishing.publication import Kind, PartPublication
from portal.publishing.renditions import ENVELOPE
from portal.publishing.schemas import (
    ADDRESS,
    BOOLEAN,
    ID,
    INTEGER,
    LANGUAGE_TAG,
    REFERENCE,
    SITE_LANGUAGE,
    STRING,
    TIMESTAMP,
    Schema,
    array,
    described,
    nullable,
    of,
    picked,
    shape,
)

LICENSE = shape(
    "License",
    "The licence of a record's texts and data.",
    {"id": of("string", examples=["CC-BY-4.0"], description="An SPDX identifier."), "url": ADDRESS},
)
TRANSLATION_STATE = shape(
    "TranslationState",
    "How a translation was made, and whether it still says what the original says.",
    {
        "method": of("string", **{"x-extensible-enum": ["human", "machine"]}),
        "reviewed": described(BOOLEAN, "Whether somebody checked it."),
        "outdated": described(BOOLEAN, "Whether the original has changed or grown since."),
    },
)
LANGUAGE_BLOCK = shape(
    "LanguageBlock",
    "Which language was asked for, which one is served, and which there are. Fallback is by record, never by field.",
    {
        "requested": SITE_LANGUAGE,
        "served": described(SITE_LANGUAGE, "The language of all texts that do not say otherwise."),
        "fallback": described(BOOLEAN, "Whether it is another one than asked for."),
        "reason": Schema(nullable(STRING), description="Why.", **{"x-extensible-enum": ["not-translated"]}),
        "original": SITE_LANGUAGE,
        "available": array(SITE_LANGUAGE, description="In which the whole record exists."),
        "translation": described(nullable(TRANSLATION_STATE), "Null where the original is served."),
        "only_in_original": array(STRING, description="Paths of texts that the translation lacks."),
    },
)
TRANSLATION = of(
    "object",
    title="TranslatedTexts",
    description="Every text of a record in one language; those of its parts under the parts' ids.",
    properties={"method": of("string", **{"x-extensible-enum": ["original", "human", "machine"]})},
    required=["method"],
    additionalProperties=Schema(anyOf=[STRING, of("object", additionalProperties=True)]),
)
TRANSLATIONS = of(
    "object",
    description=f"With `translations=all`: the texts by language, of {', '.join(CODES)} those there are.",
    additionalProperties=TRANSLATION,
)
HIGHLIGHT = shape(
    "Highlight",
    "A passage that holds what was searched.",
    {
        "field": described(STRING, "`title` or `text`."),
        "text": described(STRING, "HTML: all is escaped, `<mark>` stands around what was found."),
        "language": nullable(LANGUAGE_TAG),
        "file": described(STRING, "The file in which it stands, if it is one's."),
    },
    optional=["file"],
)
MATCH = shape(
    "Match",
    "A record that is cited by the one that was found, and whose name holds what was searched.",
    {
        **{name: REFERENCE["properties"][name] for name in ("id", "type", "url", "name")},
        "name_language": nullable(SITE_LANGUAGE),
    },
)
SEARCHING = {
    "relevance": nullable(
        of("number", description="With `q`: how well it fits, the greater the better; null in another order.")
    ),
    "highlights": array(HIGHLIGHT, description="With `q`: where it stands."),
    "matched": array(MATCH, description="With `q`: what it cites that was meant."),
}


def ref(name: str) -> Schema:
    """In place of a component."""
    return Schema({"$ref": f"#/components/schemas/{name}"})


def kinds() -> list[Kind]:
    """All kinds, those first that people come for."""
    return sorted(Kind.registry.values(), key=lambda kind: kind.place)


def named(kind: Kind) -> str:
    """What the component of a kind is called: `CaseStudy`."""
    return "".join(word.capitalize() for word in kind.kind.split("-"))


def _envelope(kind: Kind) -> dict[str, Schema]:
    properties = {
        "id": described(ID, "Its id, for ever."),
        "type": of("string", const=kind.kind),
        "url": described(ADDRESS, "Where a program reads it."),
        "html_url": described(ADDRESS, "Where a person reads it."),
        "version": described(INTEGER, "How often it was published."),
        "status": of("string", **{"x-extensible-enum": ["published"]}),
        "slug": described(STRING, "Its readable name in addresses of pages; may change."),
    }
    return {name: value for name, value in properties.items() if name != "version" or not _is_part(kind)}


def _imprint(kind: Kind) -> dict[str, Schema]:
    imprint = {
        "text_format": of("string", **{"x-extensible-enum": ["commonmark"]}),
        "license": LICENSE,
        "published_at": described(TIMESTAMP, "When it was published first."),
    }
    told = "When what is published was written last, which is before it was published. `/changes` tells what changed since."
    return imprint if _is_part(kind) else {**imprint, "updated_at": described(TIMESTAMP, told)}


def _is_part(kind: Kind) -> bool:
    return isinstance(kind, PartPublication)


READING = {
    "seq": described(INTEGER, "The number of its last change, as in `/changes`."),
    "language": LANGUAGE_BLOCK,
}


def body(kind: Kind) -> Schema:
    """A record as it is stored and read; `translations` only if they are asked for."""
    own = kind.serializer().schema()
    around = shape(
        named(kind),
        own["description"],
        {**own["properties"], **_imprint(kind), **READING, "translations": TRANSLATIONS},
        optional=[*(name for name in own["properties"] if name not in own["required"]), "translations"],
    )
    return schemas.joined(shape("", "", _envelope(kind)), around)


def card(kind: Kind) -> Schema:
    """A record as an item of lists."""
    names = [*ENVELOPE, *(each for name in kind.card for each in (name, f"{name}_language"))]
    whole = body(kind)
    shown = [name for name in names if name in whole["properties"] and name not in READING]
    title, told = f"{named(kind)}Card", f"{whole['description']} As an item of lists."
    extracts = {name: reader.schema for name, reader in kind.card_extracts.items()}
    optional = {**SEARCHING, "translations": TRANSLATIONS}
    more = shape(title, told, {**extracts, **READING, **optional}, optional)
    return schemas.joined(picked(whole, shown, title, told), more)
