"""What forms say of the text of an attached file: whether it can be searched, and if not, what to do."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.publishing.tables import Reading, ReadingProblem, StoredFile

PROBLEMS = {
    ReadingProblem.ENCRYPTED: gettext_lazy(
        "Its text could not be read: the file is encrypted. Save it without a password and upload it again."
    ),
    ReadingProblem.DAMAGED: gettext_lazy(
        "Its text could not be read: the file is damaged. Open it, save it anew and upload it again."
    ),
    ReadingProblem.TOO_LARGE: gettext_lazy(
        "Its text could not be read: there is too much in the file. Divide it, or save it as PDF, and upload it again."
    ),
    ReadingProblem.TOO_LONG: gettext_lazy(
        "Its text could not be read: that takes too long. Divide the file, or save it anew as PDF, and upload it again."
    ),
    ReadingProblem.NO_TEXT: gettext_lazy(
        "It holds no text that could be searched: perhaps its pages are pictures. "
        "Have the text recognised (OCR) and upload it again."
    ),
    ReadingProblem.PARTIAL: gettext_lazy(
        "Only the first part of its text can be searched: it is very long. Divide the file and upload its parts."
    ),
    ReadingProblem.BROKEN_OFF: gettext_lazy(
        "Its text could not be read: reading it broke off several times. Save it anew as PDF and upload it again."
    ),
    ReadingProblem.WITHHELD: gettext_lazy(
        "Its text is not searched: a passage was redacted before it was read. Upload a version without the passage."
    ),
}


def stored_files(digests: Iterable[str]) -> dict[str, StoredFile]:
    """What is stored, by content: one query, none if nothing is asked for."""
    wanted = set(digests) - {""}
    return StoredFile.objects.in_bulk(wanted) if wanted else {}


def state_of(stored: StoredFile) -> str:
    """How far a file's text is known, in a sentence or two for its editor; empty for pictures."""
    if stored.problem:
        return str(PROBLEMS[stored.problem])
    if stored.reading == Reading.WAITING:
        return _("Its text is being read.")
    if stored.reading != Reading.READ:
        return ""
    if stored.pages is None:
        return _("Its text can be searched.")
    told = ngettext(
        "Its text can be searched (%(pages)d page).",
        "Its text can be searched (%(pages)d pages).",
        stored.pages,
    )
    return told % {"pages": stored.pages}
