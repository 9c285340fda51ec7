"""A mirror that is kept by the printed program misses nothing: real publishers, servers and mirrors, all at once."""

import ast
import contextlib
import gzip
import json
import random
import re
import subprocess
import sys
import time
from collections import Counter

from tests.api.mirrors import PROGRAM, PUBLISHERS, Mirror, served, truth
from tests.engines import LONGEST, ROOT, run, start

PAGE = ROOT / "docs" / "sync.md"
MOST_LINES = 20
# For each publisher how many times it makes its twenty changes: usually, and with --full.
DECKS = {"sqlite": ((1, 1), (1, 1)), "postgres": ((1, 1, 1), (4, 3, 3))}
SEEDED_CASES = 8  # with their parts and all that they cite some sixty things
KILLS = 3
PATIENCE = 600  # seconds, on a machine that has much else to do
STEPS = {"add": 4, "change": 9, "publish_again": 2, "withdraw": 3, "merge": 2}
Replaced = tuple[tuple[str, str], ...]
# Many more answers, and moments between two of them.
SMALL_ANSWERS: Replaced = (("&since=", "&limit=4&since="),)
RESTLESS: Replaced = (*SMALL_ANSWERS, ("sleep(60)", "sleep(0.2)"))
# Goes on from `next`, as programs do that know nothing of numbers.
BY_NEXT: Replaced = (
    *RESTLESS,
    ("while True:", 'following = f"{FEED}0"\nwhile True:'),
    ('changes = json.load(urlopen(f"{FEED}{since}"', "answer = json.load(urlopen(following"),
    ('timeout=60))["results"]', 'timeout=60)); changes, following = answer["results"], answer["next"]'),
)
# The printed program with one mistake each.
MISTAKES: dict[str, Replaced] = {
    "takes the portal's last number for its position": (
        *SMALL_ANSWERS,
        ("changes = json.load", "answer = json.load"),
        ('timeout=60))["results"]', 'timeout=60)); changes = answer["results"]'),
        ("**change}", '**change, "seq": answer["latest"]}'),
    ),
    "keeps what was taken back": (
        (":record)", "ifnull(:record, (SELECT record FROM records WHERE id = :id)))"),
    ),
}


def program(replaced: Replaced = ()) -> str:
    """The printed program, with something else in place of what stands in it once."""
    text = PROGRAM.read_text()
    for old, new in replaced:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def race(
    publishers: list[subprocess.Popen], often: Mirror, always: Mirror, chance: random.Random
) -> list[int]:
    """Let mirrors follow until nobody publishes any more; kill the second one at random moments: its positions then.

    It is killed when it has got further than at the time before.
    """
    killed_at: list[int] = []
    until = time.monotonic() + PATIENCE
    while any(publisher.poll() is None for publisher in publishers) or len(killed_at) < KILLS:
        assert time.monotonic() < until
        often.go_on()
        always.go_on()
        time.sleep(chance.uniform(0.1, 1))
        if len(killed_at) < KILLS and always.position > max(killed_at, default=0):
            always.kill()
            killed_at.append(always.position)
    return killed_at


def begin_with_bulk(mirror: Mirror, other: Mirror) -> None:
    """Begin a mirror with bulk files, as the page tells; what another one has by now is in them."""
    [printed] = re.findall(r"```python\n(import gzip.*?)```", PAGE.read_text(), re.DOTALL)
    records = [record for *_how, record in other.records.values() if record]
    for name, half in (("a", records[::2]), ("b", records[1::2])):
        with gzip.open(mirror.folder / f"{name}.jsonl.gz", "wt", encoding="utf-8") as file:
            file.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in half)
    command = [sys.executable, "-W", "error", "-c", printed, "a.jsonl.gz", "b.jsonl.gz"]
    subprocess.run(command, cwd=mirror.folder, check=True, timeout=LONGEST)


def steps_of(publishers: list[subprocess.Popen]) -> Counter:
    """What they did, and how often."""
    done = Counter()
    for publisher in publishers:
        output, errors = publisher.communicate(timeout=LONGEST)
        assert publisher.returncode == 0, errors
        done.update(json.loads(output))
    return done


def wrong(mirror: Mirror, expected: dict[str, tuple]) -> list[str]:
    """The ids of records that the mirror has otherwise, has not, or should not have."""
    nothing = (0, None, None)
    return [
        public_id
        for public_id, (*_how, record) in expected.items()
        if mirror.records.get(public_id, nothing)[2] != record
    ]


def test_a_mirror_misses_nothing_whoever_publishes_and_however_often_it_is_killed(
    database, tmp_path, pytestconfig
):
    usual, full = DECKS[database.partition(":")[0]]
    decks = full if pytestconfig.getoption("full") else usual
    run(database, *PUBLISHERS, "seed", str(SEEDED_CASES))
    with served(database, tmp_path) as origin, contextlib.ExitStack() as stack:

        def mirror_of(name: str, replaced: Replaced = (), *arguments: str) -> Mirror:
            mirror = Mirror(origin, tmp_path / name, program(replaced), arguments)
            stack.callback(mirror.stop)
            return mirror

        often, late, bulky = (mirror_of(name, (), "--once") for name in ("often", "late", "bulky"))
        always, by_next = mirror_of("always", RESTLESS), mirror_of("by_next", BY_NEXT)
        faulty = [mirror_of(name[:5], replaced, "--once") for name, replaced in MISTAKES.items()]
        for mirror in (often, *faulty):
            mirror.finish()
        begin_with_bulk(bulky, often)
        publishers = [
            start(database, *PUBLISHERS, "publisher", str(number), str(times))
            for number, times in enumerate(decks, 1)
        ]
        for publisher in publishers:
            stack.callback(publisher.kill)
        by_next.go_on()
        killed_at = race(publishers, often, always, random.Random(1))  # noqa: S311 - not a secret
        done = steps_of(publishers)
        expected = truth(database, origin)
        last = max(seq for seq, *_what in expected.values())
        for mirror in (often, late, bulky, *faulty):
            mirror.finish()
        until = time.monotonic() + LONGEST
        while min(always.position, by_next.position) < last and time.monotonic() < until:
            time.sleep(0.1)
        always.kill()
        by_next.kill()
    assert done == {name: times * sum(decks) for name, times in STEPS.items()}
    assert {bool(record) for *_how, record in expected.values()} == {True, False}
    assert 0 < killed_at[0] < killed_at[1] < killed_at[2] < last
    # One was started again and again, one asked all the time and was killed, one went by `next`, one came last.
    for mirror in (often, always, by_next, late):
        assert mirror.position == last
        assert wrong(mirror, expected) == []
        assert mirror.records == expected
    # What was taken back before the bulk files were cut is not in them: such a mirror has the same records.
    assert (bulky.position, wrong(bulky, expected)) == (last, [])
    # If the comparison did not notice mistakes it would say nothing.
    assert [bool(wrong(mirror, expected)) for mirror in faulty] == [True] * len(MISTAKES)


def test_the_printed_program_is_the_file_and_short():
    text = PROGRAM.read_text()
    assert f"```python\n{text}```\n" in PAGE.read_text()
    docstring = ast.parse(text).body[0]
    code = [line for line in text.splitlines()[docstring.end_lineno :] if line.strip()]
    assert len(code) == MOST_LINES


def test_the_printed_program_needs_nothing_but_python():
    imported = re.findall(r"^(?:import|from) (\w+)", PROGRAM.read_text(), re.MULTILINE)
    assert {*imported} <= sys.stdlib_module_names
