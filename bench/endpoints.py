"""What is asked for: each kind of answer, cold, warm and unchanged."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from bench.load import Server, Target, UnexpectedAnswer, fetch

RECORDS = 50  # asked in turn
LANGUAGES = ("en", "th")


@dataclass(frozen=True)
class Endpoint:
    """One line of the table."""

    name: str
    paths: list[str]
    cold: bool = False
    conditional: bool = False

    def target(self, warm: Server, cold: Server) -> Target:
        """Where to ask, having asked once."""
        return Target.of(cold if self.cold else warm, self.paths, conditional=self.conditional)


def endpoints(server: Server) -> Iterator[Endpoint]:
    """All of them, with addresses that the portal itself gives."""
    records = [record for language in LANGUAGES for record in _records(server.origin, language)]
    pages = [_path(record["html_url"]) for record in records]
    answers = [
        f"{_path(record['url'])}?lang={language}" for record in records[:RECORDS] for language in LANGUAGES
    ]
    lists = [
        f"/{language}/case-studies{query}" for language in LANGUAGES for query in ("", "?sort=-launched")
    ]
    fifty = [f"/api/v1/case-studies?limit=50&lang={language}" for language in LANGUAGES]
    facets = [
        f"/api/v1/case-studies?country={code}&facets=theme,agency,stage,year" for code in ("XA", "XB", "XC")
    ]
    yield Endpoint("empty view behind the portal's middleware", ["/healthz"])
    for name, paths in (("HTML record", pages), ("HTML list", lists)):
        yield Endpoint(f"{name}, cold", paths, cold=True)
        yield Endpoint(f"{name}, warm", paths)
        yield Endpoint(f"{name}, 304", paths, conditional=True)
    yield Endpoint("API record, 200", answers)
    yield Endpoint("API record, 304", answers, conditional=True)
    yield Endpoint("API list of 50, cold", fifty, cold=True)
    yield Endpoint("API list of 50, warm", fifty)
    yield Endpoint("API list of 50, 304", fifty, conditional=True)
    yield Endpoint("API filter + 4 facets, cold", facets, cold=True)


def _records(origin: str, language: str) -> list[dict]:
    status, _headers, body = fetch(origin, f"/api/v1/case-studies?limit={RECORDS}&lang={language}")
    if status != 200:  # noqa: PLR2004
        raise UnexpectedAnswer(f"The list of case studies answers {status}")
    return json.loads(body)["results"]


def _path(address: str) -> str:
    return urlsplit(address).path
