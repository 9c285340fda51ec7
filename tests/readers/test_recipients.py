"""Whom a question goes to."""

import pytest

from portal.catalogue.catalogue import Catalogue
from portal.readers.recipients import language_of, mailbox_of, recipient_of

pytestmark = pytest.mark.django_db


def asked(record) -> str:
    """The id of the agency that is asked about a record, "" if there is none."""
    agency = recipient_of(Catalogue.get(record.pk, "en").record, "en")
    return agency["id"] if agency else ""


def test_an_agency_is_asked_itself_if_it_has_a_mailbox(make, agency):
    assert asked(agency) == agency.pk
    assert asked(make.live("agency")) == ""


def test_about_a_practice_the_agency_is_asked_that_leads_it(make, case, agency):
    assert asked(case) == agency.pk
    assert asked(make.live("case-study", lead_agency=make.live("agency"))) == ""
    assert asked(make.live("country")) == ""


def test_else_who_looks_after_the_record_if_its_page_names_them(make, agency):
    named = make.live("conference", agencies=[agency], owner=agency.pk)
    assert asked(named) == agency.pk
    assert asked(make.live("conference", owner=agency.pk)) == ""
    assert asked(make.live("conference", agencies=[agency])) == ""


def test_an_agency_that_is_not_public_is_not_asked(make):
    draft = make.draft("agency", contact_mailbox="draft@example.org")
    case = make.live("case-study", lead_agency=make.live("agency"), owner=draft.pk)
    assert asked(case) == ""


def test_agencies_are_written_to_in_their_language_if_the_site_speaks_it(make):
    found = [language_of(make.draft("agency", native_language=own).pk) for own in ("th", "ms-Arab", "")]
    assert [*found, language_of("ag-0000000000"), mailbox_of("ag-0000000000")] == ["th", "en", "en", "en", ""]
