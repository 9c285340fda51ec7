"""The figures of case studies as rows."""

from collections.abc import Iterator

from portal.bulk.records import Line
from portal.bulk.tables.table import NUMBER, Column, ids
from portal.languages.codes import DEFAULT


def metric_columns() -> list[Column]:
    return [
        Column("id"),
        Column("case_study"),
        Column("countries"),
        Column("lead_agency"),
        Column("label_en", description="Empty where the case study is not in English."),
        Column("label", description="In the language in which the case study was written."),
        Column("label_language"),
        Column("kind"),
        Column("value", NUMBER),
        Column("value_to", NUMBER, "The upper end where the figure is a range."),
        Column("qualifier", description="How exact the value is: gt is more than, approx about."),
        Column("unit"),
        Column("period"),
        Column("as_of", description="As precisely as it is known."),
        Column("as_published", description="The figure in the words of its source."),
        Column("as_published_language"),
        Column("baseline", NUMBER),
        Column("target", NUMBER),
        Column("method", description="How it was counted, in English or the original language."),
        *(Column(f"source_{name}") for name in ("title", "publisher", "url", "published_on", "retrieved_at")),
    ]


def metric_rows(line: Line) -> Iterator[list]:
    case = line.record
    original = case["language"]["original"]
    labels = {
        code: {metric["id"]: metric["label"] for metric in body["metrics"]}
        for code, (_block, body) in line.editions.items()
    }
    for metric in case["metrics"]:
        place = metric["source"]
        source = case["sources"][place] if place is not None else {}
        yield [
            metric["id"],
            case["id"],
            ids(case["countries"]),
            ids(case["agencies"], role="lead"),
            labels.get(DEFAULT, {}).get(metric["id"]),
            labels[original].get(metric["id"]),
            original,
            *(metric[name] for name in ("kind", "value", "value_to", "qualifier", "unit", "period", "as_of")),
            *(
                metric[name]
                for name in ("as_published", "as_published_language", "baseline", "target", "method")
            ),
            source.get("title"),
            (source.get("publisher") or {}).get("name"),
            *(source.get(name) for name in ("url", "published_on", "retrieved_at")),
        ]
