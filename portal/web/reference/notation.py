"""A JSON Schema in a few words: `string | null`, what it may be, how long, how large, from which vocabulary."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

# Where a component is described, by its name; "" if nowhere.
Places = Callable[[str], str]
COMPONENT = "#/components/schemas/"
OPEN, VOCABULARY = "x-extensible-enum", "x-vocabulary"
FEW = 6  # values that stand in a line; more of them are folded
MANY = 60  # that are not marked each by itself
LONGEST = 80  # characters of a pattern that stands in a line


@dataclass(frozen=True)
class Value:
    """What a parameter or field holds, as it is shown.

    `type` is its notation, with links to components; `facts` are sentences; `allowed` the values that there are,
    `is_open` whether more may come; `vocabulary` names the one that says what they are called; `pattern` is one that is
    too long for a line.
    """

    type: SafeString
    facts: list[SafeString] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)
    is_open: bool = False
    vocabulary: str = ""
    pattern: str = ""

    @property
    def is_long(self) -> bool:
        """Whether its values are too many for a line."""
        return len(self.allowed) > FEW

    @property
    def is_list_of_names(self) -> bool:
        """Whether they are so many that they stand together as one passage: each by itself would weigh twice as much."""
        return len(self.allowed) > MANY


def value(schema: dict, places: Places) -> Value:
    """What a schema says."""
    inner = schema.get("items", schema)
    allowed = inner.get("enum") or inner.get(OPEN) or ([inner["const"]] if "const" in inner else [])
    return Value(
        type=notation(schema, places),
        facts=[*_several(schema), *_facts(inner)],
        allowed=[str(each) for each in allowed],
        is_open=OPEN in inner,
        vocabulary=inner.get(VOCABULARY, ""),
        pattern=inner["pattern"] if len(inner.get("pattern", "")) > LONGEST else "",
    )


def notation(schema: dict, places: Places) -> SafeString:
    """Its type: `CaseStudyCard[]`, `integer | null`, `{string: Facet}`."""
    if "$ref" in schema:
        name = schema["$ref"].removeprefix(COMPONENT)
        place = places(name)
        return format_html('<a href="{}">{}</a>', place, name) if place else escape(name)
    if "anyOf" in schema:
        return _either(notation(each, places) for each in schema["anyOf"])
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return _either(_kind(kind, schema, places) for kind in kinds)


def _either(notations) -> SafeString:
    return format_html_join(" | ", "{}", ((each,) for each in notations))


def _kind(kind: str, schema: dict, places: Places) -> SafeString:
    if kind == "array":
        inner = notation(schema["items"], places)
        return format_html("({})[]" if " | " in inner else "{}[]", inner)
    if kind == "object" and isinstance(schema.get("additionalProperties"), dict):
        return format_html("{{string: {}}}", notation(schema["additionalProperties"], places))
    return escape(kind)


def _several(schema: dict) -> list[SafeString]:
    """Of an array: how many, and how they are written in an address."""
    if "items" not in schema or "maxItems" not in schema:
        return []
    most = schema["maxItems"]
    if "minItems" not in schema:  # of an answer
        return [escape(ngettext("At most %(n)d.", "At most %(n)d.", most) % {"n": most})]
    told = _("Up to %(n)d values, joined by commas.") % {"n": most} if most > 1 else _("One value.")
    return [escape(told)]


def _facts(schema: dict) -> list[SafeString]:
    found = []
    if "minimum" in schema and "maximum" in schema:
        told = _("From %(least)s to %(most)s.") % {"least": schema["minimum"], "most": schema["maximum"]}
        found.append(escape(told))
    elif "minimum" in schema:
        found.append(escape(_("From %(least)s on.") % {"least": schema["minimum"]}))
    if "maxLength" in schema:
        most = schema["maxLength"]
        told = ngettext("At most %(n)d character.", "At most %(n)d characters.", most) % {"n": most}
        found.append(escape(told))
    if "default" in schema:
        found.append(_with_code(_("If left out: %(value)s."), str(schema["default"])))
    if "format" in schema:
        found.append(_with_code(_("Format: %(value)s"), schema["format"]))
    if 0 < len(schema.get("pattern", "")) <= LONGEST:
        found.append(_with_code(_("Pattern: %(value)s"), schema["pattern"]))
    if schema.get("examples"):
        found.append(_with_code(_("For example %(value)s."), *map(str, schema["examples"])))
    return found


def _with_code(sentence: str, *values: str) -> SafeString:
    codes = format_html_join(", ", '<code translate="no">{}</code>', ((each,) for each in values))
    before, _mark, after = sentence.partition("%(value)s")
    return format_html("{}{}{}", before, codes, after)
