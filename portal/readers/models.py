"""What readers sent, and what was done with it. A record is only its public id here."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.publishing.identity import ID_LENGTH
from portal.publishing.tables import Outbox
from portal.readers.protection.tables import DaySalt, Tally

__all__ = ["DaySalt", "Handling", "Message", "Tally", "Usage", "Usefulness", "Wish"]

LONGEST_TEXT = 2_000  # characters
LONGEST_USAGE = 300
LONGEST_REASON = 500


class About(models.TextChoices):
    """What a message is."""

    CORRECTION = "correction", _("Correction")
    QUESTION = "question", _("Question to an agency")


class Standing(models.TextChoices):
    """Where a message stands."""

    NEW = "new", _("New")
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Refused")
    RELAYED = "relayed", _("Passed on")
    DONE = "done", _("Done")


# Nothing is left to do for the portal: from then on the sender's details are kept for a time only.
CLOSED = (Standing.REFUSED, Standing.RELAYED, Standing.DONE)


class Message(models.Model):
    """A correction, or a question to an agency. Who sent it is known only as far as they said so."""

    about = models.CharField(_("what it is"), max_length=10, choices=About)
    record_id = models.CharField(_("record"), max_length=ID_LENGTH, db_index=True)
    language = models.CharField(_("language"), max_length=3, help_text="Of the page on which it was written.")
    agency = models.CharField(_("agency"), max_length=ID_LENGTH, blank=True, help_text="Who is asked.")
    text = models.TextField(_("message"), max_length=LONGEST_TEXT)
    right = models.TextField(_("what is right"), max_length=LONGEST_TEXT, blank=True)
    source = models.CharField(_("where it can be seen"), max_length=1000, blank=True)
    name = models.CharField(_("name"), max_length=100, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    standing = models.CharField(_("state"), max_length=10, choices=Standing, default=Standing.NEW)
    received_at = models.DateTimeField(_("received on"), default=timezone.now)
    closed_at = models.DateTimeField(null=True)
    forgotten_at = models.DateTimeField(null=True, help_text="When the sender's details were deleted.")
    job = models.ForeignKey(Outbox, models.SET_NULL, null=True, related_name="+", help_text="That relays it.")

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ("-received_at", "-pk")
        indexes = [models.Index(fields=["standing", "received_at"], name="readers_message_standing")]

    def __str__(self):
        return f"{self.get_about_display()} #{self.pk}"

    @property
    def is_unanswerable(self) -> bool:
        """Whether it is a question of somebody whose address was deleted: no agency could answer it."""
        return self.about == About.QUESTION and not self.email

    @property
    def has_failed(self) -> bool:
        """Whether the worker gave up passing it on."""
        waits = self.standing == Standing.APPROVED
        return waits and self.job is not None and self.job.state == Outbox.State.FAILED


class Handling(models.Model):
    """That somebody took a step with a message: who, when, why. It is kept when the sender's details are deleted."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="handlings")
    step = models.CharField(max_length=10)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    reason = models.TextField(blank=True, max_length=LONGEST_REASON)

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ("at", "pk")

    def __str__(self):
        return f"{self.message_id}: {self.step}"


class Wish(models.Model):
    """How many readers would like to read a record in a language in which there is none of it yet."""

    record_id = models.CharField(_("record"), max_length=ID_LENGTH)
    language = models.CharField(_("language"), max_length=3)
    number = models.PositiveIntegerField(_("how often"), default=0)
    last_at = models.DateTimeField(_("last time"), default=timezone.now)

    class Meta:
        verbose_name = _("wish for a language")
        verbose_name_plural = _("wishes for a language")
        ordering = ("-number", "-last_at", "-pk")
        constraints = [models.UniqueConstraint(fields=["record_id", "language"], name="readers_wish_once")]

    def __str__(self):
        return f"{self.record_id} ({self.language})"


class Usefulness(models.Model):
    """How many readers said that a record was useful to them."""

    record_id = models.CharField(_("record"), max_length=ID_LENGTH, unique=True)
    number = models.PositiveIntegerField(_("how often"), default=0)
    last_at = models.DateTimeField(_("last time"), default=timezone.now)

    class Meta:
        verbose_name = _("record found useful")
        verbose_name_plural = _("records found useful")
        ordering = ("-number", "-last_at", "-pk")

    def __str__(self):
        return self.record_id


class Usage(models.Model):
    """How somebody used what they read, in a line for staff. It says the day, not the minute."""

    of = models.ForeignKey(Usefulness, models.CASCADE, related_name="usages")
    text = models.CharField(_("how it was used"), max_length=LONGEST_USAGE)
    language = models.CharField(_("language"), max_length=3)
    day = models.DateField(_("day"), default=timezone.localdate)

    class Meta:
        verbose_name = _("use")
        verbose_name_plural = _("uses")
        ordering = ("-day", "-pk")

    def __str__(self):
        return self.text
