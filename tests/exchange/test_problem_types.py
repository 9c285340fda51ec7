"""The types of problems: one registry for the API, its pages and what a proxy answers."""

import json
import re
from http import HTTPStatus
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils.translation import override

from portal.exchange.problem_types import OF_PROXIES, PROBLEM_TYPES, plain

SLUGS = [
    *("unknown-parameter", "invalid-parameter", "repeated-parameter", "invalid-cursor", "mixed-units"),
    *("token-in-url", "bad-request", "not-found", "translation-missing", "method-not-allowed"),
    *("not-acceptable", "gone", "too-large", "address-too-long", "rate-limited", "headers-too-large"),
    *("internal", "maintenance"),
]


def test_the_types_are_those_of_the_contract_in_the_order_of_their_statuses():
    assert list(PROBLEM_TYPES) == SLUGS
    statuses = [problem_type.status for problem_type in PROBLEM_TYPES.values()]
    assert statuses == sorted(statuses)
    assert set(statuses) <= {status.value for status in HTTPStatus if status >= HTTPStatus.BAD_REQUEST}


@pytest.mark.parametrize("slug", SLUGS)
def test_each_says_in_whole_sentences_what_happened_and_what_to_do(slug):
    problem_type = PROBLEM_TYPES[slug]
    assert problem_type.slug == slug
    with override("en"):
        assert not str(problem_type.title).endswith(".")
        for text in (str(problem_type.cause), str(problem_type.cure)):
            assert re.fullmatch(r"[A-Z].*\.", text)
            assert text.count("`") % 2 == 0
            assert not re.search(r"[<>%{}]", text)


def test_a_document_has_the_members_of_a_problem_in_the_active_language():
    with override("th"):
        document = PROBLEM_TYPES["gone"].document("…", reason="x")
    assert document == {
        "type": f"{settings.SITE_URL}/problems/gone",
        "title": "เพิกถอนแล้ว",
        "status": 410,
        "detail": "…",
        "reason": "x",
    }


def test_what_is_typed_stands_plainly_where_nothing_can_be_set_apart():
    assert plain("Give it once: `country=TH,LA`.") == "Give it once: country=TH,LA."


# For proxies


def test_the_command_writes_a_problem_for_each_status_that_a_proxy_answers(settings, tmp_path):
    settings.SITE_URL = "https://sala.example"
    with override("th"):  # a file cannot know who reads it
        call_command("outage_page", tmp_path / "proxy")
    folder = tmp_path / "proxy"
    names = {f"problem-{status}.json" for status in (400, 413, 414, 429, 431, 502, 503, 504)}
    assert {path.name for path in folder.iterdir()} == {"503.html", *names}
    for status, slug in OF_PROXIES.items():
        document = json.loads((folder / f"problem-{status}.json").read_bytes())
        assert list(document) == ["type", "title", "status", "detail"]
        assert (document["type"], document["status"]) == (f"https://sala.example/problems/{slug}", status)
        with override("en"):
            assert document["title"] == PROBLEM_TYPES[slug].title
        assert document["detail"].isascii()
        assert "`" not in document["detail"]


def test_written_or_printed_it_is_the_same_page(tmp_path):
    printed = StringIO()
    call_command("outage_page", stdout=printed)
    call_command("outage_page", tmp_path)
    assert (tmp_path / "503.html").read_text(encoding="utf-8") == printed.getvalue()


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(CommandError, match="file"):
        call_command("outage_page", tmp_path / "file")
