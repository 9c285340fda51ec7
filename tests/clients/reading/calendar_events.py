"""Reads a calendar with icalendar.

calendar_events.py ADDRESS   prints its events: id, name, first day, day after the last
"""

import json
import sys
import urllib.request

from icalendar import Calendar

with urllib.request.urlopen(sys.argv[1]) as answer:
    calendar = Calendar.from_ical(answer.read())
print(
    json.dumps(
        {
            "faults": [str(fault) for part in calendar.walk() for fault in part.errors],
            "events": [
                {
                    "uid": str(event["UID"]),
                    "summary": str(event["SUMMARY"]),
                    "starts": event.decoded("DTSTART").isoformat(),
                    "ends": event.decoded("DTEND").isoformat(),
                }
                for event in calendar.walk("VEVENT")
            ],
        }
    )
)
