"""Every address that a reader can reach from the homes in two languages answers, and every page of them is sound."""

from collections import deque
from urllib.parse import parse_qsl, urljoin, urlsplit

import pytest
from django.conf import settings

from tests.site.document import Document

LANGUAGES = ("en", "th")
SAMPLE = 1_000  # pages that the usual run reads; the opening has 440, some ten milliseconds each
MOST = 5_000  # a site that grows without end has a fault
REDIRECTS = (301, 302, 308)
STAFF = f"/{settings.ADMIN_PATH}/"


class Crawl:
    """Reads page after page, in the order in which they are met, and notes what is wrong."""

    def __init__(self, client, most: int):
        self.client, self.most = client, most
        self.waiting = deque(f"/{language}/" for language in LANGUAGES)
        self.met = set(self.waiting)
        self.documents: dict[str, Document] = {}
        self.wanted: list[tuple[str, str, str]] = []  # (page, address, fragment)
        self.faults: list[tuple[str, str]] = []

    def run(self) -> None:
        """Until nothing is left, or enough was read."""
        while self.waiting and len(self.documents) < self.most:
            self._read(self.waiting.popleft())
        for page, address, fragment in self.wanted:
            if address in self.documents and fragment not in self.documents[address].ids:
                self.faults.append((page, f"leads to #{fragment}, which {address} has not"))

    def _read(self, address: str) -> None:
        response = self.client.get(address)
        if address.startswith(STAFF):  # readers are asked to sign in, and go no further
            self._note(
                address, [] if response.status_code in REDIRECTS else [f"status {response.status_code}"]
            )
            return
        faults = [] if response.status_code == 200 else [f"status {response.status_code}"]
        faults += ["sets a cookie"] if response.cookies else []
        if response["Content-Type"].startswith("text/html") and response.status_code == 200:
            document = Document(response.content.decode())
            self.documents[address] = document
            faults += document.faults()
            for link in [*document.links, *document.loaded]:
                self._meet(address, link)
        response.close()  # a static file is open until it was sent
        self._note(address, faults)

    def _note(self, address: str, faults: list[str]) -> None:
        self.faults += [(address, fault) for fault in faults]

    def _meet(self, page: str, link: str) -> None:
        """Put what a link leads to in the queue, once, if it is the site's own and in one of the languages."""
        target = urlsplit(urljoin(settings.SITE_URL + page, link))
        if f"{target.scheme}://{target.netloc}" != settings.SITE_URL:
            return
        address = target.path + (f"?{target.query}" if target.query else "")
        if not self._is_read(target.path) or self._is_without_end(page, target.query):
            return
        if target.fragment:
            self.wanted.append((page, address, target.fragment))
        if address not in self.met:
            self.met.add(address)
            self.waiting.append(address)

    def _is_without_end(self, page: str, query: str) -> bool:
        """Filters join with filters: what a filtered page asks besides is not followed, further pages of it are."""
        asked = {name for name, _value in parse_qsl(query, keep_blank_values=True)}
        return "?" in page and not asked <= {"page", "cursor"}

    def _is_read(self, path: str) -> bool:
        first = path.split("/")[1]
        return first in LANGUAGES or first not in dict(settings.LANGUAGES)


@pytest.mark.django_db
def test_every_link_leads_somewhere_and_every_page_is_sound(loaded, client, request):
    crawl = Crawl(client, MOST if request.config.getoption("--full") else SAMPLE)
    crawl.run()
    assert crawl.faults == []
    assert len(crawl.documents) < MOST
    print(f"{len(crawl.documents)} pages read, {len(crawl.waiting)} addresses not")  # noqa: T201 - for --full
