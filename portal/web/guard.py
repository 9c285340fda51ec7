"""What stands before every view: addresses that are no text, other sites' names, methods that only write.

Each answer is made by the handlers of the URLconf: a page for people, a problem for programs. So it says the
same with and without DEBUG.
"""

import string
from collections.abc import Callable
from urllib.parse import quote, unquote_to_bytes

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.urls import get_resolver

from portal.publishing.addresses import SITE
from portal.web import errors

READING = ("GET", "HEAD")
FOR_ANY_HOST = ("/healthz",)  # a load balancer asks by number
# Neither is a character of a text: PostgreSQL refuses the first, stored bytes hold the second for the site's address.
REFUSED = frozenset(f"\0{SITE}")
# Characters of each header that is ever parsed; what is longer than any browser's is cut.
LONGEST = {
    "HTTP_ACCEPT": 1_000,
    "HTTP_ACCEPT_LANGUAGE": 500,
    "HTTP_IF_NONE_MATCH": 2_000,
    "HTTP_IF_MODIFIED_SINCE": 100,
}


def only_reads(view: Callable) -> Callable:
    """Mark a view that answers GET and HEAD; all other methods get the page for 405."""
    view.only_reads = True
    return view


class Guard:
    """Answers what no view should have to think of."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """404 for a path and 400 for a query that is no text, 400 for another site's name; long headers are cut.

        Letters that stand in a query as they are, as curl sends them, are put into percents: everything that reads it,
        repeats it in links or remembers an answer by it then means the same.
        """
        for name, most in LONGEST.items():
            if len(request.META.get(name, "")) > most:
                request.META[name] = request.META[name][:most]
        if not is_for_us(request) or not is_text(query_of(request)):
            return _refuse(request, 400)
        query = request.META.get("QUERY_STRING", "")
        if not query.isascii():
            request.META["QUERY_STRING"] = quote(query.encode("latin-1", "replace"), safe=string.punctuation)
        return self.get_response(request) if is_text(request.path) else _refuse(request, 404)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        """405 for a page that is written to: before anybody asks for a token against forgery."""
        if request.method in READING or not getattr(getattr(view, "view_class", view), "only_reads", False):
            return None
        response = errors.error_page(request, 405)
        response["Allow"] = ", ".join(READING)
        return response


def _refuse(request: HttpRequest, status: int) -> HttpResponse:
    return get_resolver().resolve_error_handler(status)(request, exception=None)


def query_of(request: HttpRequest) -> str | None:
    """The query without its percents; None if it is no UTF-8. In a path Django puts such bytes back into percents."""
    try:
        return unquote_to_bytes(request.META.get("QUERY_STRING", "").encode("latin-1", "replace")).decode()
    except UnicodeDecodeError:
        return None


def is_text(given: str | None) -> bool:
    """Whether it can be read and holds no character that no text holds."""
    return given is not None and REFUSED.isdisjoint(given)


def is_for_us(request: HttpRequest) -> bool:
    """Whether the Host header names this site."""
    if request.path in FOR_ANY_HOST:
        return True
    try:
        return bool(request.get_host())
    except DisallowedHost:
        return False
