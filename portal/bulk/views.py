"""Bulk files as they go out: in pieces, with ETag and ranges; errors are problems."""

from collections.abc import Iterator

from django.conf import settings
from django.core.files.base import File
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.decorators import method_decorator
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import View

from portal.api.cors import allow
from portal.api.problems import problem
from portal.bulk.cuts import Cut, Cuts
from portal.bulk.package import LICENCE, PACKAGE, SUMS
from portal.bulk.ranges import Range, Unsatisfiable, range_of
from portal.bulk.writing import GZIP, Written
from portal.languages.codes import DEFAULT
from portal.languages.fallback import look_up
from portal.publishing.numbers import Unreadable, last_taken_back, portal_number
from portal.publishing.render import LICENCES
from portal.publishing.renditions import to_bytes
from portal.web.discovery.answers import SHARED, document

PIECE = 64 * 1024  # bytes in memory at a time
# As they are: another compression would make other bytes than the hash is of.
FRESH = "public, max-age=60, no-transform"
SOON = "60"  # seconds until a new cut may be there
# Refusals of RFC 9110 of which there is no type of problem: they say no more than their status, in its words.
REFUSALS = {412: "Precondition Failed", 416: "Range Not Satisfiable"}
MEDIA_TYPES = {PACKAGE: "application/json", SUMS: "text/plain; charset=utf-8"}


class NoCut(Exception):
    """There is nothing to read: `slug` and `status` of the problem, and its detail."""

    def __init__(self, status: int, slug: str, detail: str):
        super().__init__(detail)
        self.status, self.slug = status, slug


class Pieces:
    """A range of a file, read as it is sent; the file is closed also where nobody reads it."""

    def __init__(self, opened: File, part: Range):
        self._opened, self._part = opened, part

    def __iter__(self) -> Iterator[bytes]:
        self._opened.seek(self._part.start)
        left = self._part.length
        while left and (piece := self._opened.read(min(PIECE, left))):
            left -= len(piece)
            yield piece

    def close(self) -> None:
        """Called when the answer was sent, or when the reader went away."""
        self._opened.close()


@method_decorator(csrf_exempt, name="dispatch")
class BulkView(View):
    """What all addresses below /bulk share: they only read, and speak problems in the reader's language."""

    http_method_names = ["get", "head", "options"]

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        """Answer, open to pages of other sites."""
        with translation.override(look_up(request.headers.get("Accept-Language", "")) or DEFAULT):
            try:
                response = super().dispatch(request, *args, **kwargs)
            except NoCut as none:
                response = problem(none.status, none.slug, str(none))
            except Unreadable:
                response = problem(503, "maintenance", _("Please try again in half a minute."))
        if response.status_code in REFUSALS:
            response = _refused(response)
        if response.status_code == 503:  # noqa: PLR2004 - what it means
            response["Retry-After"] = SOON
        response[SHARED] = "cross-origin"
        return response

    def options(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """What a browser asks before it lets a page of another site read."""
        return allow(HttpResponse(status=204), request)

    def http_method_not_allowed(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """405."""
        response = problem(405, "method-not-allowed", _("These files can only be read."))
        response["Allow"] = "GET, HEAD, OPTIONS"
        return response


class Listing(BulkView):
    """Which files there are, and which older cuts."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The current cut with all its files, and the archives, the newest first."""
        pointer = _current(Cuts())
        base = f"{settings.SITE_URL}/bulk"
        cut = pointer.cut
        files = [
            {"name": file.name, "url": f"{base}/{file.name}", "bytes": file.bytes, "sha256": file.sha256}
            for file in sorted(cut.files.values(), key=lambda file: file.name)
        ]
        told = {
            "seq": cut.seq,
            "created": cut.created,
            "url": f"{base}/{cut.name}/{PACKAGE}",
            "package": f"{base}/{PACKAGE}",
            "changes": f"{settings.SITE_URL}/api/v1/changes?since={cut.seq}",
            "license": {"id": LICENCE, "url": LICENCES[LICENCE]},
            "files": files,
            "archives": [{"name": name, "url": f"{base}/{name}/{PACKAGE}"} for name in pointer.archives],
        }
        return document(request, to_bytes(told), "application/json")


class CutFile(BulkView):
    """A file of the current cut, or of one that is named."""

    def get(self, request: HttpRequest, name: str, cut: str = "") -> HttpResponseBase:
        """All of it, the range asked for, or 304."""
        cuts = Cuts()
        found = _archived(cuts, cut) if cut else _current(cuts).cut
        file = found.files.get(name)
        if file is None:
            raise _nothing()
        if settings.BULK_REDIRECT:
            response = HttpResponseRedirect(cuts.storage.url(f"{found.name}/{name}"))
            response["Cache-Control"] = "no-store"  # such an address may be good for an hour
            return response
        return self._sent(request, cuts, found, file)

    def _sent(self, request: HttpRequest, cuts: Cuts, cut: Cut, file: Written) -> HttpResponseBase:
        etag, modified = f'"{file.sha256}"', int(cut.created_at.timestamp())
        response = get_conditional_response(request, etag=etag, last_modified=modified)
        if response is None:
            try:
                asked = range_of(request, file.bytes, etag, modified)
            except Unsatisfiable:
                response = HttpResponse(status=416, headers={"Content-Range": f"bytes */{file.bytes}"})
            else:
                response = _content(request, cuts, cut, file, asked)
        response["Accept-Ranges"] = "bytes"
        if response.status_code in REFUSALS:  # it is not the file, and says nothing of it
            return response
        response["Content-Type"] = MEDIA_TYPES.get(file.name, GZIP)
        response["ETag"], response["Last-Modified"] = etag, http_date(modified)
        response["Cache-Control"] = FRESH
        response["Content-Location"] = (
            f"/bulk/{cut.name}/{file.name}"  # the same file, also after the next cut
        )
        response["Link"] = (
            f'</bulk/{cut.name}/{PACKAGE}>; rel="describedby", <{LICENCES[LICENCE]}>; rel="license"'
        )
        return response


class Nothing(BulkView):
    """What leads nowhere below /bulk."""

    def get(self, request: HttpRequest, rest: str = "") -> HttpResponse:
        """404; the list without its slash is meant by the one with it."""
        if rest:
            raise _nothing()
        response = HttpResponse(status=308, headers={"Location": "/bulk"})
        response["Cache-Control"] = "public, max-age=60"
        return response


def _refused(empty: HttpResponse) -> HttpResponse:
    """The problem in place of an answer without a body: `about:blank` (RFC 9457, section 4.2.1), in English."""
    status = empty.status_code
    with translation.override(DEFAULT):
        response = problem(status, "bad-request", type="about:blank", title=REFUSALS[status])
    for name in ("Accept-Ranges", "Content-Range"):
        if empty.has_header(name):
            response[name] = empty[name]
    return response


def _content(
    request: HttpRequest, cuts: Cuts, cut: Cut, file: Written, asked: Range | None
) -> HttpResponseBase:
    part = asked or Range(0, file.bytes)
    if request.method == "HEAD":
        response = HttpResponse()
    else:
        try:
            opened = cuts.storage.open(f"{cut.name}/{file.name}")
        except FileNotFoundError:  # it was replaced or taken back within this moment
            raise _nothing() from None
        response = StreamingHttpResponse(Pieces(opened, part), status=206 if asked else 200)
    response["Content-Length"] = str(part.length)
    response["Content-Disposition"] = f'attachment; filename="{file.name}"'
    if asked:
        response["Content-Range"] = f"bytes {part.start}-{part.end - 1}/{file.bytes}"
    return response


def _current(cuts: Cuts):
    """What is read at the moment. Raises NoCut, also while what was taken back is still in it."""
    pointer = cuts.pointer()
    if pointer is None:
        raise NoCut(404, "not-found", _("No bulk files have been made yet."))
    if _is_outdated(pointer.cut):
        raise NoCut(
            503, "maintenance", _("The bulk files are being made anew. Please try again in a minute.")
        )
    return pointer


def _archived(cuts: Cuts, name: str) -> Cut:
    cut = cuts.get(name)
    if cut is None or _is_outdated(cut):
        raise _nothing()
    return cut


def _is_outdated(cut: Cut) -> bool:
    """Whether something was withdrawn, merged or redacted since: then nothing of it is shown any more."""
    portal_number()
    return cut.taken_back < last_taken_back()


def _nothing() -> NoCut:
    return NoCut(404, "not-found", _("There is no such file. See /bulk for those that there are."))
