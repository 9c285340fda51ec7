"""Render published records again, or prove that nothing has to be."""

from django.core.management.base import BaseCommand, CommandError

from portal.publishing.checking import differences, live_ids, live_records
from portal.publishing.neighbours import catch_up, render_again

EVERY = 200  # records between two lines of progress


class Command(BaseCommand):
    """Without arguments: what neighbours' publications left stale. Killed at any moment, it just continues next time."""

    help = (
        "Render stale records again; --all: every record; --check: compare stored bytes with a fresh render."
    )

    def add_arguments(self, parser):
        """What to do instead of the default."""
        choice = parser.add_mutually_exclusive_group()
        choice.add_argument(
            "--all", action="store_true", help="after a change of serializers, sorts or texts"
        )
        choice.add_argument("--check", action="store_true", help="write nothing; fail if anything differs")

    def handle(self, *args, all, check, **options):  # noqa: A002 - the option's name
        """Do it and say how many."""
        if check:
            self._check()
        elif all:
            self._all()
        else:
            done = 0
            while step := catch_up():
                done += step
            self.stdout.write(f"{done} stale records rendered again.")

    def _all(self) -> None:
        changed = total = 0
        for total, public_id in enumerate(live_ids(), 1):
            changed += render_again(public_id)
            self._progress(total)
        self.stdout.write(f"{total} records rendered, {changed} changed.")

    def _check(self) -> None:
        wrong = total = 0
        for total, entry in enumerate(live_records(), 1):
            found = differences(entry)
            for line in found:
                self.stderr.write(line)
            wrong += bool(found)
            self._progress(total)
        if wrong:
            raise CommandError(
                f"{wrong} of {total} records differ from a fresh render. Run: manage.py rerender --all"
            )
        self.stdout.write(f"{total} records equal a fresh render.")

    def _progress(self, number: int) -> None:
        if number % EVERY == 0:
            self.stdout.write(f"  {number} …")
