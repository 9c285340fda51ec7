"""Pictures on the home and on the pages of countries."""

import re

import pytest
from django.utils import translation

from portal.publishing.numbers import portal_number
from portal.publishing.publication import Kind
from portal.web.page_pictures import PICTURED, country_picture, home_pictures


@pytest.fixture
def shared(make):
    """A theme that two countries share, one that is one's own, and one that is the other's."""
    lao = make.live("country", id="LA", name_en="Laos", name_th="ลาว", grid_col=1, grid_row=1)
    thai = make.live("country", id="TH", name_en="Thailand", name_th="ไทย", grid_col=1, grid_row=2)
    land, own, other = (make.live("topic", name_en=name, name_th=name) for name in ("Land", "Own", "Other"))
    make.live("case-study", country=lao, themes=[land, own], lessons=0)
    make.live("case-study", country=thai, themes=[land, other], lessons=0)
    make.live("case-study", country=thai, themes=[land], lessons=0)
    make.case_study(country=lao, themes=[other])
    return make


def _page(client, address: str) -> str:
    return client.get(address, follow=True).content.decode()


def test_the_home_shows_all_entries_on_the_map_and_by_theme(shared, client):
    html = _page(client, "/en/")
    assert re.findall(r'<a href="([^"]*)" aria-label="([^"]*)"><g class="on"', html) == [
        ("/en/countries/LA", "Laos LA 1 entry"),
        ("/en/countries/TH", "Thailand TH 2 entries"),
    ]
    assert '<a href="/en/insights#countries-table">' in html
    rows = re.findall(r'<a href="/en/library\?theme=[^"]*type=case-study">(.*?)</a>.*?"num">(\d)', html)
    assert rows == [("Land", "3"), ("Other", "1"), ("Own", "1")]


@pytest.mark.django_db
def test_an_empty_portal_shows_no_empty_picture(client):
    html = _page(client, "/en/")
    assert '<svg class="tm' not in html
    assert '<table class="bars">' not in html


def test_a_country_shows_its_place_and_how_many_others_share_its_themes(shared, client):
    html = _page(client, "/en/countries/LA")
    assert '<svg class="tm" viewBox="0 0 74 156" role="img" aria-label="Laos on the map">' in html
    assert html.count('<g class="on"') == 1
    rows = re.findall(
        r'(?s)<th scope="row">(.*?)</th><td><div><span class="num">(\d)</span>.*?"vh">(.*?)</span>', html
    )
    assert rows == [
        ("Land", "3", "This country: 1, Other countries: 2"),
        ("Own", "1", "This country: 1, Other countries: 0"),
    ]


def test_its_page_follows_what_other_countries_publish(shared, client):
    assert "Other countries: 2" in _page(client, "/en/countries/LA")
    land = next(case for case in type(shared.case_study()).objects.all() if case.themes.count() == 1)
    shared.live("case-study", country=land.country, themes=list(land.themes.all()), lessons=0)
    assert "Other countries: 3" in _page(client, "/en/countries/LA")


def test_a_country_without_place_or_entries_shows_neither(make):
    country = make.live("country")
    with translation.override("en"):
        found = country_picture({"id": country.pk, "name": "X"}, "en", portal_number().value)
    assert found == {"place": None, "places": [country.pk], "themes": None}


def test_pictures_of_the_home_are_two_queries(shared, django_assert_num_queries):
    number = portal_number().value
    home_pictures("en", number)
    with django_assert_num_queries(2):
        home_pictures("en", number)
    with django_assert_num_queries(2):
        country_picture({"id": "LA"}, "en", number)


def test_kinds_with_pictures_of_others_are_made_anew_by_every_publication():
    assert [kind for kind in PICTURED if not Kind.of(kind).looks_around] == []
