"""Counts of facets as readers get them, with the names of the records that are counted by."""

from collections.abc import Iterable
from dataclasses import dataclass

import orjson
from django.db import connection

from portal.languages.codes import CODES, DEFAULT
from portal.languages.fallback import chain

MOST_BUCKETS = 50


@dataclass(frozen=True)
class Bucket:
    """One value of a facet, and how many have it."""

    key: str
    label: str | None
    count: int
    language: str = ""  # of the label, where it has one


@dataclass(frozen=True)
class FacetCounts:
    """A facet's values with their counts, its own filter ignored; what is not listed is counted, too."""

    buckets: list[Bucket]
    other_count: int
    missing_count: int


def labels_of(ids: set[str], code: str) -> dict[str, tuple[str, str]]:
    """What these records are called in a language or the next best one, and in which: one query, if there are any."""
    if not ids:
        return {}
    # The ORM would take longer to write this than the database to answer.
    marks = ", ".join(["%s"] * len(ids))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT public_id, names FROM portal_entry WHERE public_id IN ({marks})", list(ids))  # noqa: S608 - marks
        lines = cursor.fetchall()
    return labels_from(((public_id, orjson.loads(names)) for public_id, names in lines), code)


def labels_from(named: Iterable[tuple[str, dict[str, str]]], code: str) -> dict[str, tuple[str, str]]:
    """The same from ids with their names by language; those that have no name are left out."""
    labels = {public_id: label(names, code) for public_id, names in named}
    return {public_id: told for public_id, told in labels.items() if told[0]}


def label(names: dict[str, str], code: str) -> tuple[str, str]:
    """A name in a language or the next best one, and the language it is in; twice "" if there is none."""
    order = (*chain(code, DEFAULT), *CODES)
    return next(((names[other], other) for other in order if names.get(other)), ("", ""))


def labelled(counted: dict[str, tuple], labels: dict[str, tuple[str, str]]) -> dict[str, FacetCounts]:
    """What `Catalogue.counted` tells of some facets, with these labels."""
    return {
        name: FacetCounts([_bucket(key, count, labels) for key, count in buckets], other, missing)
        for name, (buckets, other, missing) in counted.items()
    }


def _bucket(key: str, count: int, labels: dict[str, tuple[str, str]]) -> Bucket:
    text, language = labels.get(key, (None, ""))
    return Bucket(key, text, count, language)
