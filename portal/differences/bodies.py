"""What differs between two bodies of one kind: what was read of a record, and what is read of it.

Bodies are what the serializers show, rendered with the names of today: what nobody may read is in neither,
so no difference can tell it. Only what has a label is compared (`portal.differences.labels`).
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from portal.differences.fates import Fate
from portal.differences.labels import Labels, Name
from portal.differences.order import moved
from portal.publishing.publication import Publication

# Of a reference; what else stands in one is said of it: a role, a scheme.
REFERENCE = {"id", "type", "name", "name_language", "url", "html_url"}
# The envelope, and what follows from the rest.
ASIDE = {"id", "type", "url", "html_url", "version", "status", "text_format", "published_at", "updated_at"}


@dataclass(frozen=True)
class Change:
    """A value that is another one. Each side holds the object in which its value stands: it may tell its language."""

    name: Name
    before: object
    after: object
    sides: tuple[dict, dict]


@dataclass(frozen=True)
class PartChange:
    """A part that came, went, changed or moved. `places` count from 1 and are there if it moved."""

    name: Name
    key: str
    fate: Fate
    part: dict
    changes: tuple[Change, ...]
    places: tuple[int, int] | None = None


@dataclass(frozen=True)
class Differences:
    """Values of the record itself, and parts by the name of their list."""

    changes: tuple[Change, ...] = ()
    parts: dict[Name, tuple[PartChange, ...]] = field(default_factory=dict)

    def __bool__(self):
        return bool(self.changes or self.parts)


def differences(publication: Publication, before: dict, after: dict) -> Differences:
    """What differs between two bodies in one language."""
    labels = Labels(publication)
    aside = ASIDE | publication.derived.keys()
    shown = ({name: value for name, value in body.items() if name not in aside} for body in (before, after))
    changes, lists = [], {}
    for change in _changes(labels, *shown):
        if _is_parts(change.before) or _is_parts(change.after):
            found = _parts(labels, change.name, change.before or [], change.after or [])
            lists[change.name] = tuple(found)
        else:
            changes.append(change)
    return Differences(tuple(changes), {name: found for name, found in lists.items() if found})


def _changes(labels: Labels, before: dict, after: dict, path: str = "") -> Iterator[Change]:
    """Values that differ, those within plain objects one by one; lists of parts whole."""
    for name in dict.fromkeys((*after, *before)):
        one, other = before.get(name), after.get(name)
        if one == other or (not one and not other and 0 not in (one, other)):
            continue
        place = f"{path}.{name}" if path else name
        if _is_plain(one) or _is_plain(other):
            yield from _changes(labels, one or {}, other or {}, place)
        elif called := labels.of(place):
            yield Change(called, one, other, (before, after))


def _is_plain(value) -> bool:
    """Whether it is an object that only groups values."""
    return isinstance(value, dict) and not is_reference(value)


def is_reference(value) -> bool:
    """Whether it names another record."""
    return isinstance(value, dict) and "html_url" in value


def _is_parts(value) -> bool:
    """Whether it is a list of objects that say more than a name."""
    return isinstance(value, list) and any(
        isinstance(item, dict) and item.keys() - REFERENCE for item in value
    )


def _parts(labels: Labels, name: Name, before: list[dict], after: list[dict]) -> Iterator[PartChange]:
    """What became of the items of a list: those that went, then the others in their order."""
    earlier, later = _keyed(before), _keyed(after)
    places = moved(list(earlier), list(later))
    for key, part in earlier.items():
        if key not in later:
            yield PartChange(name, key, Fate.REMOVED, part, tuple(_of_part(labels, name, part, {})))
    for key, part in later.items():
        old = earlier.get(key)
        if old is None:
            yield PartChange(name, key, Fate.ADDED, part, tuple(_of_part(labels, name, {}, part)))
            continue
        changes = tuple(_of_part(labels, name, old, part))
        if changes or key in places:
            yield PartChange(name, key, Fate.CHANGED, part, changes, places.get(key))


def _of_part(labels: Labels, name: Name, before: dict, after: dict) -> Iterator[Change]:
    own = REFERENCE if is_reference(before or after) else {"id"}
    sides = ({key: value for key, value in part.items() if key not in own} for part in (before, after))
    return _changes(labels, *sides, path=name.path)


def _keyed(parts: list[dict]) -> dict[str, dict]:
    """Parts by their id; those that have none, or share it, by what they say."""
    ids = Counter(part.get("id") for part in parts)
    keyed = {}
    for part in parts:
        public_id = part.get("id")
        keyed[public_id if public_id and ids[public_id] == 1 else repr(sorted(part.items(), key=str))] = part
    return keyed
