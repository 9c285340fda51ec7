"""Query parameters, read strictly: nothing is ignored silently.

An unknown or repeated parameter, or a value that cannot be, is an error that names the parameter and
what is allowed. The same reading serves pages and API.
"""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.translation import gettext as _

from portal.catalogue.census import Filter
from portal.catalogue.cursor import InvalidCursor
from portal.languages.codes import BY_CODE, CODES
from portal.publishing.publication import Kind

DEFAULT_LIMIT, MOST = 20, 100
MOST_VALUES = 50
PAGED = {"page", "offset"}  # how other APIs go on; here it is a cursor
VALUE = re.compile(r"[\w.:-]{1,64}")
SUFFIXES = ("", "not", "all", "isnull")


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

    def one(self, name: str, allowed: Iterable[str] = (), default: str = "") -> str:
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
        for name in (*kind.facets, "language"):
            parameters = {f"{name}__{suffix}" if suffix else name for suffix in SUFFIXES}
            self.known |= parameters
            if parameters.isdisjoint(self.query):
                continue
            given = {}
            for suffix in SUFFIXES:
                parameter = f"{name}__{suffix}" if suffix else name
                if suffix == "isnull":
                    text = self.one(parameter, ("true", "false"))
                    given[suffix] = {"true": True, "false": False}.get(text)
                else:
                    allowed = CODES if name == "language" else kind.choices.get(name, ())
                    given[suffix] = frozenset(self._values(parameter, allowed))
            if any(value or value is False for value in given.values()):
                wanted[name] = Filter(given[""], given["all"], given["not"], given["isnull"])
        return wanted

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
            if not VALUE.fullmatch(value):
                self._fault(
                    name, "invalid", _("“%(value)s” cannot be a value of it.") % {"value": value[:64]}
                )
                return []
        if len(values) > MOST_VALUES:
            self._fault(name, "invalid", _("At most %(most)d values.") % {"most": MOST_VALUES})
            return []
        return values

    def done(self, *, strict: bool = True) -> None:
        """Raise what was found wrong; with `strict`, parameters that nobody asked for are wrong, too."""
        if strict:
            for name in self.query:
                if name not in self.known:
                    allowed = tuple(sorted(self.known))
                    paged = name in PAGED and "cursor" in self.known
                    detail = _("Use the “next” link to go on.") if paged else _suggestion(name, allowed)
                    self._fault(name[:64], "unknown", detail, allowed)
        if self.faults:
            raise BadParameters(self.faults)

    def cursor(self) -> str | None:
        """`cursor`, None if it is not given. Raises InvalidCursor when it is given and empty."""
        cursor = self.one("cursor")
        if "cursor" in self.query and not cursor and not self._is_faulty("cursor"):
            raise InvalidCursor
        return cursor or None

    def _is_faulty(self, name: str) -> bool:
        return any(fault.parameter == name for fault in self.faults)

    def _fault(self, name: str, code: str, detail: str, allowed: Iterable[str] = ()) -> None:
        self.faults.append(Fault(name, code, detail, tuple(allowed)))


def _suggestion(given: str, allowed: Iterable[str]) -> str:
    near = difflib.get_close_matches(given[:64], tuple(allowed), n=1)
    if near:
        return _("Unknown. Did you mean “%(near)s”?") % {"near": near[0]}
    return _("Unknown. See what is allowed.")
