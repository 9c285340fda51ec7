"""The way in: what there is, one case that shows what it is about, what came last, and where it was shared."""

from collections import Counter
from operator import itemgetter

from portal.catalogue.catalogue import Catalogue
from portal.publishing.numbers import Number, portal_number
from portal.publishing.publication import Kind
from portal.web.holdings import ENTRIES, MEETING
from portal.web.page_pictures import home_pictures
from portal.web.views import PublicView

LATEST = 5
TRIED = 3  # subjects that are offered to be searched
CANDIDATES = 20  # among which the featured case is chosen


class Home(PublicView):
    """The home in each language."""

    def get(self, request):
        """The same for everybody until something is published."""

        def context(number: Number) -> dict:
            entries = Catalogue(ENTRIES, self.language, seq=number.value)
            meetings = Catalogue(MEETING, self.language, seq=number.value)
            featured = self.featured(entries)
            return {
                "counts": self.counts(entries, meetings),
                "featured": featured,
                "latest": self.latest(entries, featured),
                "entry_kind": Kind.of(ENTRIES),
                "entry_count": entries.count(),
                "meeting": self.meeting(meetings),
                **home_pictures(self.language, number.value),
                "tried": entries.facets("theme")["theme"].buckets[:TRIED],
            }

        return self.page(request, f"/{self.language}/", portal_number, ["home.html"], context)

    def counts(self, entries: Catalogue, meetings: Catalogue) -> dict[str, int]:
        """How much there is; what there is none of is not told."""
        return {
            "entries": entries.count(),
            "countries": len(entries.counted("country")[0]),
            "meetings": meetings.count(),
            "agencies": Catalogue("agency", self.language, seq=meetings.seq).count(),
        }

    def featured(self, entries: Catalogue) -> dict | None:
        """The best founded of the cases that have figures; one that speaks the reader's language if there is such."""
        best = [item.record for item in entries.sort("-evidence").page(limit=CANDIDATES).items]
        told = [record for record in best if record["key_metrics"]]
        own = [record for record in told if record["language"]["served"] == self.language]
        return next(iter([*own, *told]), None)

    def latest(self, entries: Catalogue, featured: dict | None) -> list[dict]:
        """What came last; of each country one before any comes twice."""
        last = [item.record for item in entries.sort("-published_at").page(limit=CANDIDATES * 2).items]
        seen = Counter([_place(featured)] if featured else [])
        turns = []
        for record in last:
            if featured is None or record["id"] != featured["id"]:
                turns.append((seen[_place(record)], record))
                seen[_place(record)] += 1
        return [record for _turn, record in sorted(turns, key=itemgetter(0))[:LATEST]]

    def meeting(self, meetings: Catalogue) -> dict | None:
        """The last conference, whole."""
        last = next(iter(meetings.sort("-starts_on").page(limit=1).items), None)
        return Catalogue.get(last.public_id, self.language).record if last else None


def _place(record: dict) -> str:
    """Whose experience it is."""
    countries = record["countries"] or [record["country_group"] or {"id": ""}]
    return countries[0]["id"]
