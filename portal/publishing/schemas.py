"""JSON Schemas (2020-12) of what is public: short ways of writing the few shapes that there are.

An object's `required` lists what is always there. Its title is its name: the API's description holds each
object that has one once.
"""

from collections.abc import Iterable

from portal.languages.codes import CODES


class Schema(dict):
    """A JSON Schema. It is declared once and never changed, so serializers that are copied share it."""

    def __deepcopy__(self, memo):
        return self


def of(kind: str, **keywords) -> Schema:
    """A value of one type: `of("integer", minimum=0)`."""
    return Schema(type=kind, **keywords)


def nullable(schema: Schema) -> Schema:
    """The same, or null. An object becomes one of two: programs that are written from schemas know that form."""
    if schema["type"] == "object":
        return Schema(anyOf=[schema, of("null")])
    return Schema(schema, type=[schema["type"], "null"])


def array(items: Schema, **keywords) -> Schema:
    """Several of them."""
    return of("array", items=items, **keywords)


def shape(
    title: str, description: str, properties: dict[str, Schema], optional: Iterable[str] = ()
) -> Schema:
    """An object; of its properties the optional ones may be missing."""
    required = [name for name in properties if name not in set(optional)]
    return of("object", title=title, description=description, properties=properties, required=required)


def joined(first: Schema, second: Schema, title: str = "", description: str = "") -> Schema:
    """One object with what two objects have; what both have is the second's."""
    properties = {**first["properties"], **second["properties"]}
    required = {*first["required"], *second["required"]}
    optional = [name for name in properties if name not in required]
    named = title or second["title"], description or second["description"]
    return shape(*named, properties, optional)


def picked(schema: Schema, names: Iterable[str], title: str, description: str) -> Schema:
    """An object with some of another one's properties, as far as it has them."""
    kept = {name: schema["properties"][name] for name in names if name in schema["properties"]}
    return shape(title, description, kept, [name for name in kept if name not in schema["required"]])


def described(schema: Schema, description: str | None) -> Schema:
    """The same with a description. An object that has a name keeps its own."""
    return Schema(schema, description=description) if description and "title" not in schema else schema


STRING = of("string")
INTEGER = of("integer")
BOOLEAN = of("boolean")
DATE = of("string", format="date", examples=["2021-11-15"])
TIME = of("string", pattern=r"^[0-9]{2}:[0-9]{2}(:[0-9]{2})?$", examples=["09:30:00"])
TIMESTAMP = of("string", format="date-time", examples=["2026-11-22T02:00:00Z"])
PARTIAL_DATE = of("string", pattern="^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$", examples=["2021-11"])
ADDRESS = of("string", format="uri")
# What others wrote: an address may hold letters of any script.
LINK = of("string", format="iri", examples=["https://example.org/report.pdf"])
LANGUAGE_TAG = of("string", examples=["th"])
SITE_LANGUAGE = Schema(LANGUAGE_TAG, **{"x-extensible-enum": list(CODES)})
ID = of("string", pattern="^[A-Za-z0-9-]{2,32}$", examples=["cs-7k2m9q4xtr"])

REFERENCE = shape(
    "Reference",
    "Another record. With `expand` what its list item holds stands here, too.",
    {
        "id": described(ID, "Its id, for ever."),
        "type": described(STRING, "Its kind, such as `agency`."),
        "name": described(STRING, "What it is called, in the language of the answer if it has a name in it."),
        "url": described(ADDRESS, "Where a program reads it."),
        "html_url": described(ADDRESS, "Where a person reads it."),
        "name_language": described(
            SITE_LANGUAGE, "The language of `name`, where it is not that of the answer."
        ),
    },
    optional=["name_language"],
)


# Somebody or something that may have no page here, or none any more.
NAMED = shape(
    "Named",
    "A record, or what has no page here: then `id` is null and there is no address.",
    {**REFERENCE["properties"], "id": nullable(REFERENCE["properties"]["id"])},
    optional=["type", "url", "html_url", "name_language"],
)


def reference_with(title: str, description: str, properties: dict[str, Schema]) -> Schema:
    """A reference that says something besides, such as a role."""
    return joined(REFERENCE, shape(title, description, properties))


def shows(schema: Schema):
    """Says of a method or function what it gives: `@shows(array(STRING))`."""

    def said(method):
        method.schema = schema
        return method

    return said
