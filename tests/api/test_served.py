"""What a client cannot be made to send: bytes on the wire, to a server as in production."""

import contextlib
import json
import shutil
import socket
from urllib.parse import urlsplit

import pytest

from tests.engines import run
from tests.site.serving import production

HEADERS = 1_000
CONTENT = """
import django
django.setup()
from tests.making import Maker
make = Maker()
print(make.live("case-study", title_en="Land").pk, make.case_study(title_en="Secret").pk)
"""


@pytest.fixture(scope="module")
def served(migrated_sqlite, tmp_path_factory):
    """A running portal: its address, the id of a live case study and that of a draft."""
    folder = tmp_path_factory.mktemp("served")
    database = folder / "db.sqlite3"
    shutil.copy(migrated_sqlite, database)
    live, draft = run(f"sqlite:///{database}", "-c", CONTENT).split()
    with production(database, folder) as origin:
        yield urlsplit(origin), live, draft, folder / "gunicorn.log"


def _joined(body: bytes) -> bytes:
    """The chunks of a body as one."""
    whole = b""
    while body:
        size, _line, rest = body.partition(b"\r\n")
        whole, body = whole + rest[: int(size, 16)], rest[int(size, 16) + 2 :]
    return whole


class Answer:
    """Status, headers by lower-case name and body of what came back."""

    def __init__(self, data: bytes):
        head, _empty, self.body = data.partition(b"\r\n\r\n")
        line, *headers = head.decode("latin-1").split("\r\n")
        self.status = int(line.split()[1])
        self.headers = {
            name.lower(): value.strip() for name, _colon, value in (each.partition(":") for each in headers)
        }
        if self.headers.get("transfer-encoding") == "chunked":
            self.body = _joined(self.body)
        assert not [word for word in (b"Traceback", b"Secret", b".py", b"sqlite") if word in data]

    @property
    def slug(self) -> str:
        """The type of the problem."""
        assert self.headers["content-type"] == "application/problem+json"
        assert self.headers["access-control-allow-origin"] == "*"
        told = json.loads(self.body)
        assert told["status"] == self.status
        return told["type"].rpartition("/problems/")[2]


@pytest.fixture
def send(served):
    """`send(b"GET / HTTP/1.0…")` sends these bytes and gives the answer."""

    def send(data: bytes) -> Answer:
        with socket.create_connection((served[0].hostname, served[0].port), timeout=30) as connection:
            received = b""
            with contextlib.suppress(ConnectionError):  # it may be refused before all of it is read
                connection.sendall(data)
            while part := connection.recv(65_536):
                received += part
        return Answer(received)

    return send


@pytest.fixture
def get(served, send):
    """`get("/api/v1", b"X: y")` asks for an address, with further lines."""

    def get(target: str | bytes, *lines: bytes, method: bytes = b"GET") -> Answer:
        target = target.encode() if isinstance(target, str) else target
        host = b"Host: " + served[0].netloc.encode()
        return send(
            b"\r\n".join(
                [method + b" " + target + b" HTTP/1.1", host, b"Connection: close", *lines, b"", b""]
            )
        )

    return get


@pytest.mark.parametrize(
    ("target", "status", "slug"),
    [
        ("/api/v1/search?q=%00", 400, "bad-request"),
        ("/api/v1/search?q=%ED%A0%80", 400, "bad-request"),
        ("/api/v1/search?q=%FF", 400, "bad-request"),
        ("/api/v1/search?q=%zz%", 200, None),
        ("/api/v1/search?q=%u0e01", 200, None),
        ("/api/v1/%00", 404, "not-found"),
        ("/api/v1/%ED%A0%80", 404, "not-found"),
        ("/api/v1/%zz", 404, "not-found"),
        ("/api/v1/../../etc/passwd", 404, "not-found"),
        ("/api/v1/%2e%2e/%2e%2e/manage.py", 404, "not-found"),
        ("/api/v1?token=secret", 400, "token-in-url"),
        ("/api/v1/case-studies?limit=1e9", 400, "invalid-parameter"),
        ("/api/v1/case-studies?cursor=" + "x" * 3_900, 400, "invalid-cursor"),
    ],
)
def test_odd_addresses_get_their_problem(get, target, status, slug):
    answer = get(target)
    assert answer.status == status
    if slug:
        assert answer.slug == slug


def test_headers_of_8_kilobytes_and_a_thousand_of_them_are_read_and_change_nothing(get):
    plain = get("/api/v1/languages")
    for name in (b"X-Odd", b"Accept-Language", b"If-None-Match", b"Cookie", b"User-Agent", b"Accept-Charset"):
        answer = get("/api/v1/languages", name + b": " + b"x" * 8_000)
        assert (answer.status, answer.body) == (200, plain.body)
    odd = [b"X-Odd-%d: \xff\xfe;=,\"'" % number for number in range(HEADERS)]
    assert get("/api/v1/languages", *odd).body == plain.body


@pytest.mark.parametrize(
    ("lines", "statuses"),
    [
        ([b"X-Odd: a\x00b"], {400}),
        ([b"X-Odd: a\rb"], {400}),
        ([b"X Odd: a"], {400}),
        ([b"no colon"], {400}),
        ([b"X-Odd: " + b"x" * 9_000], {400, 431}),
        ([b"X-%d: y" % number for number in range(10_001)], {400, 431}),
        ([b"Content-Length: -1"], {400}),
        ([b"Content-Length: 5", b"Transfer-Encoding: chunked"], {400}),
    ],
)
def test_what_the_server_cannot_read_it_refuses_itself_and_tells_nothing(get, lines, statuses):
    assert get("/api/v1/languages", *lines).status in statuses


@pytest.mark.parametrize(
    "data",
    [
        b"\x00\x01\x02\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET /\x00 HTTP/1.1\r\n\r\n",
        b"GET /\xff HTTP/1.1\r\n\r\n",
        b"\x16\x03\x01\x02\x00\r\n\r\n",
    ],
)
def test_what_is_no_request_at_all_is_refused(send, data):
    assert send(data).status == 400


def test_a_whole_address_in_the_request_line_leads_where_its_path_does(served, get):
    origin = f"{served[0].scheme}://{served[0].netloc}"
    answer = get(f"{origin}/api/v1/languages")
    assert (answer.status, json.loads(answer.body)["count"]) == (200, 10)
    assert get(f"{origin}/api/v1/search?q=%FF").slug == "bad-request"
    assert get("http://evil.example/api/v1/nothing").status in {400, 404}


def test_without_a_host_nobody_is_told_anything(send):
    assert send(b"GET /api/v1/languages HTTP/1.0\r\n\r\n").status in {200, 400}
    answer = send(b"GET /api/v1/languages HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
    assert (answer.status, answer.slug, b"evil" in answer.body) == (400, "bad-request", False)


def test_head_has_no_body_and_other_methods_a_problem(get):
    plain, head = get("/api/v1/languages"), get("/api/v1/languages", method=b"HEAD")
    assert (head.status, head.body, head.headers["etag"]) == (200, b"", plain.headers["etag"])
    assert get("/api/v1/languages", b"Content-Length: 0", method=b"POST").slug == "method-not-allowed"
    assert get("/api/v1/languages", method=b"BREW").slug == "method-not-allowed"


def test_who_has_it_already_is_told_so_without_a_body(get, served):
    _origin, live, _draft, _log = served
    first = get(f"/api/v1/case-studies/{live}")
    again = get(f"/api/v1/case-studies/{live}", b"If-None-Match: " + first.headers["etag"].encode())
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", first.headers["etag"])
    kept = ("cache-control", "vary", "content-language")
    assert [again.headers[name] for name in kept] == [first.headers[name] for name in kept]


def test_a_draft_is_on_the_wire_what_nothing_is(get, served):
    _origin, live, draft, _log = served
    assert get(f"/api/v1/case-studies/{live}").status == 200
    answers = [get(f"/api/v1/case-studies/{each}") for each in (draft, "cs-0000000000")]
    assert [(one.status, one.slug) for one in answers] == [(404, "not-found")] * 2
    told = [
        {name: one.headers[name] for name in one.headers if name not in ("date", "ratelimit")}
        for one in answers
    ]
    assert told[0] == told[1]


def test_the_server_had_nothing_to_complain_of(served):
    assert "Traceback" not in served[3].read_text()
