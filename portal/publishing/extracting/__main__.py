"""Reads one file, can do nothing else meanwhile, and ends.

python -m portal.publishing.extracting LIMITS MEDIA_TYPE < FILE

LIMITS is a JSON object with the fields of Limits. Prints {"text", "pages", "problem"}. Whatever a file does to its
reader, it does to this process alone, which may open nothing, talks to nobody and is ended when it takes too much.
"""

import codecs
import json
import sys
from importlib import import_module

from portal.publishing.extracting import READERS
from portal.publishing.extracting.clean import cleaned
from portal.publishing.extracting.limits import Gathering, Limits, Unreadable

# Python reads a codec from disk when it is first asked for, which is too late here: zipfile's, and those of text.
CODECS = ("cp437", "utf-8-sig", "utf-16")


def read(opened, reader, limits: Limits) -> dict:
    """The text of a file, its pages and what is wrong with it."""
    gathering = Gathering(limits)
    try:
        text = cleaned(gathering.text(reader(opened, gathering)))
    except Unreadable as unreadable:
        return {"text": "", "pages": gathering.pages, "problem": str(unreadable)}
    except MemoryError:
        return {"text": "", "pages": gathering.pages, "problem": "too_large"}
    if len(text) > limits.characters:
        text, gathering.is_cut = text[: limits.characters], True
    if text:
        problem = "partial" if gathering.is_cut else ""
    else:
        problem = "too_long" if gathering.is_late() else "no_text"
    return {"text": text, "pages": gathering.pages, "problem": problem}


if __name__ == "__main__":
    for codec in CODECS:
        codecs.lookup(codec)
    module, name = READERS[sys.argv[2]]
    chosen = getattr(import_module(f"portal.publishing.extracting.{module}"), name)
    given = Limits(**json.loads(sys.argv[1]))
    given.confine()
    answer = read(sys.stdin.buffer, chosen, given)
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode())
