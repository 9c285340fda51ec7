"""Cuts as they are stored: each in a folder of its own, `current.json` names the one that is read.

    current.json                        {"cut": {…}, "archives": ["48100-20251124T000312Z", …]}
    48213-20251126T000258Z/             change number and time (UTC)
        begun.json                      the same as cut.json, written first
        agencies.jsonl.gz … SHA256SUMS, datapackage.json
        cut.json                        written last: a folder without it is unfinished

Only Django's Storage API is used. It has to replace a file at once.
"""

import json
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage, storages

from portal.bulk.writing import Written

POINTER, BEGUN, FINISHED = "current.json", "begun.json", "cut.json"
NAME = r"[0-9]{1,19}-[0-9]{8}T[0-9]{6}Z"
TIME = "%Y%m%dT%H%M%SZ"
KEPT_DAYS = 30
# Longer than any export: what is unfinished for longer was killed.
LEASE = timedelta(hours=1)


@dataclass(frozen=True)
class Cut:
    """What is known of a cut without its content."""

    name: str
    seq: int
    created: str  # RFC 3339, UTC
    taken_back: int  # the Revision of the last withdrawal, merger or redaction that it knows
    files: dict[str, Written]

    @property
    def created_at(self) -> datetime:
        """When it was read."""
        return datetime.fromisoformat(self.created)


@dataclass(frozen=True)
class Pointer:
    """Which cut is read, and which older ones are kept beside it, the newest first."""

    cut: Cut
    archives: tuple[str, ...]


def name_of(seq: int, created: datetime) -> str:
    """The folder of a cut."""
    return f"{seq}-{created.astimezone(UTC):{TIME}}"


def created_of(name: str) -> datetime:
    """When the cut of a folder was begun."""
    return datetime.strptime(name.partition("-")[2], TIME).replace(tzinfo=UTC)


class Cuts:
    """The cuts in a storage."""

    def __init__(self, storage: Storage | None = None):
        self.storage = storage or storages["bulk"]

    def pointer(self) -> Pointer | None:
        """What is read at the moment; None before the first cut."""
        told = self._read(POINTER)
        return told and Pointer(_cut(told["cut"]), tuple(told["archives"]))

    def get(self, name: str) -> Cut | None:
        """A finished cut by its name."""
        told = self._read(f"{name}/{FINISHED}")
        return told and _cut(told)

    def names(self) -> list[str]:
        """All cuts, also unfinished ones, the newest first."""
        try:
            folders, _files = self.storage.listdir("")
        except FileNotFoundError:  # nothing was written yet
            return []
        return sorted(filter(re.compile(NAME).fullmatch, folders), key=created_of, reverse=True)

    def begin(self, cut: Cut) -> None:
        """Say what a cut will be: whoever removes what was taken back knows whether it is in it."""
        self._write(f"{cut.name}/{BEGUN}", asdict(cut))

    def put(self, cut: Cut, name: str, content: File) -> None:
        """Write a file of a cut."""
        self.storage.save(f"{cut.name}/{name}", content)

    def finish(self, cut: Cut) -> None:
        """Say that a cut is whole."""
        self._write(f"{cut.name}/{FINISHED}", asdict(cut))

    def point_to(self, cut: Cut, now: datetime) -> None:
        """Let a finished cut be read from now on, and remove what need not be kept."""
        before = self.pointer()
        # Whoever began to read the one before may end.
        always = {cut.name, before.cut.name} if before else {cut.name}
        names = self.names()
        whole = {name for name in names if self.storage.exists(f"{name}/{FINISHED}")}
        kept = always | one_a_day(whole, now)
        archives = [name for name in names if name in kept & whole - {cut.name}]
        self._write(POINTER, {"cut": asdict(cut), "archives": archives})
        for name in names:
            is_dead = name in whole or created_of(name) < now - LEASE
            if name not in kept and is_dead:
                self.remove(name)

    def remove_taken_back(self, taken_back: int) -> int:
        """Remove all that was read before the last withdrawal, merger or redaction; how many cuts.

        Also what is being written, but not what another worker has read since. The pointer stays: it holds no
        content, and says that there was a cut.
        """
        removed = 0
        for name in self.names():
            begun = self._read(f"{name}/{BEGUN}")
            if begun is None or begun["taken_back"] < taken_back:
                self.remove(name)
                removed += 1
        return removed

    def remove(self, name: str) -> None:
        """Remove a cut with all its files; first what says that it is whole."""
        self.storage.delete(f"{name}/{FINISHED}")
        _folders, files = self.storage.listdir(name)
        for file in files:
            self.storage.delete(f"{name}/{file}")
        with suppress(OSError):  # somebody is writing into it, and finds out
            self.storage.delete(name)

    def _read(self, name: str) -> dict | None:
        try:
            with self.storage.open(name) as file:
                return json.load(file)
        except FileNotFoundError:
            return None

    def _write(self, name: str, told: dict) -> None:
        self.storage.save(name, ContentFile(json.dumps(told, indent=1).encode()))


def one_a_day(names: Iterable[str], now: datetime) -> set[str]:
    """The last cut of each of the last days."""
    last: dict[date, str] = {}
    for name in sorted(names, key=created_of):
        last[created_of(name).date()] = name
    return {name for day, name in last.items() if day > now.date() - timedelta(days=KEPT_DAYS)}


def _cut(told: dict) -> Cut:
    return Cut(**told | {"files": {name: Written(**file) for name, file in told["files"].items()}})
