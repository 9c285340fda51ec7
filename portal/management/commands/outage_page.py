"""Writes what a proxy answers while the portal does not: a page in all languages, and problems for programs."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from portal.exchange.problem_types import for_proxies
from portal.web.errors import outage_for_proxies

PAGE = "503.html"


class Command(BaseCommand):
    help = (
        "Prints the page for 502, 503 and 504 that a proxy keeps beside the portal. With a folder, writes it there as "
        f"{PAGE}, and beside it a problem for each status that a proxy answers to programs: problem-413.json and so on."
    )
    requires_system_checks = ()  # it needs no table, and may be written before there is one

    def add_arguments(self, parser):
        parser.add_argument("folder", nargs="?", type=Path)

    def handle(self, *, folder: Path | None, **options):
        if folder is None:
            self.stdout.write(outage_for_proxies(), ending="")
            return
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / PAGE).write_text(outage_for_proxies(), encoding="utf-8")
            for status, problem in for_proxies():
                (folder / f"problem-{status}.json").write_bytes(problem)
        except OSError as error:
            raise CommandError(f"{folder}: {error.strerror}") from error
