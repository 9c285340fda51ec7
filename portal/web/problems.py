"""The pages that the `type` of the API's problems leads to: what happened, what to do, and how such an answer looks."""

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _

from portal.catalogue.parameters import DEFAULT_LIMIT, MOST, BadParameters, Parameters
from portal.exchange.problem_types import PROBLEM_TYPES, SECTION, ProblemType, plain
from portal.publishing.numbers import Number, portal_number
from portal.web.guard import only_reads
from portal.web.highlighting import as_json, with_code
from portal.web.views import PublicView, to_readers_language

INSTANCE = "urn:uuid:2f1c6f0e-5a53-4c1e-9d0a-7b4e3c1d8b90"  # made up: each answer has one of its own
# Questions with one mistake each.
MISTAKES = {
    "unknown-parameter": "contry=TH",
    "invalid-parameter": f"limit={MOST + 1}",
    "repeated-parameter": "country=TH&country=LA",
}


class Problems(PublicView):
    """All types of problems."""

    def get(self, request) -> HttpResponse:
        """In the order of their statuses."""

        def context(_number: Number) -> dict:
            return {"problem_types": PROBLEM_TYPES.values(), "neutral": f"/{SECTION}"}

        address = f"/{self.language}/{SECTION}"
        return self.page(request, address, portal_number, ["problems/index.html"], context)


class Problem(PublicView):
    """One type of problem."""

    def get(self, request, slug: str) -> HttpResponse:
        """Its cause, its cure and an example."""
        problem_type = problem_type_at(slug)

        def context(_number: Number) -> dict:
            return {
                "problem_type": problem_type,
                "neutral": f"/{SECTION}/{slug}",
                "cause": with_code(problem_type.cause),
                "cure": with_code(problem_type.cure),
                "description": plain(problem_type.cause),
                "example": as_json(example(slug, instance=INSTANCE)),
            }

        address = f"/{self.language}/{SECTION}/{slug}"
        return self.page(request, address, portal_number, ["problems/problem.html"], context)


@only_reads
def neutral(request: HttpRequest, slug: str = "") -> HttpResponse:
    """Leads from the address that stands in problems to the page in the reader's language."""
    if slug:
        problem_type_at(slug)
    return to_readers_language(request, f"/{SECTION}/{slug}" if slug else f"/{SECTION}")


def problem_type_at(slug: str) -> ProblemType:
    """The type with this slug. Raises Http404 if there is none."""
    if slug not in PROBLEM_TYPES:
        raise Http404(slug)
    return PROBLEM_TYPES[slug]


def example(slug: str, **members) -> dict:
    """A problem of the type with all its members, as the API answers it in the active language.

    `instance`, which is never the same, is among the `members` or left out.
    """
    told = _faulty(MISTAKES[slug]) if slug in MISTAKES else _particulars(slug)
    return PROBLEM_TYPES[slug].document(told.pop("detail"), **members, **told)


def _faulty(question: str) -> dict:
    """What a list says to a question with one mistake; it knows no other parameters than `country` and `limit`."""
    parameters = Parameters(QueryDict(question))
    parameters.one("country")
    parameters.number("limit", DEFAULT_LIMIT, 1, MOST)
    try:
        parameters.done()
    except BadParameters as error:
        [fault] = error.faults
    allowed = {"allowed": fault.allowed} if fault.allowed else {}
    named = {"parameter": fault.parameter, "code": fault.code, "detail": fault.detail, **allowed}
    return {"detail": fault.detail, "errors": [named]}


def _particulars(slug: str) -> dict:
    """What a single answer tells besides its type; of types without anything particular, the cause."""
    particulars = {
        "mixed-units": _mixed_units,
        "not-acceptable": _not_acceptable,
        "translation-missing": lambda: {
            "detail": _("There is no translation; see “available”."),
            "available": ["en", "th"],
        },
        "gone": lambda: {
            "detail": _("It was withdrawn."),
            "reason": _("It was entered twice."),
            "withdrawn_at": "2026-11-15T09:30:00Z",
        },
    }
    if slug in particulars:
        return particulars[slug]()
    details = {
        "invalid-cursor": _("Use the “next” link of the previous page, unchanged."),
        "token-in-url": _("Nothing was read. Treat that secret as known to others."),
        "bad-request": _("The request cannot be read."),
        "not-found": _("Nothing is published under this address."),
        "method-not-allowed": _("This address answers %(methods)s.") % {"methods": "GET, HEAD, OPTIONS"},
        "rate-limited": _("Please go on in %(seconds)d seconds.") % {"seconds": 42},
        "internal": _("Please try again later, or tell us the instance."),
        "maintenance": _("Please try again in half a minute."),
    }
    return {"detail": details.get(slug) or plain(PROBLEM_TYPES[slug].cause)}


def _mixed_units() -> dict:
    found = ["per_day", "per_year"]
    detail = _("Choose one of them: %(found)s.") % {"found": ", ".join(found)}
    named = {"parameter": "metric_period", "code": "mixed", "detail": detail, "allowed": found}
    return {"detail": detail, "errors": [named]}


def _not_acceptable() -> dict:
    offered = ["application/json", "text/csv", "application/jsonl"]
    return {
        "detail": _("It can be had as %(offered)s.") % {"offered": ", ".join(offered)},
        "offered": offered,
    }
