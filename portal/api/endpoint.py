"""What all endpoints share: the reader's language, limits, conditional answers, headers, problems.

These are plain views of Django: what they answer is stored bytes, and a view of DRF would take longer to
wrap a request than the database to find them. Serializers make the bytes, when something is published.
"""

import hashlib
import re
import time
from collections.abc import Mapping
from email.utils import formatdate
from urllib.parse import unquote

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from portal.api import limits, negotiation, problems, speaking
from portal.api.cors import allow

FRESH = "public, max-age=60"
VARY = "Accept, Accept-Language, Accept-Encoding"
NOT_MODIFIED = 304
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
# Whoever only reads loses nothing by it, and gets no 412 that the description does not know.
OF_WRITERS = ("HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE")
# What nobody may write into an address, where it stands in logs: one of the portal's tokens, or a parameter for one.
TOKEN = re.compile(r"sala_[0-9A-Za-z]{16,}", re.IGNORECASE)
FOR_TOKENS = re.compile(r"access_token|api_?key|token|authorization", re.IGNORECASE)


# Nobody is known by a cookie here, so nothing can be sent in a visitor's name: whoever writes gets the problem for 405.
@method_decorator(csrf_exempt, name="dispatch")
class Endpoint(View):
    """Answers GET and HEAD, and OPTIONS for pages of other sites."""

    http_method_names = ["get", "head", "options"]
    offered: Mapping[str, str] = {negotiation.JSON: negotiation.MEDIA_TYPES[negotiation.JSON]}
    # When it is taken away, as (deprecated since, sunset) in seconds of the epoch: RFC 9745 and RFC 8594.
    deprecation: tuple[int, int] | None = None

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        """Answer in the language of `lang`, else of Accept-Language, else in English."""
        for name in OF_WRITERS:
            request.META.pop(name, None)
        self.header_language = speaking.of_header(request)
        with translation.override(speaking.of_problems(request)):
            try:
                response = self._counted(request, *args, **kwargs)
            except Exception as error:
                response = problems.answer_to(error, request)
                if response is None:
                    raise
        if self.deprecation:
            self._warn(response)
        return response

    def _counted(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        """The answer with what is left of the limits."""
        # The site's own pages ask for examples: that is nobody's reading.
        if request.method == "OPTIONS" or getattr(request, "is_from_here", False):
            return super().dispatch(request, *args, **kwargs)
        spent = limits.check(request, is_search=self.is_search(request))
        try:
            refuse_tokens(request)
            self._refuse_after_sunset()
            response = super().dispatch(request, *args, **kwargs)
        except Exception as error:
            response = problems.answer_to(error, request)
            if response is None:
                limits.count(spent)  # also what fails costs something
                raise
        spent = spent if response.status_code == NOT_MODIFIED else limits.count(spent)
        limits.tell(response, spent)
        return response

    @staticmethod
    def is_search(request: HttpRequest) -> bool:
        """Whether texts are searched: that is limited besides."""
        return bool(request.GET.get("q"))

    def options(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """What a browser asks before it lets a page of another site read."""
        return allow(HttpResponse(status=204), request)

    def http_method_not_allowed(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """405."""
        return problems.method_not_allowed(request, [name.upper() for name in self.http_method_names])

    def form_wanted(self, request: HttpRequest) -> str:
        """The name of the form in which the answer is wanted. Raises NotAcceptable."""
        return negotiation.wanted(request.headers.get("Accept", "").strip(), self.offered)

    def answer(
        self,
        etag: str,
        language: str,
        body: bytes,
        *,
        form: str = negotiation.JSON,
        links: str = "",
        licence: str = LICENCE,
        changed: float | None = None,
    ) -> HttpResponse:
        """The body; 304 instead if the client has it already. `links` are further values of the header Link."""
        media_type = self.offered[form]
        response = HttpResponse(body, content_type=_with_charset(media_type))
        response = get_conditional_response(
            self.request,
            etag=etag,
            last_modified=None if changed is None else int(changed),
            response=response,
        )
        response["Link"] = f'{links}{", " if links else ""}<{licence}>; rel="license"'
        return self._with_headers(response, etag, language, changed)

    def hashed(self, language: str, body: bytes, **more) -> HttpResponse:
        """The body under the ETag of its bytes: where no change number tells when it changes."""
        return self.answer(etag_of(body), language, body, **more)

    def unmodified(
        self, request: HttpRequest, etag: str, language: str, changed: float | None = None
    ) -> HttpResponse | None:
        """304 if the client has this already."""
        if "HTTP_IF_NONE_MATCH" not in request.META and "HTTP_IF_MODIFIED_SINCE" not in request.META:
            return None
        last_modified = None if changed is None else int(changed)
        response = get_conditional_response(request, etag=etag, last_modified=last_modified)
        return response and self._with_headers(response, etag, language, changed)

    @staticmethod
    def _with_headers(
        response: HttpResponse, etag: str, language: str, changed: float | None
    ) -> HttpResponse:
        headers = response.headers
        headers["ETag"] = etag
        headers["Cache-Control"] = FRESH
        headers["Content-Language"] = language
        headers["Vary"] = VARY
        if changed is not None:
            headers["Last-Modified"] = formatdate(int(changed), usegmt=True)
        return response

    def _refuse_after_sunset(self) -> None:
        if self.deprecation and time.time() >= self.deprecation[1]:
            raise problems.TakenAway(self.deprecation[1])

    def _warn(self, response: HttpResponseBase) -> None:
        since, sunset = self.deprecation
        response["Deprecation"] = f"@{since}"
        response["Sunset"] = formatdate(sunset, usegmt=True)
        notes = f'<{settings.SITE_URL}/en/developers#deprecations>; rel="deprecation"; type="text/html"'
        response["Link"] = ", ".join(filter(None, (response.get("Link"), notes)))


def refuse_tokens(request: HttpRequest) -> None:
    """Raises TokenInAddress."""
    named = any(FOR_TOKENS.fullmatch(name) for name in request.GET)
    if named or TOKEN.search(unquote(request.META.get("QUERY_STRING", ""))):
        raise problems.TokenInAddress


def etag_of(body: bytes) -> str:
    """A strong ETag of these bytes."""
    return f'"{hashlib.sha256(body).hexdigest()[:16]}"'


def _with_charset(media_type: str) -> str:
    """JSON is always UTF-8 and has no such parameter; CSV says it."""
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
