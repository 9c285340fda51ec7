"""Names of published records, as others may show them, and what others owe a record in return."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from portal.languages.codes import CODES
from portal.languages.fallback import chain
from portal.publishing.tables import Entry, Reference, Status

FOLLOWED_MERGES = 5


@dataclass(frozen=True)
class Name:
    """What may be shown of a live record inside another one."""

    public_id: str
    kind: str
    text: str
    language: str
    home: Entry  # the record on whose page it stands: itself, or the one that a part belongs to


@dataclass
class Names:
    """Looks up names of live records; remembers which ids were asked for, found or not."""

    entries: dict[str, Entry] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, ids: Iterable[str]) -> "Names":
        """The names of these records: one query, more only where records were merged."""
        wanted, entries = set(ids), {}
        for _step in range(FOLLOWED_MERGES):
            found = (
                {entry.public_id: entry for entry in Entry.objects.filter(public_id__in=wanted)}
                if wanted
                else {}
            )
            entries |= found
            further = {entry.merged_into or entry.record_id for entry in found.values()}
            wanted = further - entries.keys() - {""}
            if not wanted:
                break
        return cls(entries)

    def with_own(self, entry: Entry) -> "Names":
        """The same, and the record that is being rendered itself: its parts name it before it is live."""
        return Names({**self.entries, entry.public_id: entry}, self.asked)

    def get(self, public_id: str, language: str) -> Name | None:
        """The name of a record in `language` or the next best; None unless it is live."""
        entry = self._live(public_id)
        if entry is None:
            return None
        home = self._live(entry.record_id or public_id) if entry.record_id != entry.public_id else entry
        if home is None:
            return None
        for code in (*chain(language, language), *CODES):
            if text := entry.names.get(code):
                return Name(entry.public_id, entry.kind, text, code, home)
        return None

    def labels(self, public_id: str) -> list[tuple[str, str]]:
        """All names of a live record, or of the one that stands for it: (language, name), "" where it is not known.

        Unlike `get`, it does not remember that they were asked for: no byte of a page shows them.
        """
        entry = self._live(public_id, remember=False)
        return [*entry.names.items(), *map(tuple, entry.other_names)] if entry else []

    def path(self, public_id: str) -> list[str]:
        """The id, and those of the records that stand for it since it was merged."""
        path = [public_id]
        while (entry := self.entries.get(path[-1])) and entry.merged_into and entry.merged_into not in path:
            path.append(entry.merged_into)
        return path

    def _live(self, public_id: str, *, remember: bool = True) -> Entry | None:
        for _step in range(FOLLOWED_MERGES):
            if remember:
                self.asked.add(public_id)
            entry = self.entries.get(public_id)
            if entry is None or entry.status == Status.GONE:
                return None
            if entry.status == Status.LIVE:
                return entry
            public_id = entry.merged_into
        return None


@dataclass(frozen=True)
class Surroundings:
    """What a render reads besides its document: of other records, only what they published."""

    names: Names
    backlinks: dict[str, dict[str, str]]  # {"presented_at": {"cf-…": "2021-11-15"}}
    around: dict[
        str, dict[str, dict[str, str]]
    ]  # the same of what the record cites: {"TH": {"memberships": {…}}}
    files: dict[str, str] = field(default_factory=dict)  # what was read from its files, by their digests


def surroundings_of(public_id: str, cited: Iterable[str], around: Iterable[str] = ()) -> Surroundings:
    """Look up what surrounds a record that cites these ids; `around` names the backlinks of theirs that it shows."""
    cited, backlinks = set(cited), backlinks_to(public_id)
    names = Names.of({*cited, *(source for sources in backlinks.values() for source in sources)})
    if not around:
        return Surroundings(names, backlinks, {})
    # Of a merged record, what is around the one that stands for it.
    theirs = backlinks_among({survivor for target in cited for survivor in names.path(target)}, around)
    further = {of for links in theirs.values() for sources in links.values() for of in sources}
    names.entries |= Names.of(further - names.entries.keys()).entries
    return Surroundings(names, backlinks, theirs)


def named_like(term: str) -> Q:
    """Entries that have the term in a name, in whichever language, or as their id."""
    named = Q(public_id__iexact=term)
    for code in CODES:
        named |= Q(**{f"names__{code}__icontains": term})
    return named


def backlinks_among(targets: Iterable[str], names: Iterable[str]) -> dict[str, dict[str, dict[str, str]]]:
    """Backlinks of these names that live records have to each of the targets."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    rows = Reference.objects.filter(target__in=targets, backlink__in=names, entry__status=Status.LIVE)
    for target, name, value, source in rows.order_by("value", "entry__public_id").values_list(
        "target", "backlink", "value", "entry__public_id"
    ):
        found.setdefault(target, {}).setdefault(name, {})[source] = value
    return found


def backlinks_to(public_id: str) -> dict[str, dict[str, str]]:
    """What live records say of this one: {"presented_at": {"cf-…": "2021-11-15"}}."""
    found: dict[str, dict[str, str]] = {}
    rows = Reference.objects.filter(target=public_id, entry__status=Status.LIVE).exclude(backlink="")
    for name, value, source in rows.order_by("value", "entry__public_id").values_list(
        "backlink", "value", "entry__public_id"
    ):
        found.setdefault(name, {})[source] = value
    return found
