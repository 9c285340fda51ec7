"""What answers hold besides records: lists and their facets, statistics, changes, vocabularies, problems."""

from portal.openapi.records import named, ref
from portal.publishing.publication import Kind
from portal.publishing.schemas import (
    ADDRESS,
    BOOLEAN,
    ID,
    INTEGER,
    LANGUAGE_TAG,
    SITE_LANGUAGE,
    STRING,
    TIMESTAMP,
    Schema,
    array,
    described,
    nullable,
    of,
    shape,
)

NEXT = described(nullable(ADDRESS), "Where the list goes on; null on its last page.")
BUCKET = shape(
    "Bucket",
    "A value of a facet, and how many records have it.",
    {
        "key": described(STRING, "As the filter takes it."),
        "label": described(nullable(STRING), "The name of the record that the key is the id of."),
        "count": INTEGER,
        "url": described(ADDRESS, "The list with this value as its filter."),
    },
)
FACET = shape(
    "Facet",
    "The values of a facet, the most frequent first. Its own filter does not count, so others can be chosen.",
    {
        "buckets": array(BUCKET, maxItems=50),
        "other_count": described(INTEGER, "How many have values beyond these."),
        "missing_count": described(INTEGER, "How many have none."),
    },
)
SEARCHED = shape(
    "Searched",
    "What was typed and what was searched in the end.",
    {
        "q": STRING,
        "searched": described(STRING, "The text whose words were looked for."),
        "relaxed": described(nullable(STRING), "How the search was widened, as nothing held all of it."),
        "is_converted": described(BOOLEAN, "Whether it was Burmese in the encoding Zawgyi."),
        "is_cut": described(BOOLEAN, "Whether words beyond the longest search were left out."),
    },
)


def list_of(name: str, told: str, item: Schema) -> Schema:
    """A page of a list."""
    properties = {
        "count": described(nullable(INTEGER), "How many there are on all pages; null with `count=false`."),
        "next": NEXT,
        "results": array(item),
        "facets": of("object", additionalProperties=FACET, description="With `facets`: each by its name."),
        "search": SEARCHED,
    }
    return shape(name, told, properties, optional=["facets", "search"])


GROUP = of(
    "object",
    title="Group",
    description="Records that have the same values of the facets in `group_by`, which stand here by their names.",
    properties={
        "count": INTEGER,
        "sum": of("number", description="Of the figures in `unit`."),
        "unit": STRING,
        "figures": described(INTEGER, "How many figures were added up."),
        "lower_bound": described(BOOLEAN, "Whether some are stated as “more than”."),
        "approximate": described(BOOLEAN, "Whether some are stated as “about” or “less than”."),
    },
    required=["count"],
    additionalProperties=Schema(type=["string", "integer", "number", "boolean", "null"]),
)
STATISTICS = shape(
    "Statistics",
    "Tidy rows, a group each. A record with two countries counts in both.",
    {
        "count": described(INTEGER, "How many records pass the filters."),
        "group_by": array(STRING),
        "results": array(GROUP),
    },
)


def changes(kinds: list[Kind]) -> Schema:
    """What changed, the oldest first."""
    change = shape(
        "Change",
        "The last change of a record or part.",
        {
            "seq": described(
                INTEGER,
                "Its number, portal-wide and rising; missing numbers are of things that changed again.",
            ),
            "op": of("string", **{"x-extensible-enum": ["upsert", "delete"]}),
            "type": of("string", **{"x-extensible-enum": [kind.kind for kind in kinds]}),
            "id": ID,
            "version": INTEGER,
            "changed_at": TIMESTAMP,
            "url": ADDRESS,
            "reason": of("string", **{"x-extensible-enum": ["withdrawn", "merged", "removed"]}),
            "merged_into": described(ID, "The record that stands for it."),
            "record": Schema(
                anyOf=[ref(named(kind)) for kind in kinds], description="With `include=record`: as it is now."
            ),
        },
        optional=["reason", "merged_into", "record"],
    )
    return shape(
        "Changes",
        "Changes after `since`. Each record stands there once, with its last one; deletions stay for ever.",
        {
            "results": array(change),
            "next": described(ADDRESS, "Where to go on. At the end it is where to ask again later."),
            "latest": described(INTEGER, "The number of the last change of all."),
        },
    )


SUGGESTION = shape(
    "Suggestion",
    "A record whose name begins with what was typed.",
    {
        "id": ID,
        "type": STRING,
        "type_label": described(STRING, "What its kind is called."),
        "name": STRING,
        "name_language": nullable(SITE_LANGUAGE),
        "matched_name": described(STRING, "The name of it that fits."),
        "matched_name_language": nullable(LANGUAGE_TAG),
        "html_url": ADDRESS,
    },
)
LANGUAGE = shape(
    "Language",
    "A language of the site.",
    {
        "code": SITE_LANGUAGE,
        "name": described(STRING, "As it calls itself."),
        "english_name": STRING,
        "script": of("string", examples=["Thai"], description="ISO 15924."),
    },
)
VOCABULARY_ENTRY = shape(
    "VocabularyEntry",
    "A vocabulary and where its codes are.",
    {
        "name": STRING,
        "label": STRING,
        "open": described(BOOLEAN, "Whether codes may be added at any time."),
        "url": ADDRESS,
    },
)
CODE = shape("Code", "A code and what it is called.", {"code": STRING, "label": STRING})
VOCABULARY = shape(
    "Vocabulary",
    "A set of codes with their labels in the language that was asked for.",
    {"name": STRING, "label": STRING, "open": BOOLEAN, "results": array(CODE)},
)
ROOT = shape(
    "Root",
    "Where everything is.",
    {
        "name": described(STRING, "The name of the portal."),
        "version": described(STRING, "Of the API."),
        "links": of("object", additionalProperties=ADDRESS),
    },
)


def short_list(name: str, item: Schema) -> Schema:
    """All there is, on one page."""
    properties = {"count": INTEGER, "next": of("null"), "results": array(item)}
    return shape(name, "All there are.", properties)


FAULT = shape(
    "Fault",
    "What is wrong with one parameter or header.",
    {
        "parameter": STRING,
        "header": STRING,
        "code": of("string", **{"x-extensible-enum": ["unknown", "invalid", "repeated", "mixed"]}),
        "detail": STRING,
        "allowed": array(STRING, description="What would be right."),
    },
    optional=["parameter", "header", "allowed"],
)
PROBLEM = shape(
    "Problem",
    "An error as in RFC 9457. `type` leads to a page with cause and cure; `errors[].code` is for programs, `detail` for people.",
    {
        "type": ADDRESS,
        "title": STRING,
        "status": INTEGER,
        "detail": STRING,
        "instance": described(STRING, "Tell us this when you ask about it."),
        "errors": array(FAULT),
        "available": array(SITE_LANGUAGE, description="The languages in which the record exists."),
        "offered": array(STRING, description="The media types there are."),
        "reason": described(STRING, "Why it was withdrawn."),
        "withdrawn_at": TIMESTAMP,
    },
    optional=["errors", "available", "offered", "reason", "withdrawn_at", "instance"],
)


def all_answers(kinds: list[Kind]) -> list[Schema]:
    """Every answer that is not a record, with pages of lists first."""
    cards = [ref(f"{named(kind)}Card") for kind in kinds]
    pages = [
        list_of(f"{named(kind)}List", f"A page of {kind.path}.", card)
        for kind, card in zip(kinds, cards, strict=True)
    ]
    together = [card for kind, card in zip(kinds, cards, strict=True) if not kind.is_listed_apart]
    return [
        *pages,
        list_of("SearchResults", "A page of records of all kinds.", Schema(anyOf=together)),
        STATISTICS,
        changes(kinds),
        short_list("Suggestions", SUGGESTION),
        short_list("Languages", LANGUAGE),
        short_list("Vocabularies", VOCABULARY_ENTRY),
        VOCABULARY,
        ROOT,
        PROBLEM,
    ]
