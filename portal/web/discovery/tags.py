"""What pages say of themselves to programs, and how their records are cited."""

from django import template
from django.utils import translation

from portal.exchange import linked_data
from portal.exchange.citations import FORMATS
from portal.publishing.publication import Kind
from portal.web.discovery import head as heads
from portal.web.discovery.head import Head

register = template.Library()


@register.inclusion_tag("components/head.html", takes_context=True)
def head(context, title: str = "", *, neutral: str = "", is_indexed: bool = True) -> dict:
    """Links, Open Graph and linked data of the page at hand. `title` is needed where no record or list gives one.

    A page that is one of many of the same list (a search, a page further on) is not `is_indexed`. Where a page that is
    no record's has an address without a language, that is `neutral`.
    """
    return {"head": _head(context, title, is_indexed, neutral), "site_name": context["site_name"]}


@register.inclusion_tag("components/results_download.html", takes_context=True)
def results_download(context) -> dict:
    """Where the results can be downloaded from the first on, filtered as they are on the page.

    A feed knows no words that were typed.
    """
    whole = {**context.flatten(), "address": heads.without_place(context["address"])}
    found = _head(whole, context["site_name"], is_indexed=False)
    formats = [("JSON", found.json), ("Markdown", found.markdown)]
    return {"formats": formats if context.get("q") else [*formats, ("Atom", found.feed)]}


def _head(context, title: str, is_indexed: bool, neutral: str = "") -> Head:
    address, language = context["address"], context["language"]
    if record := context.get("record"):
        return heads.of_record(record, address, language)
    if publication := context.get("publication"):
        records = context.get("records") or ()
        return heads.of_list(publication, address, language, records, is_indexed=is_indexed)
    if heads.is_library(address, language):
        records = [result["record"] for result in context.get("results") or ()]
        return heads.of_library(title, address, language, records, is_indexed=is_indexed)
    if heads.is_home(address, language):
        return heads.of_home(title or context["site_name"], language)
    return heads.of_page(title or context["site_name"], address, language, neutral)


@register.filter
def description(record: dict) -> str:
    """What a record is about, else what it is called."""
    return linked_data.description(record) or linked_data.title(record)


@register.inclusion_tag("components/cite.html", takes_context=True)
def cite(context, record: dict) -> dict:
    """How the record is cited, in the language in which it is read, where its kind says that it can be."""
    citation = Kind.of(record["type"]).citation
    if citation is None:
        return {}
    cited = citation(record)
    with translation.override(cited.language):
        line = cited.line
    return {
        "citation": cited,
        "line": line,
        "bibtex": FORMATS["bib"].write(cited, ""),
        "formats": [(shape.name, suffix) for suffix, shape in FORMATS.items()],
        "language": context["language"],
    }
