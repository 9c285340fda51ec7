"""How well the search finds, measured with a file of documents and questions."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection

from portal.search.evaluation import evaluate
from portal.search.scratch import ENGINES, scratch_index


class Command(BaseCommand):
    """Prints one JSON object on standard output; leaves nothing behind."""

    help = (
        "Index a file's documents apart from the portal's, ask its queries and print what was found, as JSON."
    )

    def add_arguments(self, parser):
        """The file and, if it is not the one of DATABASE_URL, the engine."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--database", choices=sorted(ENGINES), default=None)

    def handle(self, *args, **options):
        """Evaluate; errors of the file or the database are said in a line."""
        try:
            said = json.loads(options["file"].read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise CommandError(f"{options['file']} cannot be read: {error}") from error
        vendor = options["database"] or connection.vendor
        try:
            with scratch_index(vendor) as alias:
                found = evaluate(said, using=alias)
        except DatabaseError as error:
            raise CommandError(f"No {vendor} database to work in: {error}") from error
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise CommandError(f"{options['file']} is not a relevance set: {error!r}") from error
        self.stdout.write(json.dumps({"engine": vendor, **found}, ensure_ascii=False))
