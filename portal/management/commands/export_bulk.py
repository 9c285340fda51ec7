"""Write everything public as files for programs: a new cut below /bulk."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal.bulk import lease
from portal.bulk.cuts import Cuts
from portal.bulk.export import TakenBack, export
from portal.publishing.numbers import read_numbers

MEGA = 1_000_000


class Command(BaseCommand):
    """Interrupted at any moment, it leaves the cut before whole."""

    help = (
        "Make the files below /bulk anew. The worker does it by itself: this is for right now, and for cron."
    )

    def add_arguments(self, parser):
        """How much has to have changed."""
        parser.add_argument(
            "--if-changed",
            type=int,
            default=0,
            metavar="N",
            help="only if there were at least N changes since the last cut, or something was taken back",
        )

    def handle(self, *args, if_changed, **options):
        """Do it and say how much there is."""
        cuts = Cuts()
        number, taken_back = read_numbers()
        pointer = cuts.pointer()
        if pointer and taken_back > pointer.cut.taken_back:
            cuts.remove_taken_back(taken_back)
        elif pointer and number.value - pointer.cut.seq < if_changed:
            self.stdout.write(f"{number.value - pointer.cut.seq} changes since {pointer.cut.name}: it stays.")
            return
        now = timezone.now()
        lease.take_over(now)
        try:
            cut = export(now, cuts)
        except TakenBack as error:
            raise CommandError("Something was taken back meanwhile. Please start it again.") from error
        finally:
            lease.release(now)
        size = sum(file.bytes for file in cut.files.values()) / MEGA
        self.stdout.write(f"{len(cut.files)} files, {size:.1f} MB, cut {cut.name}: {settings.SITE_URL}/bulk")
