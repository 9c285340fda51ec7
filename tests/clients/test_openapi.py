"""The OpenAPI document is sound, as others read it."""

import json

from tests.clients.environment import FOLDER


def test_the_specification_holds(programs, openapi):
    done = programs.run("openapi-spec-validator", openapi)
    assert (done.returncode, done.stdout) == (0, f"{openapi}: OK\n")


def test_redocly_finds_nothing_to_say(programs, openapi):
    done = programs.redocly("lint", openapi, "--config", FOLDER / "redocly.yaml", "--format=json")
    said = json.loads(done.stdout)
    found = {(one["ruleId"], one["message"], one["location"][0]["pointer"]) for one in said["problems"]}
    assert (done.returncode, found) == (0, set()), done.stderr


def test_redocly_notices_what_is_wrong(programs, openapi):
    document = json.loads(openapi.read_text())
    document["info"] = {"title": "Without a version"}
    openapi.write_text(json.dumps(document))
    done = programs.redocly("lint", openapi, "--config", FOLDER / "redocly.yaml", "--format=json")
    assert done.returncode == 1
