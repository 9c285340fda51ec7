"""docs/api.md: every clause has a number of its own, in order, and names tests that there are."""

import pytest

from tests.clauses import CLAUSE, DOCUMENTS, clauses, is_test, lines_of


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_what_begins_as_a_clause_is_one(document):
    assert [line for line in lines_of(document) if not CLAUSE.fullmatch(line)] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_a_clause_ends_with_a_sentence_and_stands_below_the_heading_of_its_group(document):
    group, wrong = "", []
    for line in document.read_text().splitlines():
        if line.startswith("## "):
            group = line[3:].partition(".")[0]
        if (match := CLAUSE.fullmatch(line)) and (match["group"] != group or not match["text"].endswith(".")):
            wrong.append(line)
    assert wrong == []


def test_groups_are_in_order_and_their_clauses_are_numbered_from_one():
    found = clauses()
    groups = [*dict.fromkeys(clause.group for clause in found)]
    assert groups == sorted(groups)
    for group in groups:
        places = [clause.place for clause in found if clause.group == group]
        assert places == [*range(1, len(places) + 1)], group


def test_every_test_that_is_named_is_there():
    named = {test for clause in clauses() for test in clause.tests}
    assert sorted(test for test in named if not is_test(test)) == []
    assert len(named) > 50


def test_a_test_that_is_not_there_would_be_noticed():
    known = "tests/tooling/test_api_document.py::test_a_test_that_is_not_there_would_be_noticed"
    assert [
        is_test(test) for test in (known, f"{known}[some]", f"{known}_not", "tests/no.py::test_x", "")
    ] == [*(True, True, False, False, False)]
