"""Reading without a connection: the service worker, the page it falls back to, and what makes the site installable."""

import json

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.languages.codes import BY_CODE, CODES
from portal.publishing.numbers import portal_number
from portal.web.guard import only_reads
from portal.web.pages import conditional
from portal.web.views import PublicView

SECTION = "offline"
ASSETS = ("site.css", "site.js", "favicon.svg", "offline.js")  # what every page needs, and the page below
MOST_PAGES, MOST_ASSETS = 60, 40  # that one browser keeps
PATIENCE = 4_000  # milliseconds before the kept copy is shown instead of waiting on
THEME, PAPER = "#19234f", "#ffffff"  # of the masthead and of the page, as in site.css


@only_reads
def service_worker(request: HttpRequest) -> HttpResponse:
    """The program that keeps visited pages. Browsers ask for it often: it is never taken from a cache unasked."""
    values = {
        "build": settings.BUILD,
        "codes": json.dumps(CODES),
        "assets": json.dumps([static(name) for name in ASSETS]),
        "most_pages": MOST_PAGES,
        "most_assets": MOST_ASSETS,
        "patience": PATIENCE,
    }
    return _answer(request, render_to_string("sw.js", values), "text/javascript")


@only_reads
def manifest(request: HttpRequest, language: str) -> HttpResponse:
    """What a browser needs to put the site in a language among a device's applications."""
    if language not in BY_CODE:
        raise Http404(language)
    with override(language):
        values = {
            "name": settings.SITE_NAME,
            "short_name": settings.SITE_NAME,
            "description": _("Digital government across ASEAN +9"),
            "lang": language,
            "id": f"/{language}/",
            "start_url": f"/{language}/",
            "scope": "/",
            "display": "minimal-ui",
            "theme_color": THEME,
            "background_color": PAPER,
            "icons": [
                {"src": static("favicon.svg"), "type": "image/svg+xml", "sizes": "any"},
                {"src": static("icon-512.png"), "type": "image/png", "sizes": "512x512"},
            ],
        }
    response = _answer(request, json.dumps(values, ensure_ascii=False), "application/manifest+json")
    response["Content-Language"] = language
    return response


def _answer(request: HttpRequest, text: str, media_type: str) -> HttpResponse:
    response = conditional(request, text.encode())
    response["Content-Type"] = media_type
    response["Cache-Control"] = "no-cache"
    return response


class OfflinePage(PublicView):
    """What a reader without a connection sees instead of a page that was never visited."""

    def get(self, request) -> HttpResponse:
        """Says how to go on; what is kept is listed by the script, which alone can know it."""
        address = f"/{self.language}/{SECTION}"
        return self.page(request, address, portal_number, ["offline.html"], lambda _number: {})
