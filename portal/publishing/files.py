"""Private files, known by their content. One is public only while a live record shows it."""

import hashlib
import io
import zipfile
from collections.abc import Iterable

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.permissions import Verb, may
from portal.publishing.extracting import DOCX, PDF, PLAIN, PPTX, READERS
from portal.publishing.extracting.plain import decoded
from portal.publishing.tables import Reading, ReadingProblem, Reference, Status, StoredFile

LARGEST = 50 * 1024 * 1024  # bytes
# What a file is, by its first bytes; its name and the sender's word for it do not count.
SIGNATURES = (
    (b"%PDF-", PDF),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
)
ZIP = b"PK\x03\x04"
OFFICE = (("word/document.xml", DOCX), ("ppt/presentation.xml", PPTX))
MACROS = "vbaproject.bin"
OLD_OFFICE = (
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # also what a newer Office file is within once it is encrypted
)
# The end of a ZIP: its mark, and where in it the length of the list of contents stands.
ZIP_END, ZIP_END_LENGTH, LIST_LENGTH = b"PK\x05\x06", 22, slice(12, 16)
LONGEST_COMMENT = 65_535  # bytes behind that end
LONGEST_LIST = 1024 * 1024  # bytes: some ten thousand files


class Refused(Exception):
    """The file cannot be kept; says why."""


def store(content: bytes, name: str, *, owner: str = "") -> StoredFile:
    """Keep a file privately and return its line; the same content is kept once. The worker will read its text.

    The copy is made before the transaction ends. Raises Refused for files too large or of a kind
    that is not accepted.
    """
    if len(content) > LARGEST:
        raise Refused(
            _("%(name)s is larger than %(most)d MB.") % {"name": name, "most": LARGEST // 1024 // 1024}
        )
    media_type = media_type_of(content)
    if media_type is None:
        raise Refused(_why_not(content) % {"name": name})
    sha256 = hashlib.sha256(content).hexdigest()
    if not default_storage.exists(path_of(sha256)):
        default_storage.save(path_of(sha256), ContentFile(content))
    shown = "".join(letter for letter in name if letter.isprintable()).strip()[-200:] or "file"
    reading = Reading.WAITING if media_type in READERS else ""
    stored, created = StoredFile.objects.get_or_create(
        sha256=sha256,
        defaults={
            "media_type": media_type, "size": len(content), "name": shown, "owner": owner, "reading": reading,
        },
    )  # fmt: skip
    if not created and stored.reading == Reading.FAILED and stored.problem != ReadingProblem.WITHHELD:
        stored.reading, stored.problem, stored.tries = (
            Reading.WAITING,
            "",
            0,
        )  # who brings it again wants it read
        stored.next_at = timezone.now()
        stored.save(update_fields=["reading", "problem", "tries", "next_at"])
    return stored


def media_type_of(content: bytes) -> str | None:
    """What the content is; None if it is nothing that we accept."""
    known = next((media_type for start, media_type in SIGNATURES if content.startswith(start)), None)
    if known:
        return known
    if content.startswith(ZIP):
        names = _names_in_zip(content)
        is_office = "[Content_Types].xml" in names and not _has_macros(names)
        return next((media_type for name, media_type in OFFICE if is_office and name in names), None)
    return PLAIN if content and decoded(content) is not None else None


def _names_in_zip(content: bytes) -> set[str]:
    """What a ZIP says that is in it. Nothing is unpacked; a list too long for a document is not read."""
    end = content.rfind(ZIP_END, -ZIP_END_LENGTH - LONGEST_COMMENT)
    if end < 0 or int.from_bytes(content[end:][LIST_LENGTH], "little") > LONGEST_LIST:
        return set()
    try:
        return set(zipfile.ZipFile(io.BytesIO(content)).namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return set()


def _has_macros(names: set[str]) -> bool:
    return any(name.lower().endswith(MACROS) for name in names)


def _why_not(content: bytes) -> str:
    """Why the content is not accepted, with a place for the file's name."""
    if content.startswith(OLD_OFFICE):
        return _(
            "%(name)s is encrypted, or in an old format of Office. "
            "Save it without a password as DOCX, PPTX or PDF, and upload that."
        )
    if content.startswith(ZIP) and _has_macros(_names_in_zip(content)):
        return _("%(name)s holds macros. Save it without them as DOCX, PPTX or PDF, and upload that.")
    return _("%(name)s is neither PDF, Word, PowerPoint, plain text, PNG nor JPEG.")


def path_of(sha256: str) -> str:
    """Where a file lies within the private storage."""
    return f"{sha256[:2]}/{sha256}"


def is_public(sha256: str) -> bool:
    """Whether a live record shows the file."""
    return Reference.objects.filter(target=target_of(sha256), entry__status=Status.LIVE).exists()


def target_of(sha256: str) -> str:
    """How the references of the records that show a file name it."""
    return f"file:{sha256}"


def open_file(sha256: str) -> File:
    """The file, opened for reading."""
    return default_storage.open(path_of(sha256))


def texts_of(digests: Iterable[str]) -> dict[str, str]:
    """The texts of these files, as far as they have been read: {sha256: text}. Lines of PDFs end in a newline."""
    rows = StoredFile.objects.filter(sha256__in=set(digests), reading=Reading.READ).exclude(text="")
    return dict(rows.values_list("sha256", "text"))


def may_read(user, stored: StoredFile) -> bool:
    """Whether somebody may read a file that is not public: those who may edit its owner's records."""
    return may(user, Verb.EDIT, stored.owner)
