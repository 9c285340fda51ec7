"""Invariant 8: public answers set no cookie, carry an ETag, the strict policy, and say their language truly."""

import re

import pytest
from django.test import Client

from tests.contracts.surfaces import addresses
from tests.making import KINDS

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
}


# What programs on other sites read.
SHARED = ("/feeds/", "/cite/", "/pictures/", "/sitemap", "/llms.txt", "/robots.txt")


@pytest.mark.parametrize("kind", KINDS)
def test_every_public_answer_is_cacheable_by_anybody_and_guarded(make, kind):
    record = make.live(kind)
    client = Client()
    for address in [*addresses(record.pk, kind), "/", "/en/nothing-here", "/api/v1/nothing-here", "/healthz"]:
        response = client.get(address)
        assert "Set-Cookie" not in response, address
        assert not response.cookies, address
        assert "Cookie" not in response.get("Vary", ""), address
        assert set(response["Content-Security-Policy"].split("; ")) == POLICY, address
        assert response["X-Content-Type-Options"] == "nosniff", address
        assert response["X-Frame-Options"] == "DENY", address
        assert response["Cross-Origin-Opener-Policy"] == "same-origin", address
        assert "camera=()" in response["Permissions-Policy"], address
        is_shared = address.startswith("/api/") or (
            address.startswith(SHARED) and response.status_code == 200
        )
        corp = "cross-origin" if is_shared or ".ics" in address else "same-origin"
        assert response["Cross-Origin-Resource-Policy"] == corp, address
        if response.status_code == 200 and address != "/healthz":
            assert response["ETag"], address
            assert response["Cache-Control"] == "public, max-age=60", address
            assert response["Content-Language"], address


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["en", "th", "lo", "km", "my", "vi", "id", "ms", "fil", "ko"])
def test_pages_say_their_language_in_header_and_html(make, kind, language):
    record = make.live(kind)
    for address in (f"/{language}/{make.paths[kind]}", f"/{language}/{make.paths[kind]}/{record.pk}"):
        response = Client().get(address, follow=True)
        assert response.status_code == 200
        assert response["Content-Language"] == language
        assert re.search(r'<html[^>]* lang="(\w+)"', response.content.decode()).group(1) == language


def test_a_fallback_page_says_so_in_its_language_and_marks_the_record(make):
    case = make.live("case-study", title_en="Only in English and Thai")
    html = Client().get(f"/lo/case-studies/{case.pk}", follow=True).content.decode()
    article = html[html.index("<article") :]
    assert re.match(r'<article[^>]* lang="en"', article)
    assert re.search(r'<meta name="robots" content="noindex"', html)


def test_the_staffs_side_is_never_stored():
    response = Client().get("/admin/login/")
    assert "no-store" in response["Cache-Control"]
    assert set(response["Content-Security-Policy"].split("; ")) == POLICY
