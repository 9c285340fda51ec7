"""Addresses besides those of the portal: endpoints that raise, or that will be taken away."""

from types import ModuleType

from django.http import HttpRequest, HttpResponse
from django.urls import path

from portal import urls
from portal.api.endpoint import Endpoint
from portal.languages.codes import DEFAULT


class Raising(Endpoint):
    """An endpoint with a mistake."""

    error: Exception | None = None

    def get(self, request: HttpRequest) -> HttpResponse:
        """Raises what it was given."""
        raise self.error


class Deprecated(Endpoint):
    """An endpoint that is there for some time only."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Says nothing."""
        return self.hashed(DEFAULT, b"{}")


def urls_with(
    error: Exception | None = None,
    deprecation: tuple[int, int] | None = None,
    deprecated: str = "api/v1/deprecated",
) -> ModuleType:
    """A URLconf: the portal's, with `/api/v1/raising` and what is deprecated before all others."""
    own = [
        path("api/v1/raising", Raising.as_view(error=error)),
        path(deprecated, Deprecated.as_view(deprecation=deprecation)),
    ]
    found = ModuleType("urls_of_a_test")
    vars(found).update({name: getattr(urls, name) for name in vars(urls) if name.startswith("handler")})
    found.urlpatterns = [*own, *urls.urlpatterns]
    return found
