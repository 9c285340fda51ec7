"""Errors as RFC 9457 problems: what is wrong, where, and what would be right."""

import json
import logging
import uuid
from datetime import UTC, datetime

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import Error
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from portal.api import limits, speaking
from portal.api.negotiation import NotAcceptable
from portal.catalogue.cursor import InvalidCursor
from portal.catalogue.parameters import BadParameters
from portal.catalogue.record import Gone, MergedInto, NotPublished
from portal.exchange.problem_types import PROBLEM_TYPES
from portal.publishing.addresses import absolute, api_address
from portal.publishing.numbers import Unreadable
from portal.publishing.renditions import to_bytes

logger = logging.getLogger(__name__)
SHORT = "public, max-age=60"  # what does not exist may exist in a minute


class TranslationMissing(Exception):
    """The record exists, but not in the only language that was asked for."""

    def __init__(self, available: list[str]):
        super().__init__(", ".join(available))
        self.available = available


class TokenInAddress(Exception):
    """A token, or a parameter for one, stands in the query: addresses are logged and passed on."""


class TakenAway(Exception):
    """The address was deprecated, and its sunset, in seconds of the epoch, is over."""

    def __init__(self, sunset: int):
        super().__init__(sunset)
        self.at = datetime.fromtimestamp(sunset, UTC)


class MixedUnits(Exception):
    """Figures that count different things cannot be added up; `found` are the differences, and some may have none of them."""

    def __init__(self, parameter: str, found: list[str], *, has_none: bool = False):
        super().__init__(parameter, found)
        self.parameter, self.found, self.has_none = parameter, found, has_none


class Misspelt(Exception):
    """The record has an id in other capitals: `right` is it."""

    def __init__(self, wrong: str, right: str):
        super().__init__(wrong, right)
        self.wrong, self.right = wrong, right


def problem(status: int, slug: str, detail: str = "", **members) -> HttpResponse:
    """A problem response in the active language."""
    body = {
        "type": f"{settings.SITE_URL}/problems/{slug}",
        "title": str(PROBLEM_TYPES[slug].title),
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


def answer_to(error: Exception, request: HttpRequest) -> HttpResponse | None:
    """The problem that an exception is (or the redirect); None for one that nobody expects."""
    answer = next((answer for kind, answer in ANSWERS.items() if isinstance(error, kind)), None)
    return answer and answer(error, request)


def method_not_allowed(request: HttpRequest, allowed: list[str]) -> HttpResponse:
    """405."""
    detail = _("This address answers %(methods)s.") % {"methods": ", ".join(allowed)}
    response = problem(405, "method-not-allowed", detail)
    response["Allow"] = ", ".join(allowed)
    return response


def _bad_parameters(error: BadParameters, request: HttpRequest) -> HttpResponse:
    faults = [
        {"parameter": fault.parameter, "code": fault.code, "detail": fault.detail}
        | ({"allowed": fault.allowed} if fault.allowed else {})
        for fault in error.faults
    ]
    return problem(400, f"{error.faults[0].code}-parameter", error.faults[0].detail, errors=faults)


def _invalid_cursor(error: InvalidCursor, request: HttpRequest) -> HttpResponse:
    return problem(400, "invalid-cursor", _("Use the “next” link of the previous page, unchanged."))


def _translation_missing(error: TranslationMissing, request: HttpRequest) -> HttpResponse:
    detail = _("There is no translation; see “available”.")
    return problem(404, "translation-missing", detail, available=error.available)


def _to_survivor(error: MergedInto, request: HttpRequest) -> HttpResponse:
    survivor = absolute(api_address(error.survivor.kind, error.survivor.public_id), settings.SITE_URL)
    return moved(request, survivor + ("/citation" if request.path.endswith("/citation") else ""))


def _to_right_spelling(error: Misspelt, request: HttpRequest) -> HttpResponse:
    return moved(request, settings.SITE_URL + request.path.replace(f"/{error.wrong}", f"/{error.right}"))


def moved(request, address: str) -> HttpResponse:
    """308: unlike 301 and 302 it keeps method and body; the query goes along."""
    response = HttpResponse(status=308)
    query = request.META.get("QUERY_STRING", "")
    response["Location"] = address + (f"?{query}" if query else "")
    response["Cache-Control"] = SHORT
    return response


def _gone(error: Gone, request: HttpRequest) -> HttpResponse:
    at = f"{error.at:%Y-%m-%dT%H:%M:%SZ}"
    return problem(410, "gone", _("It was withdrawn."), reason=error.reason, withdrawn_at=at)


def _taken_away(error: TakenAway, request: HttpRequest) -> HttpResponse:
    at = f"{error.at:%Y-%m-%dT%H:%M:%SZ}"
    detail = _("This address was taken away. The header “Link” leads to what takes its place.")
    return problem(410, "gone", detail, reason="sunset", withdrawn_at=at)


def _not_found(error: Exception, request: HttpRequest) -> HttpResponse:
    return problem(404, "not-found", _("Nothing is published under this address."))


def _not_acceptable(error: NotAcceptable, request: HttpRequest) -> HttpResponse:
    detail = _("It can be had as %(offered)s.") % {"offered": ", ".join(error.offered)}
    return problem(406, "not-acceptable", detail, offered=error.offered)


def _token_in_address(error: TokenInAddress, request: HttpRequest) -> HttpResponse:
    return problem(400, "token-in-url", _("Nothing was read. Treat that secret as known to others."))


def _mixed_units(error: MixedUnits, request: HttpRequest) -> HttpResponse:
    choices, several = {error.parameter: error.found}, [*error.found]
    if error.has_none:
        choices[f"{error.parameter}__isnull"] = ["true"]
        several.append(f"{error.parameter}__isnull=true")
    detail = _("Choose one of them: %(found)s.") % {"found": ", ".join(several)}
    faults = [
        {"parameter": name, "code": "mixed", "detail": detail, "allowed": values}
        for name, values in choices.items()
    ]
    return problem(400, "mixed-units", detail, errors=faults)


def _rate_limited(error: limits.RateLimited, request: HttpRequest) -> HttpResponse:
    detail = _("Please go on in %(seconds)d seconds.") % {"seconds": error.seconds}
    response = problem(429, "rate-limited", detail)
    response["Retry-After"] = str(error.seconds)
    limits.tell(response, error.spent)
    return response


def _unreadable(error: Exception, request: HttpRequest) -> HttpResponse:
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
    TakenAway: _taken_away,
    (NotPublished, Http404, PermissionDenied): _not_found,
    NotAcceptable: _not_acceptable,
    TokenInAddress: _token_in_address,
    MixedUnits: _mixed_units,
    limits.RateLimited: _rate_limited,
    (Unreadable, Error): _unreadable,
}


def not_found(request: HttpRequest) -> HttpResponse:
    """For addresses below /api/ that lead nowhere."""
    with translation.override(speaking.of_problems(request)):
        return problem(404, "not-found", _("Nothing is published under this address."))


@csrf_exempt
def nothing_here(request: HttpRequest) -> HttpResponse:
    """The same as a view: where nothing else answers below /api/, and so also while Django shows its own pages of errors."""
    return not_found(request)


def bad_request(request: HttpRequest) -> HttpResponse:
    """For requests that cannot be read at all."""
    with translation.override(speaking.of_problems(request)):
        return problem(400, "bad-request", _("The request cannot be read."))


def internal(request: HttpRequest) -> HttpResponse:
    """For what should not happen: an id to ask us by, which stands in the log beside the trace, and never a trace."""
    with translation.override(speaking.of_problems(request)):
        response = problem(500, "internal", _("Please try again later, or tell us the instance."))
    logger.error("The problem %s was answered at %s", json.loads(response.content)["instance"], request.path)
    return response
