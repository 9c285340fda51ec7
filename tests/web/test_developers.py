"""The page for developers says only what the API does."""

import html as htmllib
import json
import re

import pytest
from django.conf import settings

from portal.languages.codes import CODES
from portal.publishing.publication import Kind

BLOCK = re.compile(r"<pre[^>]*><code[^>]*>(.*?)</code></pre>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")
ROW = re.compile(r'<div class="ep"><dt><b>GET</b> <a href="([^"]*)">.*?</dt><dd>(.*?)</dd></div>', re.DOTALL)


def _blocks(html: str) -> list[str]:
    return [htmllib.unescape(TAG.sub("", block)) for block in BLOCK.findall(html)]


def _called(command: str) -> str:
    """The address that a call opens, without the site."""
    return re.fullmatch(rf'curl "{settings.SITE_URL}(/[^"]+)"', command).group(1)


@pytest.mark.parametrize("language", CODES)
def test_the_answers_shown_are_those_that_the_calls_get(make, client, language):
    make.live("case-study", lessons=2)
    html = client.get(f"/{language}/developers").content.decode()
    call, answer, mistake, problem = _blocks(html)
    whole, shown = client.get(_called(call)).json(), json.loads(answer)
    assert {name: whole[name] for name in shown} == shown
    assert list(shown)[:5] == ["id", "type", "url", "html_url", "title"]
    assert f"{len(shown)} of its {len(whole)} fields" in html or language != "en"
    refused = client.get(_called(mistake), headers={"accept-language": language})
    assert refused.status_code == 400
    answered = refused.json()
    del answered["instance"]
    assert json.loads(problem) == answered


def test_a_record_that_is_not_translated_is_shown_as_the_api_gives_it(make, client):
    make.live("case-study", title_en="Only English", title_th="", summary_th="", source_language="en")
    html = client.get("/lo/developers").content.decode()
    assert re.search(
        '<pre role="region" tabindex="0" aria-label="[^"]*"><code translate="no" lang="en">', html
    )
    assert json.loads(_blocks(html)[1])["language"]["fallback"] is True


def test_every_endpoint_is_listed_with_what_it_holds_and_can_be_opened(make, client):
    make.live("case-study", lessons=3)
    html = client.get("/en/developers").content.decode()
    rows = {htmllib.unescape(path): TAG.sub("", text) for path, text in ROW.findall(html)}
    assert {f"/api/v1/{kind.path}" for kind in Kind.registry.values()} <= rows.keys()
    root = client.get("/api/v1").json()["links"]
    assert {path.partition("?")[0] for path in rows} == {"/api/v1"} | {
        link.removeprefix(settings.SITE_URL) for name, link in root.items() if name not in ("bulk", "docs")
    } | {"/en/developers/reference"}
    assert all(client.get(path).status_code == 200 for path in rows)
    assert rows["/api/v1/lessons"].startswith("Lessons: 3 entries.")
    assert rows["/api/v1/case-studies"].startswith("Case studies: 1 entry.")


def test_every_filter_and_order_that_it_names_is_understood(make, client):
    make.live("case-study")
    html = client.get("/en/developers").content.decode()
    for path, text in ROW.findall(html):
        lists = re.findall(r"<li>(.*?)</li>", text)
        if not lists:
            continue
        filters, orders = (re.findall("<code>([^<]+)</code>", names) for names in lists)
        for name in filters:
            assert client.get(f"{path}?{name}__isnull=false").status_code == 200, (path, name)
        for name in orders:
            assert client.get(f"{path}?sort={name}&q=case").status_code == 200, (path, name)


def test_what_it_says_in_words_is_so(make, client):
    make.live("case-study", country=make.live("country", id="TH"))
    path = "/api/v1/case-studies"
    assert client.get(f"{path}?country=TH,LA").json()["count"] == 1
    assert client.get(f"{path}?country__not=TH").json()["count"] == 0
    assert client.get(f"{path}?country__all=TH,LA").json()["count"] == 0
    assert client.get(f"{path}?facets=country,theme").json()["facets"].keys() == {"country", "theme"}
    assert client.get(f"{path}?lang=lo&fallback=none").json()["count"] == 0
    assert client.get(f"{path}?translations=all").json()["results"][0]["translations"].keys() == {"en", "th"}
    listed = client.get(path)
    assert listed["Access-Control-Allow-Origin"] == "*"
    assert listed.json()["results"][0]["language"]["available"] == ["en", "th"]
    assert client.get(path, headers={"if-none-match": listed["ETag"]}).status_code == 304
    assert "license" in client.get(f"{path}/{listed.json()['results'][0]['id']}").json()


@pytest.mark.django_db
def test_an_empty_library_says_so(client):
    html = client.get("/en/developers").content.decode()
    assert "Nothing has been published here yet." in html
    assert len(_blocks(html)) == 2


def test_it_costs_a_few_queries_once(make, client, django_assert_num_queries):
    make.live("case-study")
    make.live("case-study")
    with django_assert_num_queries(5):  # number, changed Entries, their facets, a card, a record
        client.get("/en/developers")
    with django_assert_num_queries(1):
        client.get("/en/developers?utm_source=x")
