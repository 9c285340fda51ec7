"""Write the whole public site as files."""

from argparse import ArgumentTypeError
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.languages.codes import BY_CODE, CODES
from portal.mirror.export import export
from portal.mirror.folder import NotOurs

EVERY = 100  # pages between two lines of progress
MEGA = 1_000_000


class Command(BaseCommand):
    """Interrupted at any moment, it leaves the folder as it was."""

    help = "Write the public site as static files: for a memory stick, or for a plain web server as a mirror."

    def add_arguments(self, parser):
        """Where to, in which languages, and where the site itself is."""
        parser.add_argument("folder", type=Path, help="made anew, or replaced if it is an older export")
        parser.add_argument(
            "--languages", type=languages, default=list(CODES), help="codes joined by commas; all without it"
        )
        parser.add_argument(
            "--base",
            type=web_address,
            default=settings.SITE_URL,
            help="the site's address, where files lead back to it",
        )

    def handle(self, *args, folder, languages, base, **options):
        """Do it and say how much there is."""
        try:
            done = export(folder.resolve(), languages, base, self._tell)
        except NotOurs as refused:
            raise CommandError(
                f"{refused} holds something that is no export of this site. Choose another folder."
            ) from refused
        except OSError as error:
            raise CommandError(f"The export could not be written, {folder} is as it was: {error}") from error
        for address, status in done.lost.items():
            self.stderr.write(f"{address} answers {status}; links to it lead to {base}.")
        self.stdout.write(
            f"{done.pages} pages, {len(done.files)} files, {done.bytes / MEGA:.1f} MB in {folder}, change number {done.seq}."
        )

    def _tell(self, pages: int) -> None:
        if pages % EVERY == 0 and self.stdout.isatty():
            self.stdout.write(f"  {pages} …")


def languages(text: str) -> list[str]:
    """Codes of the site's languages, in its own order."""
    given = text.split(",")
    if unknown := sorted(set(given) - BY_CODE.keys()):
        raise ArgumentTypeError(f"unknown: {', '.join(unknown)}; there are {', '.join(CODES)}")
    return [code for code in CODES if code in given]


def web_address(text: str) -> str:
    """An address without a path behind it."""
    split = urlsplit(text)
    if split.scheme not in ("http", "https") or not split.netloc:
        raise ArgumentTypeError(f"{text} is no web address")
    return text.rstrip("/")
