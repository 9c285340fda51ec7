"""What was published last, with its whole text: for feeds and calendars."""

from dataclasses import dataclass

from django.db import connection
from django.db.models import OuterRef, Subquery
from django.db.models.expressions import RawSQL

from portal.catalogue import cursor as cursors
from portal.catalogue.catalogue import Catalogue
from portal.catalogue.record import Found, card_of
from portal.catalogue.statement import CARD
from portal.publishing.publication import Publication
from portal.publishing.tables import Rendition
from portal.search.backends import backend_of

# What card_of() takes, with the whole text in the card's place; and by what they are ordered.
COLUMNS = (*("text" if name == "card" else name for name in CARD), "entry__revision")


@dataclass(frozen=True)
class Latest:
    """Some records, the one published last first, and where the next ones begin."""

    items: list[Found]
    next_cursor: str | None


def latest(question: Catalogue, cursor: str | None = None, limit: int = 50) -> Latest:
    """Whole records that pass the question's filters: one query besides the Census'. Raises InvalidCursor.

    The order is that of their publications, not of changes that only came from a neighbour.
    """
    order = f"{question.fingerprint}|latest"
    text = Rendition.objects.filter(entry=OuterRef("entry"), language=OuterRef("served")).values("body")
    sql, numbers = backend_of(connection).several(question.matching)
    # Parts are published with their records and have no time of their own.
    rows = Rendition.objects.filter(
        language=question.code,
        kind__in=[publication.kind for publication in Publication.all()],
        entry__in=RawSQL(sql, numbers),  # noqa: S611 - of numbers
    )
    if cursor:
        rows = rows.filter(entry__revision__lt=cursors.read(cursor, order)[1])
    rows = rows.annotate(text=Subquery(text)).order_by("-entry__revision")
    lines = list(rows.values_list(*COLUMNS)[: limit + 1])
    more = len(lines) > limit
    following = cursors.write(b"", lines[limit - 1][-1], order) if more else None
    return Latest([card_of(line[:-1]) for line in lines[:limit]], following)
