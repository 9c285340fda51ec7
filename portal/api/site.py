"""Where everything is, the site's languages, and what may be meant by what was typed so far."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from portal.api.endpoint import Endpoint
from portal.catalogue.parameters import DEFAULT_LIMIT, Parameters
from portal.catalogue.suggesting import FEW, suggest
from portal.languages.codes import SITE_LANGUAGES
from portal.publishing.addresses import with_site
from portal.publishing.publication import Kind
from portal.publishing.renditions import to_bytes

BESIDES = ("languages", "search", "suggestions", "changes", "vocabularies", "openapi.json", "docs")


class Root(Endpoint):
    """Where everything is."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Links to all lists, and to what holds everything at once."""
        self.form_wanted(request)
        parameters = Parameters(request.GET)
        language = parameters.language(self.header_language)
        parameters.done()
        base = f"{settings.SITE_URL}/api/v1"
        paths = (*(kind.path for kind in Kind.registry.values()), *BESIDES)
        links = {path.removesuffix(".json"): f"{base}/{path}" for path in sorted(paths)}
        links["bulk"] = f"{settings.SITE_URL}/bulk/datapackage.json"
        return self.hashed(language, to_bytes({"name": settings.SITE_NAME, "version": "v1", "links": links}))


class LanguageList(Endpoint):
    """The site's languages."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Code, own name, English name and script of each."""
        self.form_wanted(request)
        parameters = Parameters(request.GET)
        language = parameters.language(self.header_language)
        parameters.done()
        results = [
            {"code": x.code, "name": x.name, "english_name": x.english, "script": x.script}
            for x in SITE_LANGUAGES
        ]
        return self.hashed(language, to_bytes({"count": len(results), "next": None, "results": results}))


class Suggestions(Endpoint):
    """What may be meant by what was typed so far."""

    @staticmethod
    def is_search(request: HttpRequest) -> bool:
        """It is asked with every key that is struck, and takes little."""
        return False

    def get(self, request: HttpRequest) -> HttpResponse:
        """Names that begin with it, the best first."""
        self.form_wanted(request)
        parameters = Parameters(request.GET)
        language = parameters.language(self.header_language)
        text = parameters.text("q")
        limit = parameters.number("limit", FEW, 1, DEFAULT_LIMIT)
        parameters.done()
        results = [suggestion.as_dict() for suggestion in suggest(text, language, limit)]
        body = to_bytes({"count": len(results), "next": None, "results": results})
        return self.hashed(language, with_site(body, settings.SITE_URL))
