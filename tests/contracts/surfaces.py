"""Every place where the public meets a record: what the contract tests look through."""

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import quote, urlencode

from django.test import Client

from portal.publishing.publication import Kind, Publication
from portal.publishing.record import Record
from portal.publishing.tables import Revision

# Names that nobody may read, by language, and what somebody types who guesses them: never the whole name, so that
# a page that only repeats what was typed does not seem to tell it.
SECRETS = {"en": "Zanzibarsecret", "th": "ช้างเผือกซ่อนกาย", "my": "ဆင်ဖြူတော်ပုန်းကွယ်"}
GUESSES = ("Zanzibersecret", "zanzibars*", "ช้างเผือกซ่อน", "ဆင်ဖြူတော်ပုန်း")
MARK = re.compile("</?mark[^>]*>")


def plant(record: Record) -> Record:
    """Give a record the secret names, without keeping it."""
    for language, secret in SECRETS.items():
        setattr(record, f"{record.name_field}_{language}", secret)
    record.save()
    return record


def leaks(public_id: str = "", kind: str = "") -> list[str]:
    """Where one of the secrets can be read."""
    return [
        address
        for address, text in readings(public_id, kind)
        if any(secret in text for secret in SECRETS.values())
    ]


def found(text: str, *paths: str) -> dict[str, int]:
    """How often each search finds a text and counts it in facets, or suggests it; what finds nothing is left out."""
    client, counts = Client(), {}
    for path in ("search", *paths):
        facets = "type,country,theme,agency,language" if path == "search" else "language"
        body = client.get(f"/api/v1/{path}", {"q": text, "facets": facets}).json()
        buckets = [bucket["count"] for facet in body["facets"].values() for bucket in facet["buckets"]]
        counts[path] = body["count"] + sum(buckets)
    counts["suggestions"] = client.get("/api/v1/suggestions", {"q": text}).json()["count"]
    counts["library"] = client.get("/th/library", {"q": text}).content.decode().count("<h3>")
    return {address: count for address, count in counts.items() if count}


def readings(public_id: str = "", kind: str = "") -> Iterator[tuple[str, str]]:
    """(address, text) of every public surface, marks left out; with an id, also of the record's own addresses."""
    client = Client()
    for address in addresses(public_id, kind):
        response = client.get(address)
        yield address, f"{response.status_code}\n{MARK.sub('', response.content.decode(errors='replace'))}"


def addresses(public_id: str = "", kind: str = "") -> list[str]:
    """Addresses of all lists, homes and feeds of counts, and of one record."""
    found = ["/en/", "/th/", "/lo/", "/api/v1", "/en/compare"]
    for declared in Kind.registry.values():
        facets = ",".join([*declared.facets, "language"][:6])
        found.append(f"/api/v1/{declared.path}?limit=100&facets={facets}")
        found.append(f"/api/v1/{declared.path}?limit=100&translations=all")
        if isinstance(declared, Publication):
            found += [f"/en/{declared.path}", f"/th/{declared.path}", f"/lo/{declared.path}"]
    found += ["/en/developers", "/th/developers", "/th/languages"]
    found += [f"/en/developers/reference/{name}" for name in ("get-case-study", "list-lessons", "suggest")]
    found += [f"/th/developers/reference/{name}" for name in ("search-everything", "list-changes")]
    found += [*searches(), *pictures(), *for_programs()]
    if public_id:
        path = Kind.of(kind).path
        found += [f"/api/v1/{path}/{public_id}", f"/api/v1/{path}/{public_id}?translations=all&lang=th"]
        found += [f"/en/{path}/{public_id}", f"/{path}/{public_id}", *histories(public_id)]
        found += [f"/th/compare?id={public_id}"] * (kind == "case-study")
        found += [f"/en/{path}/{public_id}.md", f"/cite/{public_id}.bib", f"/pictures/{public_id}.png"]
        found += [f"/{path}/{public_id}.ics"] if getattr(Kind.of(kind), "calendar", None) else []
    return found


def for_programs() -> list[str]:
    """Feeds, calendars, the site map and the twins of some pages."""
    found = [
        "/feeds/changes.atom?lang=th",
        "/th/index.md",
        "/en/library.md",
        "/sitemap.xml",
        "/sitemaps/0.xml",
    ]
    found += ["/sitemaps/1.xml", "/llms.txt", "/robots.txt"]
    for declared in Publication.all():
        found.append(f"/feeds/{declared.path}.atom")
        found += [f"/{declared.path}.ics?lang=th"] if declared.calendar else []
    return found


def histories(public_id: str) -> list[str]:
    """Addresses of a record's history, of all its versions, also those that were only kept, and of what they changed."""
    kept = Revision.objects.filter(record_id=public_id).order_by("version")
    versions = list(dict.fromkeys(kept.values_list("version", flat=True)))
    found = [f"/th/history/{public_id}", *(f"/en/history/{public_id}/{version}" for version in versions)]
    return found + [f"/th/history/{public_id}/{before}...{after}" for before, after in pairwise(versions)]


def searches() -> list[str]:
    """Addresses of everything that searches or suggests, each with something that was typed."""
    found = ["/api/v1/search?limit=100&facets=type,country,theme,language", "/en/library", "/th/library"]
    for number, guess in enumerate(GUESSES):
        typed = quote(guess)
        found.append(f"/api/v1/search?limit=100&facets=type,country,theme,language&q={typed}")
        found.append(f"/en/compare?q={typed}")
        found.append(f"/en/library?q={typed}" if number % 2 else f"/th/library?sort=title&q={typed}")
        found.append(f"/api/v1/suggestions?lang=th&q={quote(guess.rstrip('*'))}")
    for number, declared in enumerate(Kind.registry.values()):
        typed = urlencode({"q": GUESSES[number % len(GUESSES)], "lang": "my"})
        found.append(f"/api/v1/{declared.path}?limit=100&facets=language&{typed}")
        if isinstance(declared, Publication):
            found.append(f"/en/{declared.path}?q={quote(GUESSES[0])}")
    return found


def pictures() -> list[str]:
    """Addresses of everything that is drawn from what is published, and of the same as tables."""
    found = ["/en/library?view=map", "/th/library?view=charts", "/en/insights", "/my/insights"]
    for number, name in enumerate(("countries", "themes", "years", "evidence", "languages")):
        found += [f"/{('en', 'th')[number % 2]}/insights/{name}.{suffix}" for suffix in ("csv", "svg")]
    return found


def page(kind: str, public_id: str, language: str = "en") -> tuple[int, str]:
    """Status and HTML of a record's page, its slug found as a reader's browser does."""
    response = Client().get(f"/{language}/{Kind.of(kind).path}/{public_id}", follow=True)
    return response.status_code, response.content.decode()


def api(kind: str, public_id: str, **query) -> tuple[int, dict]:
    """Status and JSON of a record by the API."""
    response = Client().get(f"/api/v1/{Kind.of(kind).path}/{public_id}", query)
    return response.status_code, json.loads(response.content)
