"""Evaluates twice in a database that already holds something, and prints what it held before and afterwards.

python -m tests.search.leftovers FILE
"""

import io
import json
import sys

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - Django must be set up before its models
from django.db import connection  # noqa: E402

from portal.search.backends import backend_of  # noqa: E402
from portal.search.index import Text, put  # noqa: E402
from portal.search.tables import SearchText, SearchVariant, SearchWord  # noqa: E402


def held() -> list:
    """The tables of the database, and what is in those of the search."""
    rows = [
        list(table.objects.order_by("pk").values_list("pk", flat=True))
        for table in (SearchText, SearchWord, SearchVariant)
    ]
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor, include_views=True)
        return [*rows, sorted(backend_of(connection).indexed(cursor)), sorted(tables)]


def main(file: str) -> None:
    """Evaluate with the engine of the database itself."""
    put({1: [Text("en", "Boundaries", "Leaks are found.")]})
    before = held()
    said = []
    for _time in range(2):
        out = io.StringIO()
        call_command("search_eval", file, stdout=out)
        said.append(json.loads(out.getvalue()))
    print(json.dumps({"before": before, "after": held(), "said": said}))  # noqa: T201 - the answer


if __name__ == "__main__":
    main(sys.argv[1])
