"""Making a cut: everything is read at one change number, written beside the cut that is read, and takes its place last."""

import hashlib
import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.files.base import File
from django.utils import timezone

from portal.bulk.cuts import Cut, Cuts, name_of
from portal.bulk.package import PACKAGE, SUMS, package, sums
from portal.bulk.writing import Written, write_all
from portal.catalogue.snapshot import snapshot
from portal.publishing.neighbours import rfc3339
from portal.publishing.numbers import read_numbers


class TakenBack(Exception):
    """Something was withdrawn, merged or redacted while the export was at work: what it read must not be shown."""


@dataclass(frozen=True)
class _Read:
    """What was read, and when."""

    seq: int
    taken_back: int
    files: list[Written]


def export(now: datetime | None = None, cuts: Cuts | None = None) -> Cut:
    """Make a cut and let it be read; the files lie beside where temporary files are until they are stored.

    Whatever happens on the way, the cut before stays whole. Raises TakenBack, and what the storage raises.
    """
    cuts, now = cuts or Cuts(), now or timezone.now()
    with TemporaryDirectory(prefix="sala-bulk-") as made:
        folder = Path(made)
        read = _read(folder)
        created = _free(cuts, read.seq, now)
        files = {file.name: file for file in (*read.files, *_describe(folder, read, created))}
        cut = Cut(name_of(read.seq, created), read.seq, rfc3339(created), read.taken_back, files)
        try:
            cuts.begin(cut)
            for name in files:
                with (folder / name).open("rb") as content:
                    cuts.put(cut, name, File(content))
            cuts.finish(cut)
            if read_numbers()[1] > cut.taken_back:
                raise TakenBack(cut.name)  # noqa: TRY301 - it ends like any other failure
        except BaseException:
            with suppress(Exception):  # else a later export removes it
                cuts.remove(cut.name)
            raise
    cuts.point_to(cut, created)
    return cut


def _read(folder: Path) -> _Read:
    with snapshot():
        number, taken_back = read_numbers()
        return _Read(number.value, taken_back, write_all(folder))


def _free(cuts: Cuts, seq: int, now: datetime) -> datetime:
    """The time of a new cut: each has a folder of its own, also two of one second."""
    taken = set(cuts.names())
    while name_of(seq, now) in taken:
        now += timedelta(seconds=1)
    return now.replace(microsecond=0)


def _describe(folder: Path, read: _Read, created: datetime) -> list[Written]:
    described = package(read.seq, rfc3339(created), {file.name: file for file in read.files})
    texts = {
        SUMS: sums(read.files),
        PACKAGE: json.dumps(described, ensure_ascii=False, indent=1).encode() + b"\n",
    }
    for name, text in texts.items():
        (folder / name).write_bytes(text)
    return [Written(name, len(text), hashlib.sha256(text).hexdigest(), 0) for name, text in texts.items()]
