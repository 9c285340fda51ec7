"""What is asked of a list, read from its query once: the same words are asked again and again."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache

from django.http import QueryDict
from django.utils.translation import gettext as _

from portal.api import negotiation
from portal.api.expanding import expansions_of
from portal.api.selecting import fields_of
from portal.catalogue.catalogue import Catalogue
from portal.catalogue.census import Filter
from portal.catalogue.everything import EVERYTHING
from portal.catalogue.parameters import DEFAULT_LIMIT, LANGUAGES, MOST, BadParameters, Fault, Parameters
from portal.openapi.shapes import Tree, relations_of_cards, tree_of
from portal.publishing.publication import Kind

MOST_FACETS = 6
REMEMBERED = 4_000  # queries


@dataclass(frozen=True)
class ListAsked:
    """A page of a list, in a form. `question` has no change number yet: a query means the same at all times."""

    question: Catalogue
    form: str  # "" where the header decides
    limit: int
    cursor: str | None
    facets: tuple[str, ...]
    fields: Tree | None
    expand: Tree
    has_translations: bool
    is_counted: bool
    has_mark: bool  # of a CSV for Excel
    query: str  # a digest by which it differs from others

    @property
    def needs_records(self) -> bool:
        """Whether items have to be read one by one, and not as the bytes they are stored as."""
        return self.fields is not None or bool(self.expand)

    def check(self, form: str) -> None:
        """Whether all that is asked for has a place in this form. Raises BadParameters."""
        faults = []
        if form == negotiation.CSV:
            told = _("This form has no place for it: ask for JSON.")
            asked = {"expand": bool(self.expand), "translations": self.has_translations}
            faults += [Fault(name, "invalid", told) for name, is_asked in asked.items() if is_asked]
        if self.has_mark and form != negotiation.CSV:
            faults.append(Fault("bom", "invalid", _("Only CSV has this mark: ask with format=csv.")))
        if self.facets and form != negotiation.JSON:
            faults.append(Fault("facets", "invalid", _("Rows have no counts: ask with format=json.")))
        if faults:
            raise BadParameters(faults)


@lru_cache(REMEMBERED)
def list_asked(kind_name: str, query: str, header_language: str) -> ListAsked:
    """Read a list's query. Raises BadParameters, InvalidCursor."""
    kind = Kind.of(kind_name) if kind_name else EVERYTHING
    given = QueryDict(query)
    parameters = Parameters(given)
    language = parameters.language(header_language)
    fallback = parameters.one("fallback", ("none",))
    # Of a list of all kinds, each has texts of its own.
    everything = parameters.one("translations", ("all",)) if kind.kind else ""
    text = parameters.text("q")
    order = parameters.order(kind, text)
    limit = parameters.number("limit", DEFAULT_LIMIT, 1, MOST)
    cursor = parameters.cursor()
    form = parameters.one("format", default=None)
    mark = parameters.one("bom", ("1",))
    counted = parameters.one("count", ("true", "false"))
    fields = fields_of(parameters, tree_of(kind))
    expand = expansions_of(parameters, relations_of_cards(kind.kind))
    filters = parameters.filters(kind)
    narrowing = parameters.narrowing(kind)
    facets = parameters.several("facets", (*kind.facets, *LANGUAGES), MOST_FACETS)
    parameters.done()
    if fallback:
        filters["language"] = filters.get("language", Filter()).with_all(language)
    question = Catalogue(kind.kind, language, filters, order, text=text, narrowing=narrowing)
    address = f"{question.fingerprint}?{sorted(given.items())}"
    return ListAsked(
        question=question,
        form=negotiation.named(form, negotiation.MEDIA_TYPES),
        limit=limit,
        cursor=cursor,
        facets=tuple(facets),
        fields=fields,
        expand=expand,
        has_translations=bool(everything),
        is_counted=counted != "false",
        has_mark=bool(mark),
        query=hashlib.sha256(address.encode()).hexdigest(),
    )
