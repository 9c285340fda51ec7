"""Calendars of what has days: one record's events, or those of a whole list."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.text import capfirst

from portal.catalogue.catalogue import Catalogue
from portal.catalogue.latest import latest
from portal.catalogue.parameters import Parameters
from portal.exchange import icalendar
from portal.exchange.linked_data import title
from portal.languages.codes import DEFAULT
from portal.publishing.numbers import Number, entry_line, portal_number
from portal.publishing.publication import Publication
from portal.publishing.tables import Status
from portal.web.discovery import answers
from portal.web.guard import only_reads
from portal.web.views import publication_at

MOST = 500  # records in a calendar: those published last


@only_reads
def of_list(request: HttpRequest, path: str) -> HttpResponse:
    """The calendar of a list, filtered like it. What is not understood is refused."""
    return answers.answering(request, lambda: _of_list(request, path))


@only_reads
def of_record(request: HttpRequest, path: str, public_id: str) -> HttpResponse:
    """A record's calendar."""
    return answers.answering(
        request, lambda: _of_record(request, path, public_id), lambda heir: f"/{path}/{heir}.ics"
    )


def _of_list(request: HttpRequest, path: str) -> HttpResponse:
    publication = with_calendar(path)
    parameters = Parameters(request.GET)
    language = parameters.language(DEFAULT)
    filters = parameters.filters(publication)
    parameters.done()

    def make(number: Number) -> tuple[str, str]:
        question = Catalogue(publication.kind, language, filters, seq=number.value)
        records = [item.record for item in latest(question, limit=MOST).items]
        with translation.override(language):
            return _calendar(publication, capfirst(publication.counted(2)), language, records), language

    asked = {name: request.GET[name] for name in sorted(request.GET)} | {"lang": language}
    address = f"/{path}.ics?{urlencode(asked)}"
    return answers.stored(request, address, portal_number, icalendar.MEDIA_TYPE, make)


def _of_record(request: HttpRequest, path: str, public_id: str) -> HttpResponse:
    publication = with_calendar(path)
    parameters = Parameters(request.GET)
    language = parameters.language(DEFAULT)
    parameters.done()

    def make(_number: Number) -> tuple[str, str]:
        found = Catalogue.get(public_id, language, kind=publication.kind)
        return _calendar(publication, title(found.record), found.served, [found.record]), found.served

    def read_number() -> Number:
        line, number = entry_line(public_id)
        if line is None or line[:2] != (publication.kind, Status.LIVE):
            Catalogue.get(public_id, language, kind=publication.kind)  # raises why
        return number

    address = f"/{path}/{public_id}.ics?lang={language}"
    return answers.stored(request, address, read_number, icalendar.MEDIA_TYPE, make)


def with_calendar(path: str) -> Publication:
    """The Publication at a path, if its records have days; else Http404."""
    publication = publication_at(path)
    if not publication.has_calendar:
        raise Http404(path)
    return publication


def _calendar(publication: Publication, name: str, language: str, records: list[dict]) -> str:
    events = [(record, event) for record in records for event in publication.calendar(record)]
    return icalendar.calendar(name, language, events)
