"""Query parameters, read strictly: nothing is ignored silently.

An unknown or repeated parameter, or a value that cannot be, is an error that names the parameter and
what is allowed. The same reading serves pages and API.
"""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import islice

from django.http import QueryDict
from django.utils.translation import gettext as _

from portal.catalogue.bounds import READERS, TIME
from portal.catalogue.census import Filter
from portal.catalogue.cursor import InvalidCursor
from portal.catalogue.narrowing import TIMES, Bound, Narrowing, OfParts, Range
from portal.languages.codes import BY_CODE, CODES
from portal.publishing.publication import Kind, PartPublication, Values
from portal.search.query import LONGEST

DEFAULT_LIMIT, MOST = 20, 100
RELEVANCE = "relevance"
MOST_VALUES = 50
# Faults that are told: each may repeat all that is allowed, so a short address could ask for megabytes of them.
MOST_FAULTS = 20
PAGED = {"page", "offset"}  # how other APIs go on; here it is a cursor
VALUE = re.compile(r"[\w.:-]{1,80}")  # the longest are slugs
SUFFIXES = ("", "not", "all", "isnull")
BOUNDS = ("gte", "lt")
MOST_SORTS = 3
LANGUAGES = ("language",)  # the facet of every kind
INTO = "translated_into"  # what translators look for
PUBLISHED = "published_at"  # the only time that parts have


@dataclass(frozen=True)
class Fault:
    """What is wrong with one parameter. `code` is contract, `detail` prose in the reader's language."""

    parameter: str
    code: str
    detail: str
    allowed: tuple[str, ...] = ()


class BadParameters(Exception):
    """Some parameters cannot be understood; `faults` says which and why."""

    def __init__(self, faults: list[Fault]):
        super().__init__("; ".join(fault.detail for fault in faults))
        self.faults = faults


@dataclass
class Parameters:
    """Reads parameters one by one, gathers faults, and raises them all at once."""

    query: QueryDict
    faults: list[Fault] = field(default_factory=list)
    known: set[str] = field(default_factory=set)

    def one(self, name: str, allowed: Iterable[str] = (), default: str | None = "") -> str | None:
        """The value of a parameter, one of `allowed` if any are given."""
        self.known.add(name)
        values = self.query.getlist(name)
        if not values:
            return default
        if len(values) > 1:
            self._fault(
                name, "repeated", _("Give “%(name)s” once; join several values with commas.") % {"name": name}
            )
            return default
        allowed = tuple(allowed)
        if allowed and values[0] not in allowed:
            self._fault(name, "invalid", _suggestion(values[0], allowed), allowed)
            return default
        return values[0]

    def language(self, default: str) -> str:
        """`lang`, in its canonical form whatever its case."""
        asked = self.one("lang")
        if "lang" not in self.query or self._is_faulty("lang"):
            return default
        if asked.lower() not in BY_CODE:
            self._fault("lang", "invalid", _suggestion(asked, CODES), CODES)
            return default
        return asked.lower()

    def text(self, name: str) -> str:
        """What is to be searched: at most 200 characters; "" if nothing is given."""
        text = self.one(name).strip()
        if len(text) <= LONGEST:
            return text
        self._fault(name, "invalid", _("At most %(most)d characters.") % {"most": LONGEST})
        return ""

    def order(self, kind: Kind, text: str) -> str:
        """`sort`: some of the kind's sorts joined by commas, or by relevance where a text is searched.

        What everything is sorted by is one.
        """
        orders = [sign + name for name in kind.sorts for sign in ("", "-")]
        most = MOST_SORTS if kind.kind else 1
        if "," not in self.query.get("sort", "") or most == 1:
            return self.one("sort", [*orders, *[RELEVANCE] * bool(text)])
        several = self.several("sort", orders, most)
        if len({name.lstrip("-") for name in several}) < len(several):
            self._fault("sort", "invalid", _("Name each order once."))
        return ",".join(several)

    def number(self, name: str, default: int, lowest: int, highest: int) -> int:
        """A whole number within bounds; beyond them is an error, never a silent clamp."""
        text = self.one(name)
        if name not in self.query or self._is_faulty(name):
            return default
        if (
            not text.isascii()
            or not text.isdigit()
            or len(text) > len(str(highest))
            or not lowest <= int(text) <= highest
        ):
            bounds = {"lowest": lowest, "highest": highest}
            self._fault(name, "invalid", _("A whole number from %(lowest)d to %(highest)d.") % bounds)
            return default
        return int(text)

    def several(self, name: str, allowed: Iterable[str], most: int) -> list[str]:
        """Values joined by commas, each one of `allowed`, at most `most`."""
        values = self._values(name, allowed)
        if len(values) > most:
            self._fault(name, "invalid", _("At most %(most)d values.") % {"most": most})
            return []
        return values

    def filters(self, kind: Kind) -> dict[str, Filter]:
        """Filters on the kind's facets: `country=TH,LA`, `theme__all=…`, `stage__not=…`, `agency__isnull=true`."""
        wanted = {}
        for name in (*kind.facets, *LANGUAGES):
            allowed = CODES if name in LANGUAGES else kind.choices.get(name, ())
            if found := self._filter(name, allowed):
                wanted[name] = found
        there, lacking = (self.one(name, CODES) for name in (INTO, f"{INTO}__not"))
        if there or lacking:
            spoken = wanted.get("language", Filter())
            wanted["language"] = replace(
                spoken.with_all(*filter(None, (there,))), none_of=spoken.none_of | {*filter(None, (lacking,))}
            )
        return wanted

    def _filter(self, name: str, allowed: Iterable[str]) -> Filter | None:
        parameters = {suffix: f"{name}__{suffix}" if suffix else name for suffix in SUFFIXES}
        self.known |= {*parameters.values()}
        if self.query.keys().isdisjoint(parameters.values()):
            return None
        given = {
            suffix: frozenset(self._values(parameter, allowed))
            for suffix, parameter in parameters.items()
            if suffix != "isnull"
        }
        is_missing = self._is_missing(parameters["isnull"])
        if is_missing is None and not any(given.values()):
            return None
        return Filter(given[""], given["all"], given["not"], is_missing)

    def _is_missing(self, parameter: str) -> bool | None:
        return {"true": True, "false": False}.get(self.one(parameter, ("true", "false")))

    def narrowing(self, kind: Kind) -> Narrowing:
        """`id`, `slug`, `launched__gte`, `published_at__lt`, and what one of its parts has to be: `metric_value__gte`."""
        times = (name for name in TIMES if name == PUBLISHED or not isinstance(kind, PartPublication))
        ranges = [self._range(name, name, TIME) for name in times]
        ranges += [self._range(name, name, values) for name, values in kind.ranges.items()]
        parts = (self._of_parts(prefix, names) for prefix, names in kind.filtered_by_parts.items())
        return Narrowing(
            self._set("id"), self._set("slug"), tuple(filter(None, ranges)), tuple(filter(None, parts))
        )

    def _set(self, name: str) -> frozenset[str] | None:
        return frozenset(self._values(name, ())) or None

    def _of_parts(self, prefix: str, names: Iterable[str]) -> OfParts | None:
        kind, filters, ranges = Kind.of(prefix), {}, []
        for name in names:
            parameter = f"{prefix}_{name}"
            if name in kind.ranges:
                ranges.append(self._range(name, parameter, kind.ranges[name]))
                continue
            values = frozenset(self._values(parameter, kind.choices.get(name, ())))
            is_missing = self._is_missing(f"{parameter}__isnull")
            if values or is_missing is not None:
                filters[name] = Filter(any_of=values, is_missing=is_missing)
        ranges = tuple(filter(None, ranges))
        return OfParts(prefix, filters, ranges) if filters or ranges else None

    def _range(self, name: str, parameter: str, values: "Values | str") -> Range | None:
        least, below = (self._bound(f"{parameter}__{suffix}", values) for suffix in BOUNDS)
        return None if least is None and below is None else Range(name, least, below)

    def _bound(self, parameter: str, values: "Values | str") -> Bound | None:
        text = self.one(parameter)
        if parameter not in self.query or self._is_faulty(parameter):
            return None
        read, told = READERS[values]
        bound = read(text)
        if bound is None:
            self._fault(parameter, "invalid", str(told))
        return bound

    def _values(self, name: str, allowed: Iterable[str]) -> list[str]:
        text = self.one(name)
        if name not in self.query or self._is_faulty(name):
            return []
        values = text.split(",")
        allowed = tuple(allowed)
        for value in values:
            if allowed and value not in allowed:
                self._fault(name, "invalid", _suggestion(value, allowed), allowed)
                return []
            if not self.could_be(name, value):
                return []
        if len(values) > MOST_VALUES:
            self._fault(name, "invalid", _("At most %(most)d values.") % {"most": MOST_VALUES})
            return []
        return values

    def could_be(self, name: str, value: str) -> bool:
        """Whether a value may look like this; if not, that is a fault."""
        if VALUE.fullmatch(value):
            return True
        self._fault(name, "invalid", _("“%(value)s” cannot be a value of it.") % {"value": value[:64]})
        return False

    def done(self, *, strict: bool = True) -> None:
        """Raise what was found wrong, as far as MOST_FAULTS; with `strict`, what nobody asked for is wrong, too."""
        if strict:
            allowed = tuple(sorted(self.known))
            unknown = (name for name in self.query if name not in self.known)
            for name in islice(unknown, max(0, MOST_FAULTS - len(self.faults))):
                paged = name in PAGED and "cursor" in self.known
                detail = _("Use the “next” link to go on.") if paged else _suggestion(name, allowed)
                self._fault(name[:64], "unknown", detail, allowed)
        if self.faults:
            raise BadParameters(self.faults[:MOST_FAULTS])

    def cursor(self) -> str | None:
        """`cursor`, None if it is not given. Raises InvalidCursor when it is given and empty."""
        cursor = self.one("cursor")
        if "cursor" in self.query and not cursor and not self._is_faulty("cursor"):
            raise InvalidCursor
        return cursor or None

    def refuse(self, name: str, detail: str) -> None:
        """Say that a value cannot be taken, for a reason that only the one who asks for it knows."""
        self._fault(name, "invalid", detail)

    def _is_faulty(self, name: str) -> bool:
        return any(fault.parameter == name for fault in self.faults)

    def _fault(self, name: str, code: str, detail: str, allowed: Iterable[str] = ()) -> None:
        self.faults.append(Fault(name, code, detail, tuple(allowed)))


def _suggestion(given: str, allowed: Iterable[str]) -> str:
    near = difflib.get_close_matches(given[:64], tuple(allowed), n=1)
    if near:
        return _("Unknown. Did you mean “%(near)s”?") % {"near": near[0]}
    return _("Unknown. See what is allowed.")
