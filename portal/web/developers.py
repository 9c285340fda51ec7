"""The page for developers: what the API answers, shown by a record of the library and by an error it really gives."""

import json

from django.conf import settings
from django.http import HttpResponse
from django.utils.text import capfirst

from portal.catalogue.catalogue import Catalogue
from portal.catalogue.parameters import DEFAULT_LIMIT, MOST, RELEVANCE
from portal.publishing.numbers import Number, portal_number
from portal.publishing.publication import Kind
from portal.web import problems
from portal.web.highlighting import as_json, highlighted
from portal.web.views import PublicView

SECTION = "developers"
API = "/api/v1"
EXAMPLE = "case-study"
# Of a record that has some fifty: enough to see what it is, where it is, and which language that is.
SHOWN = (
    "id",
    "type",
    "url",
    "html_url",
    "title",
    "countries",
    "evidence_grade",
    "updated_at",
    "seq",
    "language",
)
MISTAKE = "invalid-parameter"


class Developers(PublicView):
    """What a program can read, and how."""

    def get(self, request) -> HttpResponse:
        """One call, its answer, all endpoints, and the rules that hold for all of them."""

        def context(number: Number) -> dict:
            path = Kind.of(EXAMPLE).path
            return {
                "api": settings.SITE_URL + API,
                "example": example(self.language, number.value),
                "endpoints": endpoints(self.language, number.value),
                "mistake": highlighted(
                    f'curl "{settings.SITE_URL}{API}/{path}?{problems.MISTAKES[MISTAKE]}"'
                ),
                "problem": as_json(problems.example(MISTAKE)),
                "most": MOST,
                "usual": DEFAULT_LIMIT,
                "path": path,
            }

        return self.page(request, f"/{self.language}/{SECTION}", portal_number, ["developers.html"], context)


def example(language: str, seq: int) -> dict | None:
    """A call and a part of its answer, of a record that exists in the language if one does; None if there is none."""
    question = Catalogue(EXAMPLE, language, seq=seq)
    cards = question.where(language=[language]).page(limit=1).items or question.page(limit=1).items
    if not cards:
        return None
    found = Catalogue.get(cards[0].public_id, language)
    whole = json.loads(found.as_json())
    shown = {name: whole[name] for name in SHOWN if name in whole}
    address = f"{settings.SITE_URL}{API}/{Kind.of(EXAMPLE).path}/{found.public_id}?lang={language}"
    return {
        "call": highlighted(f'curl "{address}"'),
        "answer": as_json(shown),
        "served": found.served,
        "shown": len(shown),
        "all": len(whole),
    }


def endpoints(language: str, seq: int) -> list[dict]:
    """Every list with what it holds, how many of it there are, and by what it is filtered and sorted."""
    kinds = sorted(Kind.registry.values(), key=lambda kind: kind.place)
    return [
        {
            "path": f"{API}/{kind.path}",
            "label": capfirst(kind.counted(2)),
            "count": Catalogue(kind.kind, language, seq=seq).count(),
            "filters": [*kind.facets, "language"],
            "orders": [*kind.sorts, RELEVANCE],
        }
        for kind in kinds
    ]
