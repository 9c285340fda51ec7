"""What answers when nothing else does: a problem below /api/ and /bulk/, a page elsewhere."""

from django.http import HttpRequest, HttpResponse

from portal.api import problems
from portal.web.errors import error_page


def _is_for_programs(request: HttpRequest) -> bool:
    return f"{request.path}/".startswith(("/api/", "/bulk/"))


def bad_request(request: HttpRequest, exception=None) -> HttpResponse:
    """400."""
    return problems.bad_request(request) if _is_for_programs(request) else error_page(request, 400, faults=[])


def forbidden(request: HttpRequest, exception=None) -> HttpResponse:
    """403: staff's addresses alone ask who somebody is."""
    return error_page(request, 403)


def not_found(request: HttpRequest, exception=None) -> HttpResponse:
    """404."""
    return problems.not_found(request) if _is_for_programs(request) else error_page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: needs neither database nor session."""
    return problems.internal(request) if _is_for_programs(request) else error_page(request, 500)
