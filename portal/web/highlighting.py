"""Code on a page: escaped, with names and strings marked for colour. JSON and shell commands need no more."""

import json
import re

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

STRING = re.compile(r'("(?:[^"\\]|\\.)*")(\s*:)?')
TYPED = re.compile("`([^`]+)`")


def highlighted(code: str) -> SafeString:
    """Quoted strings as `span.s`, those before a colon as `span.k`, everything else as it is."""
    found, end = [], 0
    for string in STRING.finditer(code):
        text, colon = string.groups("")
        marked = f'<span class="{"k" if colon else "s"}">{escape(text)}</span>'
        found.append(escape(code[end : string.start()]) + marked + colon)
        end = string.end()
    return mark_safe("".join(found) + escape(code[end:]))  # noqa: S308 - escaped


def with_code(text: str) -> SafeString:
    """A sentence in which what is typed stands between backquotes."""
    return mark_safe(TYPED.sub(r'<code translate="no">\1</code>', escape(str(text))))  # noqa: S308 - escaped


def as_json(value: object) -> SafeString:
    """A value as indented JSON, highlighted."""
    return highlighted(json.dumps(value, ensure_ascii=False, indent=2))
