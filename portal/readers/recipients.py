"""Whom a question about a record goes to. Mailboxes are private: nothing public ever holds one."""

from knowledge.models import Agency
from portal.catalogue.catalogue import Catalogue
from portal.catalogue.record import Gone, MergedInto, NotPublished
from portal.languages.codes import BY_CODE, DEFAULT
from portal.publishing.publication import Kind
from portal.publishing.tables import Reference

AGENCY, LEAD = "agency", "lead"


def recipient_of(record: dict, language: str) -> dict | None:
    """The published record of the agency that can be asked about a published record; None if there is none.

    The agency itself, else the one that leads a practice, else the one that looks after the record.
    """
    candidates = _candidates(record)
    able = set(_with_mailbox(candidates))
    for public_id in candidates:
        if public_id in able and (agency := _published(public_id, language)):
            return agency
    return None


def mailbox_of(agency: str) -> str:
    """An agency's mailbox as it is now, "" if it has none."""
    return Agency._base_manager.filter(pk=agency).values_list("contact_mailbox", flat=True).first() or ""


def language_of(agency: str) -> str:
    """The site language in which an agency is written to: its own, else English."""
    own = Agency._base_manager.filter(pk=agency).values_list("native_language", flat=True).first()
    return own if own in BY_CODE else DEFAULT


def _candidates(record: dict) -> list[str]:
    if record["type"] == AGENCY:
        return [record["id"]]
    leads = [agency["id"] for agency in record.get("agencies", ()) if agency["role"] == LEAD and agency["id"]]
    return [*leads, *_named_owner(record)]


def _named_owner(record: dict) -> list[str]:
    """Who looks after the record, if its page names that agency: else it is nobody's business who does."""
    rows = Kind.of(record["type"]).model._base_manager.filter(pk=record["id"])
    owner = rows.values_list("owner", flat=True).first()
    named = Reference.objects.filter(entry__public_id=record["id"], target=owner)
    return [owner] if owner and named.exists() else []


def _with_mailbox(ids: list[str]):
    return Agency._base_manager.filter(pk__in=ids).exclude(contact_mailbox="").values_list("pk", flat=True)


def _published(public_id: str, language: str) -> dict | None:
    try:
        return Catalogue.get(public_id, language).record
    except (NotPublished, Gone, MergedInto):
        return None
