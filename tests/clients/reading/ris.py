"""Reads citations as RIS with rispy.

ris.py ADDRESS…   prints the entries by their address
"""

import json
import sys
import urllib.request

import rispy


def entries(address: str) -> list[dict]:
    with urllib.request.urlopen(address) as answer:
        return rispy.loads(answer.read().decode())


print(json.dumps({address: entries(address) for address in sys.argv[1:]}))
