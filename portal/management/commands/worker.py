"""The worker: does what is written down to be done, until it is told to stop."""

import signal
import threading

from django.core.management.base import BaseCommand
from django.db import OperationalError, close_old_connections

from portal.bulk.following import Follower
from portal.publishing.neighbours import catch_up, one_by_one
from portal.publishing.outbox import work_off
from portal.publishing.reading import read_files
from portal.publishing.reindexing import left_behind, reindex

INDEXED_AT_ONCE = 50  # records between two looks at what else is to be done


class Command(BaseCommand):
    """Renders stale records again, does the outbox's jobs, reads texts of files, makes cuts of the bulk files.

    Any number may run; any may be killed.

    What a new release would find by other tokens is indexed again first.
    """

    help = (
        "Render stale records, do waiting jobs, read the texts of files and make bulk files, again and again."
    )

    def add_arguments(self, parser):
        """How often to look."""
        parser.add_argument("--once", action="store_true", help="do what is due and stop")
        parser.add_argument("--pause", type=float, default=2.0, help="seconds between two looks")

    def handle(self, *args, once, pause, **options):
        """Look, work, pause."""
        stopping = threading.Event()
        if threading.current_thread() is threading.main_thread() and not once:
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, lambda *_received: stopping.set())
        behind, follower = None, Follower()
        while True:
            if not once:
                close_old_connections()  # one that broke while the worker paused is made anew
            try:
                behind = left_behind() if behind is None else behind
                one_by_one(behind[:INDEXED_AT_ONCE], reindex)
                behind = behind[INDEXED_AT_ONCE:]
                busy = catch_up() + work_off() + read_files() + follower.look() + len(behind)
            except OperationalError as error:
                if once:
                    raise
                self.stderr.write(f"The database cannot be reached: {error}")
                busy = 0
            if once and not busy:
                return
            if not once and stopping.wait(0 if busy else pause):
                return
