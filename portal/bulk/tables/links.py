"""What names what, as rows: read from the references in records, of whichever kind."""

from collections.abc import Iterator

from portal.bulk.records import Line
from portal.bulk.tables.table import Column

# In which capacity a record names another one, by the field of the reference that says so.
CAPACITIES = ("role", "scheme", "relation", "capacity")
NOT_OF_THE_RECORD = {"translations", "language"}


def link_columns() -> list[Column]:
    return [
        Column("from_type"),
        Column("from_id"),
        Column("relation", description="Where in the record it stands: agencies, sessions.speakers."),
        Column("to_type"),
        Column("to_id"),
        Column("role", description="In which capacity, where it says so: lead, theme, speaker."),
    ]


def link_rows(line: Line) -> Iterator[list]:
    """Each record that it names, once for each relation and role."""
    own = (line.record["type"], line.record["id"])
    named = (
        (".".join(path), cited["type"], cited["id"], _capacity(cited))
        for path, cited in _references(line.record, ())
    )
    for relation, kind, public_id, role in dict.fromkeys(named):
        yield [*own, relation, kind, public_id, role]


def _capacity(cited: dict) -> str | None:
    return next((cited[name] for name in CAPACITIES if cited.get(name)), None)


def _references(value, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], dict]]:
    """All references within a record: each has id, type and name, and stands somewhere in it."""
    if isinstance(value, list):
        for one in value:
            yield from _references(one, path)
    elif isinstance(value, dict):
        if path and value.get("id") and {"type", "name", "url"} <= value.keys():
            yield path, value
        for name, inner in value.items():
            if name not in NOT_OF_THE_RECORD:
                yield from _references(inner, (*path, name))
