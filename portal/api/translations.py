"""`translations=all`: the same object, with every translatable text in every language that it has.

Asking for all languages adds an object; it never changes the type of a field.
"""

import json

from rest_framework.serializers import ListSerializer

from portal.catalogue.catalogue import Found
from portal.publishing.fields import DocumentSerializer, TextField
from portal.publishing.publication import Kind
from portal.publishing.renditions import to_bytes
from portal.publishing.tables import Rendition

METHOD_OF_ORIGINAL = "original"


def with_translations(found: Found) -> bytes:
    """The record with `translations`: one more query."""
    record = json.loads(found.as_json())
    serializer = Kind.of(found.kind).serializer()
    bodies = Rendition.objects.filter(entry__public_id=found.public_id, body__isnull=False).order_by("pk")
    rows = bodies.values_list("language", "language_block", "body")
    record["translations"] = {
        code: _texts(serializer, json.loads(bytes(body))) | {"method": _method(json.loads(bytes(block)))}
        for code, block, body in rows
    }
    return to_bytes(record)


def texts_of_body(items: list[Found], kind: Kind) -> list[bytes]:
    """Cards with `translations` of what a card shows: one more query for the page."""
    cards: dict[str, dict] = {}
    serializer = kind.serializer()
    rows = Rendition.objects.filter(
        entry__public_id__in=[item.public_id for item in items], body__isnull=False
    )
    for public_id, code, block, card in rows.order_by("pk").values_list(
        "entry__public_id", "language", "language_block", "card"
    ):
        texts = _texts(serializer, json.loads(bytes(card))) | {"method": _method(json.loads(bytes(block)))}
        cards.setdefault(public_id, {})[code] = texts
    return [
        item.stored[:-1] + b',"translations":' + to_bytes(cards.get(item.public_id, {})) + b"}"
        for item in items
    ]


def _method(block: dict) -> str:
    return block["translation"]["method"] if block["translation"] else METHOD_OF_ORIGINAL


def _texts(serializer: DocumentSerializer, body: dict) -> dict:
    """The translatable texts of a body or card, as its serializer declares them; those of parts by the parts' ids."""
    texts = {}
    for name, field in serializer.fields.items():
        shown = body.get(name)
        if not shown:
            continue
        if isinstance(field, TextField):
            texts[name] = shown
        elif isinstance(field, ListSerializer):
            parts = {_key(part, place): _texts(field.child, part) for place, part in enumerate(shown)}
            texts[name] = {key: part for key, part in parts.items() if part}
        elif isinstance(field, DocumentSerializer):
            texts[name] = _texts(field, shown)
    return {name: text for name, text in texts.items() if text}


def _key(part: dict, place: int) -> str:
    """By what a part is known among its like: its own id, else that of what it names, else its place."""
    return str(part.get("appearance") or part.get("id") or place)
