"""The public pages of every Publication: one list, one record page, in every site language."""

from urllib.parse import urlencode

from csp.constants import NONE
from csp.decorators import csp_replace
from django.http import (
    FileResponse,
    Http404,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.template.loader import select_template
from django.utils import translation
from django.views.generic import View

from portal.catalogue.catalogue import Catalogue
from portal.catalogue.parameters import Parameters
from portal.catalogue.related import related_to
from portal.catalogue.results import results_of
from portal.languages.codes import BY_CODE, DEFAULT
from portal.languages.fallback import look_up
from portal.publishing import files
from portal.publishing.addresses import absolute, page_address
from portal.publishing.numbers import Number, Unreadable, entry_line, portal_number
from portal.publishing.publication import Publication
from portal.publishing.tables import Status, StoredFile
from portal.web import errors
from portal.web.context import page_context
from portal.web.guard import only_reads
from portal.web.menu import menu_of
from portal.web.page_pictures import PICTURED
from portal.web.pages import serve, serve_last_good
from portal.web.panels import panels_of
from portal.web.results import shown

PAGE_SIZE = 20


def publication_at(path: str) -> Publication:
    """The Publication whose pages live at `path`; Http404 if there is none."""
    for publication in Publication.all():
        if publication.path == path:
            return publication
    raise Http404(path)


@only_reads
def root(request) -> HttpResponse:
    """The site's own address leads to its English home."""
    return HttpResponseRedirect(f"/{DEFAULT}/")


@only_reads
def health(request) -> HttpResponse:
    """Whether the process answers: touches nothing."""
    return HttpResponse("ok\n", content_type="text/plain")


class PublicView(View):
    """A page in the language of its address."""

    only_reads = True
    http_method_names = ["get", "head"]

    def dispatch(self, request, *args, language: str, **kwargs):
        """Speak that language while the page is made."""
        if language not in BY_CODE:
            raise Http404(language)
        self.language = language
        with translation.override(language):
            return errors.answering(
                request, lambda: super(PublicView, self).dispatch(request, *args, **kwargs)
            )

    def page(
        self, request, address: str, read_number, templates: list[str], context, *, is_kept: bool = True
    ) -> HttpResponse:
        """The stored page, or one made from the first template that exists with what `context` returns.

        `context` gets the number under which the page is stored: its data is read after it.
        """

        def render(number: Number) -> tuple[str, str, bool]:
            menu = menu_of(self.language, number.menu)
            values = page_context(address, self.language, menu) | context(number)
            return select_template(templates).render(values), self.language, values.get("count") != 0

        return serve(request, address, read_number, render, is_kept=is_kept)


class RecordList(PublicView):
    """All records of a kind, a page of them at a time."""

    def get(self, request, path: str):
        """Filtered by the kind's facets; unknown parameters are dropped, impossible values refused."""
        publication = publication_at(path)
        parameters = Parameters(request.GET)
        filters = parameters.filters(publication)
        text = parameters.text("q")
        order = parameters.order(publication, text)
        cursor = parameters.cursor()
        parameters.done(strict=False)
        given = {name: value for name, value in request.GET.items() if name in parameters.known} | {"q": text}
        asked = {name: given[name] for name in sorted(given) if name != "q" or text}
        query = urlencode(asked)
        address = f"/{self.language}/{path}" + (f"?{query}" if query else "")

        def context(number: Number) -> dict:
            seq = number.value
            question = Catalogue(publication.kind, self.language, filters, order, seq, text)
            page = results_of(question, cursor, PAGE_SIZE)
            following = page.next_cursor and urlencode({**asked, "cursor": page.next_cursor})
            return {
                "publication": publication,
                "heading": publication.model._meta.verbose_name_plural,
                "records": [result.record for result in page.results],
                "results": [shown(result) for result in page.results] if text else [],
                "q": text,
                "asked": question.asked,
                "count": question.count(),
                "next": following and f"/{self.language}/{path}?{following}",
                "first": f"/{self.language}/{path}" if cursor else None,
                "is_filtered": bool(filters or text),
            }

        templates = [f"lists/{publication.kind}.html", "lists/record.html"]
        return self.page(request, address, portal_number, templates, context, is_kept=not text)


class RecordPage(PublicView):
    """One record."""

    def get(self, request, path: str, public_id: str, slug: str = ""):
        """The record's page; a wrong slug leads to the right one, a merged record to its survivor."""
        publication = publication_at(path)
        try:
            line, number = entry_line(public_id)
        except Unreadable:
            return serve_last_good(request, self._address(publication.kind, public_id, slug))
        if line is None or line[0] != publication.kind:
            if public_id != public_id.upper() and entry_line(public_id.upper())[0]:
                return self._right_address(publication.kind, public_id.upper())
            raise Http404(public_id)
        _kind, status, _touched, right_slug = line
        if status != Status.LIVE:
            Catalogue.get(public_id, self.language)  # raises why
        if slug != right_slug:
            return self._right_address(publication.kind, public_id, right_slug)
        address = self._address(publication.kind, public_id, right_slug)

        number = number.of_everything() if publication.looks_around else number
        pictured = PICTURED.get(publication.kind)

        def context(_number: Number) -> dict:
            record = Catalogue.get(public_id, self.language).record
            pictures = pictured(record, self.language, number.portal) if pictured else {}
            others = others_beside(record, publication, self.language, number.portal)
            return record_context(record, publication) | others | pictures

        templates = [f"records/{publication.kind}.html", "records/record.html"]
        return self.page(request, address, lambda: number, templates, context)

    def _address(self, kind: str, public_id: str, slug: str = "") -> str:
        return absolute(page_address(kind, self.language, public_id, slug), "")

    def _right_address(self, kind: str, public_id: str, slug: str = "") -> HttpResponse:
        """A redirect for good that nobody keeps for good: the slug may become this one again."""
        response = HttpResponsePermanentRedirect(self._address(kind, public_id, slug))
        response["Cache-Control"] = errors.SHORT
        return response


def record_context(record: dict, publication: Publication) -> dict:
    """What a record's template gets of the record itself: without a query."""
    return {
        "record": record,
        "publication": publication,
        "served": record["language"]["served"],
        "panels": [],
        "related": [],
    }


def others_beside(record: dict, publication: Publication, language: str, seq: int | None = None) -> dict:
    """What a record's template gets of others, as of a change number."""
    related = related_to(record, publication, language, seq) if publication.related_by else []
    return {"panels": panels_of(record, language, seq), "related": related}


@only_reads
def neutral(request, path: str, public_id: str) -> HttpResponse:
    """A record's permanent address without a language: leads to the reader's."""
    return errors.answering(request, lambda: _to_readers_language(request, path, public_id))


def _to_readers_language(request, path: str, public_id: str) -> HttpResponse:
    publication_at(path)
    if entry_line(public_id)[0] is None:
        raise Http404(public_id)
    return to_readers_language(request, f"/{path}/{public_id}")


def to_readers_language(request, address: str) -> HttpResponse:
    """Leads from an address without a language to the reader's, else to the English page."""
    language = look_up(request.headers.get("Accept-Language", "")) or DEFAULT
    response = HttpResponseRedirect(f"/{language}{address}")
    response["Vary"] = "Accept-Language"
    return response


@only_reads
@csp_replace({"default-src": [NONE], "sandbox": []})
def private_file(request, sha256: str) -> HttpResponse:
    """A file that a live record shows; 404 for all others, whoever asks."""
    return errors.answering(request, lambda: _file(request, sha256))


def _file(request, sha256: str) -> HttpResponse:
    stored = StoredFile.objects.filter(sha256=sha256).first()
    if stored is None or not (files.is_public(sha256) or files.may_read(request.user, stored)):
        raise Http404(sha256)
    attached = not stored.media_type.startswith("image/")
    opened = files.open_file(sha256)
    response = FileResponse(
        opened, as_attachment=attached, filename=stored.name, content_type=stored.media_type
    )
    response["Cache-Control"] = "private, no-cache"
    return response
