"""Keep a copy of a Sala portal: every public record, in all its languages, in `mirror.sqlite3` of this folder.

    python3 mirror.py https://sala.example          # asks again every minute
    python3 mirror.py https://sala.example --once   # ends when nothing is left

Asks for what changed after the highest number it has. Each answer is written in one transaction, and its numbers are
the position: however this ends, start it again and it goes on from there. What was withdrawn stays as a row without a
record; what was merged names the record that stands for it. `record` is NULL or JSON.
"""

import json
import sqlite3
import sys
import time
from urllib.request import urlopen

FEED = f"{sys.argv[1]}/api/v1/changes?include=record&translations=all&since="
sqlite3.register_adapter(dict, json.dumps)
mirror = sqlite3.connect("mirror.sqlite3")
mirror.execute("CREATE TABLE IF NOT EXISTS records (id PRIMARY KEY, seq, type, merged_into, record)")
while True:
    with mirror:
        mirror.execute("BEGIN IMMEDIATE")
        [since] = mirror.execute("SELECT ifnull(max(seq), 0) FROM records").fetchone()
        changes = json.load(urlopen(f"{FEED}{since}", timeout=60))["results"]
        rows = [{"merged_into": None, "record": None, **change} for change in changes]
        mirror.executemany("REPLACE INTO records VALUES (:id, :seq, :type, :merged_into, :record)", rows)
    if not changes:
        if "--once" in sys.argv:
            break
        time.sleep(60)
