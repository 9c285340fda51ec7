"""Reads records with a client that was generated from the OpenAPI document.

generated.py FOLDER PACKAGE DOCUMENT ADDRESS ID   prints the record in Thai, the list, and what an unknown id gives
"""

import importlib
import json
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

from openapi_python_client.strings import PythonIdentifier

folder, package, document, origin, public_id = sys.argv[1:]
sys.path.insert(0, folder)
DOCUMENT = json.loads(Path(document).read_text())
server = urljoin(f"{origin}/api/v1/openapi.json", DOCUMENT.get("servers", [{"url": "/"}])[0]["url"])
client = importlib.import_module(package).Client(base_url=server.rstrip("/"))


def function(ending: str) -> Callable:
    """What asks with GET for the path that ends so, and gives the answer with its status."""
    operation = next(item["get"] for path, item in DOCUMENT["paths"].items() if path.endswith(ending))
    name = PythonIdentifier(operation["operationId"], "")
    module = next(Path(folder, package, "api").glob(f"*/{name}.py"))
    return importlib.import_module(f"{package}.api.{module.parent.name}.{name}").sync_detailed


def main() -> None:
    detail = function("/case-studies/{id}")
    record = detail(public_id, client=client, lang="th")
    unknown = detail("cs-0000000000", client=client)
    cases = function("/case-studies")(client=client, lang="th", limit=5)
    said = {
        "record": [
            int(record.status_code),
            record.parsed.title,
            record.parsed.summary,
            record.parsed.language.served,
        ],
        "countries": [country.name for country in record.parsed.countries],
        "list": [cases.parsed.count, [case.title for case in cases.parsed.results]],
        "unknown": [int(unknown.status_code), unknown.parsed.status],
    }
    print(json.dumps(said))


main()
