"""The files that programs look for at fixed addresses."""

import datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone, translation

from portal.languages.codes import DEFAULT, SITE_LANGUAGES
from portal.publishing.publication import Publication
from portal.web.discovery import answers
from portal.web.guard import only_reads
from portal.web.library import SECTION

PLAIN = "text/plain; charset=utf-8"
SECURITY_DAYS = 180  # for which a contact is given; the standard asks for less than a year


@only_reads
def robots(request: HttpRequest) -> HttpResponse:
    """Programs may read everything but the forms in which something is written to the portal."""
    text = render_to_string("discovery/robots.txt", {"site_url": settings.SITE_URL})
    return answers.document(request, text.encode(), PLAIN)


@only_reads
def llms(request: HttpRequest) -> HttpResponse:
    """What the site is and where everything is, for programs that read text."""
    with translation.override(DEFAULT):
        kinds = [
            {"path": kind.path, "label": kind.counted(2), "has_calendar": bool(kind.calendar)}
            for kind in sorted(Publication.all(), key=lambda kind: kind.place)
        ]
        values = {
            "site_name": settings.SITE_NAME,
            "site_url": settings.SITE_URL,
            "kinds": kinds,
            "library": SECTION,
            "languages": SITE_LANGUAGES,
        }
        text = render_to_string("discovery/llms.txt", values)
    return answers.document(request, text.encode(), "text/markdown; charset=utf-8")


@only_reads
def security(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a weakness (RFC 9116); 404 where the installation names nobody."""
    contact = settings.SECURITY_CONTACT
    if not contact:
        raise Http404
    day = timezone.now().date() + datetime.timedelta(days=SECURITY_DAYS)
    lines = {
        "Contact": f"mailto:{contact}" if "@" in contact and ":" not in contact else contact,
        "Expires": f"{day.isoformat()}T00:00:00Z",
        "Preferred-Languages": DEFAULT,
        "Canonical": f"{settings.SITE_URL}/.well-known/security.txt",
    }
    text = "".join(f"{name}: {value}\n" for name, value in lines.items())
    return answers.document(request, text.encode(), PLAIN)
