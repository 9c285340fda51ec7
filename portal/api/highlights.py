"""How an item of a list tells why it was found, and a list what was searched. The field names are contract."""

from html import escape

from portal.catalogue.asking import Asked
from portal.catalogue.results import Result
from portal.publishing.addresses import api_address
from portal.publishing.renditions import to_bytes
from portal.search.excerpts import Excerpt


def with_highlights(card: bytes, result: Result) -> bytes:
    """A card with `relevance`, `highlights` and `matched`."""
    highlights = []
    if result.title.clauses:
        _name, language = result.called_in
        highlights.append({"field": "title", "text": html_of(result.title), "language": language})
    if result.text:
        text = {"field": "text", "text": html_of(result.text), "language": result.language or None}
        highlights.append(text | ({"file": result.source} if result.source else {}))
    matched = [
        {
            "id": reason.public_id,
            "type": reason.kind,
            "url": api_address(reason.kind, reason.public_id),
            "name": reason.name,
            "name_language": reason.language or None,
        }
        for reason in result.reasons
    ]
    told = to_bytes({"relevance": result.score, "highlights": highlights, "matched": matched})
    return card[:-1] + b"," + told[1:]


def html_of(excerpt: Excerpt) -> str:
    """An excerpt as HTML: everything escaped, `<mark>` around what was asked for, an ellipsis where it is cut."""
    inner = "".join(
        f"<mark>{escape(piece.text)}</mark>" if piece.is_match else escape(piece.text)
        for piece in excerpt.pieces
    )
    return f"{'' if excerpt.starts else '…'}{inner}{'' if excerpt.ends else '…'}"


def told(asked: Asked) -> dict:
    """What was typed and what was searched in the end."""
    return {
        "q": asked.text,
        "searched": asked.better or asked.text,
        "relaxed": asked.matches.relaxed or None,
        "is_converted": asked.is_converted,
        "is_cut": asked.matches.query.is_cut,
    }
