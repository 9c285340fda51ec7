"""`translations=all`: the same object, with every translatable text in every language that it has.

Asking for all languages adds an object; it never changes the type of a field.
"""

from rest_framework.serializers import ListSerializer

from portal.catalogue.record import Found
from portal.publishing.fields import DocumentSerializer, TextField
from portal.publishing.publication import Kind
from portal.publishing.renditions import from_bytes, to_bytes
from portal.publishing.tables import Rendition

METHOD_OF_ORIGINAL = "original"


def with_translations(found: Found) -> bytes:
    """The record with `translations`: one more query."""
    bodies = Rendition.objects.filter(entry__public_id=found.public_id, body__isnull=False).order_by("pk")
    rows = bodies.values_list("language", "language_block", "body")
    editions = {code: (from_bytes(bytes(block)), from_bytes(bytes(body))) for code, block, body in rows}
    return to_bytes(translated(found, Kind.of(found.kind).serializer(), editions))


def translated(found: Found, serializer: DocumentSerializer, editions: dict[str, tuple[dict, dict]]) -> dict:
    """The record with `translations`, from (language block, body) of all languages in which it exists."""
    record = from_bytes(found.as_json())
    record["translations"] = {
        code: _texts(serializer, body) | {"method": _method(block)}
        for code, (block, body) in editions.items()
    }
    return record


def in_lists(items: list[Found], kind: Kind, *, whole: bool = False) -> list[dict]:
    """The `translations` of each item: of what a card shows, or of the whole record. One query for the page."""
    found: dict[int, dict] = {}
    serializer = kind.serializer()
    rows = Rendition.objects.filter(entry__in=[item.row for item in items], body__isnull=False).order_by("pk")
    for row, code, block, shown in rows.values_list(
        "entry_id", "language", "language_block", "body" if whole else "card"
    ):
        texts = _texts(serializer, from_bytes(bytes(shown))) | {"method": _method(from_bytes(bytes(block)))}
        found.setdefault(row, {})[code] = texts
    return [found.get(item.row, {}) for item in items]


def cards_with_translations(items: list[Found], kind: Kind) -> list[bytes]:
    """Cards with `translations` of what a card shows."""
    texts = in_lists(items, kind)
    return [
        item.stored[:-1] + b',"translations":' + to_bytes(each) + b"}"
        for item, each in zip(items, texts, strict=True)
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
