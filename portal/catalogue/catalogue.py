"""The read side: what is published, found, filtered, sorted and counted.

    Catalogue("case-study").language("th").where(country=["TH"]).sort("-started").page()
    Catalogue().search("ที่ดิน").facets("type", "country")
    Catalogue.get("cs-7k2m9q4xtr", "th")

Without a kind it asks about everything public. Reads Entries, Renditions, facets and the search's index; never rows.
"""

import struct
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, reduce
from operator import or_

from portal.catalogue import cursor as cursors
from portal.catalogue import keyset, record
from portal.catalogue.asking import Asked, ask
from portal.catalogue.census import Filter, KindCensus, Tree, bitmap_of, census, numbers_in
from portal.catalogue.counts import MOST_BUCKETS, FacetCounts, labelled, labels_of
from portal.catalogue.everything import EVERYTHING, KIND, NEWEST, TYPE
from portal.catalogue.narrowing import NOTHING, Narrowing
from portal.catalogue.parameters import RELEVANCE
from portal.catalogue.record import Found, card_of, cards_of
from portal.catalogue.statement import CARD, Expression, Statement
from portal.languages.codes import DEFAULT
from portal.publishing.numbers import portal_number
from portal.publishing.publication import Kind
from portal.search.finding import Hit

SCORE = struct.Struct(">d")


@dataclass(frozen=True)
class Page:
    """Some items of a list, and where the next ones begin.

    By relevance, `hits` tells why each is there.
    """

    items: list[Found]
    next_cursor: str | None
    hits: tuple[Hit, ...] = ()


@dataclass(frozen=True)
class Catalogue:
    """A question about one kind, or about everything. Every method that narrows it returns a new question."""

    kind_name: str = EVERYTHING.kind
    code: str = DEFAULT
    filters: dict[str, Filter] = field(default_factory=dict)
    order: str = ""
    seq: int | None = None  # the change number already read, if it was
    text: str = ""  # what a reader typed to be searched
    narrowing: Narrowing = NOTHING

    get = staticmethod(record.get)

    @property
    def kind(self) -> Kind:
        """The declaration of what is asked about."""
        return Kind.of(self.kind_name) if self.kind_name else EVERYTHING

    @property
    def order_of_results(self) -> str:
        """The order asked for; else by relevance where something is searched, else the kind's own."""
        return self.order or (RELEVANCE if self.text else self.kind.default_sort)

    @cached_property
    def asked(self) -> Asked | None:
        """What holds the text that was typed, if any was: searched when it is first needed."""
        return ask(self.text) if self.text else None

    def language(self, code: str) -> "Catalogue":
        """In the language of this reader, each item falling back by itself."""
        return replace(self, code=code)

    def where(self, **wanted) -> "Catalogue":
        """Only those with any of the values: lists of values or Filters, by facet."""
        filters = {
            name: value if isinstance(value, Filter) else Filter(any_of=frozenset(map(str, value)))
            for name, value in wanted.items()
        }
        narrower = replace(self, filters={**self.filters, **filters})
        if "asked" in vars(self):
            vars(narrower)["asked"] = self.asked  # what was searched need not be searched again
        return narrower

    def sort(self, order: str) -> "Catalogue":
        """By relevance or some of the kind's sorts, joined by commas, each descending with a leading `-`."""
        return replace(self, order=order)

    def search(self, text: str) -> "Catalogue":
        """Only those in which what was typed stands, or the nearest there is. TooLong is raised when it is searched."""
        return replace(self, text=text)

    def at(self, seq: int) -> "Catalogue":
        """As of a change number that was read before."""
        return replace(self, seq=seq)

    def page(self, cursor: str | None = None, limit: int = 20, *, start: int = 0) -> Page:
        """The items behind `cursor`, or from number `start` on: one query, two by relevance. Raises InvalidCursor."""
        order = self.order_of_results
        reader = self._best if order == RELEVANCE else self._sorted
        return reader(order, cursor, slice(start, start + limit))

    def _sorted(self, order: str, cursor: str | None, some: slice) -> Page:
        # Of everything, the newest of a kind come first.
        newest_first = not self.kind_name
        sorts = keyset.sorts_of(order)
        if newest_first and sorts[0][0] == NEWEST:
            sorts, newest_first = [], sorts[0][1]  # the order of their rows
        sorts = [(self._place(name), down) for name, down in sorts]
        statement = self._statement()
        if cursor:
            key, last_row = cursors.read(cursor, self.fingerprint)
            statement.behind(sorts, keyset.unpacked(key), last_row, newest_first=newest_first)
        more = slice(some.start, some.stop + 1)
        lines = statement.cards(sorts, more, newest_first=newest_first)
        limit = some.stop - some.start
        found, following = lines[:limit], None
        if len(lines) > limit:
            last = found[-1]
            following = cursors.write(keyset.packed(last[len(CARD) :]), last[1], self.fingerprint)
        return Page([card_of(line[: len(CARD)]) for line in found], following)

    def _place(self, name: str) -> Expression:
        """The column that holds the sort keys of this name; of everything, each kind's own."""
        if self.kind_name:
            return Expression(f"r.key{list(self.kind.sorts).index(name) + 1}")
        if name == KIND:
            places = EVERYTHING.places()
            whens = "WHEN %s THEN %s " * len(places)
            return Expression(
                f"CASE r.kind {whens}END", tuple(value for pair in places.items() for value in pair)
            )
        columns = EVERYTHING.columns(name)
        whens = "".join(
            f"WHEN r.kind IN ({', '.join(['%s'] * len(kinds))}) THEN r.{key} "
            for key, kinds in columns.items()
        )
        return Expression(
            f"CASE {whens}ELSE %s END", (*(kind for kinds in columns.values() for kind in kinds), b"")
        )

    def _best(self, _order: str, cursor: str | None, some: slice) -> Page:
        """By relevance; what was not weighed, because there is too much of it, comes last.

        A cursor is the place of the last item: what was published since may rank before or behind it.
        """
        matching = self.matching
        ranked = self.asked.matches.ranked(self.code, matching)
        if some.stop > len(ranked) or cursor:
            weighed = {hit.number for hit in ranked}
            ranked += [Hit(number, 0, 0.0) for number in sorted(matching - weighed)]
        behind = ranked
        if cursor:
            key, last_row = cursors.read(cursor, self.fingerprint)
            place = (-SCORE.unpack(key)[0], last_row)
            behind = [hit for hit in ranked if (-hit.score, hit.number) > place]
        hits = behind[some]
        cards = cards_of([hit.number for hit in hits], self.code)
        shown = [hit for hit in hits if hit.number in cards]
        more = len(behind) > some.stop or len(matching) > len(ranked)
        following = (
            cursors.write(SCORE.pack(hits[-1].score), hits[-1].number, self.fingerprint) if more else None
        )
        return Page([cards[hit.number] for hit in shown], following, tuple(shown))

    def count(self) -> int:
        """How many there are."""
        return self._mask().bit_count()

    def facets(self, *names: str) -> dict[str, FacetCounts]:
        """Counts per value, most frequent first; one query, for labels of records, if any is linked."""
        counted = {name: self.counted(name) for name in names}
        ids = {key for name in names if name in self.kind.linked for key, _count in counted[name][0]}
        return labelled(counted, labels_of(ids, self.code))

    def tally(self, name: str) -> dict[str, int]:
        """How many of them have each value of a facet, all of its values, its own filter not ignored."""
        found = Counter()
        for kind, mask in self._masks().items():
            bitmaps = {kind: mask} if name == TYPE else self._counted[kind].bitmaps(name, self._tree)
            found.update({value: (bitmap & mask).bit_count() for value, bitmap in bitmaps.items()})
        return {value: count for value, count in found.items() if count}

    @property
    def matching(self) -> set[int]:
        """The Entries that hold what was asked and pass all filters."""
        return numbers_in(self.bitmap)

    @property
    def bitmap(self) -> int:
        """The same, as a bitmap."""
        return self._mask()

    def values(self, name: str) -> Mapping[str, int]:
        """By value of one of its kind's facets, who has it, whatever else is asked."""
        return self._counted[self.kind_name].bitmaps(name, self._tree)

    def _statement(self) -> Statement:
        statement = Statement()
        statement.where("r.language = %s", self.code)
        if self.asked or self.narrowing:
            statement.numbered(self.matching)  # which have passed every filter already
            return statement
        kinds = [self.kind_name] if self.kind_name else EVERYTHING.kinds
        for name, wanted in self.filters.items():
            if name == TYPE:
                kinds = [kind for kind in kinds if wanted.accepts(kind)]
                continue
            if wanted.any_of:
                statement.having(name, self._with_below(name, wanted.any_of))
            for value in sorted(wanted.all_of):
                statement.having(name, self._with_below(name, {value}))
            if wanted.none_of:
                statement.having(name, self._with_below(name, wanted.none_of), none=True)
            if wanted.is_missing is not None:
                statement.having(name, none=wanted.is_missing)
        statement.of_kinds(kinds)
        return statement

    def _with_below(self, name: str, values: Iterable[str]) -> set[str]:
        """The values of a facet, with all that lie below them."""
        tree = self._tree if name in self.kind.trees else None
        return {below for value in values for below in (tree.below(value) if tree else (value,))}

    @cached_property
    def _tree(self) -> Tree | None:
        return census.tree(self.kind.trees, self._seq)

    @cached_property
    def _seq(self) -> int:
        return portal_number().value if self.seq is None else self.seq

    @cached_property
    def _counted(self) -> dict[str, KindCensus]:
        """The Census of each kind that is asked about."""
        kinds = [self.kind_name] if self.kind_name else EVERYTHING.kinds
        return {kind: census.of(kind, self._seq) for kind in kinds}

    @cached_property
    def _found(self) -> int:
        """A bitmap of what the search found and is not narrowed away; of everything where nothing is asked."""
        found = bitmap_of(self.asked.matches.numbers) if self.asked else -1
        return found & self.narrowing.bitmap(self.kind, self._seq) if self.narrowing else found

    def _mask(self, ignoring: str = "") -> int:
        return reduce(or_, self._masks(ignoring).values(), 0)

    def _masks(self, ignoring: str = "") -> dict[str, int]:
        """By kind, a bitmap of the Entries that pass all filters but the one ignored."""
        types = self.filters.get(TYPE) if ignoring != TYPE else None
        filters = {name: wanted for name, wanted in self.filters.items() if name != TYPE}
        return {
            kind: counted.mask(filters, ignoring=ignoring, tree=self._tree) & self._found
            for kind, counted in self._counted.items()
            if types is None or types.accepts(kind)
        }

    def counted(self, name: str) -> tuple[list[tuple[str, int]], int, int]:
        """How many have each value of a facet, how many a value that is not listed, and how many none."""
        masks = self._masks(ignoring=name)
        if name == TYPE:
            counts = {kind: mask.bit_count() for kind, mask in masks.items() if mask}
            return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])), 0, 0
        found: dict[str, int] = {}
        missing = 0
        for kind, mask in masks.items():
            some = 0
            for value, bitmap in self._counted[kind].bitmaps(name, self._tree).items():
                if count := (bitmap & mask).bit_count():
                    found[value] = found.get(value, 0) + count
                some |= bitmap
            # Kinds that do not know the facet lack nothing.
            if name == "language" or name in Kind.of(kind).facets:
                missing += (mask & ~some).bit_count()
        counts = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
        other = sum(count for _value, count in counts[MOST_BUCKETS:])
        return counts[:MOST_BUCKETS], other, missing

    @property
    def fingerprint(self) -> str:
        """What the question asks, as text: a cursor belongs to it, and so does a list's ETag."""
        parts = [self.kind_name, self.code, self.order_of_results]
        for name, wanted in sorted(self.filters.items()):
            parts.append(f"{name}:{wanted.fingerprint}")
        parts += [self.narrowing.fingerprint] * bool(self.narrowing)
        return "|".join(parts) + (f"|q={self.text}" if self.text else "")
