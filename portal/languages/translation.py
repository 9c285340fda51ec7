"""The state of one record in one language, and from which source text each translated text was made."""

import hashlib

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.languages.codes import SITE_LANGUAGES


class Method(models.TextChoices):
    """How a translation was made. Machine text is always labelled, never presented as checked."""

    HUMAN = "human", _("Human translation")
    MACHINE = "machine", _("Machine translation")


class Translation(models.Model):
    """What is known of a record's edition in a language other than its original.

    `sources` maps the path of each translated text (`title`, `lessons/ls-…/text`) to the digest of
    the original text it was made from, so that staleness is computed, never guessed.
    """

    record_id = models.CharField(_("record"), max_length=32)
    language = models.CharField(
        _("language"), max_length=3, choices=[(x.code, x.english) for x in SITE_LANGUAGES]
    )
    method = models.CharField(_("method"), max_length=10, choices=Method, default=Method.HUMAN)
    reviewed = models.BooleanField(_("reviewed"), default=False)
    taken_down = models.BooleanField(
        _("taken down"), default=False, help_text=_("The edition is not shown in this language.")
    )
    sources = models.JSONField(_("made from"), default=dict, editable=False)
    outdated = models.PositiveIntegerField(
        _("outdated texts"),
        default=0,
        editable=False,
        help_text=_("Texts whose original has changed since they were translated."),
    )

    class Meta:
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        constraints = [models.UniqueConstraint(fields=["record_id", "language"], name="translation_once")]

    def __str__(self):
        return f"{self.record_id} ({self.language})"

    def snapshot(self) -> dict:
        """What a document keeps of it."""
        state = {"method": self.method, "reviewed": self.reviewed, "sources": self.sources}
        return {**state, "taken_down": True} if self.taken_down else state


def digest(text: str) -> str:
    """A short fingerprint of a source text."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]
