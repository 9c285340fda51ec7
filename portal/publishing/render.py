"""Rendering: a pure function of a published document, the published names of what it cites, and backlinks.

Rows are never read here. What a render reads is remembered as references, so nobody declares dependencies.
"""

import threading
from dataclasses import dataclass, field

from portal.languages.codes import CODES, DEFAULT
from portal.publishing import availability
from portal.publishing.addresses import api_address, page_address
from portal.publishing.document import citations, completed, lay_flat, lay_part_flat
from portal.publishing.fields import DocumentSerializer
from portal.publishing.names import Names, Surroundings
from portal.publishing.publication import Kind, PartPublication, Publication
from portal.publishing.renditions import RenderedLanguage, language_block, renditions_of
from portal.publishing.searching import searched, searched_files
from portal.publishing.tables import Entry
from portal.search.index import Text

LICENCES = {"CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/"}
PARTS_VERSION = 1  # parts are not edited by themselves


@dataclass(frozen=True)
class Edition:
    """What is known of a publication besides its document."""

    version: int
    published_at: str  # RFC 3339, UTC
    updated_at: str
    languages: tuple[str, ...] = ()  # in which the last publication existed


@dataclass
class Rendered:
    """All that a publication writes for one Entry."""

    public_id: str
    kind: str
    version: int
    slug: str
    names: dict[str, str]
    languages: list[str]
    renditions: list[RenderedLanguage]
    facets: set[tuple[str, str]]
    references: set[tuple[str, bool, str, str]] = field(
        default_factory=set
    )  # target, required, backlink, value
    parts: list["Rendered"] = field(default_factory=list)
    other_names: list[list[str]] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)  # by which it is found


@dataclass(frozen=True)
class _Record:
    """What its parts need of the record that is being rendered."""

    document: dict
    edition: Edition
    languages: list[str]
    context: dict
    files: dict[str, str]


def render(
    publication: Publication, document: dict, edition: Edition, surroundings: Surroundings
) -> Rendered:
    """Render a record and its addressable parts in every site language."""
    names, backlinks = surroundings.names, surroundings.backlinks
    document = completed(document, publication.model)
    languages = availability.available(document, publication.model, edition.languages)
    slug = document["fields"].get("slug", "")
    own_names = _names(publication, document)
    others = _other_names(publication, document)
    names = names.with_own(
        Entry(
            public_id=document["id"],
            kind=publication.kind,
            slug=slug,
            names=own_names,
            other_names=others,
            record_id=document["id"],
        )
    )
    serializer, context = _serializer(publication)
    context.update(names=names, backlinks=backlinks, around=surroundings.around)
    bodies = {}
    derived = {name: reader(document) for name, reader in publication.derived.items()}
    for code in languages:
        context["language"] = code
        shown = serializer.to_representation({**lay_flat(document, code), **derived})
        envelope = _envelope(publication, document["id"], slug, code, version=edition.version)
        imprint = _imprint(document, edition.published_at) | {"updated_at": edition.updated_at}
        bodies[code] = {**envelope, **shown, **imprint}
    original, proper = document["fields"]["source_language"], publication.model.proper_names
    blocks = {code: language_block(document, code, languages, proper) for code in languages}
    whole = {**document, "backlinks": backlinks}
    facets = _facets(publication, whole, blocks, names)
    rendered = Rendered(
        public_id=document["id"],
        kind=publication.kind,
        version=edition.version,
        slug=slug,
        names=own_names,
        languages=languages,
        renditions=renditions_of(publication, original, edition.version, bodies, blocks),
        facets=_pairs(facets),
        other_names=others,
    )
    cited = names.asked.union(*(facets.get(name, ()) for name in publication.linked)) - {document["id"]}
    called = [*((code, name) for code, name in own_names.items() if code not in bodies), *others]
    rendered.texts = searched(publication, bodies, names, cited, called)
    of_its_own = [
        part for name, parts in document["parts"].items() if name not in publication.parts for part in parts
    ]
    rendered.texts += searched_files(surroundings.files, of_its_own)
    record = _Record(whole, edition, languages, context, surroundings.files)
    for part_name, part_kind in publication.parts.items():
        declared = Kind.registry[part_kind.kind]
        for part in document["parts"][part_name]:
            rendered.parts.append(_render_part(record, declared, part_name, part))
    rendered.references = _references(publication, document, names)
    return rendered


def _render_part(record: "_Record", kind: PartPublication, part_name: str, part: dict) -> Rendered:
    """A part standing by itself. Its bytes hold neither version nor date of the record's: they change when it does."""
    document = record.document
    original = document["fields"]["source_language"]
    languages = [code for code in record.languages if code == original or part["texts"].get(code)]
    serializer, _context = _serializer(kind)
    names = record.context["names"]
    asked_before, names.asked = names.asked, set()
    bodies = {}
    for code in languages:
        record.context["language"] = code
        flat = {
            **lay_part_flat(part, code),
            "record": document["id"],
            "part_of": part_name,
            "whole": document,
        }
        page = page_address(document["type"], code, document["id"], document["fields"].get("slug", ""))
        envelope = _envelope(kind, part["id"], "", code) | {"html_url": f"{page}#{part['id']}"}
        bodies[code] = {
            **envelope,
            **serializer.to_representation(flat),
            **_imprint(document, record.edition.published_at),
        }
    path = f"{part_name}/{part['id']}/"
    blocks = {code: language_block(document, code, languages, path=path) for code in languages}
    facets = _facets(kind, {**part, "record": document, "part_of": part_name}, blocks, names)
    cited = names.asked.union(*(facets.get(name, ()) for name in kind.linked)) - {part["id"]}
    names.asked |= asked_before
    texts = searched(kind, bodies, names, cited)
    return Rendered(
        public_id=part["id"],
        kind=kind.kind,
        version=PARTS_VERSION,
        slug="",
        names={
            code: name for code in languages if (name := part["texts"].get(code, {}).get(kind.name_field))
        },
        languages=languages,
        renditions=renditions_of(kind, original, PARTS_VERSION, bodies, blocks),
        facets=_pairs(facets),
        texts=[*texts, *searched_files(record.files, [part])],
    )


def _names(publication: Publication, document: dict) -> dict[str, str]:
    """What the record is called, by the language in which the name really is."""
    names, borrowed = {}, {}
    for code in CODES:
        is_shown = not document["translations"].get(code, {}).get("taken_down")
        text = publication.name(document, code) if is_shown else ""
        spoken = (
            document["fields"].get("text_languages", {}).get(code, {}).get(publication.model.name_field, code)
        )
        if text:
            (names if spoken == code else borrowed)[spoken] = text
    return {**borrowed, **names}


def _other_names(publication: Publication, document: dict) -> list[list[str]]:
    """By what else the record is known: [language, name], each once."""
    gone = {code for code, state in document["translations"].items() if state.get("taken_down")}
    named = ((language or "", name) for language, name in publication.other_names(document) if name)
    return [list(pair) for pair in dict.fromkeys(named) if pair[0] not in gone]


def _envelope(kind: Kind, public_id: str, slug: str, language: str, **version: int) -> dict:
    return {
        "id": public_id,
        "type": kind.kind,
        "url": api_address(kind.kind, public_id),
        "html_url": page_address(kind.kind, language, public_id, slug),
        **version,
        "status": "published",
        "slug": slug,
    }


def _imprint(document: dict, published_at: str) -> dict:
    licence = document["fields"].get("licence", "")
    return {
        "text_format": "commonmark",
        "license": {"id": licence, "url": LICENCES.get(licence, f"https://spdx.org/licenses/{licence}.html")},
        "published_at": published_at,
    }


def _references(publication: Publication, document: dict, names: Names) -> set[tuple[str, bool, str, str]]:
    required = citations(document, publication.model)
    for target, needed in list(required.items()):
        for survivor in names.path(target)[1:]:
            required[survivor] = required.get(survivor, False) or needed
    # What was asked for on the way to a merged record's survivor is cited, too.
    found = {
        (target, required.get(target, False), "", "")
        for target in required.keys() | names.asked - {document["id"]}
    }
    for backlink, reader in publication.backlinks.items():
        for target, value in reader(document).items():
            survivor = names.path(target)[-1] if target else ""  # a merged record's goes to who stands for it
            if survivor and survivor != document["id"]:
                found.add((survivor, False, backlink, value or ""))
    files = {part.get("file_sha256") for parts in document["parts"].values() for part in parts}
    return found | {(f"file:{digest}", False, "", "") for digest in files if digest}


_local = threading.local()


def _serializer(kind: Kind) -> tuple[DocumentSerializer, dict]:
    """A kind's serializer and the context that all of a thread's serializers share.

    They are made once: DRF copies a serializer's fields whenever it is made, which would take half of a render.
    """
    if not hasattr(_local, "context"):
        _local.context, _local.serializers = {}, {}
    if kind.kind not in _local.serializers:
        _local.serializers[kind.kind] = kind.serializer(context=_local.context)
    return _local.serializers[kind.kind], _local.context


def _facets(kind: Kind, document: dict, blocks: dict[str, dict], names: Names) -> dict[str, set[str]]:
    """Facet values; of other records only those that are live, a merged one as its survivor.

    `blocks` are the language blocks of the editions that exist: every kind can be counted by them.
    """
    facets = kind.facet_values(document)
    for name in kind.linked:
        live = (names.get(value, DEFAULT) for value in facets.get(name, ()))
        facets[name] = {found.public_id for found in live if found}
    outdated = {code for code, block in blocks.items() if (block["translation"] or {}).get("outdated")}
    return {**facets, "language": set(blocks), "outdated": outdated}


def _pairs(facets: dict[str, set[str]]) -> set[tuple[str, str]]:
    return {(name, value) for name, values in facets.items() for value in values}
