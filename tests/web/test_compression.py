"""Public texts go out as small as the reader's browser can read."""

import gzip

import brotli
import pytest
from django.core.cache import caches

from portal.web.compression import accepted


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("gzip, deflate, br", "br"),
        ("gzip;q=1.0, br;q=0.5", "br"),
        ("GZIP", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br; q=0.0", None),
        ("identity", None),
        ("", None),
        ("br" * 5_000, None),
        (";;,=,q", None),
    ],
)
def test_the_best_encoding_that_is_accepted(header, expected):
    assert accepted(header) == expected


@pytest.mark.parametrize(("encoding", "open_"), [("br", brotli.decompress), ("gzip", gzip.decompress)])
def test_pages_and_answers_say_the_same_in_every_form(make, client, encoding, open_):
    case = make.live("case-study")
    for address in ("/th/", f"/en/case-studies/{case.pk}/{case.slug}", "/api/v1/case-studies", "/en/nothing"):
        plain = client.get(address)
        small = client.get(address, headers={"Accept-Encoding": encoding})
        assert small["Content-Encoding"] == encoding
        assert open_(small.content) == plain.content
        assert len(small.content) < len(plain.content)
        assert "Accept-Encoding" in plain["Vary"]
        assert "Accept-Encoding" in small["Vary"]


def test_either_form_answers_a_conditional_request(make, client):
    make.live("country")
    small = client.get("/en/countries", headers={"Accept-Encoding": "br"})
    plain = client.get("/en/countries")
    assert small["ETag"] == f"W/{plain['ETag']}"
    for etag in (small["ETag"], plain["ETag"]):
        for headers in ({"If-None-Match": etag}, {"If-None-Match": etag, "Accept-Encoding": "br"}):
            answer = client.get("/en/countries", headers=headers)
            assert (answer.status_code, answer.content) == (304, b"")
            assert not answer.has_header("Content-Encoding")
            assert "Accept-Encoding" in answer["Vary"]


def test_what_is_private_or_short_is_left_as_it_is(client, db):
    for address in ("/admin/login/", "/healthz"):
        answer = client.get(address, headers={"Accept-Encoding": "br, gzip"})
        assert not answer.has_header("Content-Encoding"), address


def test_only_what_anybody_may_keep_is_kept_compressed(make, client):
    case = make.live("case-study")
    small = {"Accept-Encoding": "br"}
    client.get("/en/library?q=words", headers=small)
    client.get("/api/v1/search?q=words", headers=small)
    secret = client.post(
        f"/en/tell/{case.pk}/question", {"text": "secret", "email": "reader@example.org"}, headers=small
    )
    assert secret["Content-Encoding"] == "br"
    assert len(caches["compressed"]._cache) == 0  # noqa: SLF001 - what is kept
    client.get("/en/library", headers=small)
    assert len(caches["compressed"]._cache) == 1  # noqa: SLF001 - what is kept


def test_a_picture_is_not_changed_by_what_is_unmodified(make, client):
    case = make.live("case-study")
    address, small = f"/pictures/{case.pk}.png", {"Accept-Encoding": "br"}
    whole = client.get(address, headers=small)
    again = client.get(address, headers={**small, "If-None-Match": whole["ETag"]})
    assert (again.status_code, again["ETag"], again.has_header("Vary")) == (
        304,
        whole["ETag"],
        whole.has_header("Vary"),
    )
