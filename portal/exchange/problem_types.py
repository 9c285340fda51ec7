"""What can go wrong with a request of the API (RFC 9457): the types of problems, in words for those who meet one."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.exchange.addresses import absolute
from portal.languages.codes import DEFAULT
from portal.publishing.renditions import to_bytes

SECTION = "problems"
MEDIA_TYPE = "application/problem+json"
CODE = "`"  # stands around what is typed: as in Markdown


@dataclass(frozen=True)
class ProblemType:
    """A type of problem. `cause` says what happened, `cure` what to do; in both, what is typed stands between CODE."""

    slug: str
    status: int
    title: str | Promise
    cause: str | Promise
    cure: str | Promise

    @property
    def address(self) -> str:
        """Its name, and where it is explained."""
        return absolute(f"/{SECTION}/{self.slug}")

    def document(self, detail: str, status: int = 0, **members) -> dict:
        """A problem of this type in the active language, but for the number of the single answer."""
        return {
            "type": self.address,
            "title": str(self.title),
            "status": status or self.status,
            "detail": detail,
            **members,
        }


PROBLEM_TYPES = {
    problem_type.slug: problem_type
    for problem_type in (
        ProblemType(
            "unknown-parameter",
            400,
            _("Unknown query parameter"),
            _(
                "The address has a parameter that does not exist there. It is not passed over in silence: a filter with a spelling mistake would otherwise bring back everything."
            ),
            _(
                "Look into “errors”: it names the parameter and, under “allowed”, those that exist. There are no numbers of pages: to go on in a list, open the address in “next”."
            ),
        ),
        ProblemType(
            "invalid-parameter",
            400,
            _("Invalid query parameter"),
            _(
                "The parameter exists, but cannot have this value: a number is out of bounds, a name does not exist, or a date cannot be read."
            ),
            _(
                "Look into “errors”: it names the parameter and says what is wrong; where only some values are possible, “allowed” lists them. Most lists give up to 100 entries at a time: `limit=100`."
            ),
        ),
        ProblemType(
            "repeated-parameter",
            400,
            _("Query parameter given more than once"),
            _("One parameter stands in the address several times. Which of them counts would be a guess."),
            _("Give it once, and join several values with commas: `country=TH,LA`."),
        ),
        ProblemType(
            "invalid-cursor",
            400,
            _("Invalid cursor"),
            _(
                "The cursor was shortened or changed, or it was made for another question. It belongs to the filters, the order and the language with which you got it."
            ),
            _(
                "Open the address in “next” exactly as it is. To change a filter, begin again without `cursor`."
            ),
        ),
        ProblemType(
            "mixed-units",
            400,
            _("Figures that cannot be added up"),
            _(
                "You asked for the sum of figures that have none: persons per day and persons per year, or what was reached and what was planned, cannot be added up."
            ),
            _(
                "Look into “errors”: choose one of the values under “allowed” for the parameter that it names, for example `metric_period=per_year`."
            ),
        ),
        ProblemType(
            "token-in-url",
            400,
            _("A secret in the address"),
            _(
                "The address holds what looks like a key or a token. Addresses are kept in logs and histories, so what stands in them is secret no longer."
            ),
            _(
                "Leave it out: reading needs no key. If it is a real one, have it replaced where you got it: others may have seen it."
            ),
        ),
        ProblemType(
            "bad-request",
            400,
            _("Bad request"),
            _(
                "The request cannot be read: the address or a header holds bytes that are no text in UTF-8, or it was sent to a name that is not that of this site."
            ),
            _(
                "Let the library of your program write the address: give it the parameters one by one, and it encodes what has to be encoded. Send the request to the host name that our own addresses have."
            ),
        ),
        ProblemType(
            "not-found",
            404,
            _("Not found"),
            _(
                "Nothing is published under this address. It may be misspelt, or what you look for is not published yet; which of the two, we do not say."
            ),
            _(
                "Compare the address with those at `/api/v1`, or look for the record with the search: `/api/v1/search?q=land`."
            ),
        ),
        ProblemType(
            "translation-missing",
            404,
            _("Not available in this language"),
            _(
                "The record exists, but not in the language that you asked for, and `fallback=none` says that no other one will do."
            ),
            _(
                "Ask for one of the languages in “available”, for example `lang=en`, or leave out `fallback=none`: the answer then says which language it is in."
            ),
        ),
        ProblemType(
            "method-not-allowed",
            405,
            _("Method not allowed"),
            _("The address exists, but not for this method. The API is there to be read."),
            _("Send the request with `GET`. The header `Allow` names all methods of the address."),
        ),
        ProblemType(
            "not-acceptable",
            406,
            _("Not acceptable"),
            _(
                "You asked, with the header `Accept` or the parameter `format`, for formats that we do not have here."
            ),
            _("Choose one of those under “offered”, or leave out both: then you get the usual one."),
        ),
        ProblemType(
            "gone",
            410,
            _("Withdrawn"),
            _(
                "The record was published here once and has been withdrawn. “reason” says why, “withdrawn_at” since when."
            ),
            _(
                "Delete your copy of it, and stop asking for it. The list `/api/v1/changes` tells of withdrawals, too."
            ),
        ),
        ProblemType(
            "too-large",
            413,
            _("Request too large"),
            _("The request has a body that is larger than what we take."),
            _(
                "Send no body: to read, all that you ask for stands in the address, for example `?country=TH`."
            ),
        ),
        ProblemType(
            "address-too-long",
            414,
            _("Address too long"),
            _("The address is longer than we read: some thousands of characters."),
            _(
                "Ask for less at a time: send several requests, each with some of the ids or values, for example `country=TH,LA`."
            ),
        ),
        ProblemType(
            "rate-limited",
            429,
            _("Too many requests"),
            _(
                "So many requests came from your network in a short time that further ones have to wait. The others need their answers, too."
            ),
            _(
                "Wait as many seconds as the header `Retry-After` says, then go on more slowly. You need fewer requests with longer pages, `limit=100`, and if you send the `ETag` of what you have as `If-None-Match`."
            ),
        ),
        ProblemType(
            "headers-too-large",
            431,
            _("Headers too large"),
            _(
                "The headers of the request are too long or too many. Often a program adds the same header again at each attempt, or sends cookies of other sites."
            ),
            _("Send only the headers that you need. None of them has to be there: `curl` alone sends three."),
        ),
        ProblemType(
            "internal",
            500,
            _("Something went wrong on our side"),
            _("We made a mistake that your request brought to light. Your request may be quite right."),
            _(
                "Try again later. If it happens again, tell us the “instance” of the answer, the address and the time."
            ),
        ),
        ProblemType(
            "maintenance",
            503,
            _("Not available at the moment"),
            _(
                "Our data cannot be read just now: the site is being worked on, or something that it needs does not answer."
            ),
            _(
                "Your request is right: send it again, unchanged, after as many seconds as the header `Retry-After` says, for example 30."
            ),
        ),
    )
}  # by status

# Answers of a proxy that never reach the portal, and what they are.
OF_PROXIES = {
    400: "bad-request",
    413: "too-large",
    414: "address-too-long",
    429: "rate-limited",
    431: "headers-too-large",
    502: "maintenance",
    503: "maintenance",
    504: "maintenance",
}


def for_proxies() -> Iterator[tuple[int, bytes]]:
    """Each status that a proxy answers by itself with the problem for it, in English: a file cannot know who reads it.

    They have no `instance`, which would have to differ from answer to answer.
    """
    with translation.override(DEFAULT):
        for status, slug in OF_PROXIES.items():
            problem_type = PROBLEM_TYPES[slug]
            detail = plain(f"{problem_type.cause} {problem_type.cure}")
            yield status, to_bytes(problem_type.document(detail, status))


def plain(sentences: str | Promise) -> str:
    """A cause or cure where nothing can be set apart."""
    return str(sentences).replace(CODE, "")
