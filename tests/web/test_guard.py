"""Bad input: whatever is asked of a page, the answer is a clear page in the language of its address."""

import html as htmllib
import re
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.test import Client

from portal.languages.codes import CODES
from tests.contracts.test_headers import POLICY

LONG = "x" * 10_000
HEADING = re.compile(r"<h1[^>]*>(.+?)</h1>", re.DOTALL)
LANGUAGE = re.compile(r'<html lang="(\w+)"')

# Address, status, language of the page.
ADDRESSES = [
    # No such language
    ("/xx/", 404, "en"),
    ("/xx/library", 404, "en"),
    ("/EN/", 404, "en"),
    ("/TH/case-studies", 404, "en"),
    # No such place
    ("/th/nothing", 404, "th"),
    ("/km/countries/ZZ", 404, "km"),
    ("/my/case-studies/cs-0000000000/slug", 404, "my"),
    (f"/th/{LONG}", 404, "th"),
    (f"/th/countries/{LONG}/{LONG}", 404, "th"),
    ("/th/countries/../../etc/passwd", 404, "th"),
    ("/th/countries/%2e%2e%2fetc", 404, "th"),
    ("/th/countries/ประเทศ", 404, "th"),
    # Values that cannot be
    ("/th/library?page=0", 400, "th"),
    ("/th/library?page=-1", 400, "th"),
    ("/th/library?page=999999", 400, "th"),
    ("/th/library?page=1e3", 400, "th"),
    ("/th/library?page=%D9%A3", 400, "th"),
    ("/th/library?page=50", 404, "th"),
    ("/th/library?page=1&page=2", 400, "th"),
    ("/th/library?type=nonsense", 400, "th"),
    ("/th/library?stage=nonsense&country=TH", 400, "th"),
    ("/th/library?language=xx", 400, "th"),
    ("/th/library?sort=nonsense", 400, "th"),
    (f"/th/library?country={LONG}", 400, "th"),
    (f"/th/library?q={LONG}", 400, "th"),
    (f"/th/case-studies?q={LONG}", 400, "th"),
    ("/lo/case-studies?q=a&q=b", 400, "lo"),
    ("/lo/case-studies?stage=nonsense", 400, "lo"),
    ("/lo/case-studies?country=TH&country=LA", 400, "lo"),
    ("/lo/case-studies?cursor=forged", 400, "lo"),
    (f"/lo/case-studies?cursor={LONG}", 400, "lo"),
    (
        f"/lo/case-studies?{urlencode({f'country__{suffix}': 'A' * 81 for suffix in ('not', 'all')})}",
        400,
        "lo",
    ),
    # What is no text
    ("/th/%00", 404, "th"),
    ("/th/countries/TH%00", 404, "th"),
    ("/th/library?q=%00", 400, "th"),
    ("/th/library?q=a%00b&country=TH", 400, "th"),
    ("/th/case-studies?q=%00", 400, "th"),
    ("/th/case-studies?%00=x", 400, "th"),
    ("/th/library?q=%7F", 400, "th"),
    ("/th/%ff", 404, "th"),
    ("/th/%c0%af", 404, "th"),
    ("/th/countries/%ed%a0%80", 404, "th"),
    ("/th/library?q=%ff", 400, "th"),
    ("/th/library?q=%c0%af", 400, "th"),
    ("/th/library?q=%ed%a0%80", 400, "th"),
    ("/th/library?q=%e0%b8", 400, "th"),
    ("/case-studies/cs-%00", 404, "en"),
    ("/files/%00", 404, "en"),
    (f"/{settings.ADMIN_PATH}/knowledge/country/TH%00/change/", 404, "en"),
    (f"/{settings.ADMIN_PATH}/login/?next=%00", 400, "en"),
]
# What is odd, and no reason to refuse anything.
HARMLESS = [
    "/th/?page=0&q=x",
    "/th/library?country=ZZ",
    "/th/case-studies?country=ZZ",
    "/th/library?page=",
    "/th/library?q=%25zz%",
    "/th/library?q=%F0%9F%99%82",
    "/th/library?q=%0A%09",
    "/th/library?q=' OR 1=1 --",
    "/th/library?q=<script>alert(1)</script>",
    "/th/library?=x&&;",
    f"/th/library?{urlencode([(f'p{number}', number) for number in range(2_000)])}",
    f"/th/case-studies?unknown={LONG}",
    "/th/library?country=TH&country=LA&q=%E0%B8%81",
]


def _is_clear(response, status: int, language: str) -> str:
    """Assert that it is a page with one heading in this language, kept from nobody; return the heading."""
    text = response.content.decode()
    assert response.status_code == status
    assert (LANGUAGE.search(text).group(1), response["Content-Language"]) == (language, language)
    assert set(response["Content-Security-Policy"].split("; ")) == POLICY
    assert not response.cookies
    assert LONG not in text
    assert not {"\0", "\x7f"} & set(text)
    return htmllib.unescape(HEADING.search(text).group(1))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "status", "language"), ADDRESSES, ids=[address[:40] for address, *_ in ADDRESSES]
)
def test_a_bad_address_is_answered_by_a_clear_page(client, address, status, language):
    assert _is_clear(client.get(address), status, language)


def test_odd_addresses_are_no_reason_to_refuse_anything(make, client):
    make.live("case-study")
    for address in HARMLESS:
        response = client.get(address)
        assert (address, response.status_code) == (address, 200)
        assert not response.cookies
        assert "<script>alert" not in response.content.decode()


@pytest.mark.django_db
def test_more_parameters_than_a_form_may_have_are_refused(client):
    assert _is_clear(client.get(f"/th/library?{'&'.join('a' * 10_001)}"), 400, "th")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "status", "problem"),
    [
        ("/api/v1/search?q=%00", 400, "bad-request"),
        ("/api/v1/search?q=%ff", 400, "bad-request"),
        ("/api/v1/countries?cursor=%7F", 400, "bad-request"),
        ("/api/v1/countries/TH%00?lang=th", 404, "not-found"),
    ],
)
def test_programs_get_a_problem_instead(client, address, status, problem):
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")
    assert response.json()["type"].endswith(f"/problems/{problem}")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options", "trace", "brew"])
def test_a_page_can_only_be_read(make, method):
    case = make.live("case-study")
    client = Client(enforce_csrf_checks=True)
    for address in ("/en/", "/en/library", "/en/case-studies", f"/en/case-studies/{case.pk}/{case.slug}"):
        response = client.generic(method.upper(), address, b"{}")
        heading = _is_clear(response, 405, "en")
        assert (heading, response["Allow"]) == ("This page can only be read", "GET, HEAD")
    own = (
        f"/case-studies/{case.pk}",
        f"/cite/{case.pk}.bib",
        f"/pictures/{case.pk}.png",
        f"/files/{'0' * 64}",
    )
    for address in (*own, "/", "/healthz", "/robots.txt", "/sw.js", "/feeds/changes.atom", "/en/index.md"):
        response = client.generic(method.upper(), address, b"{}")
        assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
    assert client.generic(method.upper(), "/th/no/such/place/here", b"{}").status_code == 404


@pytest.mark.django_db
def test_programs_may_ask_what_they_may_do(client):
    assert client.options("/api/v1/countries").status_code == 204
    response = client.post("/api/v1/countries", {}, content_type="application/json")
    assert (response.status_code, response["Content-Type"]) == (405, "application/problem+json")


@pytest.mark.django_db
@pytest.mark.parametrize("host", ["evil.example", "testserver:x", "test server", "[::1", "testserver.evil"])
def test_another_sites_name_is_refused_in_words(client, host):
    response = client.get("/th/", headers={"host": host})
    assert response.status_code == 400
    assert not response.cookies
    assert "evil" not in response.content.decode()
    assert client.get("/healthz", headers={"host": host}).status_code == 200
    problem = client.get("/api/v1", headers={"host": host})
    assert (problem.status_code, problem["Content-Type"]) == (400, "application/problem+json")


ODD_HEADERS = [
    {"accept": "application/xml"},
    {"accept": "text/html;q=9,;;,*/*;q=x"},
    {"accept": "a/b," * 5_000},
    {"accept-language": "zz-ZZ;q=9, " * 5_000},
    {"accept-language": "\xff\x00"},
    {"if-none-match": '"' * 10_001},
    {"if-none-match": 'W/"x",' * 5_000},
    {"if-modified-since": "Thu, 99 Foo 9999 99:99:99 GMT"},
    {"range": "bytes=9-1"},
    {"x-forwarded-host": "evil.example"},
    {"cookie": f"session={LONG}"},
    {"cookie": "=;=;" * 5_000},
]


@pytest.mark.parametrize("headers", ODD_HEADERS, ids=[str(headers)[:40] for headers in ODD_HEADERS])
def test_odd_headers_change_nothing(make, client, headers):
    case = make.live("case-study")
    for address in ("/th/", "/th/library", f"/th/case-studies/{case.pk}/{case.slug}"):
        plain = client.get(address)
        response = client.get(address, headers=headers)
        assert (response.status_code, response.content) == (200, plain.content)
        assert not response.cookies
        assert response["ETag"] == plain["ETag"]
    assert client.get("/api/v1/countries", headers=headers).status_code in (200, 406)


@pytest.mark.parametrize("language", CODES)
@pytest.mark.parametrize("status", [400, 404, 405])
@pytest.mark.django_db
def test_each_refusal_speaks_each_language(client, language, status):
    ask = {400: client.get, 404: client.get, 405: client.post}[status]
    path = {400: "library?q=%00", 404: "nothing", 405: "library"}[status]
    _is_clear(ask(f"/{language}/{path}"), status, language)
