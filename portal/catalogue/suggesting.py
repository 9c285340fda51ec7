"""Suggestions: what is published under a name that begins with what was typed so far."""

from dataclasses import dataclass

from django.db import connection
from django.utils.text import capfirst

from portal.catalogue.counts import label
from portal.languages.zawgyi import as_unicode
from portal.publishing.addresses import page_address
from portal.publishing.publication import Kind
from portal.publishing.tables import Entry, Status
from portal.search.backends import backend_of
from portal.search.excerpts import marked
from portal.search.finding import Matches, select
from portal.search.query import LONGEST, Query, parse

FEW = 8


@dataclass(frozen=True)
class Suggestion:
    """A published thing: `text` is the name of it that fits, `called` what it is called in the reader's language."""

    public_id: str
    kind: str
    text: str
    language: str
    called: str
    called_in: str
    html_url: str

    def as_dict(self) -> dict:
        """As a program gets it."""
        return {
            "id": self.public_id,
            "type": self.kind,
            "type_label": capfirst(Kind.of(self.kind).counted(1)),
            "name": self.called,
            "name_language": self.called_in or None,
            "matched_name": self.text,
            "matched_name_language": self.language or None,
            "html_url": self.html_url,
        }


def suggest(text: str, language: str, limit: int = FEW) -> list[Suggestion]:
    """Names in which all words stand, the last one perhaps unfinished: the best first. Three statements."""
    query = parse(as_unicode(text)[:LONGEST]).as_typed_so_far()
    if not query:
        return []
    rows = select({"rows": backend_of(connection).asked(query.wanted, within="title")}, connection.alias)[
        "rows"
    ]
    hits = Matches(query, tuple(rows), tuple(rows), meant=query).ranked(language)[:limit]
    entries = {
        entry.row: entry
        for entry in Entry.objects.filter(row__in=[hit.number for hit in hits], status=Status.LIVE)
    }
    homes = {entry.record_id for entry in entries.values()} - {entry.public_id for entry in entries.values()}
    records = {
        entry.public_id: entry for entry in (*entries.values(), *Entry.objects.filter(public_id__in=homes))
    }
    return [
        _suggestion(entries[hit.number], records, query, language) for hit in hits if hit.number in entries
    ]


def _suggestion(entry: Entry, records: dict[str, Entry], query: Query, language: str) -> Suggestion:
    home = records.get(entry.record_id, entry)
    address = page_address(home.kind, language, home.public_id, home.slug)
    anchor = "" if home is entry else f"#{entry.public_id}"
    called, called_in = label(entry.names, language)
    names = [(entry.names.get(language, ""), language), *((name, code) for code, name in entry.names.items())]
    names += [(name, code) for code, name in entry.other_names]
    fits = ((name, code) for name, code in names if len(marked(query, name).clauses) == len(query.wanted))
    text, spoken = next(fits, (called, called_in))
    return Suggestion(entry.public_id, entry.kind, text, spoken, called, called_in, address + anchor)
