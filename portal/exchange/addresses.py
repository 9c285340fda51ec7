"""Addresses as programs on other sites need them: with the site's own."""

from django.conf import settings

from portal.languages.codes import BY_CODE
from portal.publishing.publication import Kind


def absolute(address: str) -> str:
    """An address within the site with the site's own before it."""
    return f"{settings.SITE_URL}{address}"


def permanent(kind: str, public_id: str) -> str:
    """The address that stands for a record in all languages, whatever its name becomes."""
    return absolute(f"/{Kind.of(kind).path}/{public_id}")


def in_language(address: str, language: str) -> str:
    """The address of a page within the site, in another language."""
    first, slash, rest = address.lstrip("/").partition("/")
    return f"/{language}{slash}{rest}" if first in BY_CODE else address
