"""Make every mutant, one after the other, and demand that its test fails: `python -m tests.mutants [--only D3] [--list]`.

The tests have to pass without any of them first. Exits with 1 if a mutant was not caught.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.mutants.mutant import Mutant, mutants
from tests.mutants.workshop import CAUGHT, Outcome, Workshop


def main(arguments: list[str]) -> int:
    """0 if all were caught, 1 if not, 2 if nothing could be said."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="D3",
        help="a clause, or a group of them; may be repeated",
    )
    parser.add_argument("--list", action="store_true", help="say what there is and run nothing")
    asked = parser.parse_args(arguments)
    chosen = mutants(asked.only)
    if asked.list:
        _say("\n".join(f"{each.clause:4} {each.file}: {each.old} → {each.new}" for each in chosen))
        return 0
    wrong = [f"{each.clause}: {told}" for each in chosen for told in each.what_is_wrong()]
    if wrong or not chosen:
        _say("\n".join(wrong or ["There is no such mutant."]))
        return 2
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        return _run(Workshop(Path(folder)), chosen)


def _run(workshop: Workshop, chosen: list[Mutant]) -> int:
    before = workshop.passes(dict.fromkeys(each.test for each in chosen))
    if before.code != 0:
        _say(f"Without any mutant, the tests do not pass.\n{before.output}")
        return 2
    escaped = 0
    for each in chosen:
        outcome = workshop.tried(each)
        escaped += outcome.what != CAUGHT
        _say(_line(outcome))
    _say(f"{len(chosen) - escaped} of {len(chosen)} mutants were caught.")
    return 1 if escaped else 0


def _line(outcome: Outcome) -> str:
    mutant = outcome.mutant
    change = f"{mutant.file}: {mutant.old.strip()} → {mutant.new.strip()}"
    line = f"{mutant.clause:4} {outcome.what:8} {outcome.seconds:4.0f} s  {change}"
    return line if outcome.what == CAUGHT else f"{line}\n     {mutant.test}\n     {outcome.told}"


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
