"""Citations to download."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from portal.catalogue.catalogue import Catalogue
from portal.catalogue.parameters import Parameters
from portal.exchange.citations import FORMATS
from portal.languages.codes import DEFAULT
from portal.publishing.publication import Kind
from portal.web.discovery import answers
from portal.web.guard import only_reads


@only_reads
def citation(request: HttpRequest, public_id: str, suffix: str) -> HttpResponse:
    """A record's citation in a format, as of today."""
    return answers.answering(
        request, lambda: _citation(request, public_id, suffix), lambda heir: f"/cite/{heir}.{suffix}"
    )


def _citation(request: HttpRequest, public_id: str, suffix: str) -> HttpResponse:
    parameters = Parameters(request.GET)
    language = parameters.language(DEFAULT)
    parameters.done()
    found = Catalogue.get(public_id, language)
    cited = Kind.of(found.kind)
    if not getattr(cited, "citation", None):
        raise Http404(public_id)
    written = FORMATS[suffix].write(cited.citation(found.record), timezone.now().date().isoformat())
    media_type = f"{FORMATS[suffix].media_type}; charset=utf-8"
    response = answers.document(request, written.encode(), media_type, found.served)
    response["Content-Disposition"] = f'attachment; filename="{public_id}.{suffix}"'
    return response
