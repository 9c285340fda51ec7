"""Renditions: what is stored of an Entry for each site language."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

import orjson

from portal.languages.codes import CODES
from portal.languages.collation import sort_key
from portal.languages.fallback import served
from portal.publishing import availability
from portal.publishing.publication import Kind
from portal.publishing.tables import SORT_KEYS

ENVELOPE = ("id", "type", "url", "html_url", "version", "status", "slug")


@dataclass(frozen=True)
class RenderedLanguage:
    """One Rendition in the making."""

    language: str
    served: str
    etag: str
    keys: tuple[bytes, ...]
    language_block: bytes
    card: bytes
    body: bytes | None


def renditions_of(
    kind: Kind, original: str, version: int, bodies: dict, blocks: dict
) -> list[RenderedLanguage]:
    """A rendition in every site language, from the bodies and language blocks of those that exist."""
    stored = {code: to_bytes(body) for code, body in bodies.items()}
    cards, keys = {}, {}
    for code, body in bodies.items():
        card = {name: body[name] for name in (*ENVELOPE, *_shown(kind)) if name in body}
        cards[code] = to_bytes(card | {name: reader(body) for name, reader in kind.card_extracts.items()})
        read = [sort_key(reader(body)) for reader in kind.sorts.values()]
        keys[code] = (*read, *[b""] * (SORT_KEYS - len(read)))
    rendered = []
    for code in CODES:
        shown = served(code, original, bodies)
        fallback = {"fallback": shown != code, "reason": None if shown == code else "not-translated"}
        block = to_bytes({"requested": code, "served": shown, **fallback, **blocks[shown]})
        etag = f"{version}-{hashlib.sha256(stored[shown] + block + cards[shown]).hexdigest()[:12]}"
        rendered.append(
            RenderedLanguage(code, shown, etag, keys[shown], block, cards[shown], stored.get(code))
        )
    return rendered


def _shown(kind: Kind) -> Iterable[str]:
    for name in kind.card:
        yield name
        yield f"{name}_language"


def language_block(document: dict, shown: str, languages: list[str], proper_names=(), path="") -> dict:
    """In which state an edition is, whatever was asked for; of the paths only those below `path`."""
    original = document["fields"]["source_language"]
    block = {
        "original": original,
        "available": languages,
        "translation": None,
        "only_in_original": [],
    }
    if shown != original:
        state = document["translations"].get(shown, {})
        lacking = [
            p.removeprefix(path)
            for p in availability.missing(document, shown, proper_names)
            if p.startswith(path)
        ]
        stale = any(p.startswith(path) for p in availability.outdated(document, shown))
        block["translation"] = {
            "method": state.get("method", "human"),
            "reviewed": state.get("reviewed", False),
            "outdated": bool(lacking) or stale,
        }
        block["only_in_original"] = lacking
    return block


def from_bytes(stored: bytes):
    """What JSON bytes say. Pages and answers are made from thousands of them: orjson reads them several times as fast."""
    return orjson.loads(stored)


def to_bytes(data) -> bytes:
    """JSON as it is stored: UTF-8, compact."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
