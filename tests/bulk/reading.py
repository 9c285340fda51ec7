"""Reads what a cut holds."""

import csv
import gzip
import io
import json
from datetime import UTC, datetime, timedelta

from django.core.files.storage import storages

from portal.bulk.cuts import Cut
from portal.bulk.export import export

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def content(cut: Cut, name: str) -> bytes:
    """A file as it is stored."""
    with storages["bulk"].open(f"{cut.name}/{name}") as file:
        return file.read()


def text(cut: Cut, name: str) -> str:
    """A compressed file as it was written."""
    return gzip.decompress(content(cut, name)).decode()


def objects(cut: Cut, path: str) -> list[dict]:
    """The records of a kind, by its path."""
    return [json.loads(line) for line in text(cut, f"{path}.jsonl.gz").splitlines()]


def rows(cut: Cut, name: str) -> list[dict]:
    """The rows of a table."""
    return list(csv.DictReader(io.StringIO(text(cut, f"{name}.csv.gz"), newline="")))


def everything(cut: Cut) -> dict[str, bytes]:
    """All files but the descriptor, which tells the time."""
    return {name: content(cut, name) for name in cut.files if name != "datapackage.json"}


def exported(at: datetime = NOON) -> Cut:
    """A cut made at that time."""
    return export(at)
