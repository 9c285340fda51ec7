"""Load content files and publish what they hold."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from portal.languages.codes import DEFAULT
from portal.publishing.content import ContentFaults, Fate, LoadFailed, load


class Command(BaseCommand):
    """`manage.py load_content PATH [--overwrite] [--dry-run]`."""

    help = "Checks content files, then loads and publishes all of them in one transaction, or nothing."
    requires_migrations_checks = True

    def add_arguments(self, parser):
        """PATH and the two switches."""
        parser.add_argument("path", type=Path, metavar="PATH", help="a folder of *.yaml files, or one file")
        parser.add_argument(
            "--overwrite",
            action="store_true",
            help="also replace records that were edited since they were loaded",
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and write nothing")

    def handle(self, *, path, overwrite, dry_run, **_options):
        """Load, line by line; a fault anywhere ends it with nothing written."""
        with translation.override(DEFAULT):
            try:
                fates = load(path, overwrite=overwrite, dry_run=dry_run, report=self.stdout.write)
            except FileNotFoundError as error:
                raise CommandError(f"There is no file or folder {path}.") from error
            except ContentFaults as error:
                raise CommandError(f"Nothing was written. Faults: {len(error.faults)}.\n{error}") from error
            except LoadFailed as error:
                raise CommandError(f"Nothing was written. {error}") from error
        counts = ", ".join(f"{fate} {fates[fate]}" for fate in Fate)
        self.stdout.write(f"Dry run, nothing was written: {counts}" if dry_run else counts)
