"""Invariant 9: the same requests give the same answers, in the same order, on SQLite and PostgreSQL.

The whole suite runs on both; here one library is built on each and read side by side.
"""

import json
import re

import pytest

from tests.engines import fresh, postgres_is_there, run


@pytest.mark.postgres
def test_both_engines_answer_alike(request, tmp_path):
    if not postgres_is_there():
        pytest.skip("PostgreSQL is not there")
    answers = []
    for engine in ("sqlite", "postgres"):
        with fresh(engine, request, tmp_path) as url:
            answers.append(json.loads(run(url, "-W", "error", "-m", "tests.contracts.library")))
    assert len(answers[0]) > 250
    assert sum('"count":0' not in text for address, text in answers[0].items() if "search?" in address) > 60
    assert {'"relaxed":"spelling"', '"relaxed":"half"', '"relaxed":null'} <= set(
        re.findall(r'"relaxed":[^,]*', " ".join(answers[0].values()))
    )
    assert answers[0].keys() == answers[1].keys()
    assert [address for address in answers[0] if answers[0][address] != answers[1][address]] == []
