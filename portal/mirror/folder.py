"""The folder of a mirror: written beside it and put in its place at once, so that an interrupted export leaves the old one whole."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

REPORT = "export.json"
FORMAT = "sala-export-1"


class NotOurs(Exception):
    """The folder holds something that no export wrote: nothing in it is touched."""


def check(folder: Path) -> None:
    """Raise NotOurs unless the folder is absent, empty or an export; OSError if it cannot be looked at."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise NotOurs(folder)
    if any(folder.iterdir()) and not _is_export(folder):
        raise NotOurs(folder)


def _is_export(folder: Path) -> bool:
    try:
        return json.loads((folder / REPORT).read_text())["format"] == FORMAT
    except (OSError, ValueError, KeyError, TypeError):
        return False


@contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """A new folder beside it, which takes its place when all went well and is removed when not."""
    check(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        yield new
        new.chmod(0o755)  # made for its owner alone; a web server has to read it
        _swap(new, folder)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _swap(new: Path, folder: Path) -> None:
    """Put `new` in the folder's place. What was there is in `new`'s place afterwards, to be removed."""
    if not folder.exists():
        new.rename(folder)
        return
    old = new.with_name(f"{new.name}.old")
    folder.rename(old)
    try:
        new.rename(folder)
    except OSError:
        old.rename(folder)
        raise
    old.rename(new)
