"""What the search has to reach, and why so much."""

from collections.abc import Iterable
from dataclasses import dataclass

from portal.search.backends.sqlite import CONTENTLESS

USUAL = 10_000  # documents of a portal that is well used
SMALLEST = 2_000  # with fewer, the parts that do not grow decide


@dataclass(frozen=True)
class Target:
    """The most that a ratio may be, or the least."""

    name: str
    limit: float
    reason: str
    at_least: bool = False
    is_usual: bool = False  # asked of USUAL documents alone

    def applies(self, documents: int | None) -> bool:
        """Whether it is asked of an index of so many; None stands for what does not depend on them."""
        return documents is None or (documents == USUAL if self.is_usual else documents >= SMALLEST)


TARGETS = (
    Target(
        "sqlite: index ÷ trigram's",
        0.35 if CONTENTLESS else 1.0,
        "a table that keeps no texts is a third" if CONTENTLESS else "both keep what was indexed",
    ),
    Target("sqlite: rows ÷ trigram's rows a second", 2.0, "fewer tokens than trigrams", at_least=True),
    Target("Thai: time ÷ icu4py's", 1.0, "rules cost no more than a dictionary"),
    Target("sqlite: 20 best ÷ trigram's", 2.0, "the price of one ranking for both databases"),
    Target("sqlite: 20 best ÷ unicode61's", 3.0, "which finds less"),
    Target("sqlite: count and 5 facets ÷ the search", 1.2, "bitmaps in memory"),
    Target("postgresql: count and 5 facets ÷ the search", 1.2, "bitmaps in memory"),
    Target("postgresql: 20 best ÷ sqlite's", 8.0, "PostgreSQL hands over rows through a socket"),
    Target("postgresql: 20 best ÷ all of pg_trgm", 0.5, "which looks into every text it may have found"),
    Target("growth of p50 ÷ growth of the index", 1.0, "what is ranked is bounded"),
    Target("growth of p50 ÷ growth, words of half of all", 1.0, "the most that can be found"),
    Target(
        "one document ÷ a hundredth of 1,000, without commit", 1.0, "nothing of the whole is read for a part"
    ),
    Target("page: p95 ÷ p50", 10.0, "nobody waits long for a common word", is_usual=True),
)
BY_NAME = {target.name: target for target in TARGETS}


@dataclass(frozen=True)
class Measured:
    """A ratio; None if it could not be measured, and then `note` says why."""

    name: str
    documents: int | None
    value: float | None
    engine: str = ""
    note: str = ""

    @property
    def target(self) -> Target | None:
        """What is asked of it, if anything is."""
        target = BY_NAME.get(self.name)
        return target if target and target.applies(self.documents) else None

    @property
    def is_missed(self) -> bool:
        """Whether it was measured and is not good enough."""
        if self.value is None or self.target is None:
            return False
        return self.value < self.target.limit if self.target.at_least else self.value > self.target.limit

    def __str__(self):
        """A line of the list."""
        about = ", ".join(
            str(part) for part in (self.engine, self.documents and f"{self.documents:,}") if part
        )
        name = f"{self.name} ({about})" if about else self.name
        value = "-" if self.value is None else f"{self.value:.3g}"
        if self.value is None or self.target is None:
            return f"  {name:<72} {value:>6}  {self.note}"
        sign = ">=" if self.target.at_least else "<="
        verdict = "MISSED" if self.is_missed else "holds"
        return f"  {name:<72} {value:>6}  {sign} {self.target.limit:<5g} {verdict:<7} {self.target.reason}"


def show(measured: Iterable[Measured]) -> bool:
    """Print all of them; whether any target is missed."""
    several = list(measured)
    for one in several:
        print(one)
    return any(one.is_missed for one in several)
