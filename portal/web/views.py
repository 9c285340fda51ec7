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
from portal.languages.codes import BY_CODE, DEFAULT
from portal.languages.fallback import look_up
from portal.publishing import files
from portal.publishing.addresses import absolute, page_address
from portal.publishing.numbers import Number, Unreadable, entry_line, portal_number
from portal.publishing.publication import Kind, Publication
from portal.publishing.tables import Status, StoredFile
from portal.web import errors
from portal.web.context import page_context
from portal.web.menu import menu_of
from portal.web.pages import serve, serve_last_good
from portal.web.panels import panels_of

PAGE_SIZE = 20
ON_HOME = 6


def publication_at(path: str) -> Publication:
    """The Publication whose pages live at `path`; Http404 if there is none."""
    for publication in Publication.all():
        if publication.path == path:
            return publication
    raise Http404(path)


def root(request) -> HttpResponse:
    """The site's own address leads to its English home."""
    return HttpResponseRedirect(f"/{DEFAULT}/")


def health(request) -> HttpResponse:
    """Whether the process answers: touches nothing."""
    return HttpResponse("ok\n", content_type="text/plain")


class PublicView(View):
    """A page in the language of its address."""

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

    def page(self, request, address: str, read_number, templates: list[str], context) -> HttpResponse:
        """The stored page, or one made from the first template that exists with what `context` returns."""

        def render(number: Number) -> tuple[str, str]:
            menu = menu_of(self.language, number.menu)
            values = page_context(address, self.language, menu) | context()
            return select_template(templates).render(values), self.language

        return serve(request, address, read_number, render)


class Home(PublicView):
    """The way in: what was last published of each kind."""

    def get(self, request):
        """Some conferences and case studies, and how many there are of everything."""

        def context() -> dict:
            seq = portal_number().value
            questions = {
                kind.kind: Catalogue(kind.kind, self.language, seq=seq) for kind in Publication.all()
            }
            return {
                "counts": {kind: question.count() for kind, question in questions.items()},
                "shelves": [
                    {
                        "publication": Kind.of(kind),
                        "records": [item.record for item in questions[kind].page(limit=ON_HOME).items],
                    }
                    for kind in ("conference", "case-study")
                    if kind in questions
                ],
            }

        return self.page(request, f"/{self.language}/", portal_number, ["home.html"], context)


class RecordList(PublicView):
    """All records of a kind, a page of them at a time."""

    def get(self, request, path: str):
        """Filtered by the kind's facets; unknown parameters are dropped, impossible values refused."""
        publication = publication_at(path)
        parameters = Parameters(request.GET)
        filters = parameters.filters(publication)
        order = parameters.one("sort", [sign + name for name in publication.sorts for sign in ("", "-")])
        cursor = parameters.cursor()
        parameters.done(strict=False)
        asked = {name: value for name, value in sorted(request.GET.items()) if name in parameters.known}
        query = urlencode(asked)
        address = f"/{self.language}/{path}" + (f"?{query}" if query else "")

        def context() -> dict:
            question = Catalogue(publication.kind, self.language, filters, order, portal_number().value)
            page = question.page(cursor, PAGE_SIZE)
            following = page.next_cursor and urlencode({**asked, "cursor": page.next_cursor})
            return {
                "publication": publication,
                "heading": publication.model._meta.verbose_name_plural,
                "records": [item.record for item in page.items],
                "count": question.count(),
                "next": following and f"/{self.language}/{path}?{following}",
                "first": f"/{self.language}/{path}" if cursor else None,
                "is_filtered": bool(filters),
            }

        return self.page(
            request, address, portal_number, [f"lists/{publication.kind}.html", "lists/record.html"], context
        )


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

        def context() -> dict:
            found = Catalogue.get(public_id, self.language)
            return record_context(found.record, publication, self.language)

        templates = [f"records/{publication.kind}.html", "records/record.html"]
        return self.page(request, address, lambda: number, templates, context)

    def _address(self, kind: str, public_id: str, slug: str = "") -> str:
        return absolute(page_address(kind, self.language, public_id, slug), "")

    def _right_address(self, kind: str, public_id: str, slug: str = "") -> HttpResponse:
        """A redirect for good that nobody keeps for good: the slug may become this one again."""
        response = HttpResponsePermanentRedirect(self._address(kind, public_id, slug))
        response["Cache-Control"] = errors.SHORT
        return response


def record_context(record: dict, publication: Publication, language: str) -> dict:
    """What a record's template gets: it makes no query of its own."""
    return {
        "record": record,
        "publication": publication,
        "served": record["language"]["served"],
        "panels": panels_of(record, language),
    }


def neutral(request, path: str, public_id: str) -> HttpResponse:
    """A record's permanent address without a language: leads to the reader's."""
    return errors.answering(request, lambda: _to_readers_language(request, path, public_id))


def _to_readers_language(request, path: str, public_id: str) -> HttpResponse:
    publication_at(path)
    if entry_line(public_id)[0] is None:
        raise Http404(public_id)
    language = look_up(request.headers.get("Accept-Language", "")) or DEFAULT
    response = HttpResponseRedirect(f"/{language}/{path}/{public_id}")
    response["Vary"] = "Accept-Language"
    return response


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
