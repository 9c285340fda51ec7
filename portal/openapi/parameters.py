"""Every query parameter of every operation. A test compares them with what the endpoints really take."""

from collections.abc import Iterable

from portal.catalogue.everything import EVERYTHING
from portal.catalogue.narrowing import TIMES
from portal.catalogue.parameters import (
    DEFAULT_LIMIT,
    INTO,
    LANGUAGES,
    MOST,
    MOST_SORTS,
    MOST_VALUES,
    PUBLISHED,
    RELEVANCE,
)
from portal.catalogue.suggesting import FEW
from portal.languages.codes import CODES
from portal.openapi.shapes import (
    BRIEF,
    Tree,
    dotted,
    expandable,
    record_tree,
    relations,
    relations_of_cards,
    tree_of,
)
from portal.publishing.publication import Kind, PartPublication, Values
from portal.publishing.schemas import BOOLEAN, ID, PARTIAL_DATE, STRING, Schema, array, of
from portal.search.query import LONGEST

Parameter = dict
EXPAND = (
    "References to be filled with the list items of what they name, two levels deep: "
    "`agencies,presented_at.organizers`. Of each relation the first 20 are."
)
FIELDS = (
    "Only these fields, dotted where they lie within others: `id,title,metrics.value`. `id` is always there. "
    "`brief`: the least by which a record is known."
)
VALUE = of("string", pattern=r"^[\w.:-]{1,80}$")
MOMENT = of(
    "string",
    pattern="^[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2}))?)?)?$",
    examples=["2021-11-15", "2021-11-15T09:00:00Z"],
)
NUMBER = of("number", exclusiveMinimum=-(10**15), exclusiveMaximum=10**15)
BOUNDS = {Values.DATE: PARTIAL_DATE, Values.NUMBER: NUMBER}
CODE = of("string", enum=list(CODES))
CITATION_FORMATS = ("bibtex", "ris", "csl-json")
MOST_FACETS, MOST_GROUPED, MOST_FIELDS, MOST_EXPANDED = 6, 3, 40, 4
MOST_CHANGES, USUAL_CHANGES, HIGHEST = 500, 100, 2**63 - 1


def parameter(name: str, description: str, schema: Schema, **more) -> Parameter:
    """One in the query."""
    return {"name": name, "in": "query", "description": description, "schema": schema, **more}


def several(name: str, description: str, items: Schema, most: int = MOST_VALUES, **more) -> Parameter:
    """One with values joined by commas."""
    schema = array(items, minItems=1, maxItems=most)
    return parameter(name, description, schema, style="form", explode=False, **more)


def one_of(*values: str, **more) -> Schema:
    """One of these."""
    return of("string", enum=list(values), **more)


def filters(name: str, told: str, items: Schema) -> list[Parameter]:
    """On a facet: any of some values, all of them, none of them, or none at all."""
    return [
        several(name, f"Only those {told}.", items),
        several(f"{name}__all", f"Only those with all of these `{name}`.", items),
        several(f"{name}__not", f"Only those with none of these `{name}`.", items),
        parameter(f"{name}__isnull", f"`true`: only those without `{name}`; `false`: only others.", BOOLEAN),
    ]


def bounds(name: str, schema: Schema) -> list[Parameter]:
    """On a range: half-open, so that ranges that meet share nothing."""
    return [
        parameter(f"{name}__gte", f"Only from this `{name}` on.", schema),
        parameter(f"{name}__lt", f"Only before or below this `{name}`.", schema),
    ]


SHARED = {
    each["name"]: each
    for each in (
        parameter("lang", "The language of the answer; else that of Accept-Language, else English.", CODE),
        parameter("fallback", "`none`: no other language will do.", one_of("none")),
        parameter("translations", "`all`: adds every text in every language.", one_of("all")),
        parameter(
            "format", "The form of the answer; else by the header Accept.", one_of("json", "csv", "jsonl")
        ),
        parameter("bom", "With CSV: begins with a mark by which Excel knows that it is UTF-8.", one_of("1")),
        parameter("count", "`false`: `count` is null, which is faster for rare filters.", BOOLEAN),
        parameter(
            "limit",
            "How many on a page. More is an error, never cut in silence.",
            of("integer", minimum=1, maximum=MOST, default=DEFAULT_LIMIT),
        ),
        parameter("cursor", "Where to go on: only as it stands in `next`.", STRING),
        parameter("q", "Words to be searched, in any language.", of("string", maxLength=LONGEST)),
        several("id", "Only these records.", ID),
        several("slug", "Only those whose addresses of pages hold one of these.", VALUE),
        *filters("language", "that exist in one of these languages", CODE),
        parameter(INTO, "Only what exists in this language.", CODE),
        parameter(f"{INTO}__not", "Only what does not exist in this language.", CODE),
        *(each for name in TIMES for each in bounds(name, MOMENT)),
    )
}
LANG = SHARED["lang"]
OF_LANGUAGES = [name for name in SHARED if name.partition("__")[0] in {"language", INTO}]


def _named(*names: str) -> list[Parameter]:
    return [SHARED[name] for name in names]


def of_list(kind: Kind) -> list[Parameter]:
    """Of the list of a kind, or of everything."""
    whole = [] if kind is EVERYTHING else ["translations"]
    answered = [
        *_named("lang", "fallback", *whole),
        _fields(tree_of(kind)),
        *_named("format", "bom", "count"),
    ]
    facets = one_of(*kind.facets, *LANGUAGES)
    return [
        *answered,
        *_expand(relations_of_cards(kind.kind)),
        *_named("limit", "cursor"),
        _sort(kind),
        several("facets", "Facets to be counted, besides the results.", facets, MOST_FACETS),
        *selecting(kind),
    ]


def of_record(kind: Kind) -> list[Parameter]:
    """Of a record."""
    return [
        *_named("lang", "fallback", "translations"),
        _fields(record_tree(kind.kind)),
        *_expand(relations(kind.kind)),
    ]


def _fields(tree: Tree) -> Parameter:
    """A closed list that may grow: programs made from the description ask for what there is."""
    return several("fields", FIELDS, one_of(BRIEF, *dotted(tree)), MOST_FIELDS)


def _expand(known: Iterable[str]) -> list[Parameter]:
    """Nothing where there is nothing to be expanded."""
    found = one_of(*expandable(known))
    return [several("expand", EXPAND, found, MOST_EXPANDED)] if found["enum"] else []


def of_citation() -> list[Parameter]:
    """Of a citation."""
    told = "The form of the citation; else by the header Accept."
    return [LANG, parameter("format", told, one_of(*CITATION_FORMATS))]


def of_statistics(kind: Kind) -> list[Parameter]:
    """Of counts and sums."""
    told = "What is counted: records, or the sum of their figures in a unit: `metric_sum:persons`."
    pattern = r"^(count|metric_sum:[\w.:-]{1,80})$" if kind.filtered_by_parts else "^count$"
    facets = one_of(*kind.facets, *LANGUAGES)
    grouped = several(
        "group_by", "By which facets, the outermost first.", facets, MOST_GROUPED, required=True
    )
    grouped["schema"] |= {"uniqueItems": True}
    return [
        grouped,
        parameter("measure", told, of("string", pattern=pattern, default="count")),
        *_named("lang", "format", "bom"),
        *selecting(kind),
    ]


def of_changes() -> list[Parameter]:
    """Of the change feed."""
    kinds = one_of(*Kind.registry)
    limit = of("integer", minimum=1, maximum=MOST_CHANGES, default=USUAL_CHANGES)
    return [
        parameter(
            "since", "Changes after this number.", of("integer", minimum=0, maximum=HIGHEST, default=0)
        ),
        several("type", "Only of these kinds.", kinds, len(Kind.registry)),
        parameter("include", "`record`: with each record as it is now.", one_of("record")),
        parameter("translations", "`all`, with `include`: every text in every language.", one_of("all")),
        parameter("limit", f"How many; with `include` at most {MOST}.", limit),
        LANG,
    ]


def of_suggestions() -> list[Parameter]:
    """Of suggestions."""
    limit = of("integer", minimum=1, maximum=DEFAULT_LIMIT, default=FEW)
    return [
        parameter("q", "What was typed so far.", SHARED["q"]["schema"]),
        parameter("limit", "How many.", limit),
        LANG,
    ]


def selecting(kind: Kind) -> list[Parameter]:
    """What decides which records are meant: words, ids, facets, ranges."""
    times = [name for name in TIMES if name == PUBLISHED or not isinstance(kind, PartPublication)]
    return [
        *_named("q", "id", "slug"),
        *(each for name in kind.facets for each in _filters(kind, name)),
        *_named(*OF_LANGUAGES),
        *(each for name in times for each in bounds(name, MOMENT)),
        *(each for name, values in kind.ranges.items() for each in bounds(name, BOUNDS[values])),
        *_of_parts(kind),
    ]


def _sort(kind: Kind) -> Parameter:
    orders = [sign + name for name in kind.sorts for sign in ("", "-")]
    told = (
        f"The order; a minus turns it round. By itself it is `{kind.default_sort}`, with `q` `{RELEVANCE}`."
    )
    if kind is EVERYTHING:
        return parameter("sort", told, one_of(*orders, RELEVANCE))
    told += f" `{RELEVANCE}` stands alone."
    return several("sort", told, one_of(*orders, RELEVANCE), MOST_SORTS)


def _filters(kind: Kind, name: str) -> list[Parameter]:
    free = ID if name in kind.linked else VALUE
    items = one_of(*kind.choices[name]) if name in kind.choices else free
    below = " or below it" if name in kind.trees else ""
    found = filters(name, f"whose `{name}` is one of these{below}", items)
    if note := kind.facet_notes.get(name):
        found[0]["description"] += f" {note}"
    return found


def _of_parts(kind: Kind) -> list[Parameter]:
    """What one and the same part of a record has to be."""
    found = []
    for prefix, names in kind.filtered_by_parts.items():
        part = Kind.of(prefix)
        for name in names:
            if name in part.ranges:
                found += bounds(f"{prefix}_{name}", BOUNDS[part.ranges[name]])
            else:
                items = one_of(*part.choices[name]) if name in part.choices else VALUE
                told = f"Only those with a {prefix} whose `{name}` is one of these; all on the same one."
                found.append(several(f"{prefix}_{name}", told, items))
                told = f"`true`: only those with a {prefix} that has no `{name}`; `false`: one that has; all on the same one."
                found.append(parameter(f"{prefix}_{name}__isnull", told, BOOLEAN))
    return found
