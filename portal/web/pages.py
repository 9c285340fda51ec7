"""Stored pages: kept under (build, change numbers, address), so that they are never purged and never stale.

The number is read before the data, from the same connection: a page made of newer data than its
number is harmless, the other way round it would be stale for ever.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import caches
from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from portal.publishing.numbers import Number, Unreadable, last_taken_back

FRESH = "public, max-age=60"
WHILE_DOWN = "public, max-age=10"
LONGEST_IN_KEY = 150  # characters of an address; caches take keys of 250


@dataclass(frozen=True)
class Made:
    """A page that was just made. One that tells nothing, such as a list without results, need not be kept."""

    html: str
    language: str
    is_worth_keeping: bool = True


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
    render: Callable[[Number], tuple],
    *,
    is_kept: bool = True,
) -> HttpResponse:
    """The page at a normalised address: stored, or made by `render`, which gives what Made holds.

    One that is not kept is made for every reader anew.

    Its number tells when the page itself changed and when the menu in its footer did.

    When the database cannot be read, the last good copy is served and says so. Raises Unreadable
    if there is none.
    """
    cache = caches["pages"]
    last_good = _last_good(address)  # like the number, read before the data
    try:
        number = read_number()
        key = f"{settings.BUILD}:{number.value}:{number.menu}:{_named(address)}"
        page = cache.get(key)
        if page is None:
            made = Made(*render(number))
            page, is_kept = _page(made), is_kept and made.is_worth_keeping
            if is_kept:
                cache.set(key, page)
                caches["last_good"].set(last_good, page)
        elif last_good not in caches["last_good"]:  # something else was taken back since it was made
            caches["last_good"].set(last_good, page)
    except (Error, Unreadable):
        return serve_last_good(request, address)
    return _answer(request, page, stale=number.stale)


def serve_last_good(request: HttpRequest, address: str) -> HttpResponse:
    """The page as it was last made, whatever has changed since. Raises Unreadable if it never was."""
    page = caches["last_good"].get(_last_good(address))
    if page is None:
        raise Unreadable(address)
    return _answer(request, page, stale=True)


def _last_good(address: str) -> str:
    """Where a last good copy lies.

    Once the process knows of a withdrawal or redaction, no older copy is served: it may hold what was
    taken back. A process that could not read the database since then cannot know.
    """
    return f"last-good:{last_taken_back()}:{_named(address)}"


def _named(address: str) -> str:
    """The address as part of a key: the digest of one that is longer than keys may be, or holds what they may not."""
    if len(address) <= LONGEST_IN_KEY and address.isascii() and address.isprintable() and " " not in address:
        return address
    return hashlib.sha256(address.encode()).hexdigest()


def etag_of(body: bytes) -> str:
    """The ETag of what goes out, made of it."""
    return f'"{hashlib.sha256(body).hexdigest()[:16]}"'


def conditional(request: HttpRequest, body: bytes, etag: str = "") -> HttpResponse:
    """The whole of it, or 304 if the client has it already. `etag` is given where it is known."""
    etag = etag or etag_of(body)
    response = get_conditional_response(request, etag=etag) or HttpResponse(body)
    response["ETag"] = etag
    return response


def _answer(request: HttpRequest, page: StoredPage, *, stale: bool) -> HttpResponse:
    response = conditional(request, page.body, page.etag)
    response["Content-Language"] = page.language
    response["Cache-Control"] = WHILE_DOWN if stale else FRESH
    if stale:
        response["X-Sala-Source"] = "stale"
    return response


def _page(made: Made) -> StoredPage:
    body = made.html.encode()
    return StoredPage(body, etag_of(body), made.language)
