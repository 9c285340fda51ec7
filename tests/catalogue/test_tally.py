"""Counting by a facet with all filters kept, also by what is outdated; and the day of the last change."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.catalogue.catalogue import Catalogue
from portal.catalogue.freshness import changed_on
from portal.publishing.numbers import portal_number
from portal.publishing.tables import Entry
from tests.making import rename


def test_a_tally_keeps_the_facets_own_filter_and_all_values(make):
    thai, lao = make.live("country"), make.live("country")
    for country in (thai, thai, lao):
        make.live("case-study", country=country)
    question = Catalogue("case-study")
    assert question.tally("country") == {thai.pk: 2, lao.pk: 1}
    assert question.where(country=[thai.pk]).tally("country") == {thai.pk: 2}
    assert question.where(country=["ZZ"]).tally("country") == {}
    assert question.tally("stage") == {}


def test_everything_is_tallied_by_kind(make):
    make.live("case-study", lessons=2)
    assert Catalogue().tally("type") == {"country": 1, "case-study": 1, "lesson": 2}
    assert Catalogue().where(type=["lesson"]).tally("type") == {"lesson": 2}


def test_an_edition_counts_as_outdated_from_when_its_original_changed_until_it_follows(make):
    case = make.live("case-study", lessons=1)
    question = Catalogue("case-study")
    assert (question.tally("language"), question.tally("outdated")) == ({"en": 1, "th": 1}, {})
    make.published(make.kept(rename(case, "ชื่อใหม่", "th")))
    assert Catalogue("case-study").tally("outdated") == {"en": 1}
    assert Catalogue("lesson").tally("outdated") == {}
    make.published(make.kept(rename(case, "New name", "en")))
    assert Catalogue("case-study").tally("outdated") == {}


def test_what_is_outdated_is_no_filter_of_lists(make, client):
    make.live("topic")
    assert client.get("/api/v1/topics?outdated=en").status_code == 400


@pytest.mark.django_db
def test_before_the_first_change_there_is_no_day():
    assert changed_on(0) == ""


def test_the_day_is_that_of_the_change_or_of_the_next_one(make):
    make.live("topic")
    number = portal_number().value
    assert changed_on(number) == timezone.now().date().isoformat()
    Entry.objects.update(changed_at=timezone.now() - timedelta(days=400))
    assert changed_on(number) == (timezone.now() - timedelta(days=400)).date().isoformat()
    assert changed_on(number + 1) == ""
