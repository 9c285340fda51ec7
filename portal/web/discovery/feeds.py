"""Atom feeds of each kind and of everything, filtered like the lists that they belong to."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from portal.catalogue.catalogue import Catalogue
from portal.catalogue.everything import EVERYTHING
from portal.catalogue.latest import latest
from portal.catalogue.parameters import Parameters
from portal.exchange import atom
from portal.languages.codes import DEFAULT
from portal.publishing.numbers import Number, portal_number
from portal.web.discovery import answers
from portal.web.guard import only_reads
from portal.web.library import SECTION
from portal.web.views import publication_at

CHANGES = "changes"  # the feed of everything


@only_reads
def feed(request: HttpRequest, path: str) -> HttpResponse:
    """A page of a feed. What is not understood is refused, for nobody would see that it was left out."""
    return answers.answering(request, lambda: _feed(request, path))


def _feed(request: HttpRequest, path: str) -> HttpResponse:
    kind = EVERYTHING if path == CHANGES else publication_at(path)
    parameters = Parameters(request.GET)
    language = parameters.language(DEFAULT)
    cursor = parameters.cursor()
    filters = parameters.filters(kind)
    parameters.done()
    asked = {name: request.GET[name] for name in sorted(request.GET) if name not in ("cursor", "lang")}

    def address(**more: str) -> str:
        query = urlencode({**asked, "lang": language, **more})
        return f"/feeds/{path}.atom?{query}"

    def make(number: Number) -> tuple[str, str, bool]:
        question = Catalogue(kind.kind, language, filters, seq=number.value)
        found = latest(question, cursor, atom.PAGE)
        section = kind.path if kind.kind else SECTION
        with translation.override(language):
            heading = capfirst(kind.counted(2)) if kind.kind else _("Library")
            page = atom.Feed(
                name=f"/feeds/{path}.atom" + (f"?{urlencode(asked)}" if asked else ""),
                heading=heading,
                language=language,
                address=address(**({"cursor": cursor} if cursor else {})),
                page=f"/{language}/{section}" + (f"?{urlencode(asked)}" if asked else ""),
                first=address(),
                following=found.next_cursor and address(cursor=found.next_cursor),
                records=[item.record for item in found.items],
            )
            return atom.atom(page), language, bool(found.items)

    here = address(**({"cursor": cursor} if cursor else {}))
    return answers.stored(request, here, portal_number, atom.MEDIA_TYPE, make)
