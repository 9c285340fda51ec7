"""The site map: every page once in each language in which it exists, each time with all of them."""

from xml.etree import ElementTree as ET

import pytest
from django.conf import settings

from portal.languages.codes import CODES
from portal.publishing.publication import Publication
from portal.publishing.tables import Entry
from portal.web.discovery import sitemaps

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
SITE = settings.SITE_URL


def mapped(client, address: str) -> dict[str, dict[str, str]]:
    """Each page of a file with its alternates."""
    root = ET.fromstring(client.get(address).content)  # noqa: S314 - our own
    return {
        url.findtext(f"{MAP}loc").removeprefix(SITE): {
            link.get("hreflang"): link.get("href").removeprefix(SITE) for link in url.findall(LINK)
        }
        for url in root.findall(f"{MAP}url")
    }


def files(client) -> list[str]:
    root = ET.fromstring(client.get("/sitemap.xml").content)  # noqa: S314 - our own
    return [found.text.removeprefix(SITE) for found in root.iter(f"{MAP}loc")]


def test_every_page_names_all_its_languages_and_they_name_it(make, client):
    for publication in Publication.all():
        make.live(publication.kind)
    pages = {page: links for file in files(client) for page, links in mapped(client, file).items()}
    for page, links in pages.items():
        assert page in links.values()
        for code, other in links.items():
            assert code == "x-default" or pages[other] == links
        if page.startswith("/th/"):
            assert client.get(page).status_code == 200, page
            assert client.get(links["x-default"]).status_code in (200, 302), links


def test_a_record_is_there_only_in_languages_in_which_it_exists(make, client):
    case = make.live("case-study")
    found = [page for page in mapped(client, files(client)[1]) if case.pk in page]
    assert found == [f"/{code}/case-studies/{case.pk}/{case.slug}" for code in ("en", "th")]


def test_lists_are_there_in_all_languages(make, client):
    make.live("topic")
    pages = mapped(client, "/sitemaps/0.xml")
    assert {f"/{code}/topics" for code in CODES} | {f"/{code}/" for code in CODES} <= pages.keys()
    assert pages["/lo/"]["x-default"] == "/"


def test_drafts_and_what_was_withdrawn_are_nowhere(make, client):
    draft, gone, live = make.topic(), make.live("topic"), make.live("topic")
    make.withdrawn(gone)
    text = "".join(client.get(file).content.decode() for file in files(client))
    assert [record.pk in text for record in (draft, gone, live)] == [False, False, True]


def test_files_are_short_and_keep_what_they_hold(make, client, monkeypatch):
    monkeypatch.setattr(sitemaps, "STRETCH", 2)
    topics = [make.live("topic").pk for _number in range(5)]
    before = {file: client.get(file).content for file in files(client)}
    assert len(before) == 4
    assert (
        sum(content.count(b"<url>") for file, content in before.items() if not file.endswith("/0.xml")) == 10
    )
    first = list(before)[1]
    assert topics[0].encode() in before[first]
    make.live("topic")
    assert client.get(first).content == before[first]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/sitemaps/1.xml", "/sitemaps/9999999.xml", "/sitemaps/-1.xml", "/sitemaps/x.xml"]
)
def test_a_file_that_would_be_empty_does_not_exist(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("zeros", ["0", "0000"])
def test_a_file_has_one_address(make, client, zeros):
    make.live("topic")
    for file in files(client):
        assert client.get(file).status_code == 200
        assert client.get(file.replace("sitemaps/", f"sitemaps/{zeros}")).status_code == 404


@pytest.mark.django_db
def test_an_empty_portal_has_a_map_of_its_lists(client):
    assert files(client) == ["/sitemaps/0.xml"]


@pytest.mark.parametrize("rows", [1, 3])
def test_a_map_is_few_statements_and_then_one(make, statements, rows):
    for _number in range(rows):
        make.live("topic")
    records = f"/sitemaps/{Entry.objects.first().row // sitemaps.STRETCH + 1}.xml"
    for address, count in (("/sitemap.xml", 3), ("/sitemaps/0.xml", 2), (records, 2)):
        response = statements(count, address)
        assert (response.status_code, response["Content-Type"]) == (200, "application/xml; charset=utf-8")
        assert statements(1, address, if_none_match=response["ETag"]).status_code == 304
