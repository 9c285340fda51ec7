"""One state of the database for all that an export reads."""

from contextlib import contextmanager

from django.db import connection


@contextmanager
def snapshot():
    """One state of the database for all that is read within, and nobody who publishes has to wait.

    Not Django's `atomic`: on SQLite that would take the write lock for as long. Within a transaction of the caller it
    is that transaction which decides what is seen.
    """
    if connection.in_atomic_block:
        yield
        return
    connection.ensure_connection()
    kind = " ISOLATION LEVEL REPEATABLE READ READ ONLY" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"BEGIN{kind}")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")
