"""Parts a page at a time: a record with hundreds of them opens and saves like any other."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.http import QueryDict

from portal.editing.inputs import whole_number


@dataclass
class Pager:
    """Which of a record's parts a form holds. `query` is the rest of the form's address."""

    prefix: str
    total: int  # of those in the group
    page: int
    pages: int
    group: str  # the id by which they are limited, "" for all
    groups: list[tuple[str, str]]
    ids: list[str]
    first: int
    query: list[tuple[str, str]] = field(default_factory=list)

    @property
    def last(self) -> int:
        """The place of the last one shown, counted from 1."""
        return self.first + len(self.ids) - 1

    @property
    def form_id(self) -> str:
        """The id of the form that chooses a group."""
        return f"pager-{self.prefix}"

    @property
    def group_name(self) -> str:
        """The name of the query parameter that chooses a group."""
        return f"{self.prefix}_of"

    @property
    def previous(self) -> str:
        """The query of the page before, "" on the first one."""
        return self._of_page(self.page - 1) if self.page > 1 else ""

    @property
    def following(self) -> str:
        """The query of the page after, "" on the last one."""
        return self._of_page(self.page + 1) if self.page < self.pages else ""

    def _of_page(self, page: int) -> str:
        own = [(self.group_name, self.group)] if self.group else []
        return "?" + urlencode([*self.query, *own, (f"{self.prefix}_page", page)])


def pager_of(
    prefix: str,
    asked: QueryDict,
    parts: list[tuple[str, str]],
    size: int,
    groups: list[tuple[str, str]],
) -> Pager:
    """The page that the address asks for. `parts` are (id, id of its group), all of them in their order."""
    group = asked.get(f"{prefix}_of", "")
    group = group if group in {public_id for public_id, _label in groups} else ""
    chosen = [public_id for public_id, of in parts if not group or of == group]
    pages = max(1, -(-len(chosen) // size))
    wanted = asked.get(f"{prefix}_page", "")
    page = min(max(whole_number(wanted) or 1, 1), pages)
    first = (page - 1) * size
    own = {f"{prefix}_of", f"{prefix}_page"}
    query = [(name, value) for name, value in asked.items() if name not in own]
    ids = chosen[first : first + size]
    return Pager(prefix, len(chosen), page, pages, group, groups, ids, first + 1, query)


def kept(asked: QueryDict) -> list[tuple[str, str]]:
    """What of a form's address says which parts it holds."""
    return [(name, value) for name, value in asked.items() if name.endswith(("_page", "_of"))]
