"""Reads the figures of all case studies as tables with pandas: as CSV and as JSON, page by page, and as one file.

figures.py ADDRESS   prints what each table holds
"""

import json
import sys
import urllib.request

import pandas as pd

PAGE = 20


def main(origin: str) -> None:
    tables = {
        "csv": pd.concat(csv_pages(f"{origin}/api/v1/metrics?format=csv&limit={PAGE}"), ignore_index=True),
        "json": pd.json_normalize(results(f"{origin}/api/v1/metrics?limit={PAGE}")),
        "bulk": pd.read_csv(f"{origin}/bulk/metrics.csv.gz"),
    }
    print(json.dumps({name: told(table) for name, table in tables.items()}))


def csv_pages(address: str):
    """Each page, until no `Link` leads further."""
    while address:
        with urllib.request.urlopen(address) as answer:
            yield pd.read_csv(answer)
            links = answer.headers.get_all("Link", [])
        address = next_of(", ".join(links))


def next_of(links: str) -> str | None:
    """The address of `rel="next"` among the links of a header."""
    for link in links.split(", <"):
        target, _, parameters = link.removeprefix("<").partition(">")
        if 'rel="next"' in parameters:
            return target
    return None


def results(address: str) -> list[dict]:
    found = []
    while address:
        with urllib.request.urlopen(address) as answer:
            page = json.load(answer)
        found += page["results"]
        address = page["next"]
    return found


def told(table: pd.DataFrame) -> dict:
    return {
        "rows": len(table),
        "ids": table["id"].tolist(),
        "values": table["value"].astype(object).where(table["value"].notna(), None).tolist(),
        "units": table["unit"].astype(object).where(table["unit"].notna(), None).tolist(),
        "kinds": {name: kind_of(table[name]) for name in ("id", "value", "unit", "qualifier")},
    }


def kind_of(column: pd.Series) -> str:
    if pd.api.types.is_numeric_dtype(column):
        return "number"
    return "text" if pd.api.types.is_string_dtype(column) else str(column.dtype)


main(sys.argv[1])
