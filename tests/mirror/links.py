"""Reads an export as a browser does that opens it from a folder."""

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

LINKS = {"href", "src", "action", "data", "xlink:href"}


class Page(HTMLParser):
    """The links and the anchors of a page."""

    def __init__(self, html: str):
        super().__init__()
        self.links, self.anchors = [], set()
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        """Take note of them."""
        for name, value in attrs:
            if name in LINKS and value:
                self.links.append(value)
            elif name == "id":
                self.anchors.add(value)


def pages(folder: Path) -> dict[Path, Page]:
    """Every page of an export."""
    return {path: Page(path.read_text()) for path in sorted(folder.rglob("*.html"))}


def broken(folder: Path) -> list[tuple[str, str]]:
    """(page, link) of each link within the export that leads to no file, or to no place in it."""
    found = pages(folder)
    faults = []
    for path, page in found.items():
        for link in page.links:
            split = urlsplit(link)
            if split.scheme in ("http", "https", "mailto"):
                continue
            target = (path.parent / unquote(split.path)).resolve() if split.path else path
            if not target.is_file() or (split.fragment and split.fragment not in found[target].anchors):
                faults.append((path.relative_to(folder).as_posix(), link))
    return faults


def reached(folder: Path) -> set[Path]:
    """The files to which links lead from the first page on."""
    found, waiting, seen = pages(folder), [folder / "index.html"], set()
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        for link in found[path].links if path in found else ():
            split = urlsplit(link)
            if not split.scheme and split.path:
                waiting.append((path.parent / unquote(split.path)).resolve())
    return seen
