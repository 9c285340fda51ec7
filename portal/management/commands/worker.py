"""The worker: does what is written down to be done, until it is told to stop."""

import signal
import threading

from django.core.management.base import BaseCommand
from django.db import OperationalError, close_old_connections

from portal.publishing.neighbours import catch_up
from portal.publishing.outbox import work_off


class Command(BaseCommand):
    """Renders stale records again and does the outbox's jobs. Any number of workers may run; any may be killed."""

    help = "Render stale records and do waiting jobs, again and again."

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
        while True:
            if not once:
                close_old_connections()  # one that broke while the worker paused is made anew
            try:
                busy = catch_up() + work_off()
            except OperationalError as error:
                if once:
                    raise
                self.stderr.write(f"The database cannot be reached: {error}")
                busy = 0
            if once and not busy:
                return
            if not once and stopping.wait(0 if busy else pause):
                return
