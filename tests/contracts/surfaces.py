"""Every place where the public meets a record: what the contract tests look through."""

import json
from collections.abc import Iterator

from django.test import Client

from portal.publishing.publication import Kind, Publication


def readings(public_id: str = "", kind: str = "") -> Iterator[tuple[str, str]]:
    """(address, text) of every public surface; with an id, also of the record's own addresses."""
    client = Client()
    for address in addresses(public_id, kind):
        response = client.get(address)
        yield address, f"{response.status_code}\n{response.content.decode()}"


def addresses(public_id: str = "", kind: str = "") -> list[str]:
    """Addresses of all lists, homes and feeds of counts, and of one record."""
    found = ["/en/", "/th/", "/lo/", "/api/v1"]
    for declared in Kind.registry.values():
        facets = ",".join([*declared.facets, "language"][:6])
        found.append(f"/api/v1/{declared.path}?limit=100&facets={facets}")
        found.append(f"/api/v1/{declared.path}?limit=100&translations=all")
        if isinstance(declared, Publication):
            found += [f"/en/{declared.path}", f"/th/{declared.path}", f"/lo/{declared.path}"]
    if public_id:
        path = Kind.of(kind).path
        found += [f"/api/v1/{path}/{public_id}", f"/api/v1/{path}/{public_id}?translations=all&lang=th"]
        found += [f"/en/{path}/{public_id}", f"/{path}/{public_id}"]
    return found


def page(kind: str, public_id: str, language: str = "en") -> tuple[int, str]:
    """Status and HTML of a record's page, its slug found as a reader's browser does."""
    response = Client().get(f"/{language}/{Kind.of(kind).path}/{public_id}", follow=True)
    return response.status_code, response.content.decode()


def api(kind: str, public_id: str, **query) -> tuple[int, dict]:
    """Status and JSON of a record by the API."""
    response = Client().get(f"/api/v1/{Kind.of(kind).path}/{public_id}", query)
    return response.status_code, json.loads(response.content)
