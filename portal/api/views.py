"""The generic endpoints: every Publication is read by the same two views."""

import hashlib
import json
from urllib.parse import urlencode

from django.conf import settings
from django.core.cache import caches
from django.http import HttpResponse
from django.utils import translation
from django.utils.cache import get_conditional_response
from rest_framework.views import APIView

from portal.api.problems import Misspelt, TranslationMissing
from portal.api.translations import texts_of_body, with_translations
from portal.catalogue.catalogue import Catalogue, FacetCounts, Found, NotPublished
from portal.catalogue.census import Filter
from portal.catalogue.parameters import DEFAULT_LIMIT, MOST, Parameters
from portal.languages.codes import DEFAULT, SITE_LANGUAGES
from portal.languages.fallback import look_up
from portal.publishing.numbers import entry_line, portal_number
from portal.publishing.publication import Kind
from portal.publishing.renditions import to_bytes

FRESH = "public, max-age=60"
MOST_FACETS = 6


class Endpoint(APIView):
    """What all endpoints share: the reader's language, conditional answers, headers."""

    http_method_names = ["get", "head", "options"]

    def dispatch(self, request, *args, **kwargs):
        """Answer in the language of `lang`, else of Accept-Language, else in English."""
        self.header_language = look_up(request.headers.get("Accept-Language", "")) or DEFAULT
        asked = request.GET.get("lang", "").lower()
        with translation.override(asked if asked in dict(settings.LANGUAGES) else self.header_language):
            return super().dispatch(request, *args, **kwargs)

    def answer(self, etag: str, language: str, body: bytes) -> HttpResponse:
        """The body as JSON; 304 instead if the client has it already."""
        response = HttpResponse(body, content_type="application/json")
        response = get_conditional_response(self.request, etag=etag, response=response)
        return self._with_headers(response, etag, language)

    def unmodified(self, request, etag: str, language: str) -> HttpResponse | None:
        """304 if the client has this already."""
        response = get_conditional_response(request, etag=etag)
        return response and self._with_headers(response, etag, language)

    @staticmethod
    def _with_headers(response: HttpResponse, etag: str, language: str) -> HttpResponse:
        response["ETag"] = etag
        response["Cache-Control"] = FRESH
        response["Content-Language"] = language
        response["Vary"] = "Accept, Accept-Language, Accept-Encoding"
        return response


class Root(Endpoint):
    """Where everything is."""

    def get(self, request):
        """Links to all lists."""
        Parameters(request.GET).done()
        base = f"{settings.SITE_URL}/api/v1"
        links = {kind.path: f"{base}/{kind.path}" for kind in Kind.registry.values()} | {
            "languages": f"{base}/languages"
        }
        body = to_bytes({"name": settings.SITE_NAME, "links": dict(sorted(links.items()))})
        return self.answer(f'"{hashlib.sha256(body).hexdigest()[:16]}"', translation.get_language(), body)


class LanguageList(Endpoint):
    """The site's languages."""

    def get(self, request):
        """Code, own name, English name and script of each."""
        Parameters(request.GET).done()
        results = [
            {"code": x.code, "name": x.name, "english_name": x.english, "script": x.script}
            for x in SITE_LANGUAGES
        ]
        body = to_bytes({"count": len(results), "next": None, "results": results})
        return self.answer(f'"{hashlib.sha256(body).hexdigest()[:16]}"', translation.get_language(), body)


class RecordDetail(Endpoint):
    """One record, from its stored bytes."""

    def get(self, request, path: str, public_id: str):
        """The record in the language asked for, or the next best one, and says so."""
        kind = _kind_at(path)
        parameters = Parameters(request.GET)
        language = parameters.language(self.header_language)
        fallback = parameters.one("fallback", ("none",))
        everything = parameters.one("translations", ("all",))
        parameters.done()
        suffix = "-all" if everything else ""
        if "HTTP_IF_NONE_MATCH" in request.META and not fallback:
            # The stored ETag may be all that is needed: the body is not read for a 304.
            known = self._found(kind, public_id, language, body=False)
            unmodified = self.unmodified(request, f'"{known.etag}{suffix}"', known.served)
            if unmodified:
                return unmodified
        found = self._found(kind, public_id, language)
        if fallback and found.served != language:
            raise TranslationMissing(found.record["language"]["available"])
        body = with_translations(found) if everything else found.as_json()
        return self.answer(f'"{found.etag}{suffix}"', found.served, body)

    def _found(self, kind: Kind, public_id: str, language: str, *, body: bool = True) -> Found:
        try:
            return Catalogue.get(public_id, language, kind=kind.kind, body=body)
        except NotPublished:
            if other := _in_other_case(kind, public_id):
                raise Misspelt(other) from None
            raise


class RecordList(Endpoint):
    """The records of a kind, as cards."""

    def get(self, request, path: str):
        """A page of the list: `count`, `next`, `results`, and `facets` if they are asked for."""
        kind = _kind_at(path)
        parameters = Parameters(request.GET)
        language = parameters.language(self.header_language)
        fallback = parameters.one("fallback", ("none",))
        everything = parameters.one("translations", ("all",))
        order = parameters.one("sort", [sign + name for name in kind.sorts for sign in ("", "-")])
        limit = parameters.number("limit", DEFAULT_LIMIT, 1, MOST)
        cursor = parameters.cursor()
        filters = parameters.filters(kind)
        facets = parameters.several("facets", (*kind.facets, "language"), MOST_FACETS)
        parameters.done()
        if fallback:
            asked = filters.get("language", Filter())
            filters["language"] = Filter(
                asked.any_of, asked.all_of | {language}, asked.none_of, asked.is_missing
            )
        seq = portal_number().value
        question = Catalogue(kind.kind, language, filters, order, seq)
        address = hashlib.sha256(
            f"{question.fingerprint}?{sorted(request.GET.items())}".encode()
        ).hexdigest()[:12]
        etag = f'W/"{seq}-{address}"'
        if unmodified := self.unmodified(request, etag, language):
            return unmodified
        stored = caches["lists"].get(f"{settings.BUILD}:{etag}")
        if stored is None:
            page = question.page(cursor, limit)
            results = texts_of_body(page.items, kind) if everything else [item.stored for item in page.items]
            counts = question.facets(*facets) if facets else None
            stored = _envelope(request, question, page.next_cursor, results, counts)
            caches["lists"].set(f"{settings.BUILD}:{etag}", stored)
        return self.answer(etag, language, stored)


def _kind_at(path: str) -> Kind:
    kind = next((kind for kind in Kind.registry.values() if kind.path == path), None)
    if kind is None:
        raise NotPublished(path)
    return kind


def _in_other_case(kind: Kind, public_id: str) -> str | None:
    """The id of a live record of this kind that differs only in capitals."""
    spellings = {public_id.upper(), public_id.lower()} - {public_id}
    lines = ((spelling, entry_line(spelling)[0]) for spelling in sorted(spellings))
    return next((spelling for spelling, line in lines if line and line[0] == kind.kind), None)


def _envelope(request, question: Catalogue, next_cursor: str | None, results: list[bytes], facets) -> bytes:
    following = None
    if next_cursor:
        query = urlencode({**request.GET.dict(), "cursor": next_cursor})
        following = f"{settings.SITE_URL}{request.path}?{query}"
    joined = b",".join(results)
    whole = b'{"count":%d,"next":%s,"results":[%s]' % (
        question.count(),
        json.dumps(following).encode(),
        joined,
    )
    if facets is not None:
        whole += b',"facets":' + to_bytes({name: _facet(counts) for name, counts in facets.items()})
    return Found("", "", 0, "", "", whole + b"}").as_json()


def _facet(counts: FacetCounts) -> dict:
    buckets = [{"key": bucket.key, "label": bucket.label, "count": bucket.count} for bucket in counts.buckets]
    return {"buckets": buckets, "other_count": counts.other_count, "missing_count": counts.missing_count}
