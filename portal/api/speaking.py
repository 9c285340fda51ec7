"""In which language problems are told: that of `lang=`, else that of the header Accept-Language, else English."""

import re

from django.http import HttpRequest

from portal.languages.codes import BY_CODE, DEFAULT
from portal.languages.fallback import look_up

# Read from the query as it came: of a request that is refused it may be no text, or have too many parameters.
LANG = re.compile(r"(?:^|&)lang=([A-Za-z]+)(?:&|$)")


def of_header(request: HttpRequest) -> str:
    """The language of Accept-Language, else English."""
    return look_up(request.headers.get("Accept-Language", "")) or DEFAULT


def of_problems(request: HttpRequest) -> str:
    """The reader's language; a `lang` that is none of the site's counts for nothing."""
    named = LANG.search(request.META.get("QUERY_STRING", ""))
    asked = named[1].lower() if named else ""
    return asked if asked in BY_CODE else of_header(request)
