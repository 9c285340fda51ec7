"""How fast the portal reads and writes, as ratios that a noisy machine does not move much.

    python bench/kernel.py [--records 2000] [--rounds 5] [--database sqlite|postgres|both] [--quick]

Each round asks, one after the other for about a second each: a bare WSGI function, an empty Django view, and
the endpoint; the ratio belongs to that round alone. Printed are median and range over the rounds.
"""

import argparse
import contextlib
import json
import math
import signal
import statistics
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import psycopg2

from bench.endpoints import endpoints
from bench.floors import SIZE, WRONG, floors
from bench.load import Server, Target, UnexpectedAnswer
from bench.servers import Portal, portal, serving

SECONDS = 1  # of asking one server in one round
FEWEST_RECORDS, MOST_RECORDS, MOST_ROUNDS = 100, 20_000, 20
QUICK_RECORDS, QUICK_PAIRS = 200, 7  # with --quick, so many endpoints share one calibration


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--records", type=int, default=2000, help="case studies to generate")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--database", choices=("sqlite", "postgres", "both"), default="both")
    parser.add_argument(
        "--postgres",
        default="postgres://postgres@127.0.0.1:5432",
        help="a server where databases may be made",
    )
    parser.add_argument(
        "--quick", action="store_true", help="200 records, one round, SQLite only: under a minute"
    )
    parser.add_argument(
        "--check-floors",
        choices=("rerender", "all", "none"),
        default="rerender",
        help="which misses make the bench fail",
    )
    options = parser.parse_args()
    if options.quick:
        options.records, options.rounds, options.database = QUICK_RECORDS, 1, "sqlite"
    if not (FEWEST_RECORDS <= options.records <= MOST_RECORDS and 1 <= options.rounds <= MOST_ROUNDS):
        parser.error(f"{FEWEST_RECORDS} to {MOST_RECORDS} records, 1 to {MOST_ROUNDS} rounds")
    return options


def ask(made: Portal, options: argparse.Namespace) -> dict[str, list[tuple[float, ...]]]:
    """By endpoint, for each round: ratios to the bare function and to the empty view, by rate and by CPU."""
    cold_environment = made.environment | {"DJANGO_SETTINGS_MODULE": "bench.settings"}
    found = defaultdict(list)
    with contextlib.ExitStack() as stack:

        def start(application: str, environment: dict[str, str]) -> Server:
            return stack.enter_context(serving(application, environment, made.folder / "servers.log"))

        bare = Target.of(start("bench.targets:bare", made.environment), ["/"])
        empty = Target.of(start("bench.targets:empty_django()", made.environment), ["/"])
        warm, cold = start("portal.wsgi", made.environment), start("portal.wsgi", cold_environment)
        targets = {}
        for endpoint in endpoints(warm):
            try:
                targets[endpoint.name] = endpoint.target(warm, cold)
            except UnexpectedAnswer as problem:
                print(f"  {endpoint.name}: not measured, {problem}")
        shared = QUICK_PAIRS if options.quick else 1
        for number in range(options.rounds):
            print(f"  round {number + 1} of {options.rounds}", flush=True)
            for place, (name, target) in enumerate(targets.items()):
                if place % shared == 0:
                    least, empty_view = bare.ask(SECONDS), empty.ask(SECONDS)
                    found["empty Django view"].append((*empty_view.beside(least), 1.0, 1.0))
                asked = target.ask(SECONDS)
                found[name].append((*asked.beside(least), *asked.beside(empty_view)))
    return found


def show(engine: str, records: int, ratios: dict, times: dict) -> None:
    """The two tables of one engine."""
    size, wrong = times.pop(SIZE)[0], times.pop(WRONG)[0]
    print(f"\n{engine}, {records} case studies of {size / 1000:.1f} kB; {wrong} {WRONG}\n")
    heads = ("÷ bare WSGI", "the same by CPU", "÷ empty Django view", "the same by CPU")
    print(f"| {'requests':<41} | {' | '.join(f'{head:<19}' for head in heads)} |\n|---|---|---|---|---|")
    for name, rounds in ratios.items():
        cells = [
            f"{_ratio(statistics.median(x))} [{_ratio(min(x))}-{_ratio(max(x))}]"
            for x in zip(*rounds, strict=True)
        ]
        print(f"| {name:<41} | {' | '.join(f'{cell:<19}' for cell in cells)} |")
    print(f"\n| {'ms a record':<41} | p50    | p95    | CPU p50 |\n|---|---|---|---|")
    for name, (median, high, cpu) in times.items():
        print(f"| {name:<41} | {median:6.1f} | {high:6.1f} | {cpu:7.1f} |")


def _ratio(value: float) -> str:
    return f"{value:.3f}" if value < 0.1 else f"{value:.2f}"  # noqa: PLR2004 - two digits that count


def measure(engine: str, options: argparse.Namespace) -> list:
    """Fill a database of that engine, measure, print; return its floors."""
    print(f"{engine}: filling a database", flush=True)
    with (
        tempfile.TemporaryDirectory(prefix="sala-bench-") as folder,
        portal(engine, options.postgres, Path(folder)) as made,
    ):
        seed = ("--seed", str(options.seed))
        made.run("-m", "bench.writing", "fill", "--records", str(options.records), *seed, shown=True)
        ratios = ask(made, options)
        times = json.loads(made.run("-m", "bench.writing", "time", *seed, core=0).splitlines()[-1])
    show(engine, options.records, ratios, dict(times))
    # SQLite works within the server's process, so CPU tells the whole, and no other process disturbs it.
    column = 1 if engine == "sqlite" else 0
    medians = {name: statistics.median(each[column] for each in rounds) for name, rounds in ratios.items()}
    if math.isnan(sum(medians.values())):  # this system does not tell
        medians = {name: statistics.median(each[0] for each in rounds) for name, rounds in ratios.items()}
    return floors(engine, medians, {name: cpu for name, (*_wall, cpu) in times.items()})


def main() -> int:
    """Measure what is asked for; 1 when a floor that counts was missed."""
    signal.signal(signal.SIGTERM, lambda *_received: sys.exit(143))  # so that what was started is taken away
    options = arguments()
    engines = ("sqlite", "postgres") if options.database == "both" else (options.database,)
    kept = []
    for engine in engines:
        try:
            kept += measure(engine, options)
        except psycopg2.OperationalError as error:
            if options.database != "both":
                raise
            print(f"{engine}: left out, {error}")
    print("\nFloors: medians, requests ÷ bare WSGI (with SQLite by CPU), rendering in ms of CPU a record")
    for floor in kept:
        print(floor)
    counted = [
        floor
        for floor in kept
        if options.check_floors == "all" or (floor.at_most and options.check_floors == "rerender")
    ]
    return int(not all(floor.is_kept for floor in counted))


if __name__ == "__main__":
    sys.exit(main())
