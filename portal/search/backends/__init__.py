"""The two databases: where tokens are kept, and how a query is asked.

A backend is a module with `create(schema_editor)`, `drop(schema_editor)`, `write(cursor, rows)`, `relabel(cursor, rows)` where it RELABELS, `remove(cursor, ids)`,
`clear(cursor)` `indexed(cursor, ids)` and `missing(cursor, words)`; `asked(clauses, operator, within=)` and `several(numbers)` give SQL and its
parameters, GATHERED is the aggregate whose value `ids_in` reads.
"""

from types import ModuleType

from portal.search.backends import postgres, sqlite


def backend_of(connection) -> ModuleType:
    """The backend of a database connection."""
    return {"sqlite": sqlite, "postgresql": postgres}[connection.vendor]
