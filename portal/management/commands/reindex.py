"""Index what is published again, or prove that nothing has to be."""

from django.core.management.base import BaseCommand, CommandError

from portal.publishing.checking import live_ids
from portal.publishing.reindexing import clear_strays, faults, reindex

EVERY = 200  # records between two lines of progress


class Command(BaseCommand):
    """In short transactions, one a record: killed at any moment, it can be run again."""

    help = "Index every live record again; --check: write nothing, fail if the index differs from what is published."

    def add_arguments(self, parser):
        """Whether only to look."""
        parser.add_argument("--check", action="store_true", help="write nothing; fail if anything differs")

    def handle(self, *args, check, **options):
        """Do it and say how many."""
        if check:
            found = list(faults())
            for line in found:
                self.stderr.write(line)
            if found:
                raise CommandError(f"{len(found)} faults in the index. Run: manage.py reindex")
            self.stdout.write("The index holds what is published.")
            return
        strays = clear_strays()  # first: what is missing then is written below
        total = 0
        for total, public_id in enumerate(live_ids(), 1):
            reindex(public_id)
            if total % EVERY == 0:
                self.stdout.write(f"  {total} …")
        self.stdout.write(f"{total} records indexed, {strays} strays removed.")
