"""An agency that can be asked, and a record about it."""

import pytest
from django.test import Client

from knowledge.models import Agency, CaseStudy
from portal.accounts.models import Role
from tests.editing.filling import signed_in
from tests.making import Maker

MAILBOX = "private-office@lands.example.org"


@pytest.fixture
def agency(make: Maker) -> Agency:
    """One with a mailbox."""
    names = {"name_en": "Department of Lands", "name_th": "กรมที่ดิน"}
    return make.live("agency", contact_mailbox=MAILBOX, website="https://lands.example.org/", **names)


@pytest.fixture
def case(make: Maker, agency) -> CaseStudy:
    """A case study that the agency leads, in Thai and English."""
    return make.live("case-study", title_en="LandsMaps", title_th="แลนด์สแมพส์", lead_agency=agency)


@pytest.fixture
def secretariat(make: Maker) -> Client:
    """The browser of somebody of the secretariat."""
    return signed_in(make.secretary)


@pytest.fixture
def editor(make: Maker, agency) -> Client:
    """The browser of an editor of the agency."""
    return signed_in(make.user(Role.AGENCY_EDITOR, agency=agency.pk))
