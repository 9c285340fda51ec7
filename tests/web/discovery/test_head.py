"""What pages say of themselves to programs."""

import re

import pytest
from django.conf import settings

from portal.languages.codes import CODES
from portal.web.discovery.head import locale_of
from tests.web.literal import landsmaps, language_block, page

SITE = settings.SITE_URL


def links(html: str) -> dict[str, str]:
    """The alternates of a page by language."""
    return dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', html))


def properties(html: str) -> list[tuple[str, str]]:
    return re.findall(r'<meta property="(og:[^"]+)" content="([^"]*)">', html)


def test_a_record_is_shared_with_title_summary_and_picture():
    found = dict(properties(page(landsmaps(title="“Maps” & <plots>"))))
    assert found["og:title"] == "“Maps” &amp; &lt;plots&gt;"
    assert found["og:description"] == "People look up land parcels."
    assert (found["og:type"], found["og:site_name"]) == ("article", settings.SITE_NAME)
    assert found["og:url"] == f"{SITE}/en/case-studies/cs-1/x"
    assert found["og:image"] == f"{SITE}/pictures/cs-1.png"
    assert (found["og:image:width"], found["og:image:height"]) == ("1200", "630")
    assert found["og:image:alt"].startswith("TH, ")
    assert '<meta name="twitter:card" content="summary_large_image">' in page(landsmaps())


def test_only_real_translations_are_other_locales():
    found = properties(page(landsmaps(language_block(available=("en", "th", "ko")))))
    assert [value for name, value in found if name.startswith("og:locale")] == ["en_GB", "th_TH", "ko_KR"]


def test_a_fallback_page_is_shared_as_the_page_it_shows():
    html = page(landsmaps(language_block(requested="lo")))
    assert dict(properties(html))["og:url"] == f"{SITE}/en/case-studies/cs-1/x"
    assert dict(properties(html))["og:locale"] == "en_GB"
    assert links(html).keys() == {"en", "th", "x-default"}


def test_a_description_is_escaped_once():
    html = page(landsmaps(summary="Thailand's app"))
    assert '<meta name="description" content="Thailand&#x27;s app">' in html


@pytest.mark.parametrize("code", CODES)
def test_every_language_has_a_locale(code):
    assert re.fullmatch(rf"{code}_[A-Z]{{2}}", locale_of(code))


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/library", "/case-studies", "/case-studies?country=TH"])
def test_pages_of_all_languages_name_each_other(client, address):
    named = [links(client.get(f"/{code}{address}").content.decode()) for code in CODES]
    assert all(each == named[0] for each in named)
    assert [named[0][code] for code in CODES] == [f"{SITE}/{code}{address}" for code in CODES]
    assert named[0]["x-default"] == (f"{SITE}/" if address == "/" else f"{SITE}/en{address}")


def test_record_pages_name_each_other_and_the_one_for_all(make, client):
    case = make.live("case-study")
    named = [
        links(client.get(f"/{code}/case-studies/{case.pk}/{case.slug}").content.decode())
        for code in ("en", "th")
    ]
    assert named[0] == named[1]
    assert named[0] == {
        "en": f"{SITE}/en/case-studies/{case.pk}/{case.slug}",
        "th": f"{SITE}/th/case-studies/{case.pk}/{case.slug}",
        "x-default": f"{SITE}/case-studies/{case.pk}",
    }


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/en/library?q=land", "/en/case-studies?q=land"])
def test_pages_of_results_are_not_indexed_and_stand_for_nothing(client, address):
    html = client.get(address).content.decode()
    assert '<meta name="robots" content="noindex">' in html
    assert (links(html), properties(html), "canonical" in html) == ({}, [], False)
    assert "q=land" in html.partition('type="application/json" href="')[2].partition('"')[0]


def test_results_can_be_downloaded_as_they_are_filtered(make, client):
    country = make.live("country")
    for number in range(2):
        make.live("case-study", country=country, lessons=0, title_en=f"Case {number}")
    for path in ("library", "case-studies"):
        html = client.get(f"/en/{path}?country={country.pk}&q=case").content.decode()
        found = re.findall(r'<li><a href="([^"]*)" rel="nofollow">(JSON|Markdown|Atom)</a>', html)
        assert [name for _address, name in found] == ["JSON", "Markdown"]
        answered = client.get(found[0][0].replace("&amp;", "&").removeprefix(settings.SITE_URL)).json()
        assert answered["count"] == 2
    feed = re.findall(r'href="([^"]*)" rel="nofollow">Atom', client.get("/en/case-studies").content.decode())
    assert client.get(feed[0].removeprefix(settings.SITE_URL)).content.count(b"<entry") == 2
