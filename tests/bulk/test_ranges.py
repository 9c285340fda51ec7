"""Ranges: an interrupted download goes on where it ended, and never within another file."""

import json

import pytest

from tests.bulk.reading import DAY, NOON, content, exported

pytestmark = pytest.mark.django_db
FILE = "/bulk/countries.jsonl.gz"


@pytest.fixture
def whole(make, root) -> bytes:
    make.live("country")
    return content(exported(), "countries.jsonl.gz")


def _get(client, **headers) -> tuple[int, bytes, str | None]:
    response = client.get(FILE, headers={name.replace("_", "-"): value for name, value in headers.items()})
    body = b"".join(response.streaming_content) if response.streaming else response.content
    assert int(response.get("Content-Length", len(body))) == len(body)
    assert response["Accept-Ranges"] == "bytes"
    return response.status_code, body, response.get("Content-Range")


def test_single_ranges_are_parts(client, whole):
    size = len(whole)
    for asked, start, end in (
        ("bytes=0-0", 0, 1),
        ("bytes=0-9", 0, 10),
        ("bytes=10-", 10, size),
        ("bytes=-5", size - 5, size),
        (f"bytes=-{size + 7}", 0, size),
        (f"bytes={size - 1}-", size - 1, size),
        (f"bytes=5-{size + 100}", 5, size),
        ("bytes= 2 - 3", 2, 4),
    ):
        expected = 206, whole[start:end], f"bytes {start}-{end - 1}/{size}"
        assert _get(client, range=asked) == expected, asked


def test_parts_put_together_are_the_whole(client, whole):
    parts = [_get(client, range=f"bytes={start}-{start + 99}")[1] for start in range(0, len(whole), 100)]
    assert b"".join(parts) == whole


def test_ranges_beyond_the_file_cannot_be_satisfied(client, whole):
    size = len(whole)
    for asked in (f"bytes={size}-", f"bytes={size}-{size + 5}", "bytes=999999999999999-", "bytes=-0"):
        status, body, part = _get(client, range=asked)
        assert (status, part) == (416, f"bytes */{size}"), asked
        assert json.loads(body)["title"] == "Range Not Satisfiable"


@pytest.mark.parametrize(
    "asked",
    [
        *("bytes=-", "bytes=", "bytes=a-b", "bytes=5-2", "items=0-1", "0-1", "bytes=0-1,5-6", "bytes=1-2-3"),
        *("bytes=--1", "bytes=٣-٤", "bytes=0x1-2", f"bytes={'9' * 19}-", "bytes=1.5-2", "", "bytes"),
    ],
)
def test_what_is_no_single_range_gets_the_whole(client, whole, asked):
    assert _get(client, range=asked) == (200, whole, None)


def test_another_edition_of_the_file_is_sent_whole(make, client, whole):
    etag = client.head(FILE)["ETag"]
    date = "Tue, 10 Mar 2026 12:00:00 GMT"
    for same in (etag, date):
        assert _get(client, range="bytes=3-4", if_range=same)[0] == 206
    for other in (
        f"W/{etag}",
        '"other"',
        "Tue, 10 Mar 2026 11:59:59 GMT",
        "Wed, 11 Mar 2026 12:00:00 GMT",
        "x",
    ):
        assert _get(client, range="bytes=3-4", if_range=other) == (200, whole, None)
    make.live("country")
    exported(NOON + DAY)
    status, body, _part = _get(client, range="bytes=3-4", if_range=etag)
    assert (status, body == whole) == (200, False)


def test_a_condition_comes_before_the_range(client, whole):
    etag = client.head(FILE)["ETag"]
    assert _get(client, range="bytes=3-4", if_none_match=etag)[0] == 304
    assert _get(client, range="bytes=3-4", if_match='"other"')[0] == 412


def test_head_ignores_ranges(client, whole):
    response = client.head(FILE, headers={"range": "bytes=0-1"})
    assert (response.status_code, response["Content-Length"]) == (200, str(len(whole)))
