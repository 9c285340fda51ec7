"""Invariants 3 and 5, with real processes on both engines: numbers in commit order, and nothing half done."""

import json

import pytest

from tests.engines import run, start

MODULE = ("-W", "error", "-m", "tests.publishing.processes")
TIMES = 25  # that each publisher publishes
FEWEST_STATEMENTS = 10


def test_two_publishers_and_a_follower_lose_nothing(database):
    ids = json.loads(run(database, *MODULE, "seed", "2"))
    expected = len(ids) + len(ids) * TIMES
    follower = start(database, *MODULE, "follower", str(expected))
    publishers = [start(database, *MODULE, "publisher", public_id, str(TIMES)) for public_id in ids]
    for publisher in publishers:
        _output, errors = publisher.communicate(timeout=90)
        assert publisher.returncode == 0, errors
    output, errors = follower.communicate(timeout=90)
    assert follower.returncode == 0, errors
    followed = json.loads(output)
    # Gapless and in commit order: somebody who only ever asks for what is new has met every number.
    assert followed["seen"] == list(range(1, expected + 1))
    assert followed["polls"] > TIMES


def test_saving_and_publishing_one_record_at_once_neither_fails_nor_blocks(database):
    [public_id] = json.loads(run(database, *MODULE, "seed", "1"))
    contenders = [start(database, *MODULE, "contender", public_id, str(TIMES)) for _number in range(3)]
    for contender in contenders:
        _output, errors = contender.communicate(timeout=90)
        assert contender.returncode == 0, errors


@pytest.mark.parametrize(("operation", "status"), [("publish", "live"), ("withdraw", "gone")])
def test_killed_after_any_statement_leaves_the_old_edition_whole(database, operation, status):
    ended = json.loads(run(database, *MODULE, "killed", operation))
    assert ended["status"] == status
    assert ended["statements"] > FEWEST_STATEMENTS


def test_a_worker_killed_after_any_statement_leaves_a_file_waiting_or_read(database, tmp_path):
    ended = json.loads(run(database, *MODULE, "killed_reader", FILES_ROOT=str(tmp_path / "files")))
    assert ended["statements"] > 3
