"""A result as the library shows it: title and excerpt with marks, why it was found, and what kind of thing it is."""

from django.utils.text import capfirst
from django.utils.translation import get_language

from portal.catalogue.results import Reason, Result
from portal.publishing.publication import Kind
from portal.search.excerpts import NOTHING, Excerpt

PLACES = ("countries", "country", "country_group", "host_country")


def shown(result: Result) -> dict:
    """What the template of a result gets."""
    record = result.record
    name, language = result.called_in
    places = _places(record)
    return {
        "record": record,
        "kind": capfirst(Kind.of(record["type"]).counted(1)),
        "title": result.title if result.title.clauses else NOTHING,
        "title_name": name,
        "title_language": language,
        # A lesson is its own title: it is not said twice.
        "text": NOTHING if _says(result.title) and _says(result.title) in _says(result.text) else result.text,
        # "" says that nobody knows which language it is: better than the page's.
        "lang": None if result.language == get_language() else result.language,
        "source": result.source,
        "reasons": [_reason(reason, record["id"]) for reason in result.reasons],
        "tile": _tile(record, places),
        "places": [*places, *([record["record"]] if record.get("record") else [])],
        "date": _date(record),
    }


def _says(excerpt: Excerpt) -> str:
    return "".join(piece.text for piece in excerpt.pieces).strip()


def _places(record: dict) -> list[dict]:
    found = (record.get(name) for name in PLACES)
    return next((place if isinstance(place, list) else [place] for place in found if place), [])


def _tile(record: dict, places: list[dict]) -> str:
    if record["type"] == "country":
        return record["id"]
    return (places[0]["id"] if places else "") or record.get("acronym") or ""


def _date(record: dict) -> str:
    return (record.get("period") or {}).get("launch") or record.get("starts_on") or record.get("date") or ""


def _reason(reason: Reason, own: str) -> dict:
    return {
        "is_own": reason.public_id == own,
        "label": capfirst(Kind.of(reason.kind).counted(1)),
        "name": reason.name,
        "language": reason.language,
        "called": "" if reason.called == reason.name else reason.called,
        "called_in": reason.called_in,
    }
