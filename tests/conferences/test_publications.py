"""What is asked of conferences and people before they are published."""

import pytest

from conferences.publications import Conferences, People
from knowledge.models import GroupMembership
from portal.publishing.record import State
from portal.publishing.review import transition
from tests.contracts.surfaces import api, page


def test_a_conference_needs_a_date_and_a_source(make):
    document = make.conference().document()
    assert Conferences().check(document) == []
    document["fields"]["starts_on"] = None
    document["parts"]["sources"] = []
    assert Conferences().check(document) == ["It has no date.", "It has no source."]


def test_nobody_is_published_who_objected(make):
    document = make.person(objected_on="2026-01-01").document()
    assert People().check(document) == ["This person asked not to be named."]


# Groups as they were on the day of the conference


def groups_of(conference, country: str) -> list[str]:
    """The groups that a conference shows beside a country, by the API."""
    countries = api("conference", conference.pk)[1]["participation"]["countries"]
    return [group["name"] for shown in countries if shown["id"] == country for group in shown["groups"]]


@pytest.fixture
def country(make):
    """Timor-Leste, say."""
    return make.live("country", name_en="Timor-Leste")


@pytest.fixture
def held(make, country):
    """A conference of 2021 and one of 2026, with the country at both."""
    return [
        make.live("conference", countries=[country], starts_on=f"{year}-11-15", ends_on=f"{year}-11-16")
        for year in (2021, 2026)
    ]


def joins(make, group, country, starts_on=None, ends_on=None):
    """Publish the group with one more membership."""
    group.refresh_from_db()
    GroupMembership.objects.create(record=group, country=country, starts_on=starts_on, ends_on=ends_on)
    return make.published(make.kept(group))


def test_a_group_is_shown_on_conferences_of_its_time(make, country, held):
    asean = make.live("country-group", name_en="ASEAN")
    assert [groups_of(conference, country.pk) for conference in held] == [[], []]
    joins(make, asean, country, "2025-10-26")
    assert [groups_of(conference, country.pk) for conference in held] == [[], ["ASEAN"]]
    assert ">ASEAN</a>" in page("conference", held[1].pk)[1]
    assert ">ASEAN</a>" not in page("conference", held[0].pk)[1].partition('id="participants"')[2]


def test_a_membership_that_ends_stays_on_old_conferences(make, country, held):
    group = joins(make, make.live("country-group", name_en="The Circle"), country, "2000-01-01")
    assert [groups_of(conference, country.pk) for conference in held] == [["The Circle"], ["The Circle"]]
    membership = group.memberships.get()
    membership.ends_on = "2022-06-30"
    membership.save()
    make.published(make.kept(group))
    assert [groups_of(conference, country.pk) for conference in held] == [["The Circle"], []]
    assert api("country", country.pk)[1]["groups"] == []


def test_a_country_that_left_and_came_back(make, country, held):
    group = joins(make, make.live("country-group", name_en="The Circle"), country, "1990-01-01", "2000-12-31")
    joins(make, group, country, "2021-11-15", "2021-12-31")
    assert [groups_of(conference, country.pk) for conference in held] == [["The Circle"], []]


def test_where_no_date_is_known_nothing_is_claimed(make, country, held):
    joins(make, make.live("country-group", name_en="The Circle"), country)
    assert [groups_of(conference, country.pk) for conference in held] == [[], []]


def test_a_renamed_and_a_withdrawn_group(make, country, held):
    group = joins(make, make.live("country-group", name_en="The Circle"), country, "2000-01-01")
    group.name_en = "The Square"
    group.save()
    assert groups_of(held[0], country.pk) == ["The Circle"]
    make.published(make.kept(group))
    assert groups_of(held[0], country.pk) == ["The Square"]
    make.withdrawn(group)
    assert groups_of(held[0], country.pk) == []


def test_a_draft_membership_is_not_shown(make, country, held):
    group = make.live("country-group", name_en="The Circle")
    GroupMembership.objects.create(record=group, country=country, starts_on="2000-01-01")
    make.kept(group)
    assert groups_of(held[0], country.pk) == []


def test_a_merged_country_is_shown_with_the_groups_of_its_survivor(make, country, held):
    joins(make, make.live("country-group", name_en="The Circle"), country, "2000-01-01")
    heir = make.live("country", name_en="The heir")
    transition(country, to=State.MERGED, by=make.secretary, note="Renamed.", into=heir.pk)
    assert groups_of(held[0], heir.pk) == ["The Circle"]
