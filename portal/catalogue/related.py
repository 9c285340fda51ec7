"""What is like a record: other records of its kind that share values of the facets its kind names for that."""

from collections import Counter
from dataclasses import dataclass

from portal.catalogue.census import census, numbers_in
from portal.catalogue.counts import labels_of
from portal.catalogue.record import cards_of
from portal.publishing.numbers import portal_number
from portal.publishing.publication import Publication
from portal.publishing.tables import Entry

MOST = 4


@dataclass(frozen=True)
class Related:
    """Another record's card, the facet in which it is most like this one, and what that value is called."""

    record: dict
    facet: str
    label: str
    language: str  # of the label


def related_to(
    record: dict, publication: Publication, language: str, seq: int | None = None
) -> list[Related]:
    """Those that share most, what few share counting more: three queries, one if there are none."""
    counted = census.of(publication.kind, portal_number().value if seq is None else seq)
    own = Entry.objects.filter(public_id=record["id"]).values_list("row", flat=True).first()
    shared: dict[int, list[tuple[str, str]]] = {}
    scores: Counter[int] = Counter()
    for facet, value in counted.values_of.get(own, ()):
        if facet not in publication.related_by:
            continue
        others = numbers_in(counted.facets[facet][value] & ~(1 << own))
        for row in others:
            shared.setdefault(row, []).append((facet, value))
            scores[row] += 1 / len(others)
    best = sorted(scores, key=lambda row: (-scores[row], row))[:MOST]
    reasons = {row: min(shared[row], key=lambda pair: publication.related_by.index(pair[0])) for row in best}
    labels = labels_of({value for _facet, value in reasons.values()}, language)
    cards = cards_of(best, language)
    return [
        Related(cards[row].record, facet, *labels.get(value, ("", "")))
        for row, (facet, value) in reasons.items()
        if row in cards
    ]
