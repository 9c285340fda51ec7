"""What every record of the opening content rests on: the last part of docs/content.md, made from the content files.

`python -m tests.content.sources_table` prints it.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

ROOT = Path(__file__).resolve().parents[2]
CONTENT = ROOT / "content"
DOCUMENT = ROOT / "docs" / "content.md"
HEADING = "## What the opening content rests on"
INTRODUCTION = """\
Every record of `content/` with all addresses in it: its sources, each with its publisher, and the addresses it leads
to. This part is made from the files, and a test holds it to them. After a change of the content, put in its place what
`python -m tests.content.sources_table` prints."""
ADDRESS = re.compile(r"https?://[^\s<>()\"']+")
KINDS = {
    "case-study": "Case studies and lessons",
    "conference": "Conferences",
    "series": "Series",
    "person": "People",
    "agency": "Agencies",
    "country": "Countries",
    "country-group": "Country groups",
    "topic": "Topics",
    "page": "Pages",
}
# What the records of a kind rest on besides the addresses in them.
MADE = {
    "country": (
        "Names, languages and scripts: Unicode CLDR. Codes and official name: ISO 3166-1. Number: UN M49. "
        "Values of the index: copies of the UN's data on GitHub."
    ),
    "country-group": "Definition: written for this portal.",
    "topic": "Names and definition: written for this portal.",
    "page": "Written for this portal.",
}
WEBSITES = {"website": "Its website", "service_url": "Address of the service", "code_repository": "Code"}
SAME = {
    "wikidata": "The same in Wikidata",
    "eurovoc": "The same in EuroVoc",
    "sdg": "The same among the UN's Sustainable Development Goals",
}
OPDC = "สำนักงาน ก.พ.ร."


class Source(NamedTuple):
    """Who published something, or what it is to the record, and where it is."""

    publisher: str
    address: str


# Sources of what such records say in their own words: their kinds have no part that could hold a source.
BESIDE = {
    "sr-4rnrtfzwr3": (
        Source(OPDC, "https://opdc.go.th/content/NzIyMg"),
        Source(OPDC, "https://opdc.go.th/7548"),
        Source("OECD Korea Policy Centre", "http://public.oecdkorea.org/ourwork/network_view.asp?Num=17"),
    ),
    "asean-plus-9": (
        Source(OPDC, "https://opdc.go.th/content/NzIyMg"),
        Source(OPDC, "https://www.opdc.go.th/content/NTU1Mw"),
    ),
    "pe-63fz93yt57": (
        Source("Thai-Norwegian Chamber of Commerce", "https://www.norcham.com/annual-general-meeting-2020/"),
        Source(
            "Elite+ Magazine",
            "https://www.eliteplusmagazine.com/Article/894/Vibeke_Lyssand_Leirvag___The_First_Jfcct__Female_Chair",
        ),
    ),
}


def records(folder: Path = CONTENT) -> dict[str, list[dict]]:
    """The records of all content files by kind, every scalar as it is written."""
    found: dict[str, list[dict]] = {}
    for file in sorted(folder.rglob("*.yaml")):
        content = yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - it builds text only
        found.setdefault(content["type"], []).extend(content["records"])
    return found


def cited(value, key: str = "") -> Iterator[Source]:
    """The sources and addresses in a record, or in a part of it."""
    if isinstance(value, dict):
        for prefix in ("", "source_"):
            if f"{prefix}url" in value:
                scheme = value.get("scheme", "")
                yield Source(
                    value.get(f"{prefix}publisher") or SAME.get(scheme, scheme), value[f"{prefix}url"]
                )
        for name, item in value.items():
            if name not in ("url", "source_url"):
                yield from cited(item, name)
    elif isinstance(value, list):
        for item in value:
            yield from cited(item, key)
    else:
        for address in ADDRESS.findall(value):
            yield Source(WEBSITES.get(key, "Linked in its text"), address)


def naming(public_id: str, everything: dict[str, list[dict]]) -> Iterator[Source]:
    """The sources from which other records name this one, in their parts."""
    for record in (record for kind in everything.values() for record in kind):
        parts = [part for several in record.get("parts", {}).values() for part in several]
        sources = {part["id"]: part for part in parts if "url" in part}
        for part in parts:
            if public_id in part.values() and part.get("source") in sources:
                source = sources[part["source"]]
                yield Source(source["publisher"], source["url"])


def name_of(record: dict) -> str:
    """The English name, or that in the first language there is."""
    texts = record["texts"]
    text = texts.get("en") or next(iter(texts.values()))
    return text.get("title") or text["name"]


def row(kind: str, record: dict, everything: dict[str, list[dict]]) -> str:
    """The line of a record in the table of its kind."""
    found = [*cited(record), *BESIDE.get(record["id"], ())]
    if kind == "person" or not (found or kind in MADE):
        found += naming(record["id"], everything)
    told = [f"{source.publisher}: <{source.address}>" for source in dict.fromkeys(found)]
    made = MADE.get(kind) or ("" if told else "Written for this portal.")
    cells = record["id"], name_of(record), "<br>".join(filter(None, (made, *told)))
    return "| {} | {} | {} |".format(*(cell.replace("|", r"\|") for cell in cells))


def table() -> str:
    """The part of docs/content.md from its heading to its end."""
    everything = records()
    order = [*(kind for kind in KINDS if kind in everything), *sorted(everything.keys() - KINDS.keys())]
    lines = [HEADING, "", INTRODUCTION]
    for kind in order:
        lines += ["", f"### {KINDS.get(kind, kind)}: {len(everything[kind])}", ""]
        lines += ["| id | name | rests on |", "|---|---|---|"]
        lines += [row(kind, record, everything) for record in everything[kind]]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    sys.stdout.write(table())
