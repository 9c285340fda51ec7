"""Reads a feed with feedparser.

feed.py ADDRESS   prints whether it is sound, its language, and its entries
"""

import json
import sys

import feedparser

feed = feedparser.parse(sys.argv[1])
print(
    json.dumps(
        {
            "status": feed.get("status"),
            "fault": str(feed.bozo_exception) if feed.bozo else None,
            "version": feed.get("version"),
            "language": feed.feed.get("language"),
            "entries": [
                {"id": entry.id, "title": entry.title, "language": entry.title_detail.language}
                for entry in feed.entries
            ],
        }
    )
)
