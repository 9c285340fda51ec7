"""What codes are called: answers hold codes, which are the same in all languages, and their labels are here."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from portal.api.endpoint import Endpoint
from portal.catalogue.everything import EVERYTHING
from portal.catalogue.parameters import Parameters
from portal.catalogue.record import NotPublished
from portal.publishing.publication import Kind
from portal.publishing.renditions import to_bytes
from portal.publishing.vocabularies import Vocabulary, registry

DAY = "public, max-age=86400"
KINDS = "type"  # the vocabulary of what records are


def vocabularies() -> dict[str, Vocabulary]:
    """All of them by name; the kinds of records besides those that were declared."""
    kinds = {name: Kind.of(name).counted(1) for name in dict.fromkeys((*EVERYTHING.kinds, *Kind.registry))}
    return dict(sorted({**registry, KINDS: Vocabulary(KINDS, _("kind of record"), kinds)}.items()))


class VocabularyEndpoint(Endpoint):
    """Labels change with releases only."""

    def told(self, request: HttpRequest, found: dict) -> HttpResponse:
        """In the language asked for, for a day."""
        self.form_wanted(request)
        parameters = Parameters(request.GET)
        language = parameters.language(self.header_language)
        parameters.done()
        response = self.hashed(language, to_bytes(found))
        response["Cache-Control"] = DAY
        return response


class VocabularyList(VocabularyEndpoint):
    """Which vocabularies there are."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Name, label and address of each."""
        base = f"{settings.SITE_URL}/api/v1/vocabularies"
        results = [
            {
                "name": each.name,
                "label": capfirst(str(each.label)),
                "open": True,
                "url": f"{base}/{each.name}",
            }
            for each in vocabularies().values()
        ]
        return self.told(request, {"count": len(results), "next": None, "results": results})


class VocabularyDetail(VocabularyEndpoint):
    """One vocabulary."""

    def get(self, request: HttpRequest, name: str) -> HttpResponse:
        """Its codes with their labels, in their own order. Raises NotPublished."""
        found = vocabularies().get(name)
        if found is None:
            raise NotPublished(name)
        codes = [{"code": code, "label": capfirst(str(label))} for code, label in found.labels.items()]
        label = capfirst(str(found.label))
        return self.told(request, {"name": name, "label": label, "open": True, "results": codes})
