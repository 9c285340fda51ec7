"""Panels: what other kinds show on a record's page. Their Publications declare them; the page's app never knows of them."""

from operator import attrgetter

from portal.catalogue.catalogue import Catalogue
from portal.publishing.publication import Panel, Publication
from portal.web.facets import heading_of


def panels_of(record: dict, language: str, seq: int | None = None) -> list[dict]:
    """The panels of a record's page: one query each, one more where they are narrowed; empty ones are left out.

    Each has its `publication`, `heading`, `records`, `count`, `more` (an address or None) and `ways` to fewer of them.
    """
    panels = [
        (publication, panel)
        for publication in sorted(Publication.all(), key=attrgetter("place"))
        for panel in publication.panels
        if panel.on == record["type"]
    ]
    found = (
        _panel(panel, record["id"], Catalogue(publication.kind, language, seq=seq))
        for publication, panel in panels
    )
    return [panel for panel in found if panel["records"]]


def _panel(panel: Panel, public_id: str, everything: Catalogue) -> dict:
    question, publication = everything.where(**{panel.facet: [public_id]}), everything.kind
    page = question.sort(panel.sort or publication.default_sort).page(limit=panel.limit)
    address = f"/{question.code}/{publication.path}?{panel.facet}={public_id}"
    return {
        "publication": publication,
        "heading": panel.heading,
        "records": [item.record for item in page.items],
        "count": question.count,  # counted where a template shows it
        "more": address if page.next_cursor else None,
        "ways_heading": heading_of(panel.narrowed_by) if panel.narrowed_by else "",
        "ways": _ways(question, panel.narrowed_by, address) if panel.narrowed_by and page.items else [],
    }


def _ways(question: Catalogue, facet: str, address: str) -> list[dict]:
    buckets = question.facets(facet)[facet].buckets
    return [{"bucket": bucket, "address": f"{address}&{facet}={bucket.key}"} for bucket in buckets]
