"""Names in a row within a template: all at once, or one by one where each has markup of its own."""

from collections.abc import Iterable

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from portal.languages.lists import separator, show_list


def listed(texts: Iterable[str]) -> SafeString:
    """Several texts as one: `{{ names|listed }}`."""
    return mark_safe(show_list([conditional_escape(text) for text in texts], get_language()))  # noqa: S308 - escaped


def joint(forloop: dict) -> str:
    """What stands behind an item of a list within its loop: `{% for … %}<b>…</b>{% joint forloop %}{% endfor %}`."""
    count = forloop["counter"] + forloop["revcounter"] - 1
    return separator(forloop["counter0"], count, get_language())
