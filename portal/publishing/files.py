"""Private files, known by their content. One is public only while a live record shows it."""

import hashlib

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from portal.accounts.permissions import Verb, may
from portal.publishing.tables import Reference, Status, StoredFile

LARGEST = 50 * 1024 * 1024  # bytes
# What a file is, by its first bytes; its name and the sender's word for it do not count.
SIGNATURES = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
)


class Refused(Exception):
    """The file cannot be kept; says why."""


def store(content: bytes, name: str, *, owner: str = "") -> StoredFile:
    """Keep a file privately and return its line; the same content is kept once.

    The copy is made before the transaction ends. Raises Refused for files too large or of a kind
    that is not accepted.
    """
    if len(content) > LARGEST:
        raise Refused(
            _("%(name)s is larger than %(most)d MB.") % {"name": name, "most": LARGEST // 1024 // 1024}
        )
    media_type = media_type_of(content)
    if media_type is None:
        raise Refused(_("%(name)s is neither PDF, PNG nor JPEG.") % {"name": name})
    sha256 = hashlib.sha256(content).hexdigest()
    if not default_storage.exists(path_of(sha256)):
        default_storage.save(path_of(sha256), ContentFile(content))
    shown = "".join(letter for letter in name if letter.isprintable()).strip()[-200:] or "file"
    stored, _created = StoredFile.objects.get_or_create(
        sha256=sha256,
        defaults={"media_type": media_type, "size": len(content), "name": shown, "owner": owner},
    )
    return stored


def media_type_of(content: bytes) -> str | None:
    """What the content is; None if it is nothing that we accept."""
    return next((media_type for start, media_type in SIGNATURES if content.startswith(start)), None)


def path_of(sha256: str) -> str:
    """Where a file lies within the private storage."""
    return f"{sha256[:2]}/{sha256}"


def is_public(sha256: str) -> bool:
    """Whether a live record shows the file."""
    return Reference.objects.filter(target=f"file:{sha256}", entry__status=Status.LIVE).exists()


def open_file(sha256: str) -> File:
    """The file, opened for reading."""
    return default_storage.open(path_of(sha256))


def may_read(user, stored: StoredFile) -> bool:
    """Whether somebody may read a file that is not public: those who may edit its owner's records."""
    return may(user, Verb.EDIT, stored.owner)
