"""How fast the API answers, as shares of an empty view in the same process and of a bare WSGI function.

    python bench/api.py [--records 2000] [--rounds 5] [--database sqlite|postgres|both]
    python bench/api.py --records 2000 20000      # also whether anything falls by more than a third

Each round asks, one after the other for a second each: the bare function, the portal's empty view in the process that
is to be asked, and the endpoint; the shares belong to that round alone. Printed are median and range over the rounds.
"""

import argparse
import contextlib
import signal
import statistics
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.endpoints import RECORDS, Endpoint
from bench.generate import COUNTRIES
from bench.load import Server, Target, fetch
from bench.servers import Portal, portal, serving

SECONDS = 1  # of asking one server in one round
FEWEST_RECORDS, MOST_RECORDS, MOST_ROUNDS = 100, 20_000, 20
EMPTY = "/healthz"
LARGEST_FALL = 1 / 3  # of a share, from the smaller library to the larger one
# Shares of the empty view in the same process: (SQLite, PostgreSQL).
LOWEST = {
    "list of 50, cold": (0.17, 0.12),
    "list of 50, warm": (0.45, 0.33),
    "list of 50, 304": (0.45, 0.33),
    "record": (0.25, 0.18),
    "fields of 50, cold": (0.14, 0.10),
    "CSV of 50, cold": (0.14, 0.10),
    "filter + 4 facets, cold": (0.07, 0.05),
    "filter + 4 facets + search, cold": (0.03, 0.03),
    "the same for rarer words, cold": (0.03, 0.03),
}
FACETS = "facets=theme,agency,stage,year"
FIELDS = "fields=id,title,countries,stage,period.launch"


def endpoints(server: Server) -> Iterator[Endpoint]:
    """What is asked for; records in turn, in two languages."""
    status, _headers, body = fetch(server.origin, f"/api/v1/case-studies?limit={RECORDS}&fields=id")
    if status != 200:  # noqa: PLR2004
        raise RuntimeError(f"The list of case studies answers {status}: {body[:200]}")
    ids = [part.partition('"')[0] for part in body.decode().split('"id":"')[1:]]
    spoken = [f"lang={code}" for code in ("en", "th")]
    lists = [f"/api/v1/case-studies?limit=50&{lang}" for lang in spoken]
    filtered = [f"/api/v1/case-studies?country={code}&{FACETS}" for code in ("XA", "XB", "XC")]
    yield Endpoint("list of 50, cold", lists, cold=True)
    yield Endpoint("list of 50, warm", lists)
    yield Endpoint("list of 50, 304", lists, conditional=True)
    yield Endpoint("record", [f"/api/v1/case-studies/{each}?{lang}" for each in ids for lang in spoken])
    yield Endpoint("fields of 50, cold", [f"{address}&{FIELDS}" for address in lists], cold=True)
    yield Endpoint("CSV of 50, cold", [f"{address}&format=csv&{FIELDS}" for address in lists], cold=True)
    yield Endpoint("filter + 4 facets, cold", filtered, cold=True)
    # A word that all invented texts hold, and the last countries' numbers, of which each finds a hundredth or two.
    for name, words in (
        ("filter + 4 facets + search, cold", ["land"]),
        ("the same for rarer words, cold", range(12, len(COUNTRIES))),
    ):
        searches = [f"{address}&q={word}" for word in words for address in filtered]
        yield Endpoint(name, searches, cold=True)


def ask(made: Portal, rounds: int) -> dict[str, list[tuple[float, float, float, float]]]:
    """By endpoint, for each round: shares of the empty view by rate and CPU, of the bare function by rate and CPU."""
    found = defaultdict(list)
    with contextlib.ExitStack() as stack:

        def start(application: str, environment: dict[str, str]) -> Server:
            return stack.enter_context(serving(application, environment, made.folder / "servers.log"))

        bare = Target.of(start("bench.targets:bare", made.environment), ["/"])
        warm = start("portal.wsgi", made.environment)
        cold = start("portal.wsgi", made.environment | {"DJANGO_SETTINGS_MODULE": "bench.settings"})
        empty = {server.pid: Target.of(server, [EMPTY]) for server in (warm, cold)}
        targets = {each.name: each.target(warm, cold) for each in endpoints(warm)}
        for number in range(rounds):
            print(f"  round {number + 1} of {rounds}", flush=True)
            for name, target in targets.items():
                least = bare.ask(SECONDS)
                view = empty[target.server.pid].ask(SECONDS)
                asked = target.ask(SECONDS)
                found[name].append((*asked.beside(view), *asked.beside(least)))
    return found


def measure(engine: str, records: int, options: argparse.Namespace) -> dict[str, float]:
    """Fill a database of that engine, measure, print; the shares of the empty view that count."""
    print(f"{engine}: filling a database with {records} case studies", flush=True)
    with (
        tempfile.TemporaryDirectory(prefix="sala-bench-") as folder,
        portal(engine, options.postgres, Path(folder)) as made,
    ):
        made.run("-m", "bench.writing", "fill", "--records", str(records), "--seed", "1", shown=True)
        found = ask(made, options.rounds)
    heads = ("÷ empty view", "the same by CPU", "÷ bare WSGI", "the same by CPU")
    print(
        f"\n{engine}, {records} case studies\n\n| {'request':<34} | {' | '.join(f'{x:<19}' for x in heads)} |"
    )
    print("|---|---|---|---|---|")
    for name, rounds in found.items():
        cells = (f"{statistics.median(x):.3f} [{min(x):.3f}-{max(x):.3f}]" for x in zip(*rounds, strict=True))
        print(f"| {name:<34} | {' | '.join(f'{cell:<19}' for cell in cells)} |")
    # SQLite works within the server's process, so CPU tells the whole, and no other process disturbs it.
    column = 1 if engine == "sqlite" else 0
    return {name: statistics.median(each[column] for each in rounds) for name, rounds in found.items()}


def verdicts(engine: str, shares: dict[str, float]) -> Iterator[bool]:
    """Print each share beside what it has to reach; whether it does."""
    place = ("sqlite", "postgres").index(engine)
    for name, limits in LOWEST.items():
        kept = shares[name] >= limits[place]
        print(f"  {engine}: {name:<34} {shares[name]:.3f}  >= {limits[place]:g}  {'ok' if kept else 'MISS'}")
        yield kept


def falls(engine: str, few: dict[str, float], many: dict[str, float]) -> Iterator[bool]:
    """Print how each share changes with the size of the library; whether it falls too far."""
    for name, share in few.items():
        fall = 1 - many[name] / share
        kept = fall <= LARGEST_FALL
        print(
            f"  {engine}: {name:<34} falls by {fall:+.2f}  <= {LARGEST_FALL:.2f}  {'ok' if kept else 'MISS'}"
        )
        yield kept


def main() -> int:
    """Measure what is asked for; 1 when something was missed and `--check` is given."""
    signal.signal(signal.SIGTERM, lambda *_received: sys.exit(143))  # so that what was started is taken away
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--records", type=int, nargs="+", default=[2000], help="case studies to generate")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--database", choices=("sqlite", "postgres", "both"), default="both")
    parser.add_argument("--postgres", default="postgres://postgres@127.0.0.1:5432")
    parser.add_argument("--check", action="store_true", help="exit with 1 when a share is missed")
    options = parser.parse_args()
    if not all(FEWEST_RECORDS <= each <= MOST_RECORDS for each in options.records):
        parser.error(f"{FEWEST_RECORDS} to {MOST_RECORDS} records")
    if not 1 <= options.rounds <= MOST_ROUNDS:
        parser.error(f"1 to {MOST_ROUNDS} rounds")
    kept = []
    for engine in ("sqlite", "postgres") if options.database == "both" else (options.database,):
        measured = [measure(engine, records, options) for records in sorted(options.records)]
        print("\nShares of the empty view in the same process (with SQLite by CPU)")
        kept += [*verdicts(engine, measured[0])]
        if len(measured) > 1:
            kept += [*falls(engine, measured[0], measured[-1])]
    return int(options.check and not all(kept))


if __name__ == "__main__":
    sys.exit(main())
