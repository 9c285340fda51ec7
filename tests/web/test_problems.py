"""The addresses in the API's problems lead to pages that say of them what the API says."""

import html as htmllib
import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import gettext, override

from portal.api import problems as api
from portal.exchange.problem_types import PROBLEM_TYPES
from portal.languages.codes import CODES
from portal.publishing import numbers
from portal.web.problems import example
from tests.site.document import Document
from tests.web.test_outage import lost

pytestmark = pytest.mark.django_db
TAG = re.compile(r"<[^>]+>")
CASES = "/api/v1/case-studies"


def _page(client, slug: str, language: str = "en") -> str:
    response = client.get(f"/{language}/problems/{slug}")
    assert (response.status_code, response["Content-Language"]) == (200, language)
    return response.content.decode()


def _heading(html: str) -> str:
    return htmllib.unescape(re.search(r"<h1>(.*?)</h1>", html).group(1))


def _example(html: str) -> dict:
    block = re.search(r"<pre[^>]*><code[^>]*>(.*?)</code></pre>", html, re.DOTALL).group(1)
    return json.loads(htmllib.unescape(TAG.sub("", block)))


# What pages say


@pytest.mark.parametrize("language", CODES)
def test_each_page_has_the_title_and_the_status_that_the_api_answers(client, language):
    for slug, problem_type in PROBLEM_TYPES.items():
        html, status = _page(client, slug, language), problem_type.status
        with override(language):
            answered = json.loads(api.problem(status, slug).content)
            named = gettext("Status %(status)s") % {"status": status}
        assert (slug, _heading(html)) == (slug, answered["title"])
        assert f'<span class="tag num">{named}</span>' in html
        shown = _example(html)
        for name in ("type", "title", "status"):
            assert (slug, name, shown[name]) == (slug, name, answered[name])
        assert (slug, Document(html).faults()) == (slug, [])


def test_each_page_says_what_to_do_and_leads_to_all_errors_and_to_the_developers_page(client):
    for slug, problem_type in PROBLEM_TYPES.items():
        html = _page(client, slug)
        words = " ".join(htmllib.unescape(TAG.sub("", html)).split())
        assert str(problem_type.cause).replace("`", "") in words
        assert str(problem_type.cure).replace("`", "") in words
        typed = re.findall("`([^`]+)`", f"{problem_type.cause} {problem_type.cure}")
        assert [
            code for code in typed if f'<code translate="no">{htmllib.escape(code)}</code>' not in html
        ] == []
        assert {"/en/problems", "/en/developers"} <= set(Document(html.partition("<main")[2]).links)


def test_every_problem_that_the_api_names_has_a_page(client):
    """Also those that are raised where no test here comes: read from its source."""
    source = "".join(path.read_text() for path in Path(api.__file__).parent.glob("*.py"))
    named = set(re.findall(r'problem\(\s*\d+,\s*"([a-z-]+)"', source))
    assert len(named) > 5
    assert named <= PROBLEM_TYPES.keys()


@pytest.mark.parametrize("language", ["en", "th"])
@pytest.mark.parametrize(
    ("slug", "path"),
    [
        ("unknown-parameter", f"{CASES}?contry=TH"),
        ("invalid-parameter", f"{CASES}?limit=101"),
        ("repeated-parameter", f"{CASES}?country=TH&country=LA"),
        ("invalid-cursor", f"{CASES}?cursor=nonsense"),
        ("not-found", f"{CASES}/cs-0000000000"),
    ],
)
def test_the_example_is_what_the_api_answers(client, slug, path, language):
    answered = client.get(path, headers={"accept-language": language}).json()
    assert re.fullmatch("urn:uuid:[0-9a-f-]{36}", answered.pop("instance"))
    shown = _example(_page(client, slug, language))
    assert re.fullmatch("urn:uuid:[0-9a-f-]{36}", shown.pop("instance"))
    for one in (*answered.get("errors", ()), *shown.get("errors", ())):
        one.pop("allowed", None)  # other parameters exist in each list
    assert shown == answered


def test_the_example_of_a_withdrawn_record_has_the_members_of_a_real_one(make, client):
    case = make.withdrawn(make.live("case-study"))
    answered = client.get(f"{CASES}/{case.pk}").json()
    assert _example(_page(client, "gone")).keys() == answered.keys()


def test_the_example_of_a_missing_translation_has_the_members_of_a_real_one(make, client):
    case = make.live("case-study")
    answered = client.get(f"{CASES}/{case.pk}?lang=lo&fallback=none").json()
    shown = _example(_page(client, "translation-missing", "lo"))
    assert shown.keys() == answered.keys()
    assert (shown["detail"], shown["available"]) == (answered["detail"], answered["available"])


def test_the_example_of_a_request_that_cannot_be_read_is_what_the_api_answers(client):
    answered = client.get(f"{CASES}?q=%FF").json()
    del answered["instance"]
    with override("en"):
        assert example("bad-request") == answered


def test_the_example_of_an_outage_is_what_the_api_answers_then(client):
    numbers.forget_all()
    with lost():
        answered = client.get(CASES).json()
    del answered["instance"]
    with override("en"):
        assert example("maintenance") == answered


# All of them


@pytest.mark.parametrize("language", CODES)
def test_the_index_names_each_with_status_and_title_and_leads_to_it(client, language):
    html = client.get(f"/{language}/problems").content.decode()
    rows = re.findall(
        r'<tr><td class="num">(\d+)</td><td><code translate="no">([^<]+)</code></td>'
        r'<th scope="row"><a href="([^"]+)">([^<]+)</a></th></tr>',
        html,
    )
    with override(language):
        assert [(status, slug, htmllib.unescape(title)) for status, slug, _href, title in rows] == [
            (str(problem_type.status), slug, str(problem_type.title))
            for slug, problem_type in PROBLEM_TYPES.items()
        ]
    assert [href for _status, _slug, href, _title in rows] == [
        f"/{language}/problems/{slug}" for slug in PROBLEM_TYPES
    ]
    assert Document(html).faults() == []


def test_the_developers_page_leads_to_the_index(client):
    assert '<a href="/th/problems">' in client.get("/th/developers").content.decode()


# Addresses


@pytest.mark.parametrize(
    ("header", "language"),
    [("th", "th"), ("km-KH,en;q=0.5", "km"), ("de", "en"), ("", "en"), ("nonsense;;;", "en")],
)
def test_an_address_without_a_language_leads_to_the_reader_s(client, header, language):
    for path in ("/problems", *(f"/problems/{slug}" for slug in PROBLEM_TYPES)):
        response = client.get(path, headers={"accept-language": header})
        assert (response.status_code, response["Location"]) == (302, f"/{language}{path}")
        assert response["Vary"] == "Accept-Language"
        assert not response.cookies


def test_the_type_of_a_real_problem_can_be_opened(client):
    answered = client.get(f"{CASES}?contry=TH").json()
    opened = client.get(answered["type"].removeprefix(settings.SITE_URL), follow=True)
    assert (opened.status_code, _heading(opened.content.decode())) == (200, answered["title"])


def test_an_address_that_was_taken_away_is_told_from_a_record_that_was(client):
    said = "This address was taken away. The header “Link” leads to what takes its place."
    assert f'<code translate="no">"reason": "sunset"</code>: {said}' in _page(client, "gone")
    assert said not in _page(client, "not-found")


@pytest.mark.parametrize("path", ["nonsense", "Gone", "gone-x", "about:blank", "gone/more"])
@pytest.mark.parametrize("start", ["/problems/", "/en/problems/", "/th/problems/"])
def test_an_unknown_type_is_not_found(client, start, path):
    assert client.get(start + path).status_code == 404


def test_a_page_names_its_other_languages_and_the_address_without_one(client):
    html = _page(client, "gone", "th")
    links = dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', html))
    site = settings.SITE_URL
    assert links == {
        **{code: f"{site}/{code}/problems/gone" for code in CODES},
        "x-default": f"{site}/problems/gone",
    }
    assert f'<link rel="canonical" href="{site}/th/problems/gone">' in html


def test_pages_are_for_reading(client):
    for path in ("/problems", "/problems/gone", "/en/problems", "/en/problems/gone"):
        assert client.post(path).status_code == 405
        assert client.head(path).status_code in (200, 302)


def test_a_page_is_also_markdown(client):
    text = client.get("/en/problems/repeated-parameter.md").content.decode()
    assert "# Query parameter given more than once" in text
    assert "`country=TH,LA`" in text


def test_a_page_costs_one_query_and_then_only_its_number(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get("/en/problems/gone")
    with django_assert_num_queries(1):
        client.get("/en/problems/gone?utm_source=x")
