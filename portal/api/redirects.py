"""Addresses that are nearly right."""

from urllib.parse import quote

from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt


@csrf_exempt
def without_slash(request, rest: str) -> HttpResponse:
    """308 to the address without its trailing slash: unlike 301 and 302 it keeps method and body."""
    response = HttpResponse(status=308)
    query = request.META.get("QUERY_STRING", "")
    response["Location"] = "/api/" + quote(rest.rstrip("/")) + (f"?{query}" if query else "")
    return response
