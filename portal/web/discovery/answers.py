"""Answers for programs: with an ETag, readable from other sites, stored under change numbers like pages."""

from collections.abc import Callable

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse

from portal.catalogue.record import MergedInto
from portal.languages.codes import DEFAULT
from portal.publishing.numbers import Number
from portal.web import errors
from portal.web.pages import FRESH, conditional, serve

SHARED = "Cross-Origin-Resource-Policy"  # the middleware lets pages of other sites read what says so


def document(request: HttpRequest, body: bytes, media_type: str, language: str = DEFAULT) -> HttpResponse:
    """A whole answer, or 304 if the client has it already."""
    response = conditional(request, body)
    response["Cache-Control"] = FRESH
    return shared(response, media_type, language)


def kept(
    request: HttpRequest, address: str, number: Number, media_type: str, make: Callable[[], bytes]
) -> HttpResponse:
    """A document that is stored under its change number, read before its data."""
    key = f"{settings.BUILD}:{number.value}:{address}"
    body = caches["pages"].get(key)
    if body is None:
        body = make()
        caches["pages"].set(key, body)
    return document(request, body, media_type)


def stored(
    request: HttpRequest,
    address: str,
    read_number: Callable[[], Number],
    media_type: str,
    make: Callable[[Number], tuple[str, str]],
) -> HttpResponse:
    """A text that is stored and served like a page, also its last good copy while the database cannot be read."""
    return shared(serve(request, address, read_number, make), media_type)


def shared(response: HttpResponse, media_type: str, language: str = "") -> HttpResponse:
    """The answer with its media type, open to other sites."""
    response["Content-Type"] = media_type
    response[SHARED] = "cross-origin"
    if language:
        response["Content-Language"] = language
    return response


def answering(
    request: HttpRequest, view: Callable[[], HttpResponse], survivor: Callable[[str], str] | None = None
) -> HttpResponse:
    """What the view answers, or the error page that its exception asks for.

    What stands for a merged record has the address that `survivor` makes of the id of its survivor, with the
    query that was asked.
    """

    def answer() -> HttpResponse:
        try:
            return view()
        except MergedInto as merged:
            if survivor is None:
                raise
            response = HttpResponse(status=308)
            query = request.GET.urlencode()
            response["Location"] = survivor(merged.survivor.public_id) + (f"?{query}" if query else "")
            response["Cache-Control"] = errors.SHORT
            return response

    return errors.answering(request, answer)
