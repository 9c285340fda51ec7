"""What a page about the portal may hold, and who writes it."""

import pytest
from django.core.exceptions import ValidationError

from portal.accounts.models import Role
from portal.pages.models import LONGEST, Page
from tests.editing.filling import address, edit, signed_in

ROWS = [{"title_en": "t" * 151}, {"body_en": "b" * (LONGEST + 1)}, {"place": -1}]


@pytest.mark.django_db
@pytest.mark.parametrize("row", ROWS, ids=lambda row: next(iter(row)))
def test_a_value_too_long_or_below_nought_is_refused(row):
    with pytest.raises(ValidationError) as refused:
        Page(**row).full_clean()
    assert row.keys() <= refused.value.message_dict.keys()


@pytest.mark.django_db
def test_title_text_and_place_may_wait():
    Page().full_clean()


def test_a_page_has_an_id_of_its_own_kind(make):
    assert make.page().pk.startswith("pg-")


def test_the_secretariat_writes_and_publishes_pages_by_itself(make):
    page = make.page(title_en="About")
    said = edit(signed_in(make.secretary), page, button="_publish", title_en="About us", place="7")
    assert said.status_code == 200
    page.refresh_from_db()
    assert (page.title_en, page.place, page.state) == ("About us", 7, "published")


@pytest.mark.parametrize(
    ("role", "looks", "writes"),
    [(Role.AGENCY_EDITOR, 404, 404), (Role.TRANSLATOR, 200, 403), (Role.REVIEWER, 200, 403)],
)
def test_nobody_else_writes_them(make, role, looks, writes):
    page, agency = make.live("page"), make.live("agency")
    client = signed_in(make.user(role, agency=agency.pk if role == Role.AGENCY_EDITOR else ""))
    assert client.get(address(page)).status_code == looks
    assert client.post(address(page), {"title_en": "Mine", "_save": "1"}).status_code == writes
