"""Error pages. Those for 500 and 503 need neither database nor session, and have no menu in their footer."""

from collections.abc import Callable

from django.conf import settings
from django.db import Error
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from portal.catalogue.cursor import InvalidCursor
from portal.catalogue.parameters import BadParameters
from portal.catalogue.record import Gone, MergedInto, NotPublished
from portal.languages.codes import BY_CODE, DEFAULT, SITE_LANGUAGES
from portal.publishing.addresses import absolute, page_address
from portal.publishing.numbers import Unreadable, portal_number
from portal.web.context import page_context
from portal.web.menu import MenuItem, menu_of

OUTAGES = (500, 503)
SHORT = "public, max-age=60"  # what is not here may be here in a minute


def answering(request: HttpRequest, view: Callable[[], HttpResponse]) -> HttpResponse:
    """What the view answers, or the error page that its exception asks for, in the active language."""
    try:
        return view()
    except Gone as gone:
        return error_page(request, 410, reason=gone.reason)
    except MergedInto as merged:
        survivor = merged.survivor
        address = page_address(survivor.kind, _language(request), survivor.public_id, survivor.slug)
        response = HttpResponse(status=308)
        response["Location"] = absolute(address, "")
        response["Cache-Control"] = SHORT
        return response
    except (BadParameters, InvalidCursor) as error:
        return error_page(request, 400, faults=getattr(error, "faults", []))
    except (Http404, NotPublished):
        return error_page(request, 404)
    except (Unreadable, Error):
        response = error_page(request, 503)
        response["Retry-After"] = "30"
        return response


def error_page(request: HttpRequest, status: int, **context) -> HttpResponse:
    """The page for a status in the language of the address, else in English."""
    language = _language(request)
    with translation.override(language):
        menu = () if status in OUTAGES else _menu(language)
        values = page_context(f"/{language}/", language, menu) | {"status": status} | context
        response = HttpResponse(render_to_string(f"errors/{status}.html", values), status=status)
    response["Content-Language"] = language
    response["Cache-Control"] = SHORT if status in (404, 410) else "no-store"
    return response


def outage_for_proxies() -> str:
    """The page for 503 in all languages at once: a proxy that gets no answer cannot know the reader's."""
    words = []
    for site in SITE_LANGUAGES:
        with translation.override(site.code):
            # The same words as in templates/errors/503.html.
            heading = _("This page cannot be shown just now")
            text = _("Our data cannot be reached. Try again in a minute.")
        words.append({"code": site.code, "name": site.name, "heading": heading, "text": text})
    return render_to_string("errors/proxy.html", {"words": words, "site_name": settings.SITE_NAME})


def _menu(language: str) -> tuple[MenuItem, ...]:
    """The footer's menu; empty while the database cannot be read."""
    try:
        return menu_of(language, portal_number().menu)
    except (Unreadable, Error):
        return ()


def _language(request: HttpRequest) -> str:
    """That of the address, else English."""
    language = request.path.split("/")[1] if request.path.count("/") > 1 else ""
    return language if language in BY_CODE else DEFAULT
