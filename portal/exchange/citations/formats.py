"""BibTeX, RIS and CSL-JSON."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from portal.exchange.citations.citation import Citation
from portal.languages.codes import BY_CODE

# What TeX would take for something else. No brace of a text stays one: an unpaired one would end the field.
TEX = {
    "\\": r"{\textbackslash}",
    "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    **{char: f"\\{char}" for char in "&%$#_"},
}
ESCAPES = str.maketrans(TEX)


def bibtex(citation: Citation, read_on: str = "") -> str:
    """A BibTeX entry; the second braces keep capitals as they are, and names of organisations whole."""
    authors = " and ".join(_kept(name) for name in citation.responsible)
    year, month, _day = citation.day.split("-")
    fields = {
        "author": authors,
        "title": _kept(citation.title),
        "institution" if citation.is_report else "organization": _kept(citation.publisher),
        "year": year,
        "month": str(int(month)),
        "version": str(citation.version),
        "url": citation.address,
        "urldate": read_on,
        "langid": BY_CODE[citation.language].english.lower(),
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@{'techreport' if citation.is_report else 'misc'}{{{citation.key},\n{lines}\n}}\n"


def _kept(text: str) -> str:
    return f"{{{text.translate(ESCAPES)}}}"


def ris(citation: Citation, read_on: str = "") -> str:
    """A RIS record; its lines end in CRLF."""
    lines = [
        ("TY", "RPRT" if citation.is_report else "ELEC"),
        ("ID", citation.key),
        *(("AU", name) for name in citation.responsible),
        ("TI", citation.title),
        ("PB", citation.publisher),
        ("PY", citation.day[:4]),
        ("DA", citation.day.replace("-", "/")),
        ("ET", str(citation.version)),
        ("LA", citation.language),
        ("UR", citation.address),
        ("Y2", read_on.replace("-", "/")),
        ("ER", ""),
    ]
    # A line break would begin a field of its own.
    return "".join(f"{tag}  - {' '.join(text.split())}\r\n" for tag, text in lines if text or tag == "ER")


def csl(citation: Citation, read_on: str = "") -> str:
    """A list of one CSL-JSON item."""
    item = {
        "id": citation.key,
        "type": "report" if citation.is_report else "webpage",
        "title": citation.title,
        "author": [{"literal": name} for name in citation.responsible],
        "publisher": citation.publisher,
        "issued": _date(citation.day),
        "version": str(citation.version),
        "language": citation.language,
        "URL": citation.address,
    }
    if read_on:
        item["accessed"] = _date(read_on)
    return json.dumps([item], ensure_ascii=False, indent=1) + "\n"


def _date(day: str) -> dict:
    return {"date-parts": [[int(part) for part in day.split("-")]]}


@dataclass(frozen=True)
class Format:
    """A format of citations: its own name, its media type, and what writes it."""

    name: str
    media_type: str
    write: Callable[[Citation, str], str]


FORMATS = {
    "bib": Format("BibTeX", "application/x-bibtex", bibtex),
    "ris": Format("RIS", "application/x-research-info-systems", ris),
    "json": Format("CSL-JSON", "application/vnd.citationstyles.csl+json", csl),
}
