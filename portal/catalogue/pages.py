"""Every public page, in stretches that stay the same: for maps of the site."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Max

from portal.publishing.publication import Publication
from portal.publishing.tables import Entry, Status


@dataclass(frozen=True)
class PublicPage:
    """A record's page: the languages in which it really exists, and when its bytes last changed."""

    kind: str
    public_id: str
    slug: str
    languages: list[str]
    changed_at: datetime


def stretches(size: int) -> dict[int, datetime]:
    """When something in each stretch of `size` Entries last changed; those without pages are left out. One query."""
    rows = _pages().annotate(stretch=(F("row") - 1) / size).values_list("stretch")
    return dict(rows.annotate(last=Max("changed_at")).order_by("stretch"))


def stretch(number: int, size: int) -> Iterator[PublicPage]:
    """The pages of one stretch, in the order in which they were first published: one query."""
    rows = _pages().filter(row__gt=number * size, row__lte=(number + 1) * size).order_by("row")
    for line in rows.values_list("kind", "public_id", "slug", "languages", "changed_at"):
        yield PublicPage(*line)


def last_changes() -> dict[str, datetime]:
    """When something of each kind last changed, was published or withdrawn: one query."""
    kinds = [publication.kind for publication in Publication.all()]
    rows = Entry.objects.filter(kind__in=kinds).order_by().values_list("kind")
    return dict(rows.annotate(last=Max("changed_at")))


def _pages():
    kinds = [publication.kind for publication in Publication.all()]
    return Entry.objects.filter(status=Status.LIVE, kind__in=kinds)
