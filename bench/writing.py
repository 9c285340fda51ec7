"""Filling a database with generated records, and timing what writes to it. Runs in a process of its own.

    python -m bench.writing fill --records 2000 --seed 1
    python -m bench.writing time --seed 1

`time` prints one line of JSON: milliseconds, median and 95th percentile by the clock, median of CPU as on a
quiet machine (see `pace`).
"""

import argparse
import json
import statistics
import time
from itertools import islice

import django

django.setup()

from django.db import connection, transaction  # noqa: E402 - models can be imported from here on
from django.db.models import Count  # noqa: E402

from bench.floors import SIZE, WRONG  # noqa: E402
from bench.generate import Generator  # noqa: E402
from bench.pace import pace  # noqa: E402
from portal.accounts.models import User  # noqa: E402
from portal.publishing.checking import differences  # noqa: E402
from portal.publishing.document import shape  # noqa: E402
from portal.publishing.neighbours import catch_up, render_again  # noqa: E402
from portal.publishing.publication import Publication  # noqa: E402
from portal.publishing.publish import publish  # noqa: E402
from portal.publishing.record import State  # noqa: E402
from portal.publishing.review import transition  # noqa: E402
from portal.publishing.rows import write_rows  # noqa: E402
from portal.publishing.tables import Entry, Reference, Status  # noqa: E402

BATCH = 50  # records filled in one transaction
EVERY = 200  # records between two lines of progress
PUBLISHED, RENDERED = 100, 500  # records published and rendered again with a watch, at most


def fill(records: int, seed: int) -> None:
    """Write, keep and publish neighbours and that many case studies."""
    generator, system, begun = Generator(seed), User.objects.system(), time.monotonic()
    with transaction.atomic():
        for document in generator.neighbours():
            _write(document, system)
    numbers = iter(range(1, records + 1))
    while batch := list(islice(numbers, BATCH)):
        with transaction.atomic():
            for number in batch:
                _write(generator.case_study(number), system)
        if batch[-1] % EVERY == 0 or batch[-1] == records:
            print(
                f"  {batch[-1]} of {records} records published, {time.monotonic() - begun:.0f} s", flush=True
            )
    with connection.cursor() as cursor:  # the planner knows what a database in service knows
        cursor.execute("ANALYZE")


def _write(document: dict, system: User) -> None:
    model = Publication.of(document["type"]).model
    whole = {"links": {}, "parts": {}} | document
    whole["parts"] = {name: whole["parts"].get(name, []) for name in shape(model).parts}
    record = write_rows(model, whole)
    record.keep(by=system)
    transition(record, to=State.PUBLISHED, by=system, system=True)


def measure() -> dict[str, tuple[float, float, float]]:
    """Time publishing and rendering again; milliseconds a record, p50, p95, p50 of CPU."""
    system = User.objects.system()
    live = Entry.objects.filter(kind="case-study", status=Status.LIVE).order_by("row")
    ids = list(live.values_list("public_id", flat=True))
    documents = live.select_related("revision").values_list("revision__document", flat=True)[:PUBLISHED]
    size = statistics.mean(len(json.dumps(document, ensure_ascii=False).encode()) for document in documents)
    some = _some(ids, RENDERED)
    found = {SIZE: (size, size, size)}
    found |= _edits(_some(ids, PUBLISHED), system)
    checked = [_timed(_differs, public_id) for public_id in some]
    found["rerender --check"] = _spread([took for took, _differs in checked])
    wrong = sum(differs for _took, differs in checked)
    found[WRONG] = (wrong, wrong, wrong)
    found["rerender, nothing changed"] = _spread([_timed(render_again, public_id)[0] for public_id in some])
    return found | _rename(system)


def _some(ids: list[str], most: int) -> list[str]:
    """Every n-th of them; of few records, half."""
    step = max(2, len(ids) // most)
    return ids[::step][:most]


def _edits(ids: list[str], system: User) -> dict:
    """Change a sentence, keep, publish: each publish commits by itself."""
    model = Publication.of("case-study").model
    kept, published = [], []
    for public_id in ids:
        record = model.objects.get(pk=public_id)
        record.summary_en += " One more sentence."
        record.save()
        took, revision = _timed(record.keep, by=system)
        kept.append(took)
        published.append(_timed(publish, revision, by=system)[0])
    return {"keep": _spread(kept), "publish": _spread(published)}


def _rename(system: User) -> dict:
    """Rename the agency that most records name, and render all of them again: their bytes change."""
    cited = Reference.objects.filter(target__startswith="ag-").values("target").annotate(count=Count("pk"))
    agency_id = cited.order_by("-count", "target").values_list("target", flat=True)[0]
    agency = Publication.of("agency").model.objects.get(pk=agency_id)
    agency.name_en += " and More"
    agency.save()
    revision = agency.keep(by=system)
    renamed, _entry = _timed(publish, revision, by=system, fan_out=0)
    caught_up = []
    while len(caught_up) < RENDERED and (step := _timed(catch_up, limit=1))[1]:
        caught_up.append(step[0])
    return {"rename of a cited agency": _spread([renamed]), "rerender, a name changed": _spread(caught_up)}


def _differs(public_id: str) -> bool:
    return bool(differences(Entry.objects.select_related("revision").get(public_id=public_id)))


def _timed(function, *args, **kwargs) -> tuple[tuple[float, float], object]:
    """Milliseconds by the clock, and of CPU as on a quiet machine, and what the function returns."""
    begun, used = time.perf_counter(), time.process_time()
    result = function(*args, **kwargs)
    clock, cpu = time.perf_counter() - begun, time.process_time() - used
    return (clock * 1000, cpu * 1000 * pace()), result


def _spread(times: list[tuple[float, float]]) -> tuple[float, float, float]:
    clock, cpu = zip(*times, strict=True)
    high = statistics.quantiles(clock, n=20)[-1] if len(clock) > 1 else clock[0]
    return statistics.median(clock), high, statistics.median(cpu)


def main() -> None:
    """Do what the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("fill", "time"))
    parser.add_argument("--records", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if options.what == "fill":
        fill(options.records, options.seed)
    else:
        print(json.dumps(measure()))


if __name__ == "__main__":
    main()
