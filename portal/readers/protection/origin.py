"""Whether a form was sent from the site's own pages."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest


def is_own(request: HttpRequest) -> bool:
    """Whether nothing says that another site sent it.

    Browsers say where a form comes from in `Sec-Fetch-Site` and `Origin`; what they say has to be this site.
    Very old browsers and programs say nothing: there is no cookie or session on which they could ride.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site != "same-origin":
        return False
    origin = request.headers.get("Origin")
    return origin is None or origin in _own_origins(request)


def _own_origins(request: HttpRequest) -> set[str]:
    """As the request came in, and as readers reach the portal: behind a proxy the two differ."""
    site = urlsplit(settings.SITE_URL)
    return {f"{request.scheme}://{request.get_host()}", f"{site.scheme}://{site.netloc}"}
