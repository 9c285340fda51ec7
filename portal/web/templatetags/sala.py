"""Template tags of the public pages.

Texts of records go through `inline`, `passage` and `reference`: they mark foreign words, and set
`lang` where a text is in another language than what surrounds it. Inside `{% language served %}` that
is the language in which the record is served, elsewhere the page's.
"""

from functools import cache
from urllib.parse import urlsplit

from django import template
from django.template.loader import render_to_string
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.exchange.addresses import in_language
from portal.languages import dates
from portal.languages.codes import BY_CODE, SITE_LANGUAGES, Language
from portal.languages.dates import show_number
from portal.publishing.document import shape
from portal.publishing.publication import Kind
from portal.web import figures, lists
from portal.web import prose as texts
from portal.web.labels import choice_label, counted, evidence, section_label

LONGEST_TILE = 5
END = "</p>\n"  # of a passage whose last paragraph can hold a mark
REMEMBERED = 4_000  # cards, figures
COUNTRY = 2  # characters of a country's code
DESCRIPTION = 300  # characters that search engines show at most

register = template.Library()


# Languages


@register.simple_tag
def language_name(code: str) -> str:
    """A language's own name."""
    return BY_CODE[code].name if code in BY_CODE else code


@register.simple_tag
def language_name_here(code: str) -> str:
    """A language's name in the language of what surrounds it."""
    return dates.locale(get_language()).languages.get(code) or language_name(code)


@register.simple_tag
def not_in(codes: list[str]) -> list[Language]:
    """The site's languages that are not among these."""
    return [language for language in SITE_LANGUAGES if language.code not in codes]


@register.simple_tag
def lang(code: str | None) -> SafeString | str:
    """The `lang` attribute of an element in language `code`, if what surrounds it is in another one."""
    return format_html(' lang="{}"', code) if code and code != get_language() else ""


@register.filter
def here(address: str, language: str | None = None) -> str:
    """An address within the site, in the page's language instead of the one its record is served in."""
    return in_language(address, language or get_language())


# Texts


@register.filter
def prose(text: str | None, language: str) -> SafeString:
    """CommonMark of a record served in `language`, as safe HTML."""
    return texts.prose(text or "", language)


@register.filter
def marked(text: str | None, language: str) -> SafeString:
    """A plain text of a record served in `language`, foreign words marked."""
    return texts.marked(text or "", language)


@register.simple_tag
def inline(owner: dict, name: str, served: str | None = None) -> SafeString:
    """A plain text of a record or part. `served` is its language, unless `<name>_language` says otherwise."""
    language = owner.get(f"{name}_language") or served or get_language()
    text = owner.get(name) or ""
    # A person's name is nobody's English word, whatever its script.
    shown = escape(text) if owner.get("type") == "person" and name == "name" else texts.marked(text, language)
    return shown if language == get_language() else format_html('<span lang="{}">{}</span>', language, shown)


@register.simple_tag
def passage(owner: dict, name: str, source: int | None = None, *, is_page: bool = False) -> SafeString:
    """A text in CommonMark, or one that is the whole page. `source` is the place of its source in the list of sources."""
    language = owner.get(f"{name}_language") or get_language()
    text = texts.prose(owner.get(name) or "", language, is_page=is_page)
    if source is not None and text.endswith(END):
        text = format_html("{} {}{}", mark_safe(text.removesuffix(END)), source_mark(source), mark_safe(END))  # noqa: S308 - both cleaned
    return text if language == get_language() else format_html('<div lang="{}">{}</div>', language, text)


@register.simple_tag
def source_mark(place: int | None) -> SafeString | str:
    """A link to the source at this place of the list of sources."""
    if place is None:
        return ""
    label = _("Source %(number)s") % {"number": place + 1}
    return format_html('<sup><a href="#src-{}" aria-label="{}">[{}]</a></sup>', place + 1, label, place + 1)


@register.simple_tag(takes_context=True)
def reference(context, record: dict | None) -> SafeString | str:
    """A link to another record by its name; the name alone if that record has no page."""
    if not record or not record.get("name"):
        return ""
    name = inline(record, "name")
    if not record.get("id"):
        return name
    return format_html('<a href="{}">{}</a>', here(record["html_url"], context.get("language")), name)


@register.simple_tag
def external(address: str | None, label: str = "") -> SafeString | str:
    """A link to another site, by its address unless it has a label; never one that is no web address."""
    if not address or urlsplit(address).scheme not in ("http", "https"):
        return label
    shown = label or address.partition("://")[2].rstrip("/")
    return format_html('<a href="{}" rel="noopener nofollow">{}</a>', address, shown)


register.filter(lists.listed)
register.simple_tag(lists.joint)


# Dates and numbers


@register.filter
def date(value: str | None, language: str | None = None) -> str:
    """An ISO date of known precision in words; of a time, its day."""
    return dates.show_date(value.partition("T")[0], language or get_language()) if value else ""


@register.simple_tag
def date_range(first: str | None, last: str | None, language: str | None = None) -> str:
    """From one day to another in words."""
    return dates.show_dates(first, last or "", language or get_language()) if first else ""


@register.filter
def number(value: float | None, language: str | None = None) -> str:
    """A number with the language's separators."""
    return "" if value is None else show_number(value, language or get_language())


@register.simple_tag
def quantity(metric: dict) -> str:
    """A figure with its qualifier, as exact as its source: `more than 100,000`, `over 33 million`."""
    return figures.quantity(
        metric["value"],
        metric.get("value_to"),
        metric.get("qualifier"),
        metric.get("unit") or "",
        get_language(),
    )


@register.simple_tag
def amount(value: float | None, qualifier: str | None = None) -> str:
    """A number with a qualifier, without a unit."""
    return "" if value is None else quantity({"value": value, "qualifier": qualifier})


# Labels


register.filter(choice_label)
register.filter(section_label)
register.filter(counted)
register.filter(evidence)


@register.simple_tag
def tile(public_id: str, size: str = "") -> SafeString:
    """A tile with a country's code, or with what a group's code or an acronym begins with."""
    code = public_id.partition("-")[0].upper()[:LONGEST_TILE]
    kinds = " ".join(filter(None, ("tile", len(public_id) > COUNTRY and "org", size)))
    return format_html('<span class="{}" aria-hidden="true">{}</span>', kinds, code)


@register.filter
def brief(text: str) -> str:
    """As much of a text as fits a description."""
    return text if len(text) <= DESCRIPTION else f"{text[: DESCRIPTION - 1]}…"


@register.filter
def of(numbers: dict, key: str) -> int | None:
    """One of several numbers: `{{ counts|of:"case-study" }}`."""
    return numbers.get(key)


@register.simple_tag
def card(record: dict) -> SafeString:
    """A record in a list. The same bytes look alike in every list, so the last ones made are kept."""
    bytes_of = (record["id"], record["seq"], record["language"]["requested"], get_language())
    if bytes_of not in _cards:
        if len(_cards) >= REMEMBERED:
            _cards.clear()
        templates = [f"components/cards/{record['type']}.html", "components/cards/record.html"]
        _cards[bytes_of] = render_to_string(templates, {"record": record, "language": get_language()})
    return _cards[bytes_of]


_cards: dict[tuple, SafeString] = {}


# What there is of a record


@register.simple_tag
def sections(record: dict) -> list[dict]:
    """The long texts that the record has, each with its name and label, in the order of its model."""
    kind = record["type"]
    return [
        {"name": name, "label": section_label(name, kind)} for name in _long_texts(kind) if record.get(name)
    ]


@cache
def _long_texts(kind: str) -> list[str]:
    model = Kind.of(kind).model
    long = set(shape(model).texts) - {model.name_field, "summary", *model.proper_names}
    # A note stands beside what it is about.
    return [f.name for f in model._meta.concrete_fields if f.name in long and not f.name.endswith("_note")]


@register.simple_tag
def results(record: dict) -> dict[str, list[dict]]:
    """Its figures: what was reported, and what was only hoped for, estimated, or sets the scene."""
    metrics = record.get("metrics", [])
    loud = [metric for metric in metrics if metric["kind"] == "reported" and metric["value"] is not None]
    return {"reported": loud, "other": [metric for metric in metrics if metric not in loud]}


@register.simple_tag
def only_in_original(record: dict) -> list[dict]:
    """The sections of which the served language lacks texts, each with its label and how many."""
    found: dict[str, set[str]] = {}
    for path in record["language"]["only_in_original"]:
        name, _slash, rest = path.partition("/")
        found.setdefault(name, set()).add(rest.partition("/")[0])
    return [
        {"label": section_label(name, record["type"]), "count": len(parts) if parts != {""} else None}
        for name, parts in found.items()
    ]
