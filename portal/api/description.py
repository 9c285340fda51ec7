"""The description of the API, for programs that write programs."""

from django.http import HttpRequest, HttpResponse

from portal.api.endpoint import Endpoint
from portal.catalogue.parameters import Parameters
from portal.languages.codes import DEFAULT
from portal.openapi import document
from portal.publishing.renditions import to_bytes


class Description(Endpoint):
    """OpenAPI 3.1, in English."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """All of it."""
        self.form_wanted(request)
        Parameters(request.GET).done()
        return self.hashed(DEFAULT, to_bytes(document()))
