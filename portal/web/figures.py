"""Figures in words: as exact as their sources, in the language that is spoken."""

from functools import lru_cache

from django.utils.translation import gettext as _

from portal.languages.dates import in_large_words, in_millions, show_number

REMEMBERED = 4_000  # figures


@lru_cache(maxsize=REMEMBERED)
def quantity(value: float, upper: float | None, qualifier: str | None, unit: str, language: str) -> str:
    """A figure with its qualifier: `more than 100,000`, `over 33 million`. `language` is the one that is active."""
    shown = _amount(value, unit, language)
    if upper is not None:
        return _("%(from)s to %(to)s") % {"from": shown, "to": _amount(upper, unit, language)}
    qualified = {
        "gt": _("over %(number)s") if in_millions(value, language) else _("more than %(number)s"),
        "gte": _("at least %(number)s"),
        "lt": _("less than %(number)s"),
        "lte": _("up to %(number)s"),
        "approx": _("about %(number)s"),
    }
    return qualified.get(qualifier, "%(number)s") % {"number": shown}


def _amount(value: float, unit: str, language: str) -> str:
    """A number with the units that it does not make sense without: per cent, and currencies."""
    millions = in_millions(value, language)
    shown = in_large_words(value, language)
    if shown is None:
        shown = _("%(number)s million") % {"number": millions} if millions else show_number(value, language)
    if unit == "percent":
        return f"{shown}%"
    return f"{shown} {unit}" if unit.isupper() else shown
