"""Countries, groups, agencies and themes of the opening content."""

import datetime
from collections import Counter

from knowledge.models import Agency, AgencySource, Country, CountryGroup, GroupMembership, SameAs, Topic
from portal.languages.codes import CODES
from portal.publishing.tables import Entry

OECD = ["AU", "CA", "DK", "EE", "GB", "JP", "KR", "NZ", "US"]


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


def test_countries_are_those_that_the_content_speaks_of(loaded):
    assert Country.objects.count() == 23
    assert set(Agency.objects.exclude(country=None).values_list("country_id", flat=True)) <= set(
        Country.objects.values_list("pk", flat=True)
    )
    assert Country.objects.get(pk="GB").official_name_en.startswith("United Kingdom of")
    assert not Country.objects.get(pk="JP").official_name_en


def test_memberships_are_sourced_and_dated_where_the_day_is_known(loaded):
    asean = CountryGroup.objects.get(pk="asean").memberships
    assert asean.count() == 11
    assert asean.get(country_id="TL").starts_on == datetime.date(2025, 10, 26)
    assert asean.filter(starts_on__lte=datetime.date(2021, 11, 15)).count() == 10
    oecd = CountryGroup.objects.get(pk="oecd").memberships
    assert sorted(oecd.values_list("country_id", flat=True)) == OECD
    assert not oecd.exclude(starts_on=None).exists()
    assert not GroupMembership.objects.filter(source_url="").exists()


def test_nobody_says_which_nine_are_meant(loaded):
    group = CountryGroup.objects.get(pk="asean-plus-9")
    assert not group.memberships.exists()
    assert "does not list the nine" in group.definition_en.replace("\n", " ")


def test_bodies_without_a_country_have_none(loaded):
    slugs = ("world-bank", "oecd", "jfcct")
    assert not Agency.objects.filter(slug__in=slugs).exclude(country=None).exists()


def test_every_agency_says_what_it_is_and_where_that_is_from(loaded):
    assert Agency.objects.count() == 49
    for agency in Agency.objects.all():
        assert agency.about_en, agency.slug
        assert agency.sources.exclude(url="").exists(), agency.slug
    assert Agency.objects.get(slug="techo-startup-center").parent.slug.startswith("ministry-of-economy")
    # Where no source gives a Thai name, the Thai edition says the English one, and that it is English.
    etda = Agency.objects.get(slug="electronic-transactions-development-agency")
    assert etda.name_th == etda.name_en
    assert etda.text_languages == {"th": {"name": "en"}}
    assert Entry.objects.get(public_id=etda.pk).languages == ["en", "th"]


def test_sources_that_only_copy_others_are_left_out(loaded):
    weak = ("mosaic.news", "exbulletin.com", "newsfromrss.com", "spiritlabs", "guruland-proxy")
    for address in weak:
        assert not AgencySource.objects.filter(url__contains=address).exists()


def test_vocabularies(loaded):
    schemes = Counter(Topic.objects.values_list("scheme", flat=True))
    assert schemes == {"theme": 18, "technology": 12, "channel": 9, "target_group": 7}
    for topic in Topic.objects.all():
        assert set(Entry.objects.get(public_id=topic.pk).names) == set(CODES), topic.slug
        assert topic.definition_en
        assert topic.definition_th
        assert topic.other_names.filter(language="th").exists(), topic.slug


def test_links_to_other_vocabularies_name_one_thing_once(loaded):
    addresses = list(SameAs.objects.values_list("url", flat=True))
    assert addresses
    assert len(set(addresses)) == len(addresses)
