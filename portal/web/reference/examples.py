"""Examples that can be copied and run: an address in curl, Python, pandas and R.

Python needs nothing but its standard library; what needs pandas is apart. Tests run both as they stand.
"""

import json
from dataclasses import dataclass
from urllib.parse import urlencode

from portal.web.reference.operations import Operation

CSV = {"format": "csv"}
WHOLE = "100"  # entries of a page, for those who want all of a list

PAGES = """\
import json
from urllib.request import urlopen

address = {address}
while address:
    with urlopen(address) as answer:
        page = json.load(answer)
    for record in page["results"]:
        print(record["id"], record[{shown}])
    address = page["next"]"""
FEED = """\
import json
from urllib.request import urlopen

address = {address}
while True:
    with urlopen(address) as answer:
        page = json.load(answer)
    for change in page["results"]:
        print(change["seq"], change["op"], change["id"])
    if not page["results"]:
        break
    address = page["next"]
# Ask again later from where it ended.
print(address)"""
ROWS = """\
import csv
from urllib.request import urlopen

address = {address}
with urlopen(address) as answer:
    lines = [line.decode() for line in answer]
rows = list(csv.DictReader(lines))
for row in rows:
    print(row)"""
TEXT = """\
from urllib.request import urlopen

address = {address}
with urlopen(address) as answer:
    print(answer.read().decode())"""
OBJECT = """\
import json
from urllib.request import urlopen

address = {address}
with urlopen(address) as answer:
    found = json.load(answer)
print(json.dumps(found, ensure_ascii=False, indent=2))"""
RECORD = """\
import json
from urllib.request import urlopen

address = {address}
with urlopen(address) as answer:
    record = json.load(answer)
print(record[{shown}])
print("In", record["language"]["served"])"""
PANDAS = """\
import pandas

address = {address}
# An empty cell says that nothing is known; NA is Namibia.
empty = {{"keep_default_na": False, "na_values": [""]}}
print(pandas.read_csv(address, **empty))"""
PANDAS_PAGES = """\
import re
from urllib.request import urlopen

import pandas

address = {address}
# An empty cell says that nothing is known; NA is Namibia.
empty = {{"keep_default_na": False, "na_values": [""]}}
pages = []
while address:
    with urlopen(address) as page:
        links = page.headers["Link"]
        pages.append(pandas.read_csv(page, **empty))
    found = re.search("<([^>]*)>; rel=.next", links)
    address = found and found[1]
print(pandas.concat(pages, ignore_index=True))"""


@dataclass(frozen=True)
class Snippet:
    """A piece of code, and what it is written in."""

    name: str
    code: str

    @property
    def key(self) -> str:
        """Names it on its page."""
        return f"in-{self.name.lower()}"


def snippets(operation: Operation, address: str, question: dict[str, str]) -> list[Snippet]:
    """All examples of a question at an address. What walks through everything takes long pages."""
    if "cursor" in operation.names:
        question = {**question, "limit": WHOLE}
    elif "since" in operation.names:
        question = {"since": "0"}
    asked = whole(address, question)
    found = [Snippet("curl", f'curl "{asked}"'), Snippet("Python", python(operation, address, question))]
    if operation.is_table:
        found.append(Snippet("pandas", pandas(operation, address, question)))
    return [*found, Snippet("R", r(operation, address, question))]


def whole(address: str, question: dict[str, str]) -> str:
    """An address with its question; commas stay what they are."""
    return f"{address}?{urlencode(question, safe=',')}" if question else address


def python(operation: Operation, address: str, question: dict[str, str]) -> str:
    """With nothing but the standard library."""
    names = operation.names
    is_counted = operation.is_table and "cursor" not in names
    asked = _quoted(whole(address, {**question, **CSV} if is_counted else question))
    if is_counted:
        form = ROWS
    elif "cursor" in names:
        form = PAGES
    elif "since" in names:
        form = FEED
    elif operation.schema is None:
        form = TEXT
    else:
        form = RECORD if operation.kind and "translations" in names else OBJECT
    return form.format(address=asked, shown=_quoted(operation.title))


def pandas(operation: Operation, address: str, question: dict[str, str]) -> str:
    """As a table, where the answer comes as CSV."""
    form = PANDAS_PAGES if "cursor" in operation.names else PANDAS
    return form.format(address=_quoted(whole(address, {**question, **CSV})))


def r(operation: Operation, address: str, question: dict[str, str]) -> str:
    """A line of R: a table where there is CSV, else what jsonlite makes of the JSON; of long lists the first page."""
    if operation.is_table:
        asked = _quoted(whole(address, {**question, **CSV}))
        first = (
            "# The first page: its header Link names the next one.\n" if "cursor" in operation.names else ""
        )
        return f'{first}read.csv({asked}, na.strings = "", encoding = "UTF-8")'
    asked = _quoted(whole(address, question))
    if operation.schema is None:
        return f'cat(readLines({asked}, encoding = "UTF-8"), sep = "\\n")'
    return f"jsonlite::fromJSON({asked})"


def _quoted(text: str) -> str:
    """As all three languages write a string."""
    return json.dumps(text)
