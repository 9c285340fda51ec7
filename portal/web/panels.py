"""Panels: what other kinds show on a record's page. Their Publications declare them; the page's app never knows of them."""

from portal.catalogue.catalogue import Catalogue
from portal.publishing.publication import Publication


def panels_of(record: dict, language: str) -> list[dict]:
    """Each panel's `publication`, `heading`, `records` and `more` (an address or None): one query each, empty ones left out."""
    found = []
    for publication in Publication.all():
        for panel in publication.panels:
            if panel.on != record["type"]:
                continue
            question = Catalogue(publication.kind, language).where(**{panel.facet: [record["id"]]})
            page = question.sort(panel.sort or publication.default_sort).page(limit=panel.limit)
            if page.items:
                more = f"/{language}/{publication.path}?{panel.facet}={record['id']}"
                found.append(
                    {
                        "publication": publication,
                        "heading": panel.heading,
                        "records": [item.record for item in page.items],
                        "more": more if page.next_cursor else None,
                    }
                )
    return found
