"""Reads citations as BibTeX with bibtexparser, and what TeX would print of them.

bibtex.py ADDRESS…   prints the entries by their address: kind, key and fields
"""

import json
import sys
import urllib.request

import bibtexparser
from bibtexparser.middlewares import LatexDecodingMiddleware


def entries(address: str) -> list[dict]:
    with urllib.request.urlopen(address) as answer:
        library = bibtexparser.parse_string(
            answer.read().decode(), append_middleware=[LatexDecodingMiddleware(keep_braced_groups=False)]
        )
    if library.failed_blocks:
        raise SystemExit(f"{address}: {library.failed_blocks}")
    return [
        {"kind": entry.entry_type, "key": entry.key, **{field.key: field.value for field in entry.fields}}
        for entry in library.entries
    ]


print(json.dumps({address: entries(address) for address in sys.argv[1:]}))
