"""Addresses of published things, as they stand in stored bytes.

They begin with SITE, which readers replace by the site's own address: stored bytes do not depend on
where the portal runs. JSON writes that character as it is, and no text holds it: control characters
are taken out of all that is saved.
"""

SITE = "\x7f"

_paths: dict[str, str] = {}


def register(kind: str, path: str) -> None:
    """Make the path known under which a kind's records live."""
    _paths[kind] = path


def api_address(kind: str, public_id: str) -> str:
    """Where a program reads it."""
    return f"{SITE}/api/v1/{_paths[kind]}/{public_id}"


def page_address(kind: str, language: str, public_id: str, slug: str = "") -> str:
    """Where a person reads it."""
    return f"{SITE}/{language}/{_paths[kind]}/{public_id}" + (f"/{slug}" if slug else "")


def file_address(digest: str) -> str:
    """Where a file that a live record shows can be had."""
    return f"{SITE}/files/{digest}"


def absolute(address: str, site: str) -> str:
    """One of the above as the public gets it."""
    return address.replace(SITE, site)


def with_site(stored: bytes, site: str) -> bytes:
    """Stored bytes as the public gets them; `site` is "" for addresses within the site."""
    return stored.replace(SITE.encode(), site.encode())
