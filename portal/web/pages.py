"""Stored pages: kept under (build, change numbers, address), so that they are never purged and never stale.

The number is read before the data, from the same connection: a page made of newer data than its
number is harmless, the other way round it would be stale for ever.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import caches
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from portal.publishing.numbers import Number, Unreadable, last_taken_back

FRESH = "public, max-age=60"
WHILE_DOWN = "public, max-age=10"


@dataclass(frozen=True)
class StoredPage:
    """A whole page as it goes out."""

    body: bytes
    etag: str
    language: str


def serve(
    request: HttpRequest,
    address: str,
    read_number: Callable[[], Number],
    render: Callable[[Number], tuple[str, str]],
) -> HttpResponse:
    """The page at a normalised address: stored, or made by `render`, which gives HTML and its language.

    Its number tells when the page itself changed and when the menu in its footer did.

    When the database cannot be read, the last good copy is served and says so. Raises Unreadable
    if there is none.
    """
    cache = caches["pages"]
    last_good = _last_good(address)  # like the number, read before the data
    try:
        number = read_number()
        key = f"{settings.BUILD}:{number.value}:{number.menu}:{address}"
        page = cache.get(key)
        if page is None:
            page = _page(*render(number))
            cache.set(key, page)
            cache.set(last_good, page, timeout=None)
    except (DatabaseError, Unreadable):
        return serve_last_good(request, address)
    return _answer(request, page, stale=number.stale)


def serve_last_good(request: HttpRequest, address: str) -> HttpResponse:
    """The page as it was last made, whatever has changed since. Raises Unreadable if it never was."""
    page = caches["pages"].get(_last_good(address))
    if page is None:
        raise Unreadable(address)
    return _answer(request, page, stale=True)


def _last_good(address: str) -> str:
    """Where a last good copy lies.

    Once the process knows of a withdrawal or redaction, no older copy is served: it may hold what was
    taken back. A process that could not read the database since then cannot know.
    """
    return f"last-good:{last_taken_back()}:{address}"


def _answer(request: HttpRequest, page: StoredPage, *, stale: bool) -> HttpResponse:
    response = get_conditional_response(request, etag=page.etag) or HttpResponse(page.body)
    response["ETag"] = page.etag
    response["Content-Language"] = page.language
    response["Cache-Control"] = WHILE_DOWN if stale else FRESH
    if stale:
        response["X-Sala-Source"] = "stale"
    return response


def _page(html: str, language: str) -> StoredPage:
    body = html.encode()
    return StoredPage(body, f'"{hashlib.sha256(body).hexdigest()[:16]}"', language)
