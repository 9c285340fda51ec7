"""How long questions take, each asked of all contenders one after the other."""

import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from django.db import connections

from bench.search_documents import Documents, Question
from portal.catalogue.census import KindCensus, bitmap_of, numbers_in
from portal.search.excerpts import excerpt, marked
from portal.search.query import parse
from portal.search.ranking import Ranker
from portal.search.relaxing import find
from portal.search.tables import SearchText

SHOWN = 20  # results on a page
LONGEST = 240  # seconds of asking, after which no round is begun
FACETS = ("topic", "country", "language", "year", "stage")
YEARS, STAGES = 12, 4


@dataclass
class Times:
    """Seconds of a contender, by question, and how many it found."""

    by_question: dict[int, list[float]] = field(default_factory=dict)

    def add(self, place: int, seconds: float) -> None:
        """Once more."""
        self.by_question.setdefault(place, []).append(seconds)

    @property
    def medians(self) -> dict[int, float]:
        """Of each question."""
        return {place: statistics.median(several) for place, several in self.by_question.items()}

    def over(self, other: "Times") -> float | None:
        """The sum over the questions that both were asked, divided; None without any."""
        own, theirs = self.medians, other.medians
        both = own.keys() & theirs.keys()
        return sum(own[place] for place in both) / sum(theirs[place] for place in both) if both else None

    def share(self, places: Iterable[int]) -> "Times":
        """Of some questions only."""
        return Times({place: self.by_question[place] for place in places if place in self.by_question})

    def percentile(self, percent: int) -> float:
        """In milliseconds."""
        several = list(self.medians.values())
        if len(several) == 1:
            return several[0] * 1000
        return statistics.quantiles(several, n=100, method="inclusive")[percent - 1] * 1000

    def __str__(self):
        """A cell of the table."""
        return (
            f"{self.percentile(50):8.2f} {self.percentile(95):8.2f} {sum(self.medians.values()) * 1000:9.0f}"
        )


Contender = Callable[[str], object]


def ask(
    contenders: dict[tuple, Contender | None], questions: list[Question], rounds: int
) -> dict[tuple, Times]:
    """Ask everything of everyone, in another order each round; a first round warms up and does not count.

    A contender that returns None cannot be asked this; the time it took to say so does not count.
    """
    times = {name: Times() for name in contenders}
    begun = time.monotonic()
    for number in range(rounds + 1):
        if number > 1 and time.monotonic() - begun > LONGEST:
            break
        order = list(contenders.items())
        order = order[number % len(order) :] + order[: number % len(order)]
        for place, question in enumerate(questions):
            for name, contender in order:
                before = time.perf_counter()
                answer = contender(question.text)
                took = time.perf_counter() - before
                if number and answer is not None:
                    times[name].add(place, took)
    return times


def best_of(alias: str) -> Contender:
    """The search: the best results."""
    return lambda text: find(parse(text), using=alias).ranked()[:SHOWN]


def rival_of(alias: str, rival) -> Contender:
    """The same of a rival."""

    def asked(text: str) -> list | None:
        question = rival.asked(text)
        if question is None:
            return None
        with connections[alias].cursor() as cursor:
            cursor.execute(*question)
            return cursor.fetchall()

    return asked


def census_of(documents: Documents, count: int) -> KindCensus:
    """Bitmaps of five facets over so many documents: their own topics, countries and languages, years and stages."""
    counted = KindCensus()
    for number, (text,) in documents.texts(0, count).items():
        counted.live |= 1 << number
        *topics, country = text.own_labels
        values = [*(("topic", topic) for topic in topics), ("country", country), ("language", text.language)]
        values += [("year", str(2014 + number % YEARS)), ("stage", str(number // 7 % STAGES))]
        for name, value in values:
            bits = counted.facets.setdefault(name, {}).setdefault(value, bytearray(count // 8 + 1))
            bits[number >> 3] |= 1 << (number & 7)
    for values in counted.facets.values():
        for value, bits in values.items():
            values[value] = int.from_bytes(bits, "little")
    return counted


def counts(counted: KindCensus, found: int) -> tuple[int, dict[str, dict[str, int]]]:
    """How many were found, and by facet how many have each value: as the Catalogue counts."""
    by_facet = {}
    for name in FACETS:
        mask = counted.mask({}, ignoring=name) & found
        by_facet[name] = {
            value: count
            for value, bitmap in counted.facets[name].items()
            if (count := (bitmap & mask).bit_count())
        }
    return (counted.live & found).bit_count(), by_facet


def pages(alias: str, counted: KindCensus, questions: list[Question], rounds: int) -> dict[str, Times]:
    """Whole pages and their parts: the search, count and facets, the texts of twenty results with their excerpts."""
    times = {name: Times() for name in ("search", "facets", "texts", "excerpts", "page")}
    for number in range(rounds + 1):
        for place, question in enumerate(questions):
            at = [time.perf_counter()]
            matches = find(parse(question.text), using=alias)
            at.append(time.perf_counter())
            found = bitmap_of(matches.numbers)
            counts(counted, found)
            within = numbers_in(counted.live & found)
            at.append(time.perf_counter())
            hits = matches.ranked("th", within)[:SHOWN]
            at.append(time.perf_counter())
            rows = (
                SearchText.objects.using(alias)
                .only("title", "body", "sketch")
                .in_bulk([hit.row for hit in hits])
            )
            at.append(time.perf_counter())
            for text in rows.values():
                marked(matches.meant, text.title)
                excerpt(matches.meant, text.body, Ranker(matches.meant).in_body(text.sketch))
            at.append(time.perf_counter())
            steps = [end - start for start, end in pairwise(at)]
            if number:
                times["search"].add(place, steps[0] + steps[2])
                times["facets"].add(place, steps[1])
                times["texts"].add(place, steps[3])
                times["excerpts"].add(place, steps[4])
                times["page"].add(place, at[-1] - at[0])
    return times
