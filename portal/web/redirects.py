"""Addresses that are nearly right: a page's with a slash too many, a home's with one too few."""

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse

from portal.web import errors
from portal.web.guard import only_reads


@only_reads
def with_slash(request: HttpRequest, language: str) -> HttpResponse:
    """From `/en` to the home `/en/`."""
    return _moved(request, f"/{language}/")


@only_reads
def without_slash(request: HttpRequest, language: str, rest: str) -> HttpResponse:
    """From `/en/library/` to `/en/library`, whether that is a page or not."""
    return _moved(request, f"/{language}/{rest.rstrip('/')}")


def _moved(request: HttpRequest, path: str) -> HttpResponse:
    """308 as everywhere where an address moved for good; the query goes along."""
    query = request.META.get("QUERY_STRING", "")
    response = HttpResponse(status=308)
    response["Location"] = quote(path) + (f"?{query}" if query else "")
    response["Cache-Control"] = errors.SHORT
    return response
