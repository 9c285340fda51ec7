"""Errors as RFC 9457 problems: what is wrong, where, and what would be right."""

import uuid

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.http import Http404, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import exceptions

from portal.catalogue.catalogue import Gone, MergedInto, NotPublished
from portal.catalogue.cursor import InvalidCursor
from portal.catalogue.parameters import BadParameters
from portal.publishing.addresses import absolute, api_address
from portal.publishing.numbers import Unreadable
from portal.publishing.renditions import to_bytes

TITLES = {
    "unknown-parameter": gettext_lazy("Unknown query parameter"),
    "invalid-parameter": gettext_lazy("Invalid query parameter"),
    "repeated-parameter": gettext_lazy("Query parameter given more than once"),
    "invalid-cursor": gettext_lazy("Invalid cursor"),
    "not-found": gettext_lazy("Not found"),
    "translation-missing": gettext_lazy("Not available in this language"),
    "gone": gettext_lazy("Withdrawn"),
    "method-not-allowed": gettext_lazy("Method not allowed"),
    "not-acceptable": gettext_lazy("Not acceptable"),
    "bad-request": gettext_lazy("Bad request"),
    "maintenance": gettext_lazy("Not available at the moment"),
    "internal": gettext_lazy("Something went wrong on our side"),
}
SLUGS = {400: "bad-request", 404: "not-found", 405: "method-not-allowed", 406: "not-acceptable"}
SHORT = "public, max-age=60"  # what does not exist may exist in a minute


class TranslationMissing(Exception):
    """The record exists, but not in the only language that was asked for."""

    def __init__(self, available: list[str]):
        super().__init__(", ".join(available))
        self.available = available


class Misspelt(Exception):
    """The record has an id in other capitals: `right` is it."""

    def __init__(self, right: str):
        super().__init__(right)
        self.right = right


def problem(status: int, slug: str, detail: str = "", **members) -> HttpResponse:
    """A problem response in the active language."""
    body = {
        "type": f"{settings.SITE_URL}/problems/{slug}",
        "title": str(TITLES[slug]),
        "status": status,
        "detail": detail,
        "instance": f"urn:uuid:{uuid.uuid4()}",
        **members,
    }
    response = HttpResponse(to_bytes(body), content_type="application/problem+json", status=status)
    response["Content-Language"] = translation.get_language()
    response["Cache-Control"] = SHORT if status in (404, 410) else "no-store"
    response["Vary"] = "Accept, Accept-Language, Accept-Encoding"
    return response


def exception_handler(error: Exception, context: dict) -> HttpResponse | None:
    """DRF's hook: every error of the API becomes a problem (or the redirect that it really is)."""
    answer = next((answer for kind, answer in ANSWERS.items() if isinstance(error, kind)), None)
    return answer and answer(error, context)


def _bad_parameters(error: BadParameters, context: dict) -> HttpResponse:
    faults = [
        {"parameter": fault.parameter, "code": fault.code, "detail": fault.detail}
        | ({"allowed": fault.allowed} if fault.allowed else {})
        for fault in error.faults
    ]
    return problem(400, f"{error.faults[0].code}-parameter", error.faults[0].detail, errors=faults)


def _invalid_cursor(error: InvalidCursor, context: dict) -> HttpResponse:
    return problem(400, "invalid-cursor", _("Use the “next” link of the previous page, unchanged."))


def _translation_missing(error: TranslationMissing, context: dict) -> HttpResponse:
    detail = _("There is no translation; see “available”.")
    return problem(404, "translation-missing", detail, available=error.available)


def _to_survivor(error: MergedInto, context: dict) -> HttpResponse:
    survivor = api_address(error.survivor.kind, error.survivor.public_id)
    return _moved(context["request"], absolute(survivor, settings.SITE_URL))


def _to_right_spelling(error: Misspelt, context: dict) -> HttpResponse:
    request = context["request"]
    return _moved(request, f"{request.path.rpartition('/')[0]}/{error.right}")


def _moved(request, address: str) -> HttpResponse:
    """308: unlike 301 and 302 it keeps method and body; the query goes along."""
    response = HttpResponse(status=308)
    query = request.META.get("QUERY_STRING", "")
    response["Location"] = address + (f"?{query}" if query else "")
    response["Cache-Control"] = SHORT
    return response


def _gone(error: Gone, context: dict) -> HttpResponse:
    at = f"{error.at:%Y-%m-%dT%H:%M:%SZ}"
    return problem(410, "gone", _("It was withdrawn."), reason=error.reason, withdrawn_at=at)


def _not_found(error: Exception, context: dict) -> HttpResponse:
    return problem(404, "not-found", _("Nothing is published under this address."))


def _refused(error: exceptions.APIException, context: dict) -> HttpResponse:
    response = problem(error.status_code, SLUGS.get(error.status_code, "bad-request"), str(error.detail))
    if isinstance(error, exceptions.MethodNotAllowed):
        response["Allow"] = ", ".join(context["view"].allowed_methods)
    return response


def _unreadable(error: Exception, context: dict) -> HttpResponse:
    response = problem(503, "maintenance", _("Please try again in half a minute."))
    response["Retry-After"] = "30"
    return response


# The first that fits answers.
ANSWERS = {
    BadParameters: _bad_parameters,
    InvalidCursor: _invalid_cursor,
    TranslationMissing: _translation_missing,
    MergedInto: _to_survivor,
    Misspelt: _to_right_spelling,
    Gone: _gone,
    (NotPublished, Http404, PermissionDenied, exceptions.NotFound): _not_found,
    exceptions.APIException: _refused,
    (Unreadable, DatabaseError): _unreadable,
}


def not_found(request) -> HttpResponse:
    """For addresses below /api/ that lead nowhere."""
    return problem(404, "not-found", _("Nothing is published under this address."))


def bad_request(request) -> HttpResponse:
    """For requests that cannot be read at all."""
    return problem(400, "bad-request", _("The request cannot be read."))


def internal(request) -> HttpResponse:
    """For what should not happen: an id to ask us by, never a trace."""
    return problem(500, "internal", _("Please try again later, or tell us the instance."))
