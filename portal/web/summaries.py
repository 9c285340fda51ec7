"""What a version changed, in a few sentences: which texts, facts and parts, and in which languages."""

from collections.abc import Collection, Iterable, Iterator

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.differences.bodies import Differences, PartChange
from portal.differences.fates import Fate
from portal.languages.lists import show_list
from portal.web.templatetags.sala import language_name_here


def sentences(found: dict[str, Differences], before: Collection[str], after: Collection[str]) -> list[str]:
    """Sum up differences, by language, between two versions that existed in these languages."""
    told = _parts(found.values())
    values = dict.fromkeys(change.name.label for several in found.values() for change in several.changes)
    worded = [code for code, several in found.items() if _has_other_words(several)]
    gained = [code for code in after if code not in before]
    lost = [code for code in before if code not in after]
    return [
        sentence % {"what": show_list(what, get_language())}
        for sentence, what in (
            (_("Changed: %(what)s."), [*values, *told["changed"]]),
            (_("Added: %(what)s."), told["added"]),
            (_("Removed: %(what)s."), told["removed"]),
            (_("Moved: %(what)s."), told["moved"]),
            (_("Other wording in: %(what)s."), _languages(worded) if len(worded) < len(found) else []),
            (_("Now also in: %(what)s."), _languages(gained)),
            (_("No longer in: %(what)s."), _languages(lost)),
        )
        if what
    ] or [_("Nothing that is shown here has changed.")]


def _languages(codes: Iterable[str]) -> list[str]:
    return [language_name_here(code) for code in codes]


def _parts(several: Iterable[Differences]) -> dict[str, list[str]]:
    """Lists by what became of their parts, each with how many: a part is counted once, in however many languages."""
    parts: dict[str, dict[str, set[str]]] = {"changed": {}, "added": {}, "removed": {}, "moved": {}}
    for change in _part_changes(several):
        fate = "moved" if change.places and not change.changes else change.fate
        parts[fate].setdefault(change.name.label, set()).add(change.key)
    return {
        fate: [f"{label} ({len(keys)})" for label, keys in of_it.items()] for fate, of_it in parts.items()
    }


def _part_changes(several: Iterable[Differences]) -> Iterator[PartChange]:
    for found in several:
        for changes in found.parts.values():
            yield from changes


def _has_other_words(found: Differences) -> bool:
    """Whether a text that stayed says something else."""
    own = (change.name for change in found.changes)
    stayed = (part for part in _part_changes([found]) if part.fate == Fate.CHANGED)
    return any(name.is_text for name in (*own, *(change.name for part in stayed for change in part.changes)))
