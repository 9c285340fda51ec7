"""Feeds: what was published last, a page at a time, filtered like lists."""

from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
from django.conf import settings

from portal.exchange import atom
from portal.publishing.publication import Publication
from tests.making import KINDS, rename

ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SITE = settings.SITE_URL


@pytest.fixture
def read(client):
    """`read("case-studies", lang="th")` gives the feed as XML."""

    def read(path: str = "case-studies", /, **query) -> ET.Element:
        response = client.get(f"/feeds/{path}.atom", query)
        assert response.status_code == 200
        return ET.fromstring(response.content)  # noqa: S314 - our own

    return read


def ids(feed: ET.Element) -> list[str]:
    return [entry.findtext(f"{ATOM}id").rpartition("/")[2] for entry in feed.iter(f"{ATOM}entry")]


def links(element: ET.Element, rel: str) -> list[str]:
    return [link.get("href") for link in element.findall(f"{ATOM}link") if link.get("rel") == rel]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_feed_in_which_its_records_have_lasting_ids(make, read, kind):
    record = make.live(kind)
    path = make.paths[kind]
    feed = read(path)
    assert feed.findtext(f"{ATOM}id") == f"{SITE}/feeds/{path}.atom"
    (entry,) = feed.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}id") == f"{SITE}/{path}/{record.pk}"
    assert entry.findtext(f"{ATOM}updated") >= entry.findtext(f"{ATOM}published")
    assert links(entry, "alternate")[0].startswith(f"{SITE}/en/{path}/{record.pk}")


def test_what_was_published_last_comes_first_and_what_a_neighbour_changed_stays(make, read):
    country = make.live("country")
    old, new = (make.live("case-study", country=country) for _number in range(2))
    make.published(make.kept(rename(country, "Renamed")))
    assert ids(read()) == [new.pk, old.pk]
    make.published(make.kept(rename(old, "Old again")))
    assert ids(read()) == [old.pk, new.pk]
    assert ids(read("changes"))[:2] == [old.pk, country.pk]


def test_an_entry_is_in_its_language_and_one_that_falls_back_says_so(make, read):
    make.live("case-study")
    feed = read(lang="lo")
    (entry,) = feed.findall(f"{ATOM}entry")
    assert (feed.get(LANG), entry.get(LANG)) == ("lo", "en")
    marks = [category.get("term") for category in entry.findall(f"{ATOM}category")]
    assert marks == ["case-study", "fallback"]
    (entry,) = read(lang="th").findall(f"{ATOM}entry")
    assert entry.get(LANG) == "th"
    assert [category.get("term") for category in entry.findall(f"{ATOM}category")] == ["case-study"]
    assert [urlsplit(address).path[:4] for address in links(entry, "alternate")] == ["/th/", "/en/"]


def test_an_agencys_own_report_is_by_the_agency(make, read):
    agency = make.live("agency", name_en="Office of trees")
    make.live("case-study", lead_agency=agency, authorship="agency")
    (entry,) = read().findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Office of trees"
    assert read().findtext(f"{ATOM}author/{ATOM}name") == settings.SITE_NAME


def test_pages_follow_each_other_to_the_end(make, read, client, monkeypatch):
    monkeypatch.setattr(atom, "PAGE", 2)
    country = make.live("country")
    cases = [make.live("case-study", country=country).pk for _number in range(5)]
    feed, found = read(country=country.pk), []
    while True:
        found += ids(feed)
        following = links(feed, "next")
        if not following:
            break
        assert links(feed, "first") == [f"{SITE}/feeds/case-studies.atom?country={country.pk}&lang=en"]
        feed = ET.fromstring(client.get(following[0].removeprefix(SITE)).content)  # noqa: S314 - our own
        assert feed.findtext(f"{ATOM}id") == f"{SITE}/feeds/case-studies.atom?country={country.pk}"
    assert found == cases[::-1]


def test_a_feed_has_the_filters_of_its_list(make, read):
    thai, lao = make.live("country", id="TH"), make.live("country", id="LA")
    of = {country.pk: make.live("case-study", country=country).pk for country in (thai, lao)}
    assert ids(read(country="TH")) == [of["TH"]]
    assert ids(read(country__not="TH")) == [of["LA"]]
    assert ids(read("changes", country="TH", type="case-study")) == [of["TH"]]
    assert ids(read("changes", type="lesson")) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    [
        "nonsense=1",
        "country=TH&country=LA",
        "lang=xx",
        "cursor=",
        "cursor=forged",
        "stage=nonsense",
        "country=%00",
        "country=" + "A," * 60,
        "lang=%00",
    ],
)
def test_what_cannot_be_is_refused_in_words(client, query):
    response = client.get(f"/feeds/case-studies.atom?{query}")
    assert (response.status_code, response["Content-Type"]) == (400, "text/html; charset=utf-8")


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["nonsense", "lessons", "search"])
def test_there_are_feeds_of_records_only(client, path):
    assert client.get(f"/feeds/{path}.atom").status_code == 404


@pytest.mark.django_db
def test_an_empty_feed_is_one_all_the_same(read):
    assert ids(read()) == []
    assert ids(read("changes")) == []


def test_lists_lead_to_their_feed_with_the_same_filters(make, client):
    make.live("case-study", country=make.live("country", id="TH"))
    for publication in Publication.all():
        html = client.get(f"/th/{publication.path}").content.decode()
        assert f'href="{SITE}/feeds/{publication.path}.atom?lang=th"' in html
    html = client.get("/th/case-studies?country=TH&sort=title").content.decode()
    assert f'href="{SITE}/feeds/case-studies.atom?country=TH&amp;lang=th"' in html
    html = client.get("/en/library?country=TH&type=case-study").content.decode()
    assert f'href="{SITE}/feeds/changes.atom?country=TH&amp;type=case-study&amp;lang=en"' in html


@pytest.mark.parametrize("rows", [1, 3])
def test_a_feed_is_two_statements_then_one_and_one_for_a_304(make, statements, caught_up, rows):
    for _number in range(rows):
        make.live("case-study")
    caught_up()
    response = statements(2, "/feeds/case-studies.atom?country__isnull=false")
    statements(2, "/feeds/changes.atom")
    statements(1, "/feeds/case-studies.atom?country__isnull=false")
    again = statements(1, "/feeds/case-studies.atom?country__isnull=false", if_none_match=response["ETag"])
    assert (again.status_code, again["Cross-Origin-Resource-Policy"]) == (304, "cross-origin")
