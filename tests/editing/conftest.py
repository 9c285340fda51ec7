"""Who edits."""

import pytest
from django.test import Client

from portal.accounts.models import Role
from tests.editing.filling import signed_in
from tests.making import Maker


@pytest.fixture
def secretariat(make: Maker) -> Client:
    """The browser of somebody of the secretariat."""
    return signed_in(make.secretary)


@pytest.fixture
def own_agency(make: Maker):
    """An agency that is public."""
    return make.live("agency", name_en="Department of Lands", name_th="กรมที่ดิน")


@pytest.fixture
def agency_editor(make: Maker, own_agency) -> Client:
    """The browser of somebody of that agency."""
    return signed_in(make.user(Role.AGENCY_EDITOR, agency=own_agency.pk))
