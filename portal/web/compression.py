"""Public answers in Brotli or gzip: a page of Burmese text shrinks to a fifth of what a slow line would have to carry.

Only public ones: they hold no secret that could be guessed from how well they shrink. What anybody may keep is compressed
once for each encoding.
"""

import gzip
import hashlib
from collections.abc import Callable

import brotli
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from portal.web.middleware import is_private

OK, NOT_MODIFIED = 200, 304
SHORTEST = 400  # bytes: less does not shrink
MOST = 2_000_000  # bytes: more is not kept
TEXTS = ("text/", "application/json", "application/problem+json", "application/atom+xml", "application/xml")
TEXTS += ("application/ld+json", "application/manifest+json", "image/svg+xml")
ENCODINGS: dict[str, Callable[[bytes], bytes]] = {  # the better one first
    # Beyond 5 each step costs ten times the time for a hundredth of the size.
    "br": lambda body: brotli.compress(body, quality=5, mode=brotli.MODE_TEXT),
    "gzip": lambda body: gzip.compress(body, 6, mtime=0),
}


class Compressed:
    """Compresses texts for those who accept it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Weakens the ETag of what has two forms, as RFC 9110 asks: either of them answers a conditional request."""
        response = self.get_response(request)
        if is_private(request.path) or response.streaming or response.has_header("Content-Encoding"):
            return response
        if not response.content and response.status_code != NOT_MODIFIED:
            return response
        if "no-transform" in response.headers.get("Cache-Control", ""):
            return response
        media_type = response.headers.get("Content-Type", "")
        if not media_type.startswith(TEXTS) and (media_type or response.status_code != NOT_MODIFIED):
            return response
        patch_vary_headers(response, ["Accept-Encoding"])
        encoding = accepted(request.headers.get("Accept-Encoding", ""))
        if encoding is None:
            return response
        etag = response.headers.get("ETag", "")
        if etag.startswith('"'):
            response["ETag"] = f"W/{etag}"
        if len(response.content) >= SHORTEST:
            response.content = _compressed(
                response.content, encoding, is_kept=_may_be_kept(request, response)
            )
            response["Content-Encoding"] = encoding
            if response.has_header("Content-Length"):
                response["Content-Length"] = str(len(response.content))
        return response


def accepted(header: str) -> str | None:
    """The best encoding that an Accept-Encoding header names; one with q=0 is refused."""
    named = {}
    for part in header[:200].lower().split(","):
        name, _semicolon, weight = part.partition(";")
        named[name.strip()] = weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return next((encoding for encoding in ENCODINGS if named.get(encoding)), None)


def _may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    """Only what anybody may keep; and no searches: there is no end of what is typed."""
    is_public = response.headers.get("Cache-Control", "").startswith("public")
    return is_public and response.status_code == OK and "q" not in request.GET


def _compressed(body: bytes, encoding: str, *, is_kept: bool) -> bytes:
    cache = caches["compressed"]  # of its own: whatever is asked for, it pushes out no page
    key = f"{encoding}:{hashlib.sha256(body).hexdigest()[:32]}"
    small = cache.get(key)
    if small is None:
        small = ENCODINGS[encoding](body)
        if is_kept and len(small) < MOST:
            cache.set(key, small)
    return small
