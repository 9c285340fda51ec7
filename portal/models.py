"""The portal's tables, each declared in the package it belongs to."""

from portal.accounts.models import Membership, User
from portal.languages.translation import Translation
from portal.publishing.claims import Claim
from portal.publishing.tables import Entry, Facet, Outbox, Reference, Rendition, Revision, StoredFile
from portal.search.tables import SearchText, SearchVariant, SearchWord

__all__ = [
    "Claim",
    "Entry",
    "Facet",
    "Membership",
    "Outbox",
    "Reference",
    "Rendition",
    "Revision",
    "SearchText",
    "SearchVariant",
    "SearchWord",
    "StoredFile",
    "Translation",
    "User",
]
