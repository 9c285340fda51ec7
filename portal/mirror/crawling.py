"""Walks the site from its homes and lists through all links, and writes what it finds as it is."""

import re
from collections import deque
from collections.abc import Callable, Collection, Iterable
from html import unescape
from pathlib import Path

from portal.mirror.addresses import LIBRARY, Link, is_mirrored, link_to
from portal.mirror.names import HTML, INDEX, Names
from portal.mirror.site import Answer, Site
from portal.publishing.publication import Publication

REFERRING = re.compile(
    r'<(?:a|area|link|script|img|image|use|source|object|iframe)\b(?:[^">]|"[^"]*")*>', re.IGNORECASE
)
ATTRIBUTE = re.compile(r'(?<=\s)((?:xlink:)?href|src|data)="([^"]*)"')
# Links of a page's head that name other addresses of it; they stay those of the site.
ELSEWHERE = re.compile(r'\srel="(?:canonical|alternate|manifest)"')
OK = 200
REDIRECTS = (301, 302, 307, 308)
MOST_STEPS = 5  # from one redirect to the next


class Crawl:
    """What was found: `names` the files of addresses, `moved` where redirects lead, `lost` what answered otherwise."""

    def __init__(self, folder: Path, languages: Collection[str], tell: Callable[[int], None]):
        self.names = Names()
        self.lost: dict[str, int] = {}
        self.pages = 0
        self._folder, self._languages, self._tell = folder, languages, tell
        self._moved: dict[str, str] = {}
        self._numbers: dict[str, int] = {}  # of a list's pages
        self._site = Site()
        self._waiting = deque()
        self._seen: set[str] = set()

    def run(self, also: Iterable[str] = ()) -> None:
        """Fetch all there is, and `also` these addresses, in the same order of the same site: nearest to the homes first."""
        for code in self._languages:
            paths = ("", LIBRARY, *(publication.path for publication in Publication.all()))
            for path in paths:
                self._meet(Link(f"/{code}/{path}"))
        for address in also:
            self._meet(Link(address))
        while self._waiting:
            self._fetch(self._waiting.popleft())

    def file_of(self, link: Link) -> str | None:
        """The file to which a link leads, through all redirects; None if there is none."""
        address = link.address
        for _step in range(MOST_STEPS):
            if name := self.names.of(address):
                return name
            address = self._moved.get(address, "")
        return None

    def _meet(self, link: Link) -> None:
        if link.address not in self._seen:
            self._seen.add(link.address)
            if is_mirrored(link, self._languages):
                self._waiting.append(link)

    def _fetch(self, link: Link) -> None:
        answer = self._site.get(link.address)
        if answer.status in REDIRECTS and (target := link_to(answer.location, link.address)):
            self._moved[link.address] = target.address
            self._meet(target)
        elif answer.status != OK:
            self.lost[link.address] = answer.status
        else:
            self._keep(link, answer)

    def _keep(self, link: Link, answer: Answer) -> None:
        number = self._numbers.get(link.address, 1)
        page = link.view or (f"page-{number}" if number > 1 else INDEX)
        path = self._folder / self.names.give(link.address, link.path, answer.media_type, page)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(answer.body)
        if answer.media_type == HTML:
            self.pages += 1
            self._tell(self.pages)
            for found in links_in(answer.body.decode(), link.address):
                if found.query and found.path == link.path:
                    self._numbers.setdefault(found.address, found.number or number + 1)
                self._meet(found)


def links_in(html: str, at: str) -> list[Link]:
    """The links within the site of a page at address `at`."""
    found = []
    for tag in REFERRING.findall(html):
        if ELSEWHERE.search(tag):
            continue
        found += [link_to(unescape(value), at) for _name, value in ATTRIBUTE.findall(tag) if value[:1] != "#"]
    return [link for link in found if link]
