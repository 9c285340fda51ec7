"""Ranges of bytes (RFC 9110, section 14): what an interrupted download asks for."""

import re
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.http import http_date

SPEC = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)


@dataclass(frozen=True)
class Range:
    """Bytes of a file from `start` up to, not including, `end`."""

    start: int
    end: int

    @property
    def length(self) -> int:
        """How many."""
        return self.end - self.start


class Unsatisfiable(Exception):
    """The file has no byte of those asked for."""


def range_of(request: HttpRequest, size: int, etag: str, modified: float) -> Range | None:
    """The range asked for; None where the whole file is to be sent. Raises Unsatisfiable.

    What is no single range of bytes is ignored, as the standard allows; so is one of another edition of the file.
    """
    found = SPEC.fullmatch(request.headers.get("Range", "").replace(" ", ""))
    if request.method != "GET" or not found or not any(found.groups()):
        return None
    if request.headers.get("If-Range", etag) not in (etag, http_date(modified)):
        return None
    first, last = found.groups()
    if not first:
        start, end = max(0, size - int(last)), size
    else:
        start, end = int(first), min(size, int(last) + 1 if last else size)
        if last and int(last) < int(first):
            return None
    if start >= end:
        raise Unsatisfiable(size)
    return Range(start, end)
