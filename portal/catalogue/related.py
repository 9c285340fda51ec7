"""What is like a record: other records of its kind that share values of the facets its kind names for that."""

from collections import Counter
from dataclasses import dataclass
from heapq import nlargest
from math import lcm

from portal.catalogue.census import bitmap_of, census, numbers_in
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
    shared = {
        (facet, value): others
        for facet, value in counted.values_of.get(own, ())
        if facet in publication.related_by and (others := counted.facets[facet][value] & ~(1 << own))
    }
    reasons = {
        row: min(
            (pair for pair, others in shared.items() if others >> row & 1),
            key=lambda pair: publication.related_by.index(pair[0]),
        )
        for row in most_alike(list(shared.values()))
    }
    labels = labels_of({value for _facet, value in reasons.values()}, language)
    cards = cards_of(list(reasons), language)
    return [
        Related(cards[row].record, facet, *labels.get(value, ("", "")))
        for row, (facet, value) in reasons.items()
        if row in cards
    ]


def most_alike(shared: list[int]) -> list[int]:
    """The rows that most of some bitmaps share, one that has few rows counting more; of equals the oldest first."""
    # Whole numbers: a third and a third and a third are one, in whatever order they are added up.
    whole = lcm(*(bitmap.bit_count() for bitmap in shared))
    weighed = sorted(((whole // bitmap.bit_count(), bitmap) for bitmap in shared), reverse=True)
    scores: Counter[int] = Counter()
    seen = -1  # all
    for number, (weight, bitmap) in enumerate(weighed, 1):
        for row in numbers_in(bitmap & seen):
            scores[row] += weight
        # Whoever has none of what few share cannot make up for it any more with what many do.
        rest = sum(weight for weight, _bitmap in weighed[number:])
        if seen < 0 and len(scores) >= MOST and nlargest(MOST, scores.values())[-1] > rest:
            seen = bitmap_of(scores)
    return sorted(scores, key=lambda row: (-scores[row], row))[:MOST]
