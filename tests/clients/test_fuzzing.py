"""Schemathesis makes requests from the OpenAPI document, sound and unsound ones, and finds no answer that contradicts it.

The usual run makes the same requests each time, to one operation of each shape; --full makes others, to all.
"""

import json
from pathlib import Path

import pytest

from tests.clients.environment import FOLDER

# A tenth of what --full asks: kinds share their views, so one of them stands for all, and search is a list of all kinds.
USUAL = (
    "/api/v1",
    "/api/v1/case-studies",
    "/api/v1/case-studies/{id}",
    "/api/v1/case-studies/{id}/citation",
    "/api/v1/changes",
    "/api/v1/languages",
    "/api/v1/series/statistics",
    "/api/v1/suggestions",
    "/api/v1/vocabularies",
    "/api/v1/vocabularies/{name}",
)
EXAMPLES = {False: 10, True: 50}  # that are made for each operation, beside what covers its parameters
FEWEST = {False: 1_000, True: 10_000}  # requests that have to be made
LONGEST = {False: 300, True: 1_800}  # seconds
PHASES = dict.fromkeys(("examples", "coverage", "fuzzing", "stateful"), "success")
TOLD = 12_000  # characters of what it says of failures


class Records:
    """What the public lists hold, by their path."""

    def __init__(self, get):
        self.get = get
        self.paths = get("/api/v1/openapi.json")["paths"]
        self.lists = [path for path in self.paths if f"{path}/{{id}}" in self.paths]

    def counts(self) -> dict[str, int]:
        """How many there are in each."""
        return {path: self.get(path)["count"] for path in self.lists}

    def known(self) -> dict[str, list[str]]:
        """What can stand for the last part of an address in braces, by that address."""
        known = {f"{path}/{{id}}": [one["id"] for one in self.get(path)["results"]] for path in self.lists}
        names = [one["name"] for one in self.get("/api/v1/vocabularies")["results"]]
        return known | {"/api/v1/vocabularies/{name}": names}


@pytest.fixture
def records(get) -> Records:
    """The public lists of the API."""
    return Records(get)


def configuration(known: dict[str, list[str]], paths: list[str]) -> str:
    """How it judges, and of four in five requests with an id, that it is one which exists."""
    sections = [(FOLDER / "schemathesis.toml").read_text()]
    for number, (address, values) in enumerate(known.items()):
        if not values:
            continue
        name = address.rpartition("{")[2].rstrip("}")
        sections.append(f"[dictionaries.d{number}]\nvalues = {json.dumps(values)}")
        parameters = f'parameters = {{ "path.{name}" = {{ dictionary = "d{number}", probability = 0.8 }} }}'
        sections += [
            f'[[operations]]\ninclude-path = "{path}"\n{parameters}'
            for path in paths
            if path.startswith(address)
        ]
    return "\n\n".join(sections)


def run(programs, served: str, how: str, *, full: bool) -> tuple[dict, str]:
    """The report of a run, and what it says to people."""
    report, file = programs.home / "report.json", programs.home / "schemathesis.toml"
    Path(file).write_text(how)
    command = ["--config-file", file, "run", f"{served}/api/v1/openapi.json"]
    command += [f"--max-examples={EXAMPLES[full]}", "--report=json", f"--report-json-path={report}"]
    if not full:
        command += ["--generation-deterministic", *(f"--include-path={path}" for path in USUAL)]
    done = programs.run("st", *command, longest=LONGEST[full])
    assert report.exists(), done.stdout + done.stderr
    return json.loads(report.read_text()), done.stdout


def test_no_request_is_answered_otherwise_than_the_document_says(programs, served, records, request):
    full = request.config.getoption("--full")
    before = records.counts()
    assert before["/api/v1/case-studies"] > 0
    report, told = run(programs, served, configuration(records.known(), list(records.paths)), full=full)
    found = [f"{one['code']} {one['title']}: {', '.join(one['operations'])}" for one in report["failures"]]
    assert (found, report["errors"], report["exit_code"]) == ([], [], 0), told[:TOLD]
    assert {phase: one["status"] for phase, one in report["phases"].items()} == PHASES
    # Of a kind without records no request finds one.
    empty = {f"GET {path}/{{id}}" for path, count in before.items() if full and not count}
    assert {operation for named in report["warnings"].values() for operation in named} == empty
    assert report["operations"]["tested"] == report["operations"]["selected"] >= len(USUAL)
    assert report["test_cases"]["generated"] >= FEWEST[full]
    print(report["test_cases"], f"in {report['running_time']:.0f} s")  # noqa: T201 - to be read with -s
    # What no program can see in a document: that asking left nothing behind.
    assert records.counts() == before
