"""The library: one search over everything public, with filters that live in the address."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, QueryDict
from django.utils.translation import gettext as _

from portal.catalogue.catalogue import Catalogue
from portal.catalogue.everything import EVERYTHING, KIND, NAME, NEWEST, TYPE
from portal.catalogue.parameters import RELEVANCE, Parameters
from portal.catalogue.results import Results, results_of
from portal.publishing.numbers import Number, portal_number
from portal.web import library_views
from portal.web.facets import chips, groups
from portal.web.results import shown
from portal.web.views import PAGE_SIZE, PublicView

SECTION = "library"
MOST_PAGES = 50
# The filters of the page, in their order. All others that lists know work in the address, too.
SHOWN = (
    TYPE,
    "country",
    "group",
    "theme",
    "technology",
    "stage",
    "evidence",
    "year",
    "conference",
    "language",
)


@dataclass(frozen=True)
class Address:
    """What is asked for, as it stands in the address: {"q": …, "country": "LA,TH", …}."""

    path: str
    asked: dict[str, str]

    def without(self, *names: str) -> dict[str, str]:
        """What else is asked for; never the page, which belongs to the whole."""
        return {name: value for name, value in self.asked.items() if name not in (*names, "page")}

    def but(self, **changed: str) -> str:
        """The address with some things asked otherwise; "" takes one away."""
        asked = self.without(*changed) | {name: value for name, value in changed.items() if value}
        return f"{self.path}?{urlencode(asked)}" if asked else self.path

    def less(self, name: str, value: str) -> str:
        """The address without one value of one filter."""
        return self.but(**{name: ",".join(other for other in self.asked[name].split(",") if other != value)})


class Library(PublicView):
    """Everything public, searched, filtered and sorted."""

    def get(self, request) -> HttpResponse:
        """Boxes that are ticked come as the same name several times; unknown parameters are dropped, as in lists."""
        parameters = Parameters(joined(request.GET))
        text = parameters.text("q")
        filters = parameters.filters(EVERYTHING)
        order = parameters.order(EVERYTHING, text) if text or request.GET.get("sort") != RELEVANCE else ""
        view = parameters.one("view", library_views.VIEWS, library_views.LIST)
        page = parameters.number("page", 1, 1, MOST_PAGES)
        parameters.done(strict=False)
        given = {name: parameters.query[name] for name in parameters.query if name in parameters.known}
        if view != library_views.LIST:
            page = 1  # they show all results at once
        given |= {
            "q": text,
            "page": str(page) if page > 1 else "",
            "view": view if view != library_views.LIST else "",
        }
        asked = {name: given[name] for name in sorted(given) if given[name]}
        here = Address(f"/{self.language}/{SECTION}", asked)

        def context(number: Number) -> dict:
            question = Catalogue("", self.language, filters, order, number.value, text)
            start = (page - 1) * PAGE_SIZE
            limit = PAGE_SIZE if view == library_views.LIST else 0
            results = results_of(question, limit=limit, start=start, facets=SHOWN)
            if page > 1 and not results.results:
                raise Http404
            return self.context(here, question, results, page) | viewed(view, here, question)

        # What somebody typed is not stored: there is no end of it, and it would push out what everybody reads.
        return self.page(
            request,
            here.but(page=asked.get("page", "")),
            portal_number,
            [f"library_{view}.html", "library.html"],
            context,
            is_kept=not text,
        )

    def context(self, here: Address, question: Catalogue, results: Results, page: int) -> dict:
        """What the page's template gets."""
        count = question.count()
        reachable = min(count, MOST_PAGES * PAGE_SIZE)
        start = (page - 1) * PAGE_SIZE
        own = question.where(language=[self.language]).count() if count else 0
        return {
            "q": question.text,
            "asked": question.asked,
            "here": here,
            "count": count,
            "results": [shown(result) for result in results.results],
            "groups": groups(question, results, SHOWN),
            "chips": list(chips(here, question, results)),
            "orders": orders(question),
            "only_here": here.but(language=self.language) if 0 < own < count else "",
            "own_count": own,
            "kept": list(here.without("sort").items()),
            "kept_by_filters": [
                pair for pair in here.without().items() if pair[0] in ("q", "sort") or pair[0] not in SHOWN
            ],
            "kept_by_search": list(here.without("q", "sort").items()),
            "all": here.but(**{name: "" for name in here.asked if name not in ("q", "sort", "view")}),
            "everything": here.path,
            "first": start + 1,
            "last": start + len(results.results),
            "previous": here.but(page=str(page - 1) if page > 2 else "") if page > 1 else "",  # noqa: PLR2004 - page 1 is the plain address
            "next": here.but(page=str(page + 1))
            if start + PAGE_SIZE < reachable and page < MOST_PAGES
            else "",
            "is_cut_off": count > reachable and start + PAGE_SIZE >= reachable,
            "is_searched": bool(here.asked),
        }


def viewed(view: str, here: Address, question: Catalogue) -> dict:
    """What the template of a view gets besides."""
    more = {library_views.MAP: library_views.as_map, library_views.CHARTS: library_views.as_charts}
    made = more[view](here, question) if view in more and question.count() else {}
    return {"view": view, "views": library_views.switch(here, view), **made}


def joined(query: QueryDict) -> QueryDict:
    """The same with the values of each filter that was given several times joined by commas."""
    one = QueryDict(mutable=True)
    for name, values in query.lists():
        several = (
            values
            if name in ("q", "sort", "page", "view")
            else [",".join(dict.fromkeys(filter(None, values)))]
        )
        if several != [""]:
            one.setlist(name, several)
    return one


def orders(question: Catalogue) -> list[dict]:
    """The orders to choose from."""
    labels = {RELEVANCE: _("Best match")} if question.text else {KIND: _("Kind")}
    labels |= {f"-{NEWEST}": _("Newest"), NAME: _("Title")}
    now = question.order_of_results
    return [{"value": value, "label": label, "is_chosen": value == now} for value, label in labels.items()]
