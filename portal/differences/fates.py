"""What became of a part between two versions."""

from enum import StrEnum

from django.utils.translation import gettext as _


class Fate(StrEnum):
    """What became of a part."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


def in_words() -> dict[Fate, str]:
    """What each is called in the active language."""
    return {Fate.ADDED: _("added"), Fate.REMOVED: _("removed"), Fate.CHANGED: _("changed")}


def changed_in_words(*, otherwise: bool, moved: bool) -> str:
    """What is said of a part that stayed: that it says something else, that it left its place, or both."""
    if not moved:
        return _("changed")
    return _("changed and moved") if otherwise else _("moved")
