"""Countries, groups, agencies and themes of the opening content."""

import datetime

from knowledge.models import Agency, Country, CountryGroup, Topic
from portal.languages.codes import CODES
from portal.publishing.tables import Entry


def test_countries_have_a_name_in_every_language_of_the_site(loaded):
    for country in Country.objects.all():
        assert Entry.objects.get(public_id=country.pk).languages == list(CODES)
        assert country.grid_col is not None
        assert country.grid_row is not None
        assert {(indicator.code, indicator.year) for indicator in country.indicators.all()} == {
            ("egdi", 2022),
            ("egdi", 2024),
        }
        assert all(indicator.source_url for indicator in country.indicators.all())
    tiles = Country.objects.values_list("grid_col", "grid_row")
    assert len(set(tiles)) == len(tiles)
    assert Country.objects.get(pk="MM").name_th == "เมียนมา"
    assert Country.objects.get(pk="TH").calendar == "buddhist"
    assert Country.objects.get(pk="BN").m49 == "096"


def test_memberships_are_dated(loaded):
    asean = CountryGroup.objects.get(pk="asean").memberships
    assert asean.count() == 11
    assert asean.get(country_id="TL").starts_on == datetime.date(2025, 10, 26)
    assert asean.filter(starts_on__lte=datetime.date(2021, 11, 15)).count() == 10
    assert not asean.filter(source_url="").exists()


def test_nobody_says_which_nine_are_meant(loaded):
    group = CountryGroup.objects.get(pk="asean-plus-9")
    assert not group.memberships.exists()
    assert "does not list the nine" in group.definition_en.replace("\n", " ")


def test_bodies_without_a_country_have_none(loaded):
    slugs = ("world-bank", "oecd", "jfcct")
    assert not Agency.objects.filter(slug__in=slugs).exclude(country=None).exists()


def test_eighteen_themes(loaded):
    assert Topic.objects.filter(scheme="theme").count() == Topic.objects.count() == 18
