"""Atom feeds (RFC 4287), a page at a time (RFC 5005)."""

import io
from dataclasses import dataclass

from django.conf import settings
from django.utils.xmlutils import SimplerXMLGenerator

from portal.exchange.addresses import absolute, in_language, permanent
from portal.exchange.linked_data import description, modified, title
from portal.publishing.publication import Kind

MEDIA_TYPE = "application/atom+xml; charset=utf-8"
PAGE = 50  # entries
BEFORE_ANYTHING = "1970-01-01T00:00:00Z"
NAMESPACES = {"xmlns": "http://www.w3.org/2005/Atom"}


@dataclass(frozen=True)
class Feed:
    """A page of a feed. Addresses are within the site; `following` is None on the last page.

    `name` is what stands for the feed in every language and on every page.
    """

    name: str
    heading: str
    language: str
    address: str
    page: str
    first: str
    following: str | None
    records: list[dict]


def atom(feed: Feed) -> str:
    """The feed as XML."""
    out = io.StringIO()
    xml = SimplerXMLGenerator(out, "utf-8", short_empty_elements=True)
    xml.startDocument()
    xml.startElement("feed", NAMESPACES | {"xml:lang": feed.language})
    xml.addQuickElement("id", absolute(feed.name))
    xml.addQuickElement("title", f"{feed.heading} – {settings.SITE_NAME}")
    xml.addQuickElement("updated", max(map(modified, feed.records), default=BEFORE_ANYTHING))
    _author(xml, [settings.SITE_NAME], absolute(f"/{feed.language}/"))
    links = {"self": feed.address, "first": feed.first, "next": feed.following}
    for rel, address in links.items():
        if address:
            _link(xml, rel, address, {"type": "application/atom+xml"})
    _link(xml, "alternate", feed.page, {"type": "text/html", "hreflang": feed.language})
    xml.addQuickElement("icon", absolute("/static/favicon.svg"))
    for record in feed.records:
        _entry(xml, record)
    xml.endElement("feed")
    xml.endDocument()
    return out.getvalue()


def _entry(xml: SimplerXMLGenerator, record: dict) -> None:
    """A record, in the language in which it is served; where that is not the one asked for, a category says so."""
    language, kind = record["language"], Kind.of(record["type"])
    xml.startElement("entry", {"xml:lang": language["served"]})
    xml.addQuickElement("id", permanent(record["type"], record["id"]))
    xml.addQuickElement("title", title(record))
    xml.addQuickElement("published", record["published_at"])
    xml.addQuickElement("updated", modified(record))
    if kind.citation:
        _author(xml, kind.citation(record).authors)
    _link(xml, "alternate", record["html_url"], {"type": "text/html", "hreflang": language["served"]})
    for code in language["available"]:
        if code != language["served"]:
            address = in_language(record["html_url"], code)
            _link(xml, "alternate", address, {"type": "text/html", "hreflang": code})
    _link(xml, "related", record["url"], {"type": "application/json"})
    _link(xml, "license", record["license"]["url"])
    xml.addQuickElement("category", None, {"term": record["type"], "scheme": absolute("/feeds/#type")})
    if language["fallback"]:
        mark = {"term": "fallback", "scheme": absolute("/feeds/#language"), "label": language["requested"]}
        xml.addQuickElement("category", None, mark)
    if summary := description(record):
        xml.addQuickElement("summary", summary, {"type": "text"})
    xml.endElement("entry")


def _author(xml: SimplerXMLGenerator, names, address: str = "") -> None:
    for name in names:
        xml.startElement("author", {})
        xml.addQuickElement("name", name)
        if address:
            xml.addQuickElement("uri", address)
        xml.endElement("author")


def _link(xml: SimplerXMLGenerator, rel: str, address: str, attributes: dict | None = None) -> None:
    """A link to another site, or within this one."""
    href = absolute(address) if address.startswith("/") else address
    xml.addQuickElement("link", None, {"rel": rel, "href": href, **(attributes or {})})
