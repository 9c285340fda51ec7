"""One record, from its stored bytes."""

import re
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.api import negotiation
from portal.api.endpoint import LICENCE as PORTAL_LICENCE
from portal.api.endpoint import Endpoint, etag_of
from portal.api.expanding import expand, expansions_of
from portal.api.problems import Misspelt, TranslationMissing
from portal.api.selecting import chosen_of_record, fields_of
from portal.api.translations import with_translations
from portal.catalogue.catalogue import Catalogue
from portal.catalogue.parameters import BadParameters, Fault, Parameters
from portal.catalogue.record import Found, NotPublished
from portal.exchange.citations import FORMATS
from portal.openapi.shapes import Tree, record_tree, relations
from portal.publishing.numbers import entry_line
from portal.publishing.publication import Kind, Publication
from portal.publishing.renditions import from_bytes, to_bytes

REMEMBERED = 1_000  # queries
LICENCE = re.compile(rb'"license":\{"id":"[^"]*","url":"([^"]*)"\}')
SUFFIXES = {"bibtex": "bib", "ris": "ris", "csl-json": "json"}  # as FORMATS call them
CITATIONS = {name: FORMATS[suffix].media_type for name, suffix in SUFFIXES.items()}


@dataclass(frozen=True)
class RecordAsked:
    """How a record is to be answered."""

    language: str
    fallback: str
    has_translations: bool
    fields: Tree | None
    expand: Tree

    @property
    def is_as_stored(self) -> bool:
        """Whether the stored bytes are the answer."""
        return self.fields is None and not self.expand and not self.has_translations

    def check_for_citation(self) -> None:
        """Whether all that is asked for has a place in a citation. Raises BadParameters."""
        asked = {
            "fields": self.fields is not None,
            "expand": bool(self.expand),
            "translations": self.has_translations,
        }
        told = _("This form has no place for it: ask for JSON.")
        if faults := [Fault(name, "invalid", told) for name, is_asked in asked.items() if is_asked]:
            raise BadParameters(faults)


@lru_cache(REMEMBERED)
def record_asked(kind_name: str, query: str, header_language: str) -> RecordAsked:
    """Read a record's query. Raises BadParameters."""
    parameters = Parameters(QueryDict(query))
    language = parameters.language(header_language)
    fallback = parameters.one("fallback", ("none",))
    everything = parameters.one("translations", ("all",))
    fields = fields_of(parameters, record_tree(kind_name))
    expansions = expansions_of(parameters, relations(kind_name))
    parameters.done()
    return RecordAsked(language, fallback, bool(everything), fields, expansions)


class RecordDetail(Endpoint):
    """One record. Where it can be cited, also as a citation, for those who ask for such a media type."""

    def get(self, request: HttpRequest, kind: Kind, public_id: str) -> HttpResponse:
        """The record in the language asked for, or the next best one, and says so."""
        self.offered = {**Endpoint.offered, **(CITATIONS if getattr(kind, "is_citable", False) else {})}
        form = self.form_wanted(request)
        asked = record_asked(kind.kind, request.META.get("QUERY_STRING", ""), self.header_language)
        if form != negotiation.JSON:
            asked.check_for_citation()
            found = self._served(kind, public_id, asked)
            return cited(self, found, form)
        if asked.is_as_stored and not asked.fallback and _is_conditional(request):
            # The stored ETag may be all that is needed: the body is not read for a 304.
            known = found_of(kind, public_id, asked.language, body=False)
            if unmodified := self.unmodified(request, f'"{known.etag}"', known.served, known.changed):
                return unmodified
        found = self._served(kind, public_id, asked)
        more = {"links": _links(kind, found), "licence": _licence(found)}
        if asked.is_as_stored:
            return self.answer(
                f'"{found.etag}"', found.served, found.as_json(), changed=found.changed, **more
            )
        record = from_bytes(with_translations(found) if asked.has_translations else found.as_json())
        expand([record], asked.expand, asked.language)
        body = to_bytes(record if asked.fields is None else chosen_of_record(record, asked.fields))
        # The part before the dash is the version: a writer may send it back, whatever was chosen.
        version = found.etag.partition("-")[0]
        etag = f'"{version}-{etag_of(body)[1:13]}"'
        return self.answer(etag, found.served, body, **more)

    @staticmethod
    def _served(kind: Kind, public_id: str, asked: RecordAsked) -> Found:
        """The record in the language asked for, or the next best one if that will do. Raises TranslationMissing."""
        found = found_of(kind, public_id, asked.language)
        if asked.fallback and found.served != asked.language:
            raise TranslationMissing(found.record["language"]["available"])
        return found


class RecordCitation(Endpoint):
    """How a record is cited, in the formats of programs that keep references."""

    def get(self, request: HttpRequest, kind: Kind, public_id: str) -> HttpResponse:
        """In the language asked for, or the next best; as of today."""
        if not getattr(kind, "is_citable", False):
            raise NotPublished(public_id)
        parameters = Parameters(request.GET)
        language = parameters.language(self.header_language)
        form = parameters.one("format", default=None)
        parameters.done()
        self.offered = CITATIONS
        return cited(
            self,
            found_of(kind, public_id, language),
            negotiation.named(form, CITATIONS) or self.form_wanted(request),
        )


def cited(endpoint: Endpoint, found: Found, form: str) -> HttpResponse:
    """A citation as an answer. The day on which it is asked for is in it, and in its ETag."""
    citation = Kind.of(found.kind).citation(found.record)
    written = FORMATS[SUFFIXES[form]].write(citation, timezone.now().date().isoformat())
    more = {"links": _links(Kind.of(found.kind), found), "licence": _licence(found)}
    return endpoint.hashed(found.served, written.encode(), form=form, **more)


def found_of(kind: Kind, public_id: str, language: str, *, body: bool = True) -> Found:
    """The published record. Raises NotPublished, Gone, MergedInto, Misspelt."""
    try:
        return Catalogue.get(public_id, language, kind=kind.kind, body=body)
    except NotPublished:
        if other := _in_other_case(kind, public_id):
            raise Misspelt(public_id, other) from None
        raise


def _is_conditional(request: HttpRequest) -> bool:
    return "HTTP_IF_NONE_MATCH" in request.META or "HTTP_IF_MODIFIED_SINCE" in request.META


def _in_other_case(kind: Kind, public_id: str) -> str | None:
    """The id that differs only in capitals, if a record of this kind ever had it: it may be withdrawn since."""
    spellings = {public_id.upper(), public_id.lower()} - {public_id}
    lines = ((spelling, entry_line(spelling)[0]) for spelling in sorted(spellings))
    return next((spelling for spelling, line in lines if line and line[0] == kind.kind), None)


def _links(kind: Kind, found: Found) -> str:
    """The permanent address, which is for people too and by which it is cited, and its citation for programs."""
    if not isinstance(kind, Publication):
        return ""
    site, path = settings.SITE_URL, f"{kind.path}/{found.public_id}"
    links = [f'<{site}/{path}>; rel="canonical"; type="text/html"']
    if kind.is_citable:
        links.append(f'<{site}/{path}>; rel="cite-as"')
        address = f"{site}/api/v1/{path}/citation?format=bibtex"
        links.append(f'<{address}>; rel="describedby"; type="{CITATIONS["bibtex"]}"')
    return ", ".join(links)


def _licence(found: Found) -> str:
    """The address of the record's own licence: sources may forbid more than the portal does."""
    named = LICENCE.search(found.stored)
    return named[1].decode() if named else PORTAL_LICENCE
