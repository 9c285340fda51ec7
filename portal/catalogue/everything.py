"""Everything public as if it were one kind: what its lists can be filtered and sorted by."""

from functools import cached_property

from portal.publishing.publication import Kind

TYPE = "type"  # the facet that tells of which kind a record is
KIND, NAME, NEWEST = "kind", "title", "published_at"


class Everything:
    """All kinds together. A facet belongs to it unless two kinds mean different things by the same word."""

    kind = ""
    path = "search"
    card: tuple[str, ...] = ()
    sorts = {KIND: None, NAME: None, NEWEST: None}
    default_sort = KIND
    ranges: dict = {}
    trees = ("theme", "technology")
    filtered_by_parts: dict = {}
    facet_notes: dict = {}

    @property
    def kinds(self) -> list[str]:
        """The kinds, those first that people come for."""
        return sorted((kind.kind for kind in _together()), key=lambda kind: Kind.of(kind).place)

    @cached_property
    def facets(self) -> dict[str, None]:
        """Facets of all kinds, with `type` first."""
        named = {name for kind in _together() for name in kind.facets}
        meanings = {
            name: {tuple(kind.choices.get(name, ())) for kind in _together() if name in kind.facets}
            for name in named
        }
        return dict.fromkeys((TYPE, *sorted(name for name, several in meanings.items() if len(several) == 1)))

    @cached_property
    def linked(self) -> tuple[str, ...]:
        """Facets whose values are public ids."""
        return tuple(sorted({name for kind in _together() for name in kind.linked}))

    @cached_property
    def choices(self) -> dict[str, tuple[str, ...]]:
        """Facets with a closed vocabulary: its codes."""
        closed = {name: kind.choices[name] for kind in _together() for name in kind.choices}
        return {name: codes for name, codes in closed.items() if name in self.facets} | {
            TYPE: tuple(self.kinds)
        }

    def places(self) -> dict[str, bytes]:
        """Sort keys of the kinds, in their order."""
        return {kind: bytes([number]) for number, kind in enumerate(self.kinds)}

    def columns(self, name: str) -> dict[str, list[str]]:
        """Which kinds keep the sort keys of this name in which column; by its name each kind sorts by its first text."""
        found: dict[str, list[str]] = {}
        for kind in _together():
            own = next((sort for sort in kind.sorts if sort in {name, "name", "text"}), None)
            if own:
                found.setdefault(f"key{list(kind.sorts).index(own) + 1}", []).append(kind.kind)
        return found


def _together() -> list[Kind]:
    """The kinds that are searched and counted together."""
    return [kind for kind in Kind.registry.values() if not kind.is_listed_apart]


EVERYTHING = Everything()
