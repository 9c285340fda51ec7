"""The page about languages: which ones there are, what exists in each, and how a translation is marked."""

from django.http import HttpResponse

from portal.languages.codes import DEFAULT, SITE_LANGUAGES
from portal.languages.interface import UNREVIEWED
from portal.publishing.numbers import Number, portal_number
from portal.web.holdings import records
from portal.web.views import PublicView

SECTION = "languages"


class Languages(PublicView):
    """What the site does with its languages."""

    def get(self, request) -> HttpResponse:
        """The languages with counts, and the rules in words."""

        def context(number: Number) -> dict:
            total, lines = in_each(self.language, number.value)
            return {"total": total, "lines": lines}

        return self.page(request, f"/{self.language}/{SECTION}", portal_number, ["languages.html"], context)


def in_each(language: str, seq: int) -> tuple[int, list[dict]]:
    """How many records there are, and how many of them exist in each language. Parts and pages about the site do not count."""
    question = records(language, seq)
    counts = question.tally("language")
    lines = [
        {
            "code": site.code,
            "name": site.name,
            "count": counts.get(site.code, 0),
            "is_source": site.code == DEFAULT,
            "is_reviewed": site.code not in UNREVIEWED,
        }
        for site in SITE_LANGUAGES
    ]
    return question.count(), lines
