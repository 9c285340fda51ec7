"""One state of the database for all that an export reads."""

from tests.engines import run

# Somebody writes in another connection while a snapshot is read.
MEANWHILE = """
import threading
import django
django.setup()
from django.db import connection
from portal.accounts.models import User
from portal.catalogue.snapshot import snapshot

def write():
    User.objects.create_user("meanwhile@example.org")
    connection.close()

def count():
    return User.objects.count()

with snapshot():
    before = count()
    writer = threading.Thread(target=write)
    writer.start()
    writer.join()
    within = count()
print(before, within, count())
"""


def test_what_is_written_meanwhile_is_not_in_a_snapshot_and_does_not_wait(database):
    assert run(database, "-c", MEANWHILE).split() == ["0", "0", "1"]
