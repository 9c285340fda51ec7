"""The tables of the publishing house. Only `portal.publishing` writes them."""

import json

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.publishing.identity import ID_LENGTH

SORT_KEYS = 4


class CompactEncoder(json.JSONEncoder):
    """JSON in which a Thai letter is itself: three bytes instead of an escape of six."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{**kwargs, "ensure_ascii": False, "separators": (",", ":")})


class Event(models.TextChoices):
    """What happened when a Revision was kept."""

    SAVED = "saved", _("Saved")
    SUBMITTED = "submitted", _("Submitted")
    CHANGES_REQUESTED = "changes_requested", _("Changes requested")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    MERGED = "merged", _("Merged")
    RESTORED = "restored", _("Restored")
    REDACTED = "redacted", _("Redacted")
    CLAIMED = "claimed", _("Taken over")


class Review(models.TextChoices):
    """Whether somebody else read a Revision before it was published."""

    APPROVED = "approved", _("Approved by a reviewer")
    WAIVED = "waived", _("Published without review")


class Revision(models.Model):
    """An immutable snapshot of a record's whole document: who, when, why, what happened."""

    record_id = models.CharField(max_length=ID_LENGTH)
    number = models.PositiveIntegerField(help_text="Counts the record's Revisions from 1.")
    version = models.PositiveIntegerField(help_text="The record's version of which this is the snapshot.")
    event = models.CharField(max_length=20, choices=Event)
    document = models.JSONField(encoder=CompactEncoder)
    digest = models.CharField(max_length=64)
    seq = models.BigIntegerField(null=True, help_text="The change number with which it was published.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now, help_text="When its text was written.")
    kept_at = models.DateTimeField(default=timezone.now, help_text="When this happened to it.")
    note = models.TextField(blank=True)
    review = models.CharField(
        max_length=10,
        choices=Review,
        blank=True,
        help_text="Of what was published, where its kind is reviewed.",
    )

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ("record_id", "number")
        constraints = [models.UniqueConstraint(fields=["record_id", "number"], name="revision_number_once")]
        indexes = [
            models.Index(
                fields=["id"],
                condition=models.Q(event__in=("withdrawn", "merged", "redacted")),
                name="revision_taken_back",
            )
        ]

    def __str__(self):
        return f"{self.record_id} #{self.number}"


class Status(models.TextChoices):
    """What the public sees of a record."""

    LIVE = "live", _("Live")
    GONE = "gone", _("Withdrawn")
    MERGED = "merged", _("Merged")


REMOVED = "removed"  # the reason why a part is gone whose record is there without it


class Entry(models.Model):
    """One line per public thing, for ever: change feed, tombstone, label store and page key."""

    row = models.BigAutoField(primary_key=True)
    public_id = models.CharField(max_length=ID_LENGTH, unique=True)
    kind = models.CharField(max_length=20)
    # The record whose publication writes this Entry; the Entry of a part names its record.
    record_id = models.CharField(max_length=ID_LENGTH, db_index=True)
    seq = models.BigIntegerField(unique=True, help_text="The last change of its bytes.")
    touched = models.BigIntegerField(help_text="The last change of it or of a neighbour.")
    status = models.CharField(max_length=10, choices=Status, default=Status.LIVE)
    revision = models.ForeignKey(Revision, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=0)
    slug = models.CharField(max_length=80, blank=True)
    names = models.JSONField(default=dict, encoder=CompactEncoder, help_text="Its name per language.")
    other_names = models.JSONField(
        default=list, encoder=CompactEncoder, help_text="By what it is found besides: [language, name]."
    )
    languages = models.JSONField(default=list, help_text="The languages in which it really exists.")
    merged_into = models.CharField(max_length=ID_LENGTH, blank=True)
    reason = models.TextField(blank=True, help_text="Why it was withdrawn, for the public.")
    stale = models.BooleanField(default=False, help_text="A neighbour changed; to be rendered again.")
    published_at = models.DateTimeField(help_text="When this portal first published it.")
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        indexes = [
            models.Index(fields=["kind", "status"], name="entry_kind_status"),
            models.Index(fields=["row"], condition=models.Q(stale=True), name="entry_stale"),
        ]

    def __str__(self):
        return self.public_id


class Rendition(models.Model):
    """What is read of an Entry in one site language. A live Entry has one row for each of them.

    `body` is there where the text really is in that language; elsewhere readers get the body of
    the row whose language is `served`. Bytes hold SITE where the site's own address belongs.
    """

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="renditions")
    kind = models.CharField(max_length=20)
    language = models.CharField(max_length=3)
    served = models.CharField(max_length=3)
    etag = models.CharField(max_length=64)
    key1, key2, key3, key4 = (models.BinaryField(default=b"") for _number in range(SORT_KEYS))
    language_block = models.BinaryField()
    card = models.BinaryField()
    body = models.BinaryField(null=True)

    class Meta:
        verbose_name = _("rendition")
        verbose_name_plural = _("renditions")
        constraints = [models.UniqueConstraint(fields=["entry", "language"], name="rendition_once")]
        indexes = [
            models.Index(fields=["kind", "language", f"key{number}", "entry"], name=f"rendition_key{number}")
            for number in range(1, SORT_KEYS + 1)
        ]

    def __str__(self):
        return f"{self.entry_id} ({self.language})"


class Reference(models.Model):
    """This Entry's bytes name that id, which need not be published yet."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="references")
    target = models.CharField(max_length=ID_LENGTH + 64)
    required = models.BooleanField(default=False, help_text="It cannot stand without the target.")
    # What the target shows of this Entry in return, and with which value: `presented_at`, `2021-11-15`.
    backlink = models.CharField(max_length=30, blank=True)
    value = models.TextField(blank=True)

    class Meta:
        verbose_name = _("reference")
        verbose_name_plural = _("references")
        constraints = [models.UniqueConstraint(fields=["entry", "target", "backlink"], name="reference_once")]
        indexes = [models.Index(fields=["target"], name="reference_target")]

    def __str__(self):
        return f"{self.entry_id} → {self.target}"


class Facet(models.Model):
    """One value of one facet of an Entry: truth and filter. The Census counts them."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="facets")
    name = models.CharField(max_length=30)
    value = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("facet")
        verbose_name_plural = _("facets")
        constraints = [models.UniqueConstraint(fields=["entry", "name", "value"], name="facet_once")]
        indexes = [models.Index(fields=["name", "value"], name="facet_value")]

    def __str__(self):
        return f"{self.name}={self.value}"


class Reading(models.TextChoices):
    """How far the text of a file is known. Empty: there is none to read, as in pictures."""

    WAITING = "waiting", _("Waiting")
    READ = "read", _("Read")
    FAILED = "failed", _("Failed")


class ReadingProblem(models.TextChoices):
    """Why the text of a file is not known, or not all of it."""

    ENCRYPTED = "encrypted", _("Encrypted")
    DAMAGED = "damaged", _("Damaged")
    TOO_LARGE = "too_large", _("Too large")
    TOO_LONG = "too_long", _("Takes too long")
    NO_TEXT = "no_text", _("Holds no text")
    PARTIAL = "partial", _("Read in part")
    BROKEN_OFF = "broken_off", _("Broken off")  # what read it died, several times
    WITHHELD = "withheld", _("Withheld")  # a passage was redacted before it was read


class FileManager(models.Manager):
    """Files without their texts, which are long: whoever needs one asks for it."""

    def get_queryset(self):
        """All columns but the long one."""
        return super().get_queryset().defer("text")


class StoredFile(models.Model):
    """A private file, known by its content. Its text is read in the background, to be searched."""

    sha256 = models.CharField(primary_key=True, max_length=64)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(help_text="Bytes.")
    name = models.CharField(max_length=200, help_text="The name under which it was uploaded.")
    owner = models.CharField(max_length=ID_LENGTH, blank=True)
    stored_at = models.DateTimeField(default=timezone.now)
    text = models.TextField(blank=True, help_text="What was read from it.")
    reading = models.CharField(max_length=10, choices=Reading, blank=True)
    problem = models.CharField(max_length=10, choices=ReadingProblem, blank=True)
    pages = models.PositiveIntegerField(null=True, help_text="Pages or slides, where it has such.")
    tries = models.PositiveSmallIntegerField(default=0, help_text="How often its reading was begun.")
    next_at = models.DateTimeField(default=timezone.now, help_text="When its reading may be begun again.")

    objects = FileManager()

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        indexes = [
            models.Index(fields=["next_at"], condition=models.Q(reading="waiting"), name="file_waiting")
        ]

    def __str__(self):
        return self.name


class Outbox(models.Model):
    """A job: written in the transaction that causes it, done by the worker, tried again until it is done."""

    class State(models.TextChoices):
        """Where a job stands."""

        WAITING = "waiting", _("Waiting")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")

    job = models.CharField(max_length=40)
    payload = models.JSONField(default=dict, encoder=CompactEncoder)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(default=timezone.now)
    error = models.TextField(blank=True)
    dedupe_key = models.CharField(max_length=120, null=True, unique=True)  # noqa: DJ001 - NULL is "not deduplicated"
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        indexes = [models.Index(fields=["state", "next_at"], name="outbox_due")]

    def __str__(self):
        return f"{self.job} #{self.pk}"
