"""Results: items of a list with what was asked for marked in them, and the reason why each was found."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from portal.catalogue.catalogue import Catalogue, Page
from portal.catalogue.counts import FacetCounts, label, labelled, labels_from, labels_of
from portal.catalogue.record import Found
from portal.languages.codes import CODES
from portal.publishing.renditions import from_bytes
from portal.publishing.tables import Entry
from portal.search.excerpts import NOTHING, Excerpt, excerpt, marked
from portal.search.finding import read_texts
from portal.search.query import Clause, Query
from portal.search.ranking import Ranker

MOST_REASONS = 3
TITLES = ("title", "name", "text")  # where a card keeps what it is called


@dataclass(frozen=True)
class Reason:
    """A record that is cited, or the result itself, by one of whose names it was found."""

    public_id: str
    kind: str
    name: str
    language: str  # "" if it is not known
    called: str  # what it is called in the reader's language or the next best one
    called_in: str


@dataclass(frozen=True)
class Result:
    """One thing that was found: once, whatever the number of its languages in which it says what was asked."""

    item: Found
    score: float | None = None  # only by relevance
    title: Excerpt = NOTHING  # of the card's, whole
    text: Excerpt = (
        NOTHING  # from what it says, in `language`; none where the words stand in title or labels alone
    )
    language: str = ""
    source: str = ""  # the digest of the file in which the text stands
    reasons: tuple[Reason, ...] = ()

    @property
    def record(self) -> dict:
        """The card."""
        return self.item.record

    @property
    def called_in(self) -> tuple[str, str]:
        """The field of the card with what it is called, and the language of that, which may be another than the card's."""
        name = next((name for name in TITLES if isinstance(self.record.get(name), str)), TITLES[0])
        return name, self.record.get(f"{name}_language") or self.item.served


@dataclass(frozen=True)
class Results:
    """A page of results, where the next one begins, and counts of facets.

    `labels` are the names of linked records by id, each with its language.
    """

    results: list[Result]
    next_cursor: str | None
    facets: dict[str, FacetCounts]
    labels: dict[str, tuple[str, str]]


class _Text(NamedTuple):
    """What is read of what a result says."""

    number: int
    language: str
    source: str
    sketch: bytes
    cites: str
    body: str

    @property
    def cited(self) -> list[str]:
        """The ids of what is cited."""
        return from_bytes(self.cites)


class _Named(NamedTuple):
    """What is read of an Entry whose name may be shown."""

    public_id: str
    kind: str
    names: dict[str, str]
    other_names: list[list[str]]


def results_of(
    question: Catalogue,
    cursor: str | None = None,
    limit: int = 20,
    *,
    start: int = 0,
    facets: Iterable[str] = (),
) -> Results:
    """A page of a list. What the texts of its results take is one query, and so are the names of all that is linked.

    With `limit` 0 there are only the facets and the names.
    """
    page = question.page(cursor, limit, start=start) if limit else Page([], None)
    counted = {name: question.counted(name) for name in facets}
    linked = {key for name in counted if name in question.kind.linked for key, _count in counted[name][0]}
    if counted:  # also of what is filtered by and has no results
        filters = (wanted.values for name, wanted in question.filters.items() if name in question.kind.linked)
        linked = linked.union(*filters)
    if question.asked is None:
        labels = labels_of(linked, question.code)
        results = [Result(item) for item in page.items]
    else:
        results, labels = _explained(question, page, linked)
    return Results(results, page.next_cursor, labelled(counted, labels), labels)


def _explained(
    question: Catalogue, page: Page, linked: set[str]
) -> tuple[list[Result], dict[str, tuple[str, str]]]:
    """The items of a page with the reasons why they are there, and the names of what is linked and cited."""
    query = question.asked.matches.meant
    hits = [hit for hit in page.hits if hit.row]
    if others := {item.row for item in page.items} - {hit.number for hit in hits}:
        hits += question.asked.matches.best_of(others, question.code)
    rows = {hit.row for hit in hits}
    lines = read_texts(rows, _Text._fields) if rows else ()
    texts = {line[0]: _Text(*line) for line in lines}
    scores = {hit.number: round(hit.score, 3) for hit in page.hits}
    ranker = Ranker(query)
    marks = {
        item.row: _marks(query, ranker, item, texts[item.row]) for item in page.items if item.row in texts
    }
    # Only of what stands neither in title nor text the names of what is cited may be the reason.
    unexplained = [
        item for item in page.items if item.row in marks and len(_found(marks[item.row])) < len(query.wanted)
    ]
    cited = {public_id for item in unexplained for public_id in texts[item.row].cited}
    wanted = linked | cited | {item.public_id for item in unexplained}
    lines = Entry.objects.filter(public_id__in=wanted).values_list(*_Named._fields) if unexplained else ()
    entries = {line[0]: _Named(*line) for line in lines}
    labels = (
        labels_from(((key, entry.names) for key, entry in entries.items()), question.code)
        if unexplained
        else labels_of(linked, question.code)
    )
    why = _Why(query, entries, question.code)
    results = [
        _result(item, texts.get(item.row), marks.get(item.row), why, scores.get(item.row))
        for item in page.items
    ]
    return results, labels


def _result(
    item: Found,
    text: _Text | None,
    marks: tuple[Excerpt, Excerpt] | None,
    why: "_Why",
    score: float | None,
) -> Result:
    if text is None:
        return Result(item, score)
    reasons = tuple(why.reasons(item.public_id, text, _found(marks)))
    return Result(item, score, *marks, text.language, text.source, reasons)


def _found(marks: tuple[Excerpt, Excerpt]) -> frozenset[int]:
    """The clauses that stand in title or text."""
    title, body = marks
    return title.clauses | body.clauses


def _marks(query: Query, ranker: Ranker, item: Found, text: _Text) -> tuple[Excerpt, Excerpt]:
    """The item's title, and an excerpt of what it says in the language in which it was found."""
    called = next((value for name in TITLES if isinstance(value := item.record.get(name), str)), "")
    return marked(query, called), excerpt(query, text.body, ranker.in_body(text.sketch))


class _Why:
    """Finds the reasons for what stands neither in title nor text: names of what is cited."""

    def __init__(self, query: Query, entries: dict[str, _Named], code: str):
        self.query, self.entries, self.code = query, entries, code
        self._found: dict[tuple[tuple[Clause, ...], str], frozenset[int]] = {}

    def reasons(self, own: str, text: _Text, found: frozenset[int]) -> Iterator[Reason]:
        """One for each clause that was not found, names in the reader's language first, then short ones."""
        wanting = tuple(clause for number, clause in enumerate(self.query.wanted) if number not in found)
        names = sorted(self._names((own, *text.cited))) if wanting else []
        for _reason in range(MOST_REASONS):
            # The name that holds most of what is wanting, then the first.
            best = max(names, key=lambda name: len(self._told(wanting, name[-1])), default=None)
            told = self._told(wanting, best[-1]) if best else frozenset()
            if not told:
                return
            *_order, public_id, language, name = best
            entry = self.entries[public_id]
            spoken = language if language in CODES else ""
            yield Reason(public_id, entry.kind, name, spoken, *label(entry.names, self.code))
            wanting = tuple(clause for number, clause in enumerate(wanting) if number not in told)

    def _told(self, wanting: tuple[Clause, ...], name: str) -> frozenset[int]:
        """Which of these clauses a name holds; results share countries and topics, and so are read once."""
        if (wanting, name) not in self._found:
            self._found[wanting, name] = marked(Query(wanting), name).clauses
        return self._found[wanting, name]

    def _names(self, cites: Iterable[str]) -> Iterator[tuple]:
        for public_id in cites:
            if entry := self.entries.get(public_id):
                for language, name in (*entry.names.items(), *map(tuple, entry.other_names)):
                    yield language != self.code, len(name), public_id, language, name
