"""Case studies as rows: facts in one table, texts in another."""

from collections.abc import Callable, Iterator
from functools import cache

from portal.bulk.records import Line
from portal.bulk.tables.table import BOOLEAN, INTEGER, NUMBER, STRING, Column, ids, joined
from portal.publishing.fields import TextField
from portal.publishing.publication import Kind

CASES = "case-study"

FACTS: list[tuple[Column, Callable[[dict], object]]] = [
    (Column("id"), lambda case: case["id"]),
    (Column("url"), lambda case: case["url"]),
    (Column("html_url"), lambda case: case["html_url"]),
    (Column("seq", INTEGER, "The change number with which it last changed."), lambda case: case["seq"]),
    (Column("version", INTEGER), lambda case: case["version"]),
    (Column("kind"), lambda case: case["kind"]),
    (Column("tier"), lambda case: case["tier"]),
    (Column("authorship"), lambda case: case["authorship"]),
    (
        Column("title", description="In English where it is there in English, else in its original language."),
        lambda case: case["title"],
    ),
    (
        Column("title_language"),
        lambda case: case.get("title_language") or case["language"]["served"],
    ),
    (Column("original_language"), lambda case: case["language"]["original"]),
    (
        Column("languages", description="In which it exists."),
        lambda case: joined(case["language"]["available"]),
    ),
    (Column("service_name"), lambda case: case["service_name"]),
    (Column("service_url"), lambda case: case["service_url"]),
    (
        Column("countries", description="Ids, the first of which is where it comes from."),
        lambda case: ids(case["countries"]),
    ),
    (Column("country_group"), lambda case: ids([case["country_group"] or {"id": None}])),
    (Column("lead_agency"), lambda case: ids(case["agencies"], role="lead")),
    (Column("agencies", description="All that took part, the lead agency first."),
     lambda case: ids(case["agencies"])),
    (Column("themes"), lambda case: ids(case["topics"], scheme="theme")),
    (Column("technologies"), lambda case: ids(case["topics"], scheme="technology")),
    (Column("channels"), lambda case: ids(case["topics"], scheme="channel")),
    (Column("target_groups"), lambda case: ids(case["topics"], scheme="target_group")),
    (Column("level"), lambda case: case["level"]),
    (Column("stage"), lambda case: case["stage"]),
    (Column("operating_status"), lambda case: case["operating_status"]),
    (Column("started", description="As precisely as it is known: 2021, 2021-11 or 2021-11-15."),
     lambda case: case["period"]["start"]),
    (Column("launched"), lambda case: case["period"]["launch"]),
    (Column("ended"), lambda case: case["period"]["end"]),
    (Column("dgpf_dimensions"), lambda case: joined(case["dgpf_dimensions"])),
    (Column("cofog_division"), lambda case: case["cofog_division"]),
    (Column("sdgs"), lambda case: joined(goal["number"] for goal in case["sdgs"])),
    *(
        (Column(name, kind), lambda case, name=name: case["resources"][name])
        for name, kind in (
            *(("cost_band", STRING), ("cost_amount", NUMBER), ("cost_currency", STRING), ("cost_year", INTEGER)),
            *(("team_size", INTEGER), ("months_to_launch", INTEGER)),
        )
    ),
    *(
        (Column(name), lambda case, name=name: case["reuse"][name])
        for name in ("terms", "code_repository", "software_licence")
    ),
    (Column("presented_at", description="Conferences."), lambda case: ids(case["presented_at"])),
    (Column("evidence_grade", INTEGER, "0 to 5."), lambda case: case["evidence_grade"]),
    (Column("completeness", INTEGER, "Per cent."), lambda case: case["completeness"]),
    (Column("fresh_until"), lambda case: case["fresh_until"]),
    (Column("license", description="SPDX identifier."), lambda case: case["license"]["id"]),
    (Column("published_at"), lambda case: case["published_at"]),
    (Column("updated_at"), lambda case: case["updated_at"]),
]  # fmt: skip


def case_rows(line: Line) -> Iterator[list]:
    yield [read(line.record) for _column, read in FACTS]


@cache
def _texts() -> tuple[str, ...]:
    """The texts of a case study, as its serializer declares them."""
    fields = Kind.of(CASES).serializer().fields
    return tuple(name for name, field in fields.items() if isinstance(field, TextField))


def text_columns() -> list[Column]:
    return [
        Column("case_study"),
        Column("language"),
        Column("method", description="original, human or machine"),
        Column("reviewed", BOOLEAN, "Of a translation: somebody else has read it."),
        Column("outdated", BOOLEAN, "Of a translation: the original has changed since."),
        *(Column(name) for name in _texts()),
    ]


def text_rows(line: Line) -> Iterator[list]:
    for code, (block, body) in line.editions.items():
        state = block["translation"] or {"method": "original", "reviewed": None, "outdated": None}
        told = [state["method"], state["reviewed"], state["outdated"]]
        yield [line.record["id"], code, *told, *(body.get(name) for name in _texts())]
