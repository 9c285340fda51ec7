"""The site map: an index, and files of records in the order in which they were first published."""

from collections.abc import Iterable
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse

from portal.catalogue.pages import PublicPage, last_changes, stretch, stretches
from portal.exchange import sitemap
from portal.exchange.sitemap import MappedPage
from portal.languages.codes import CODES, DEFAULT
from portal.publishing.addresses import absolute, page_address
from portal.publishing.numbers import Number, portal_number
from portal.publishing.publication import Kind, Publication
from portal.web.discovery import answers
from portal.web.guard import only_reads
from portal.web.library import SECTION

LISTS = 0  # the file of homes and lists; those of records begin behind it
STRETCH = sitemap.MOST // len(CODES)  # Entries in a file: each has at most one page in every language


@only_reads
def index(request: HttpRequest) -> HttpResponse:
    """Which files there are."""

    def make(_number: Number) -> tuple[str, str]:
        files = [(LISTS, _moment(max(last_changes().values(), default=None)))]
        files += [(number + 1, _moment(at)) for number, at in stretches(STRETCH).items()]
        return sitemap.index(files), DEFAULT

    return answers.answering(request, lambda: _stored(request, "/sitemap.xml", make))


@only_reads
def pages(request: HttpRequest, number: str) -> HttpResponse:
    """One of the files; 404 where it would hold nothing."""

    def make(_number: Number) -> tuple[str, str]:
        place = int(number)
        mapped = list(_lists() if place == LISTS else map(_page, stretch(place - 1, STRETCH)))
        if not mapped:
            raise Http404(number)
        return sitemap.urlset(mapped), DEFAULT

    return answers.answering(request, lambda: _stored(request, f"/sitemaps/{number}.xml", make))


def _stored(request: HttpRequest, address: str, make) -> HttpResponse:
    return answers.stored(request, address, portal_number, sitemap.MEDIA_TYPE, make)


def _lists() -> Iterable[MappedPage]:
    changes = last_changes()
    anything = max(changes.values(), default=None)
    yield MappedPage({code: f"/{code}/" for code in CODES} | {"x-default": "/"}, _moment(anything))
    lists = {SECTION: anything} | {kind.path: changes.get(kind.kind) for kind in Publication.all()}
    for path, changed_at in lists.items():
        addresses = {code: f"/{code}/{path}" for code in CODES}
        yield MappedPage(addresses | {"x-default": addresses[DEFAULT]}, _moment(changed_at))


def _page(page: PublicPage) -> MappedPage:
    addresses = {
        code: absolute(page_address(page.kind, code, page.public_id, page.slug), "")
        for code in CODES
        if code in page.languages
    }
    return MappedPage(
        addresses | {"x-default": f"/{Kind.of(page.kind).path}/{page.public_id}"}, _moment(page.changed_at)
    )


def _moment(at: datetime | None) -> str | None:
    return at and at.isoformat(timespec="seconds")
