"""A part that was taken out of its record and comes back."""

import pytest

from portal.publishing.tables import Entry, Status

pytestmark = pytest.mark.django_db


def test_a_part_that_was_removed_and_comes_back_is_live_again(make, client):
    case = make.live("case-study", lessons=2)
    first = case.latest_revision()
    lesson = case.lessons.order_by("pk").first()
    address = f"/api/v1/lessons/{lesson.pk}"
    told = client.get(address).json()["text"]
    case.lessons.get(pk=lesson.pk).delete()
    case.refresh_from_db()
    make.published(make.kept(case))
    assert client.get(address).status_code == 410
    case.refresh_from_db()
    make.published(case, first)
    assert client.get(address).json()["text"] == told
    entry = Entry.objects.get(public_id=lesson.pk)
    assert (entry.status, entry.reason) == (Status.LIVE, "")
