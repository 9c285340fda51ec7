"""The lists of mutants: each can be made, breaks a clause and names a test; the whole run makes them all."""

import subprocess
import sys

import pytest

from tests.clauses import ROOT, clauses, is_test
from tests.mutants.mutant import Mutant, mutants
from tests.mutants.workshop import CAUGHT, CRASHED, SLOW, SURVIVED, Run, judged

LONGEST = 7_200  # seconds that all of them may take


def test_each_changes_one_line_that_stands_once_in_its_file():
    assert [(each.clause, told) for each in mutants() for told in each.what_is_wrong()] == []


def test_each_breaks_a_clause_and_every_group_of_clauses_is_broken():
    known = {clause.number for clause in clauses()}
    assert [each.clause for each in mutants() if each.clause not in known] == []
    assert {number[0] for number in known} == {each.clause[0] for each in mutants()}


def test_each_is_tried_once_and_its_test_is_there():
    found = mutants()
    assert [each.test for each in found if not is_test(each.test)] == []
    assert len({(each.file, each.old, each.new) for each in found}) == len(found)


def test_clauses_and_groups_can_be_chosen():
    assert {each.clause for each in mutants(["A5"])} == {"A5"}
    assert {each.clause[0] for each in mutants(["A", "E3"])} == {"A", "E"}
    assert len(mutants(["A", "E3"])) < len(mutants(["A", "E"])) < len(mutants())


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ("class Root(", "class Root2(", []),
        ("class Rooot(", "", ["“class Rooot(” stands 0 times in portal/api/site.py"]),
        ("parameters.done()", "", ["“parameters.done()” stands 3 times in portal/api/site.py"]),
        ("class Root(", "class Root(", ["it changes nothing"]),
        ("class Root(", "class Root(\n", ["it changes more than one line"]),
    ],
)
def test_what_cannot_be_made_is_told(old, new, wrong):
    assert Mutant("A1", "portal/api/site.py", old, new, "").what_is_wrong() == wrong


@pytest.mark.parametrize(
    ("run", "outcome"),
    [
        (Run(1, ["AssertionError: assert 1 == 2"], 0, ""), CAUGHT),
        (Run(1, ["assert 1 == 2"], 0, ""), CAUGHT),
        (Run(1, ["Failed: DID NOT RAISE <class 'ValueError'>"], 0, ""), CAUGHT),
        (Run(1, ["KeyError: 'results'"], 0, ""), CRASHED),
        (Run(1, [], 1, "the fixture could not be made"), CRASHED),
        (Run(2, [], 0, "interrupted"), CRASHED),
        (Run(4, [], 0, "no such test"), CRASHED),
        (Run(5, [], 0, "no tests"), CRASHED),
        (Run(0, [], 0, ""), SURVIVED),
        (Run(None, [], 0, "It took too long."), SLOW),
    ],
)
def test_only_a_test_that_fails_by_what_it_asserts_has_caught_one(run, outcome):
    assert judged(run)[0] == outcome


def test_all_are_caught(request):
    """One of them in the usual run, as proof that they can be: all take most of an hour."""
    some = [] if request.config.getoption("--full") else ["--only", "A5"]
    command = [sys.executable, "-m", "tests.mutants", *some]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=LONGEST, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.endswith(" mutants were caught.\n")
