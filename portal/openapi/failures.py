"""Errors as responses: for each status one, with an example of each problem that has it."""

from portal.exchange.problem_types import PROBLEM_TYPES
from portal.openapi.records import ref

MEDIA_TYPE = "application/problem+json"
WHAT = {
    400: "BadRequest",
    404: "NotFound",
    406: "NotAcceptable",
    410: "Gone",
    414: "AddressTooLong",
    429: "TooManyRequests",
    500: "InternalError",
    503: "Maintenance",
}
EVERYWHERE = (400, 406, 414, 429, 500, 503)
OF_RECORDS = (404, 410)
INSTANCE = "urn:uuid:4d2c0c1e-5a0b-4d37-9a2f-0d8a4f3b7c11"


def _fault(parameter: str, code: str, detail: str, *allowed: str) -> dict:
    fault = {"parameter": parameter, "code": code, "detail": detail}
    return {"detail": detail, "errors": [fault | ({"allowed": list(allowed)} if allowed else {})]}


# What the examples say besides type, title and status.
MEMBERS = {
    "unknown-parameter": _fault("contry", "unknown", "Unknown. Did you mean “country”?", "country", "theme"),
    "invalid-parameter": _fault("limit", "invalid", "A whole number from 1 to 100."),
    "repeated-parameter": _fault(
        "country", "repeated", "Give “country” once; join several values with commas."
    ),
    "invalid-cursor": {"detail": "Use the “next” link of the previous page, unchanged."},
    "mixed-units": _fault("metric_kind", "mixed", "Choose one of them: plan, reported.", "plan", "reported"),
    "not-found": {"detail": "Nothing is published under this address."},
    "translation-missing": {
        "detail": "There is no translation; see “available”.",
        "available": ["en", "th"],
    },
    "not-acceptable": {
        "detail": "It can be had as application/json, text/csv, application/jsonl.",
        "offered": ["application/json", "text/csv", "application/jsonl"],
    },
    "gone": {
        "detail": "It was withdrawn.",
        "reason": "The agency asked for it.",
        "withdrawn_at": "2026-11-22T02:00:00Z",
    },
    "rate-limited": {"detail": "Please go on in 20 seconds."},
    "maintenance": {"detail": "Please try again in half a minute."},
    "internal": {"detail": "Please try again later, or tell us the instance."},
}
HEADERS = {
    429: ("Retry-After", "RateLimit", "RateLimit-Policy"),
    503: ("Retry-After",),
}


def header(name: str) -> dict:
    """In place of a header."""
    return {"$ref": f"#/components/headers/{name}"}


def responses(site: str) -> dict[str, dict]:
    """The components, by name."""
    return {name: _response(status, site) for status, name in WHAT.items()}


def references(*statuses: int) -> dict[str, dict]:
    """Of an operation: each status leads to its component."""
    return {str(status): {"$ref": f"#/components/responses/{WHAT[status]}"} for status in statuses}


def _response(status: int, site: str) -> dict:
    types = [each for each in PROBLEM_TYPES.values() if each.status == status]
    examples = {
        each.slug: {
            "value": {
                "type": f"{site}/problems/{each.slug}",
                "title": str(each.title),
                "status": status,
                "detail": "",
                "instance": INSTANCE,
                **MEMBERS.get(each.slug, {}),
            }
        }
        for each in types
    }
    return {
        "description": f"{', '.join(str(each.title) for each in types)}.",
        "headers": {name: header(name) for name in ("Content-Language", *HEADERS.get(status, ()))},
        "content": {MEDIA_TYPE: {"schema": ref("Problem"), "examples": examples}},
    }
