"""Write the description of the API that is kept with the code, or prove that it is what the code says."""

import difflib
import json
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.openapi import described
from portal.openapi.compatibility import breaking

FROZEN = Path(settings.BASE_DIR) / "docs" / "openapi" / "v1.json"
SITE, NAME = "https://sala.example", "Sala"  # wherever it is written, it is the same
MOST_LINES = 40


def written() -> str:
    """The description as it is kept: in the order in which it is read, indented, so that differences show."""
    return json.dumps(described(SITE, NAME), ensure_ascii=False, indent=1) + "\n"


class Command(BaseCommand):
    """Without arguments: writes it, unless users would miss something."""

    help = "Write docs/openapi/v1.json; --check: fail if it is not what the code says."

    def add_arguments(self, parser):
        """Whether to write."""
        parser.add_argument("--check", action="store_true", help="write nothing; fail if it differs")
        parser.add_argument("--output", type=Path, default=FROZEN, help="the file, if it is another one")

    def handle(self, *args, check, output, **options):
        """Compare or write, and say which."""
        kept = output.read_text(encoding="utf-8") if output.exists() else ""
        now = written()
        broken = breaking(json.loads(kept), json.loads(now)) if kept else []
        if check and kept != now:
            raise CommandError(_summary(output, kept, now, broken))
        if broken:
            raise CommandError("Users would miss this, so it takes a new version:\n  " + "\n  ".join(broken))
        if not check:
            output.parent.mkdir(parents=True, exist_ok=True)
            output.write_text(now, encoding="utf-8")
        self.stdout.write(f"{output.name} {'is what the code says' if check else 'was written'}.")


def _summary(output: Path, kept: str, now: str, broken: list[str]) -> str:
    if not kept:
        return f"{output} has not been written yet. Run: manage.py openapi"
    lines = difflib.unified_diff(kept.splitlines(), now.splitlines(), "kept", "code", n=1, lineterm="")
    differences = [*lines]
    shown = "\n".join(differences[:MOST_LINES])
    more = len(differences) - MOST_LINES
    rest = f"\n… and {more} lines more" if more > 0 else ""
    missed = "\nUsers would miss:\n  " + "\n  ".join(broken) if broken else ""
    return f"{output.name} is not what the code says. Run: manage.py openapi\n{shown}{rest}{missed}"
