"""What a first visit costs: bytes on the wire, requests, hosts; and how long what was loaded may be kept."""

import http.client
import shutil
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import brotli
import pytest

from portal.web.reference.components import SHARED
from portal.web.reference.operations import operations, tags
from tests.browser.kinds import KINDS, PageKind
from tests.site.document import Document
from tests.site.serving import production

HOME, OTHERS = 20 * 1024, 25 * 1024  # bytes
MOST_REQUESTS = 6
STATUS_LINE = len("HTTP/1.1 200 OK\r\n\r\n")
PHOTOS = ("image/avif", "image/webp", "image/jpeg")
ASKED = {"Accept-Encoding": "br"}
HEAVIEST = ("en", "my")  # the language of most pages, and the one whose texts take the most bytes


@dataclass(frozen=True)
class Answer:
    """What came back for an address."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        """What the body says."""
        return (
            brotli.decompress(self.body) if self.headers["Content-Encoding"] == "br" else self.body
        ).decode()

    @property
    def weight(self) -> int:
        """Bytes on the wire, head and body; photos do not count."""
        kind = self.headers["Content-Type"].partition(";")[0]
        head = sum(len(f"{name}: {value}\r\n") for name, value in self.headers.items()) + STATUS_LINE
        return 0 if kind in PHOTOS else head + len(self.body)


@pytest.fixture(scope="module")
def site(opening_database, static_files, tmp_path_factory):
    """The address of the portal as in production, with the opening content."""
    folder = tmp_path_factory.mktemp("production")
    shutil.copy(opening_database, folder / "db.sqlite3")
    with production(folder / "db.sqlite3", folder, static=static_files) as origin:
        yield origin


def ask(address: str) -> Answer:
    """One request, as a browser makes it."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=30)
    try:
        connection.request("GET", parts.path + (f"?{parts.query}" if parts.query else ""), headers=ASKED)
        response = connection.getresponse()
        return Answer(response.status, response.headers, response.read())
    finally:
        connection.close()


def visit(site: str, kind: PageKind, language: str) -> tuple[Answer, dict[str, Answer]]:
    """A page, and by address what a browser loads with it."""
    page = ask(site + kind.address(language))
    loaded = [urljoin(site + kind.address(language), link) for link in Document(page.text).loaded]
    return page, {address: ask(address) for address in loaded}


@pytest.mark.parametrize("language", HEAVIEST)
def test_a_first_visit_is_light_and_asks_this_host_alone(site, language):
    heavy = []
    for kind in KINDS:
        page, loaded = visit(site, kind, language)
        assert (kind.name, page.status) == (kind.name, kind.status)
        assert {urlsplit(address).netloc for address in loaded} == {urlsplit(site).netloc}
        assert 1 + len(loaded) <= MOST_REQUESTS, kind.name
        weight = sum(answer.weight for answer in [page, *loaded.values()])
        print(f"{language} {kind.name}: {page.weight} of {weight} bytes")  # noqa: T201 - to be read with -s
        heavy += [(kind.name, weight)] if weight > (OTHERS if kind.path else HOME) else []
    assert heavy == []


@pytest.mark.parametrize("language", HEAVIEST)
def test_every_page_of_the_reference_is_as_light(site, language):
    heavy = []
    for slug in (*tags(), SHARED, *operations()):
        page, loaded = visit(site, PageKind(slug, f"developers/reference/{slug}"), language)
        assert (slug, page.status) == (slug, 200)
        weight = sum(answer.weight for answer in [page, *loaded.values()])
        print(f"{language} {slug}: {page.weight} of {weight} bytes")  # noqa: T201 - to be read with -s
        heavy += [(slug, weight)] if weight > OTHERS else []
    assert heavy == []


def test_static_files_are_compressed_and_kept_for_ever_and_nothing_sets_a_cookie(site):
    page, loaded = visit(site, KINDS[0], "en")
    assert loaded
    assert page.headers["Content-Encoding"] == "br"
    for address, answer in loaded.items():
        assert (address, answer.status) == (address, 200)
        if "/static/" in address:
            assert answer.headers["Content-Encoding"] == "br", address
            assert answer.headers["Cache-Control"] == "max-age=315360000, public, immutable", address
    assert [answer.headers["Set-Cookie"] for answer in [page, *loaded.values()]] == [None] * (1 + len(loaded))
