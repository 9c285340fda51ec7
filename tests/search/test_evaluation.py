"""The command `search_eval`: a file of documents and questions in, one JSON object out, nothing left behind."""

import json
import os
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command

from portal.search.evaluation import evaluate
from tests.engines import ROOT, run
from tests.search.conftest import VENDORS

SAID = {
    "about": "Sentences of our own.",
    "taxonomy_labels": {
        "land": {"en": "Land", "th": "ที่ดิน", "lo": "ທີ່ດິນ"},
        "water": {"en": "Water", "th": "น้ำ", "my": "ရေ"},
    },
    "country_labels": {"TH": "Thailand ไทย ປະເທດໄທ", "region": "ASEAN อาเซียน"},
    "documents": [
        {
            "id": "th-map",
            "lang": "th",
            "country": "TH",
            "theme": "land",
            "year": 2021,
            "agency": "กรมแผนที่",
            "title": "แผนที่แปลงที่ดิน",
            "body": "ประชาชนดูแนวเขตจากบ้านได้",
        },
        {
            "id": "en-map",
            "lang": "en",
            "country": "TH",
            "theme": "land",
            "title": "A map of parcels",
            "body": "People look up boundaries.",
        },
        {
            "id": "en-water",
            "lang": "en",
            "country": "region",
            "theme": "water",
            "title": "Meters that report",
            "body": "Leaks are found overnight.",
        },
        {"id": "zh-meter", "lang": "zh", "theme": "water", "title": "智能水表", "body": "夜间发现漏水"},
        {"id": "bare", "title": "Nothing but a title"},
    ],
    "queries": [
        {"id": "q1", "lang": "th", "type": "words", "q": "แนวเขต", "expected": ["th-map"], "split": "core"},
        {"id": "q2", "lang": "en", "q": "boundaries", "expected": ["en-map"], "split": "core"},
        {"id": "q3", "lang": "en", "q": "boundareis", "expected": ["en-map"], "split": "core"},
        {"id": "q4", "lang": "en", "q": "map -parcels", "expected": [], "split": "core"},
        {"id": "q5", "lang": "en", "q": "boundaries", "expected": ["en-water", "bare"], "split": "core"},
        {"id": "q6", "lang": "en", "q": "leaks", "expected": [], "split": "core"},
        {"id": "q7", "lang": "lo", "q": "ທີ່ດິນ", "expected": ["th-map", "en-map"], "split": "cross"},
        {"id": "q8", "lang": "my", "q": "ရေ", "expected": ["en-water", "zh-meter", "bare"], "split": "cross"},
        {"id": "q9", "lang": "zh", "q": "漏水", "expected": ["zh-meter"], "split": "fresh"},
        {"id": "q10", "lang": "en", "q": "กรมแผนที่", "expected": ["th-map"], "split": "fresh"},
    ],
}
EXPECTED = {
    "queries": 10,
    "recall10": {"core": 0.6667, "cross": 0.8333, "fresh": 1.0},
    "mrr": 0.6667,
    "precision10": 0.6667,
    "per_language": {"en": 0.6667, "lo": 1.0, "my": 0.6667, "th": 1.0, "zh": 1.0},
    "results": {
        "q1": ["th-map"],
        "q2": ["en-map"],
        "q3": ["en-map"],
        "q4": [],
        "q5": ["en-map"],
        "q6": ["en-water"],
        "q7": ["th-map", "en-map"],
        "q8": ["en-water", "zh-meter"],
        "q9": ["zh-meter"],
        "q10": ["th-map"],
    },
}


@pytest.fixture
def file(tmp_path):
    """A relevance set."""
    path = tmp_path / "relevance.json"
    path.write_text(json.dumps(SAID, ensure_ascii=False), encoding="utf-8")
    return path


def test_figures_are_as_documented(index):
    assert evaluate(SAID, using=index) == EXPECTED


def test_at_most_ten_results_count(index):
    documents = [{"id": str(number), "title": "Land"} for number in range(30)]
    query = {"id": "q", "lang": "en", "q": "land", "expected": ["0", "20"], "split": "core"}
    found = evaluate({"documents": documents, "queries": [query]}, using=index)
    assert found["results"] == {"q": [str(number) for number in range(10)]}
    assert (found["recall10"], found["mrr"], found["precision10"]) == ({"core": 0.5}, 1.0, 0.1)


def test_a_set_without_questions_has_no_figures(index):
    assert evaluate({"documents": [], "queries": []}, using=index) == {
        "queries": 0,
        "recall10": {},
        "mrr": 0.0,
        "precision10": 0.0,
        "per_language": {},
        "results": {},
    }


@pytest.mark.parametrize("vendor", VENDORS)
def test_the_command_prints_one_object_alone(vendor, file, tmp_path, vendor_is_there):
    vendor_is_there(vendor)
    output = run(
        f"sqlite:///{tmp_path}/empty.sqlite3",
        "-W",
        "error",
        "manage.py",
        "search_eval",
        str(file),
        "--database",
        vendor,
    )
    assert json.loads(output) == {"engine": vendor, **EXPECTED}
    assert output.count("\n") == 1


def test_nothing_is_left_behind_and_nothing_of_the_portal_is_found(database, file):
    answer = json.loads(run(database, "-W", "error", "-m", "tests.search.leftovers", str(file)))
    assert answer["after"] == answer["before"]
    assert answer["before"][0] == [1024]
    engine = "sqlite" if database.startswith("sqlite") else "postgresql"
    assert answer["said"] == [{"engine": engine, **EXPECTED}] * 2


def _fails(tmp_path, *arguments: str, **environment: str) -> str:
    """What the command says in a process of its own when it fails: in one line, and nothing on standard output."""
    variables = {
        **os.environ,
        "DEBUG": "1",
        "DATABASE_URL": f"sqlite:///{tmp_path}/empty.sqlite3",
        **environment,
    }
    done = subprocess.run(
        [sys.executable, "manage.py", "search_eval", *arguments],
        cwd=ROOT,
        env=variables,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert "Traceback" not in done.stderr
    return done.stderr


def test_a_database_that_is_away_is_said_in_a_line(file, tmp_path):
    url = "postgres://nobody@127.0.0.1:1/nothing"
    assert "No postgresql database to work in" in _fails(tmp_path, str(file), DATABASE_URL=url)


BROKEN = {
    "missing": None,
    "no JSON": b"{",
    "no UTF-8": b'{"documents": ["\xff"]}',
    "a list": b"[]",
    "a text": b'"documents"',
    "nothing": b"{}",
    "no queries": b'{"documents": []}',
    "documents that are none": b'{"documents": [1], "queries": []}',
    "documents that are texts": b'{"documents": ["a"], "queries": []}',
    "a document without id": b'{"documents": [{"title": "a"}], "queries": []}',
    "a title that is none": b'{"documents": [{"id": "a", "title": 1}], "queries": []}',
    "queries that are none": b'{"documents": [], "queries": [1]}',
    "a query that is none": b'{"documents": [], "queries": [{"id": "q", "q": null, "expected": []}]}',
    "half a pair": b'{"documents": [{"id": "a", "title": "\\ud800"}], "queries": []}',
    "labels that are none": b'{"documents": [{"id": "a", "theme": "x"}], "taxonomy_labels": {"x": "y"}, "queries": []}',
}


@pytest.mark.parametrize("vendor", VENDORS)
@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_file_is_said_in_a_line(fault, vendor, tmp_path, indexes, vendor_is_there):
    vendor_is_there(vendor)
    path = tmp_path / "relevance.json"
    if BROKEN[fault] is not None:
        path.write_bytes(BROKEN[fault])
    with pytest.raises(CommandError, match=r"relevance\.json"):
        call_command("search_eval", str(path), database=vendor)


def test_a_query_that_is_too_long_finds_nothing(index):
    query = {"id": "q", "lang": "en", "q": "a" * 201, "expected": ["a"], "split": "core"}
    found = evaluate({"documents": [{"id": "a", "title": "a" * 201}], "queries": [query]}, using=index)
    assert (found["results"], found["recall10"]) == ({"q": []}, {"core": 0.0})


@pytest.mark.postgres
def test_a_zero_that_postgresql_does_not_keep_is_said_in_a_line(tmp_path, indexes, vendor_is_there):
    vendor_is_there("postgresql")
    path = tmp_path / "relevance.json"
    path.write_text('{"documents": [{"id": "a", "title": "a\\u0000b"}], "queries": []}')
    with pytest.raises(CommandError, match=r"relevance\.json"):
        call_command("search_eval", str(path), database="postgresql")
