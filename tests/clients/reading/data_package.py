"""Validates the Data Package of the bulk files with frictionless: every file's size and digest, and every row.

data_package.py ADDRESS FOLDER   prints whether it is valid, what is wrong, and the rows of each file

The files are put into the folder first: frictionless does not count the bytes of a compressed file that it reads from
a server, and then says that they are wrong.
"""

import json
import sys
import urllib.request
from pathlib import Path

import frictionless

origin, folder = sys.argv[1], Path(sys.argv[2])


def fetch(name: str) -> Path:
    with urllib.request.urlopen(f"{origin}/bulk/{name}") as answer:
        (folder / name).write_bytes(answer.read())
    return folder / name


package = fetch("datapackage.json")
for resource in json.loads(package.read_text())["resources"]:
    fetch(resource["path"])
report = frictionless.validate(str(package))
said = {
    "valid": report.valid,
    "errors": [str(error.to_descriptor()) for error in report.errors]
    + [f"{task.name}: {error.message}" for task in report.tasks for error in task.errors],
    "warnings": [
        *report.warnings,
        *(f"{task.name}: {text}" for task in report.tasks for text in task.warnings),
    ],
    "rows": {task.name: task.stats.get("rows") for task in report.tasks},
}
print(json.dumps(said))
