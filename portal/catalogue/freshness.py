"""How fresh what is published is."""

from portal.publishing.tables import Entry


def changed_on(seq: int) -> str:
    """The day (ISO, UTC) of the change with this number, "" before the first one: one query."""
    at = Entry.objects.filter(seq__gte=seq).order_by("seq").values_list("changed_at", flat=True).first()
    return at.date().isoformat() if at else ""
