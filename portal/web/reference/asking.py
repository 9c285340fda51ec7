"""What the API really answers to an example: its own view is asked, as for every reader."""

import json
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import resolve

from portal.openapi.operations import JSON, ROOT
from portal.publishing.numbers import Unreadable
from portal.web.reference.operations import PLACEHOLDER, Operation, tags

OK, SERVER_ERROR = 200, 500
ENTRIES = "2"  # of a list that is shown
# Of what is shown: characters of a text, entries of a list, plain values of a list.
LONGEST, MOST, MOST_PLAIN = 60, 1, 3
# What is worth asking, by operation; where nothing comes back, the least is asked.
QUESTIONS = {
    "listCaseStudies": {"country": "TH", "sort": "-launched"},
    "listMetrics": {"kind": "reported", "sort": "-value"},
    "caseStudyStatistics": {"group_by": "country,year"},
    "metricStatistics": {"group_by": "kind"},
    "searchEverything": {"q": "land"},
    "suggest": {"q": "land"},
    "listChanges": {"since": "0"},
}


@dataclass(frozen=True)
class Asked:
    """A question and what came back: `text` as it is shown, empty if nothing is there to be shown.

    `address` is whole but for the question, `language` that of the answer's texts.
    """

    address: str
    question: dict[str, str]
    text: str = ""
    language: str = ""
    is_json: bool = True


def asked_about(operation: Operation, language: str) -> Asked:
    """An example of the operation from what is public now, in the language. Raises Unreadable."""
    path = _path(operation, language)
    found = Asked(settings.SITE_URL + path, _least(operation, language))
    if PLACEHOLDER in operation.path and path == _placeheld(operation):
        return found
    for question in _questions(operation, language):
        response = _answer(path, question)
        if response.status_code != OK:
            continue
        shown = _shown(response)
        found = Asked(found.address, question, shown, response["Content-Language"], _is_json(response))
        if not _is_empty(response):
            break
    return found


def _least(operation: Operation, language: str) -> dict[str, str]:
    """What has to be asked, and in which language."""
    said = {
        "group_by": _first_facet(operation),
        "lang": language,
        "limit": ENTRIES,
        "format": "bibtex" if operation.schema is None else "",
    }
    return {name: value for name, value in said.items() if value and name in operation.names}


def _first_facet(operation: Operation) -> str:
    facets = (each["schema"]["items"]["enum"] for each in operation.parameters if each["name"] == "group_by")
    return next(facets, [""])[0]


def _questions(operation: Operation, language: str) -> list[dict[str, str]]:
    """The best first."""
    least = _least(operation, language)
    special = QUESTIONS.get(operation.name)
    return (
        [{**special, **{n: v for n, v in least.items() if n not in special}}, least] if special else [least]
    )


def _path(operation: Operation, language: str) -> str:
    """Its path, with the first record that is there in the language, else the first of all, else a made-up one."""
    if PLACEHOLDER not in operation.path:
        return operation.path
    before, _brace, rest = operation.path.partition(PLACEHOLDER)
    name, _brace, after = rest.partition("}")
    around = before.rstrip("/")
    for question in _about_records(operation, language) if operation.kind else ({},):
        response = _answer(around, {**question, "lang": language})
        results = json.loads(response.content)["results"] if response.status_code == OK else ()
        if results:
            return f"{before}{results[0][name]}{after}"
    return _placeheld(operation)


def _about_records(operation: Operation, language: str) -> list[dict[str, str]]:
    """The best first: like those that are listed, in the language, any."""
    [tag] = (tag for tag in tags().values() if tag.name == operation.tag)
    special = [
        QUESTIONS[each.name] for each in tag.operations if each.name in QUESTIONS and "cursor" in each.names
    ]
    return [{**each, "limit": "1"} for each in (*special, {"language": language}, {})]


def _placeheld(operation: Operation) -> str:
    """Its path with made-up values."""
    path = operation.path
    for parameter in operation.parameters:
        if parameter["in"] == "path":
            example = (parameter["schema"].get("examples") or [parameter["name"]])[0]
            path = path.replace(f"{{{parameter['name']}}}", example)
    return path


def _answer(path: str, question: dict[str, str]) -> HttpResponse:
    """What the API's view answers. It counts for nobody's limits. Raises Unreadable when the view could not read."""
    match = resolve(path)
    request = HttpRequest()
    request.method, request.path, request.path_info = "GET", path, path
    request.GET = QueryDict(urlencode(question))
    request.META = {"QUERY_STRING": urlencode(question)}
    request.is_from_here = True
    response = match.func(request, *match.args, **match.kwargs)
    if response.status_code >= SERVER_ERROR:
        raise Unreadable(path)
    return response


def _is_json(response: HttpResponse) -> bool:
    return response["Content-Type"].partition(";")[0] == JSON


def _is_empty(response: HttpResponse) -> bool:
    return _is_json(response) and json.loads(response.content).get("results") == []


def _shown(response: HttpResponse) -> str:
    if not _is_json(response):
        return response.content.decode()
    return json.dumps(shortened(json.loads(response.content)), ensure_ascii=False, indent=2)


def shortened(value):
    """A value of JSON with long texts cut and only the first entries of its lists."""
    if isinstance(value, str):
        is_whole = len(value) <= LONGEST or value.startswith(settings.SITE_URL + ROOT)
        return value if is_whole else f"{value[: LONGEST - 1]}…"
    if isinstance(value, list):
        is_plain = not any(isinstance(each, (list, dict)) for each in value)
        return [shortened(each) for each in value[: MOST_PLAIN if is_plain else MOST]]
    if isinstance(value, dict):
        return {name: shortened(each) for name, each in value.items()}
    return value
