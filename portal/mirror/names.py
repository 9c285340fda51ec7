"""Names of files that every system accepts: FAT and exFAT on memory sticks, Windows, web servers."""

import mimetypes
import re
from pathlib import PurePosixPath
from urllib.parse import unquote

HTML = "text/html"
INDEX = "index"  # the page at an address without a question
LONGEST = 80  # characters of a name: with six folders still below the 260 that Windows takes
FORBIDDEN = re.compile(r"[^A-Za-z0-9._-]+")
RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
# Where several fit, Python's table decides by the system it runs on.
ENDINGS = {"text/plain": ".txt", "text/markdown": ".md", "image/jpeg": ".jpg", "text/calendar": ".ics"}


def file_name(path: str, media_type: str, page: str = INDEX) -> str:
    """The file for an address's path, such as `th/topics/index.html`; of another page at that path `th/topics/{page}.html`."""
    parts = [safe(unquote(part)) for part in path.split("/") if part]
    if media_type == HTML:
        return "/".join([*parts, f"{page}.html"])
    last = parts.pop()
    if not PurePosixPath(last).suffix:
        last += ENDINGS.get(media_type) or mimetypes.guess_extension(media_type) or ""
    return "/".join([*parts, last])


def safe(name: str) -> str:
    """A file's or folder's name without what some system refuses."""
    name = FORBIDDEN.sub("-", name)[:LONGEST].rstrip(".") or "-"
    return f"_{name}" if RESERVED.match(name) else name


class Names:
    """Which file each address got: no two the same, also where capitals do not count."""

    def __init__(self):
        self._files: dict[str, str] = {}
        self._taken: set[str] = set()

    def give(self, address: str, path: str, media_type: str, page: str = INDEX) -> str:
        """Name the file of an address."""
        wanted = PurePosixPath(file_name(path, media_type, page))
        name, again = str(wanted), 1
        while name.lower() in self._taken:
            again += 1
            name = str(wanted.with_stem(f"{wanted.stem}-{again}"))
        self._taken.add(name.lower())
        self._files[address] = name
        return name

    def of(self, address: str) -> str | None:
        """The file of an address, if it has one."""
        return self._files.get(address)

    def __iter__(self):
        return iter(self._files.items())
