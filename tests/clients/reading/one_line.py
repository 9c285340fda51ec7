"""What takes one line with pandas.

one_line.py ADDRESS   prints the number of rows, and what can be done with them
"""

import json
import sys

import pandas as pd
from pandas.api.types import is_numeric_dtype

origin = sys.argv[1]
figures = pd.read_csv(f"{origin}/api/v1/metrics?format=csv&limit=100")
all_figures = pd.read_csv(f"{origin}/bulk/metrics.csv.gz")
cases = pd.read_json(f"{origin}/bulk/case-studies.jsonl.gz", lines=True)
some_cases = pd.read_json(f"{origin}/api/v1/case-studies?format=jsonl&limit=100", lines=True)
by_country = pd.DataFrame(
    pd.read_json(f"{origin}/api/v1/case-studies/statistics?group_by=country", typ="series")["results"]
)

print(
    json.dumps(
        {
            "figures": [len(figures), is_numeric_dtype(figures["value"])],
            "all figures": [len(all_figures), is_numeric_dtype(all_figures["value"])],
            "cases": [len(cases), sorted(cases["id"])],
            "some cases": [len(some_cases), sorted(some_cases["id"])],
            "by country": [len(by_country), int(by_country["count"].sum())],
        }
    )
)
