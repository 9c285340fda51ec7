"""A picture for each record, shown by sites that link to it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from portal.catalogue.catalogue import Catalogue
from portal.catalogue.record import NotPublished
from portal.exchange.weaving import DEFAULT as FIGURE
from portal.exchange.weaving import code_of, woven
from portal.languages.codes import DEFAULT, SITE_LANGUAGES
from portal.publishing.numbers import entry_line
from portal.publishing.publication import Kind, Publication
from portal.publishing.tables import Status
from portal.web.discovery import answers
from portal.web.guard import only_reads

MEDIA_TYPE = "image/png"
SITE = "sala"  # the picture of what is no record; no id is so short


@only_reads
def picture(request: HttpRequest, public_id: str) -> HttpResponse:
    """A record's picture, or the site's."""
    if public_id == SITE:
        return answers.document(
            request, woven(site_sign(), len(SITE_LANGUAGES), len(SITE_LANGUAGES)), MEDIA_TYPE
        )
    return answers.answering(
        request, lambda: _of_record(request, public_id), lambda heir: f"/pictures/{heir}.png"
    )


def _of_record(request: HttpRequest, public_id: str) -> HttpResponse:
    line, number = entry_line(public_id)
    if line is None or line[1] != Status.LIVE or not isinstance(Kind.of(line[0]), Publication):
        Catalogue.get(public_id, DEFAULT)  # raises why
        raise NotPublished(public_id)

    def make() -> bytes:
        record = Catalogue.get(public_id, DEFAULT).record
        return woven(sign_of(record), len(record["language"]["available"]), len(SITE_LANGUAGES))

    return answers.kept(request, f"/pictures/{public_id}.png", number, MEDIA_TYPE, make)


def sign_of(record: dict) -> str:
    """The letters or the figure of a record."""
    return Kind.of(record["type"]).sign(record) or FIGURE


def site_sign() -> str:
    """The site's name in capitals, if there is room for it."""
    return code_of(settings.SITE_NAME) or FIGURE
