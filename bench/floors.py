"""What must not be missed: two thirds of what a trial build of the kernel reached, by engine."""

from dataclasses import dataclass

MOST_MS = 20.0  # milliseconds a record on one core, with SQLite
RERENDERS = ("rerender --check", "rerender, nothing changed", "rerender, a name changed")
SIZE, WRONG = "bytes of a document", "stored records differ from a fresh render"

# Requests, divided by a bare WSGI function: (SQLite, PostgreSQL).
LOWEST_RATIO = {
    "HTML record, cold": (0.059, 0.054),
    "HTML record, warm": (0.17, 0.17),
    "HTML record, 304": (0.20, 0.15),
    "HTML list, cold": (0.020, 0.019),
    "HTML list, warm": (0.23, 0.21),
    "HTML list, 304": (0.21, 0.19),
    "API record, 200": (0.12, 0.066),
    "API record, 304": (0.08, 0.08),
    "API list of 50, cold": (0.045, 0.048),
    "API list of 50, warm": (0.22, 0.12),
    "API list of 50, 304": (0.23, 0.12),
    "API filter + 4 facets, cold": (0.032, 0.02),
}


@dataclass(frozen=True)
class Floor:
    """One thing that was measured, or could not be, beside what it has to reach."""

    name: str
    measured: float | None
    limit: float
    at_most: bool = False  # of rendering; of requests the limit is the least
    unit: str = ""

    @property
    def is_kept(self) -> bool:
        """Whether it was measured and is good enough."""
        if self.measured is None:
            return False
        return self.measured <= self.limit if self.at_most else self.measured >= self.limit

    def __str__(self):
        """A line of the list."""
        sign, form = ("<=", ".1f") if self.at_most else (">=", ".3f")
        measured = "not measured" if self.measured is None else f"{self.measured:{form}}{self.unit}"
        verdict = "ok" if self.is_kept else "MISS"
        return f"  {self.name:<55} {measured:>12}  {sign} {self.limit:g}{self.unit:<5} {verdict}"


def floors(engine: str, ratios: dict[str, float], times: dict[str, float]) -> list[Floor]:
    """All floors of one engine beside its medians."""
    place = ("sqlite", "postgres").index(engine)
    kept = [
        Floor(f"{engine}: {name}", ratios.get(name), limits[place]) for name, limits in LOWEST_RATIO.items()
    ]
    if engine == "sqlite":
        kept += [
            Floor(f"{engine}: {name}", times.get(name), MOST_MS, at_most=True, unit=" ms")
            for name in RERENDERS
        ]
    return [*kept, Floor(f"{engine}: {WRONG}", times.get(WRONG), 0, at_most=True)]
