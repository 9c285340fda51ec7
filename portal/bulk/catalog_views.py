"""The catalogue, in two notations."""

from django.http import HttpRequest, HttpResponse

from portal.bulk import rdf
from portal.bulk.catalog import PREFIXES, statements
from portal.bulk.cuts import Cuts
from portal.web.discovery import answers
from portal.web.guard import only_reads


@only_reads
def json_ld(request: HttpRequest) -> HttpResponse:
    """As JSON-LD."""
    return _answer(request, rdf.json_ld, "application/ld+json")


@only_reads
def turtle(request: HttpRequest) -> HttpResponse:
    """As Turtle."""
    return _answer(request, rdf.turtle, "text/turtle; charset=utf-8")


def _answer(request: HttpRequest, notation, media_type: str) -> HttpResponse:
    pointer = Cuts().pointer()
    text = notation(statements(pointer and pointer.cut), PREFIXES)
    return answers.document(request, text.encode(), media_type)
