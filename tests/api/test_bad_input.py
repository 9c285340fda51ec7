"""Bad input: each gets the status and the type of problem that the contract names, and learns nothing."""

import re
from urllib.parse import quote, urlencode

import pytest
from django.conf import settings
from django.core import signing
from django.test import Client

from portal.languages.codes import CODES
from tests.api.answers import faults_of, slug_of

MEMBERS = {"type", "title", "status", "detail", "instance", "errors", "offered", "available"}
LEAK = re.compile(r"Traceback|\.py\b|line \d|sqlite|psycopg|SELECT |Exception|/tmp/|/home/", re.IGNORECASE)
LONG = "x" * 8_000
# An address of each family; `{id}` is that of a live case study.
FAMILIES = {
    "root": "/api/v1",
    "list": "/api/v1/case-studies",
    "list of parts": "/api/v1/metrics",
    "search": "/api/v1/search",
    "record": "/api/v1/case-studies/{id}",
    "citation": "/api/v1/case-studies/{id}/citation",
    "statistics": "/api/v1/case-studies/statistics?group_by=country",
    "changes": "/api/v1/changes",
    "suggestions": "/api/v1/suggestions",
    "languages": "/api/v1/languages",
    "vocabularies": "/api/v1/vocabularies",
    "vocabulary": "/api/v1/vocabularies/stage",
    "description": "/api/v1/openapi.json",
}
LISTS = ("list", "list of parts", "search")
WITH_LANGUAGE = [name for name in FAMILIES if name != "description"]


@pytest.fixture
def address(make):
    """`address("record", "lang=xx")` is where to ask."""
    case = make.live("case-study")

    def address(family: str, query: str = "") -> str:
        path = FAMILIES[family].format(id=case.pk)
        return path + ("&" if "?" in path else "?") + query if query else path

    return address


def is_problem(response, status: int, slug: str) -> None:
    """Assert that it is this problem, whole, and tells nothing of the machine or of what was sent at length."""
    assert (response.status_code, slug_of(response)) == (status, slug), response.content
    body = response.json()
    assert body.keys() <= MEMBERS
    assert body["instance"].startswith("urn:uuid:")
    text = response.content.decode()
    assert not LEAK.search(text), text
    assert settings.SECRET_KEY not in text
    assert not {"\0", "\x7f"} & {*text}
    assert "x" * 65 not in text
    assert response["Content-Language"] in CODES
    assert response["Access-Control-Allow-Origin"] == "*"
    assert not response.cookies


NO_TEXT = {
    "NUL": "%00",
    "NUL within": "land%00parcels",
    "the mark of stored bytes": "%7F",
    "a high surrogate": "%ED%A0%80",
    "a low surrogate": "%ED%BF%BF",
    "a pair of surrogates": "%ED%A0%BC%ED%BF%9B",
    "an overlong slash": "%C0%AF",
    "half a character": "%E0%B8",
    "a byte": "%FF",
}


@pytest.mark.parametrize("family", FAMILIES)
def test_a_query_that_is_no_text_cannot_be_read(address, client, family):
    for text in NO_TEXT.values():
        for query in (f"q={text}", f"{text}=x", f"lang={text}", f"cursor={text}", f"x&{text}"):
            is_problem(client.get(address(family, query)), 400, "bad-request")


def test_letters_that_stand_in_a_query_as_they_are_mean_the_same_as_in_percents(make, client):
    for number in range(2):
        make.live("case-study", title_en="Land", title_th=f"ที่ดิน {number}")
    for path in ("search", "case-studies", "suggestions"):
        raw, percents = f"/api/v1/{path}?q=ที่ดิน", f"/api/v1/{path}?q={quote('ที่ดิน')}"
        query = raw.partition("?")[2].encode().decode("latin-1")
        plain, found = client.get(percents), client.get(raw.partition("?")[0], QUERY_STRING=query)
        assert (path, found.status_code, found.content) == (path, 200, plain.content)
        assert found.get("Link") == plain.get("Link")
    page = client.get("/th/library", QUERY_STRING="q=ที่ดิน&limit=1".encode().decode("latin-1"))
    assert page.content == client.get(f"/th/library?q={quote('ที่ดิน')}&limit=1").content


@pytest.mark.parametrize("text", NO_TEXT)
def test_a_path_that_is_no_text_leads_nowhere(db, client, text):
    for path in ("{}", "v1/{}", "v1/case-studies/{}", "v1/case-studies/{}/citation", "v1/vocabularies/{}"):
        is_problem(client.get(f"/api/{path.format(NO_TEXT[text])}"), 404, "not-found")


@pytest.mark.parametrize("family", FAMILIES)
def test_secrets_in_an_address_are_refused_before_anything_is_read(
    address, client, django_assert_num_queries, family
):
    secret = "sala_0123456789abcdefghij"
    asked = [
        address(family, f"{name}={secret[5:]}") for name in ("token", "access_token", "api_key", "ApiKey")
    ]
    asked += [
        address(family, query) for query in (f"q={secret}", f"key={secret}", "authorization=Bearer%20x")
    ]
    asked += [address(family, query) for query in ("tok%65n=x", f"q=sal%61{secret[4:]}")]
    for each in asked:
        with django_assert_num_queries(0):
            response = client.get(each)
        is_problem(response, 400, "token-in-url")
        assert secret[5:] not in response.content.decode()
        assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize("query", ["q=token", "q=sala_short", "q=access_token%3Dx", "q=token-in-url"])
def test_words_about_secrets_are_none(db, client, query):
    assert client.get(f"/api/v1/search?{query}").status_code == 200


@pytest.mark.parametrize("family", FAMILIES)
def test_what_an_address_does_not_know_is_named(address, client, family):
    for name in ("no_such_parameter", "page", "offset", "'", "ไทย", "a[b]", " lang", LONG):
        response = client.get(address(family, urlencode({name: "1"})))
        is_problem(response, 400, "unknown-parameter")
        assert [fault["parameter"] for fault in response.json()["errors"]] == [name[:64]]


@pytest.mark.parametrize("family", WITH_LANGUAGE)
def test_a_parameter_is_given_once(address, client, family):
    for query in ("lang=th&lang=th", "lang=th&lang=en", "lang=th&lang="):
        is_problem(client.get(address(family, query)), 400, "repeated-parameter")


@pytest.mark.parametrize("family", WITH_LANGUAGE)
def test_a_language_is_one_of_the_ten(address, client, family):
    for value in ("", "xx", "th,en", "th-TH", "thai", "*", "%E0%B9%84", LONG):
        is_problem(client.get(address(family, f"lang={value}")), 400, "invalid-parameter")


@pytest.mark.parametrize("family", [*LISTS, "changes", "suggestions"])
def test_a_limit_is_a_whole_number_within_bounds(address, client, family):
    most = {"changes": 500, "suggestions": 20}.get(family, 100)
    assert client.get(address(family, f"limit={most}")).status_code == 200
    odd = ("1e9", "1E2", "1_0", "0x10", "", "+5", "%205", "5%20", "5.0", "-1", "NaN", "%D9%A5", "%EF%BC%95")
    for value in (0, most + 1, 10**9, "9" * 4_000, *odd):
        response = client.get(address(family, f"limit={value}"))
        assert faults_of(response) == [("limit", "invalid")], value
        is_problem(response, 400, "invalid-parameter")


# Cursors


@pytest.fixture
def cursor(make, client):
    """`cursor("search?q=…")` is that of the second page of a list."""
    for _number in range(2):
        make.live("case-study", lessons=0)

    def cursor(asked: str) -> str:
        following = client.get(f"/api/v1/{asked}&limit=1").json()["next"]
        return following.rpartition("cursor=")[2].replace("%3A", ":")

    return cursor


def _changed(right: str) -> list[str]:
    place, _colon, signature = right.rpartition(":")
    return [
        *("", ":", "x", "%20", "%25", LONG, f"{right}{LONG}", f"{place}:", f":{signature}", place, signature),
        *(right[:-1], right[1:], right[:10], f"{right}x", right.swapcase(), f"{right}:{signature}"),
        *(f"x{right}", f"{right[0]}x{right[2:]}", f"{place[:-2]}:{signature}", "' OR 1=1 --", "e30", "null"),
        signing.dumps({"row": 1}),
        signing.Signer(salt="portal.catalogue.cursor").sign(place),
        signing.Signer(key="another site's", salt="portal.catalogue.cursor").sign(place),
    ]


@pytest.mark.parametrize("asked", ["case-studies?lang=en", "search?lang=en", "case-studies?q=case"])
def test_a_cursor_that_was_changed_cut_or_made_up_is_refused(cursor, client, asked):
    right = cursor(asked)
    for wrong in _changed(right):
        response = client.get(f"/api/v1/{asked}&{urlencode({'cursor': wrong})}")
        assert (wrong[:60], response.status_code) == (wrong[:60], 400)
        is_problem(response, 400, "invalid-cursor")
    assert client.get(f"/api/v1/{asked}&{urlencode({'cursor': right})}").status_code == 200


def test_a_cursor_of_another_list_order_language_or_filter_is_refused(cursor, client):
    asked = ("search?lang=en", "case-studies?lang=en", "case-studies?lang=th", "case-studies?q=case")
    asked += ("case-studies?lang=en&sort=-title", "case-studies?lang=en&country__not=ZZ", "metrics?lang=en")
    asked += ("case-studies?lang=en&launched__lt=2030", "case-studies?lang=en&fallback=none")
    for one in asked[:-3]:
        right = cursor(one)
        for other in asked:
            response = client.get(f"/api/v1/{other}&{urlencode({'cursor': right})}")
            if other != one:
                is_problem(response, 400, "invalid-cursor")
            else:
                assert response.status_code == 200


# ETags and headers


def _etags(right: str) -> list[str]:
    return [
        *("", "*x", '"', '""', "W/", 'W/""', right.strip('"'), right[:-1], right[1:], f'{right[:-2]}"'),
        *('"1-000000000000"', '"\x00"', f'"{LONG}"', '"x",' * 1_000, "'1'", "ไทย".encode().decode("latin-1")),
        *(
            f'W/{right[:-3]}"',
            right.upper() if right.upper() != right else '"A"',
            "\ud800".encode("utf-8", "replace").decode(),
        ),
    ]


@pytest.mark.parametrize("family", FAMILIES)
def test_an_etag_that_is_foreign_cut_or_no_etag_gets_the_whole_answer(address, client, family):
    plain = client.get(address(family))
    for etag in _etags(plain["ETag"]):
        response = client.get(address(family), headers={"if-none-match": etag})
        assert (etag[:60], response.status_code, response["ETag"]) == (etag[:60], 200, plain["ETag"])
        assert response.content == plain.content
    for header in ("if-match", "if-unmodified-since", "if-range", "range"):
        for value in ("x", '"x"', "Wed, 01 Jan 2020 00:00:00 GMT", "bytes=0-1"):
            response = client.get(address(family), headers={header: value})
            assert (header, response.status_code, response.content) == (header, 200, plain.content)


@pytest.mark.parametrize("family", FAMILIES)
def test_a_thousand_odd_headers_change_nothing(address, client, family):
    odd = {f"x-odd-{number}": "x\ty;=,\"'" * 10 for number in range(1_000)}
    odd |= {"cookie": "=;" * 1_000, "accept-charset": "x", "x-http-method-override": "DELETE"}
    odd |= {"x-original-url": "/admin", "x-forwarded-host": "evil.example", "content-length": "0"}
    plain, response = client.get(address(family)), client.get(address(family), headers=odd)
    assert (response.status_code, response.content, response["ETag"]) == (200, plain.content, plain["ETag"])


@pytest.mark.parametrize("family", FAMILIES)
def test_another_sites_name_is_refused(address, client, family):
    for host in ("evil.example", "testserver:x", "[::1", "test server", "testserver@evil"):
        response = client.get(address(family), headers={"host": host})
        is_problem(response, 400, "bad-request")
        assert "evil" not in response.content.decode()


@pytest.mark.parametrize("family", FAMILIES)
def test_nothing_can_be_sent(address, family):
    client = Client(enforce_csrf_checks=True)
    for method in ("POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW", "PROPFIND"):
        for body in (b"", b"{", b'{"a":' * 1_000, b"\xff\x00"):
            response = client.generic(method, address(family), body, content_type="application/json")
            is_problem(response, 405, "method-not-allowed")
            assert response["Allow"] == "GET, HEAD, OPTIONS"


def test_more_parameters_than_anybody_needs_cannot_be_read(address, client):
    for family in FAMILIES:
        is_problem(client.get(address(family, "&".join("a" * 10_001))), 400, "bad-request")
