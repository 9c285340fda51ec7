"""Records in the words of schema.org, as JSON-LD.

A kind declares what it is (`schema`) and what it can say of itself (`linked_data`, from the public record).
Nothing is said that the record does not hold: what is empty is left out.
"""

import json
from collections.abc import Iterable

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from portal.exchange.addresses import absolute, in_language, permanent
from portal.publishing.publication import Kind

CONTEXT = "https://schema.org"
# In a script element: what could end it or begin a comment, and what JavaScript takes for the end of a line.
ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def script(data: dict) -> SafeString:
    """JSON-LD as a data block of a page."""
    text = json.dumps(tidy(data), ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 - escaped


def tidy(value):
    """The same without what says nothing."""
    if isinstance(value, dict):
        kept = {name: tidy(member) for name, member in value.items()}
        return {name: member for name, member in kept.items() if member not in (None, "", [], {})}
    if isinstance(value, list):
        return [member for member in map(tidy, value) if member not in (None, "", [], {})]
    return value


# Pieces for the kinds' own declarations


def reference(cited: dict | None, schema: str = "") -> dict | None:
    """Another record by its name and permanent address, or a name alone."""
    if not cited or not cited.get("name"):
        return None
    if not cited.get("id"):
        return {"@type": schema or "Organization", "name": cited["name"]}
    return {
        "@type": schema or Kind.of(cited["type"]).schema,
        "@id": permanent(cited["type"], cited["id"]),
        "name": cited["name"],
        "url": absolute(cited["html_url"]),
    }


def references(cited: Iterable[dict]) -> list[dict | None]:
    """Several other records."""
    return [reference(one) for one in cited]


def several(record: dict, name: str) -> list[dict]:
    """Parts or references of a record; none if it was stored before its kind had such."""
    return record.get(name) or []


def publisher() -> dict:
    """Who publishes: the portal."""
    return {"@type": "Organization", "name": settings.SITE_NAME, "url": settings.SITE_URL}


def work(record: dict) -> dict:
    """What is true of a record that is a text: the page is one edition of it, in the language that is served."""
    language = record.get("language")
    served, original = language["served"], language["original"]
    edition = absolute(in_language(record.get("html_url"), original))
    return {
        "@id": absolute(record.get("html_url")),
        "exampleOfWork": {"@id": permanent(record.get("type"), record.get("id"))},
        "inLanguage": served,
        "translationOfWork": {"@id": edition, "inLanguage": original} if served != original else None,
        "license": record["license"]["url"],
        "datePublished": record.get("published_at"),
        "dateModified": modified(record),
        "publisher": publisher(),
    }


def cited_sources(record: dict) -> list[dict]:
    """The sources that a record rests on."""
    return [
        {
            "@type": "CreativeWork",
            "name": source.get("title"),
            "url": source.get("url"),
            "archivedAt": source.get("archived_url"),
            "inLanguage": source.get("language"),
            "datePublished": source.get("published_on"),
            "publisher": reference(source.get("publisher")),
        }
        for source in several(record, "sources")
    ]


def modified(record: dict) -> str:
    """When the record became what it is, never before it was first published."""
    return max(record.get("published_at"), record.get("updated_at"))


def title(record: dict) -> str:
    """What a record or its card is called."""
    return record.get("title") or record.get("name") or record.get("text") or ""


def description(record: dict) -> str:
    """What it is about, in its own words."""
    named = ("summary", "definition", "about", "profile", "bio", "theme")
    return next((record[name] for name in named if record.get(name)), "")


# Whole pages


def of_record(record: dict, language: str) -> dict:
    """A record and the way to its page in a language."""
    kind = Kind.of(record.get("type"))
    node = {
        "@type": kind.schema,
        "@id": permanent(record.get("type"), record.get("id")),
        "name": title(record),
        "url": absolute(record.get("html_url")),
        "identifier": record.get("id"),
        "description": description(record),
        "mainEntityOfPage": absolute(record.get("html_url")),
        **kind.linked_data(record),
    }
    steps = [(capfirst(kind.counted(2)), f"/{language}/{kind.path}"), (title(record), "")]
    return {"@context": CONTEXT, "@graph": [node, way(language, steps)]}


def of_list(heading: str, address: str, language: str, records: Iterable[dict]) -> dict:
    """A page of a list and what stands on it."""
    items = [
        {
            "@type": "ListItem",
            "position": place,
            "url": absolute(in_language(record.get("html_url"), language)),
            "name": title(record),
        }
        for place, record in enumerate(records, 1)
    ]
    page = {
        "@type": "CollectionPage",
        "@id": absolute(address),
        "name": heading,
        "inLanguage": language,
        "isPartOf": {"@id": absolute("/#site")},
        "mainEntity": {"@type": "ItemList", "itemListElement": items},
    }
    return {"@context": CONTEXT, "@graph": [page, way(language, [(heading, "")])]}


def of_site(language: str) -> dict:
    """The site and how it is searched."""
    search = {
        "@type": "SearchAction",
        "target": {
            "@type": "EntryPoint",
            "urlTemplate": absolute(f"/{language}/library?q={{search_term_string}}"),
        },
        "query-input": "required name=search_term_string",
    }
    return {
        "@context": CONTEXT,
        "@type": "WebSite",
        "@id": absolute("/#site"),
        "name": settings.SITE_NAME,
        "url": absolute(f"/{language}/"),
        "inLanguage": language,
        "publisher": publisher(),
        "potentialAction": search,
    }


def way(language: str, steps: list[tuple[str, str]]) -> dict:
    """The way to a page: names and addresses, the page itself last and without one."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": place,
                "name": name,
                "item": absolute(address) if address else None,
            }
            for place, (name, address) in enumerate([(_("Home"), f"/{language}/"), *steps], 1)
        ],
    }
