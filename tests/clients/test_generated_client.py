"""A client generated from the OpenAPI document reads records, Thai ones too."""

import pytest

from tests.browser.kinds import LANDSMAPS
from tests.clients.environment import FOLDER

CASE = LANDSMAPS.split("/")[1]
PACKAGE = "sala_client"


@pytest.fixture
def generated(programs, openapi) -> list[str]:
    """Where the client is: folder and package, and the document from which it was made."""
    command = ["generate", "--path", openapi, "--output-path", programs.home / PACKAGE, "--meta=none"]
    command += ["--config", FOLDER / "generator.yaml", "--fail-on-warning"]
    done = programs.run("openapi-python-client", *command)
    wrong = [line for line in done.stdout.splitlines() if line.startswith(("WARNING", "Unable"))]
    assert (done.returncode, wrong) == (0, []), done.stderr
    return [programs.home, PACKAGE, openapi]


def test_a_generated_client_reads_thai(programs, served, get, generated):
    record = get(f"/api/v1/case-studies/{CASE}?lang=th")
    cases = get("/api/v1/case-studies?lang=th&limit=5")
    said = programs.read("generated", *generated, served, CASE)
    print(said["record"][1])  # noqa: T201 - to be read with -s
    assert record["language"]["served"] == "th"
    assert said["record"] == [200, record["title"], record["summary"], record["language"]["served"]]
    assert said["countries"] == [country["name"] for country in record["countries"]]
    assert said["list"] == [cases["count"], [case["title"] for case in cases["results"]]]
    assert said["unknown"] == [404, 404]
