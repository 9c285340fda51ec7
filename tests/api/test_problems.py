"""What the API answers when it cannot answer: problems as of RFC 9457, redirects, and headers that never lack."""

import re

import pytest

from portal.publishing.publish import merge
from tests.api.answers import slug_of, without_limits
from tests.making import KINDS

URN = re.compile(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")
EXPOSED = {
    *("ETag", "Link", "Location", "Content-Language", "RateLimit", "RateLimit-Policy", "Retry-After"),
    *("Deprecation", "Sunset", "Idempotency-Replayed"),
    *("Content-Length", "Content-Location", "Content-Range", "Accept-Ranges"),
}
MEMBERS = ["type", "title", "status", "detail", "instance"]


def _problem(response) -> dict:
    """The problem without its instance, which is never the same."""
    body = response.json()
    assert response["Content-Type"] == "application/problem+json"
    assert URN.fullmatch(body.pop("instance"))
    assert body["status"] == response.status_code
    return body


def _not_found(settings) -> dict:
    return {
        "type": f"{settings.SITE_URL}/problems/not-found",
        "title": "Not found",
        "status": 404,
        "detail": "Nothing is published under this address.",
    }


def test_problem_has_exactly_these_members(db, client):
    assert list(client.get("/api/v1/nothing").json()) == MEMBERS
    assert list(client.get("/api/v1/case-studies?lang=xx").json()) == [*MEMBERS, "errors"]


@pytest.mark.parametrize(
    "path",
    [
        *(
            "",
            "v2",
            "v1/nothing",
            "v1/nothing/cs-0000000000",
            "v1/case-studies/cs-0000000000",
            "v1/case-studies/CS-0000000000",
        ),
        *(
            "v1/case-studies/a/b",
            "v1/case-studies/ไทย",
            "v1/case-studies/%00",
            "v1/case-studies/" + "x" * 500,
            "v1/a.b",
        ),
        *("v1/case-studies/%F0%9F%8F%9B", "v1/case-studies/'%20OR%201=1", "v1/%00", "v1/case-studies/%FF"),
    ],
)
def test_address_that_leads_nowhere_is_a_404_problem(db, client, settings, path):
    response = client.get(f"/api/{path}")
    assert _problem(response) == _not_found(settings)
    assert response["Cache-Control"] == "public, max-age=60"


@pytest.mark.parametrize("kind", KINDS)
def test_draft_cannot_be_told_from_what_never_was(make, client, settings, kind):
    record = make.draft(kind)
    path = f"/api/v1/{make.paths[kind]}"
    draft, nothing = client.get(f"{path}/{record.pk}"), client.get(f"{path}/zz-0000000000")
    assert _problem(draft) == _problem(nothing) == _not_found(settings)
    assert without_limits(draft) == without_limits(nothing)


def test_part_of_a_draft_cannot_be_told_from_what_never_was(make, client, settings):
    lesson = make.case_study().lessons.get()
    assert _problem(client.get(f"/api/v1/lessons/{lesson.pk}")) == _not_found(settings)


def test_record_under_the_path_of_another_kind_is_not_found(make, client, settings):
    case = make.live("case-study")
    assert _problem(client.get(f"/api/v1/conferences/{case.pk}")) == _not_found(settings)


def test_withdrawn_record_is_gone_and_says_why_and_when(make, client, settings):
    case = make.withdrawn(make.live("case-study"))
    response = client.get(f"/api/v1/case-studies/{case.pk}")
    assert _problem(response) == {
        "type": f"{settings.SITE_URL}/problems/gone",
        "title": "Withdrawn",
        "status": 410,
        "detail": "It was withdrawn.",
        "reason": "No longer true.",
        "withdrawn_at": case.entry().changed_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
    assert response["Cache-Control"] == "public, max-age=60"


def test_part_that_was_removed_is_gone(make, client):
    case = make.live("case-study", lessons=2)
    lesson = case.lessons.last()
    public_id = lesson.pk
    lesson.delete()
    make.published(make.kept(case))
    assert _problem(client.get(f"/api/v1/lessons/{public_id}"))["reason"] == "removed"


def test_merged_record_leads_to_the_one_that_stands_for_it(make, client, settings):
    old, new = make.live("agency"), make.live("agency")
    merge(old.pk, into=new.pk, by=make.secretary)
    response = client.get(f"/api/v1/agencies/{old.pk}")
    assert (response.status_code, response["Location"]) == (
        308,
        f"{settings.SITE_URL}/api/v1/agencies/{new.pk}",
    )
    assert response["Cache-Control"] == "public, max-age=60"


def test_redirect_of_a_merged_record_keeps_what_was_asked_for(make, client):
    old, new = make.live("agency"), make.live("agency")
    merge(old.pk, into=new.pk, by=make.secretary)
    location = client.get(f"/api/v1/agencies/{old.pk}?lang=th&translations=all")["Location"]
    assert location.endswith(f"/api/v1/agencies/{new.pk}?lang=th&translations=all")


@pytest.mark.parametrize("method", ["get", "head", "post", "put", "delete"])
@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/api/v1/", "/api/v1"),
        ("/api/v1/case-studies/", "/api/v1/case-studies"),
        ("/api/v1/case-studies//", "/api/v1/case-studies"),
        ("/api/v1/case-studies/cs-0000000000/", "/api/v1/case-studies/cs-0000000000"),
        ("/api/v1/case-studies/?lang=th&limit=5", "/api/v1/case-studies?lang=th&limit=5"),
    ],
)
def test_trailing_slash_leads_to_the_address_without_it(db, client, method, path, target):
    response = getattr(client, method)(path)
    assert (response.status_code, response["Location"]) == (308, target)


def test_country_in_lower_case_leads_to_its_address(make, client, settings):
    make.live("country", id="TH")
    response = client.get("/api/v1/countries/th")
    assert response.status_code == 308
    assert response["Location"].removeprefix(settings.SITE_URL) == "/api/v1/countries/TH"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
@pytest.mark.parametrize("path", ["", "/languages", "/case-studies", "/case-studies/cs-0000000000"])
def test_reading_is_all_that_can_be_done(db, client, settings, method, path):
    response = getattr(client, method)(f"/api/v1{path}")
    problem = _problem(response)
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert (problem["type"], problem["title"]) == (
        f"{settings.SITE_URL}/problems/method-not-allowed",
        "Method not allowed",
    )
    assert response["Cache-Control"] == "no-store"


def test_client_that_does_not_take_json_is_told_so(db, client):
    response = client.get("/api/v1/case-studies", headers={"accept": "text/html"})
    problem = _problem(response)
    assert (response.status_code, problem["type"].rpartition("/")[2]) == (406, "not-acceptable")
    assert problem["offered"] == ["application/json", "text/csv", "application/jsonl"]
    unknown = client.get("/api/v1/case-studies?format=xml")
    assert (unknown.status_code, _problem(unknown)["offered"]) == (406, ["json", "csv", "jsonl"])
    assert client.get("/api/v1/case-studies", headers={"accept": "text/html, */*;q=0.1"}).status_code == 200


def test_faults_are_told_all_at_once_with_what_is_allowed(db, client, settings):
    response = client.get("/api/v1/countries?contry=TH&sort=nme&limit=101")
    problem = _problem(response)
    allowed = problem["errors"][2].pop("allowed")
    assert problem == {
        "type": f"{settings.SITE_URL}/problems/invalid-parameter",
        "title": "Invalid query parameter",
        "status": 400,
        "detail": "Unknown. Did you mean “name”?",
        "errors": [
            {
                "parameter": "sort",
                "code": "invalid",
                "detail": "Unknown. Did you mean “name”?",
                "allowed": ["name", "-name"],
            },
            {"parameter": "limit", "code": "invalid", "detail": "A whole number from 1 to 100."},
            {"parameter": "contry", "code": "unknown", "detail": "Unknown. Did you mean “count”?"},
        ],
    }
    assert {"sort", "limit", "group", "facets", "cursor", "lang"} <= {*allowed}
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("query", "slug"),
    [
        ("contry=TH", "unknown-parameter"),
        ("page=2", "unknown-parameter"),
        ("bom=2", "invalid-parameter"),
        ("count=no", "invalid-parameter"),
        ("limit=101", "invalid-parameter"),
        ("limit=0", "invalid-parameter"),
        ("sort=nonsense", "invalid-parameter"),
        ("facets=nonsense", "invalid-parameter"),
        ("stage=nonsense", "invalid-parameter"),
        ("country=TH&country=LA", "repeated-parameter"),
        ("cursor=nonsense", "invalid-cursor"),
        ("cursor=%00", "bad-request"),
        ("cursor=", "invalid-cursor"),
    ],
)
def test_nothing_in_a_question_is_ignored(db, client, settings, query, slug):
    response = client.get(f"/api/v1/case-studies?{query}")
    assert (response.status_code, _problem(response)["type"]) == (400, f"{settings.SITE_URL}/problems/{slug}")


@pytest.mark.parametrize("name", ["page", "offset"])
def test_who_counts_pages_is_told_to_follow_the_next_link(db, client, name):
    assert "next" in client.get(f"/api/v1/case-studies?{name}=2").json()["detail"]


@pytest.mark.parametrize("path", ["", "/languages", "/case-studies/cs-0000000000"])
def test_parameter_that_means_nothing_at_an_address_is_refused_there(db, client, path):
    response = client.get(f"/api/v1{path}?country=TH")
    assert [(one["parameter"], one["code"]) for one in _problem(response)["errors"]] == [
        ("country", "unknown")
    ]


def test_cursor_of_another_question_is_refused(make, client):
    for _number in range(2):
        make.live("case-study", lessons=0)
    following = client.get("/api/v1/case-studies?limit=1&lang=en").json()["next"]
    cursor = following.rpartition("cursor=")[2]
    for query in ("lang=th", "lang=en&sort=-title", "lang=en&country=AA", "lang=en&fallback=none"):
        problem = _problem(client.get(f"/api/v1/case-studies?limit=1&{query}&cursor={cursor}"))
        assert problem["type"].rpartition("/")[2] == "invalid-cursor"
    assert client.get(f"/api/v1/case-studies?limit=5&lang=en&cursor={cursor}").status_code == 200


@pytest.mark.parametrize("cut", [slice(0, -1), slice(1, None), slice(0, 10)])
def test_cut_cursor_is_refused(make, client, cut):
    for _number in range(2):
        make.live("case-study", lessons=0)
    cursor = client.get("/api/v1/case-studies?limit=1").json()["next"].rpartition("cursor=")[2]
    assert client.get(f"/api/v1/case-studies?limit=1&cursor={cursor[cut]}").status_code == 400


def test_problem_that_may_be_kept_says_that_it_depends_on_the_language(make, client):
    case = make.withdrawn(make.live("case-study"))
    for path in ("cs-0000000000", case.pk):
        response = client.get(f"/api/v1/case-studies/{path}", headers={"accept-language": "th"})
        assert response["Content-Language"] == "th"
        assert "Accept-Language" in response.headers.get("Vary", "")


def test_every_answer_may_be_read_by_other_sites_and_sets_no_cookie(make, client):
    case, gone = make.live("case-study"), make.withdrawn(make.live("case-study"))
    merged, agency = make.live("agency"), make.live("agency")
    merge(merged.pk, into=agency.pk, by=make.secretary)
    statuses = []
    for method, path in [
        *(
            ("get", ""),
            ("get", "/case-studies"),
            ("get", f"/case-studies/{case.pk}"),
            ("options", "/case-studies"),
        ),
        *(
            ("get", "/nothing"),
            ("get", "?x=1"),
            ("get", f"/case-studies/{gone.pk}"),
            ("get", f"/agencies/{merged.pk}"),
        ),
        *(("get", "/case-studies/"), ("post", "/case-studies"), ("head", f"/case-studies/{case.pk}")),
    ]:
        response = getattr(client, method)(f"/api/v1{path}", headers={"origin": "https://other.example"})
        statuses.append(response.status_code)
        assert response["Access-Control-Allow-Origin"] == "*"
        assert set(response["Access-Control-Expose-Headers"].split(", ")) == EXPOSED
        assert response["X-Content-Type-Options"] == "nosniff"
        assert (response.cookies, "Set-Cookie" in response.headers) == ({}, False)
    assert statuses == [200, 200, 200, 204, 404, 400, 410, 308, 308, 405, 200]


def test_a_slash_too_many_does_not_repeat_a_secret(db, client):
    response = client.get("/api/v1/case-studies/?access_token=opensesame", headers={"accept-language": "th"})
    assert (response.status_code, slug_of(response), response["Content-Language"]) == (
        400,
        "token-in-url",
        "th",
    )
    assert "opensesame" not in str(response.headers) + response.content.decode()
    assert client.get("/api/v1/case-studies/")["Cache-Control"] == "public, max-age=60"
