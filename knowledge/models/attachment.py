"""Files and links that go with a record."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from knowledge.models.case_study import CaseStudy
from knowledge.models.texts import LanguageTagField, WebAddressField, in_any_language, limited_text
from portal.publishing.record import Part


class AttachmentKind(models.TextChoices):
    """What an attached file or link is."""

    SLIDES = "slides", _("Slides")
    PAPER = "paper", _("Paper")
    RECORDING = "recording", _("Recording")
    PHOTO = "photo", _("Photo")
    DATASET = "dataset", _("Dataset")
    REPORT = "report", _("Report")


class AttachmentFields(models.Model):
    """A file kept here, or a link to one kept elsewhere."""

    kind = models.CharField(_("kind"), max_length=10, choices=AttachmentKind)
    title = models.CharField(_("title"), max_length=250, blank=True)
    file_sha256 = models.CharField(
        _("file"),
        max_length=64,
        blank=True,
        validators=[
            RegexValidator(r"^[0-9a-f]{64}\Z", _("Give the file's SHA-256 as 64 hexadecimal digits."))
        ],
        help_text=_("The address of an uploaded file by its content."),
    )
    url = WebAddressField(_("address"))
    language = LanguageTagField(_("language"))
    credit = models.CharField(_("credit"), max_length=250, blank=True, help_text=_("Who made it."))
    licence = models.CharField(
        _("licence"),
        max_length=40,
        blank=True,
        validators=[
            RegexValidator(r"^[A-Za-z0-9.+-]+\Z", _("Give an SPDX identifier, for example CC-BY-4.0."))
        ],
    )
    alt_text = limited_text(
        _("alternative text"), 500, _("For pictures: what somebody who cannot see it should know.")
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(file_sha256="") | ~models.Q(url=""),
                name="%(class)s_file_or_url",
                violation_error_message=_("Give a file or an address."),
            )
        ]

    def __str__(self):
        return in_any_language(self, "title")


class Attachment(AttachmentFields, Part):
    """A file or link that goes with a case study."""

    id_prefix = "at"

    record = models.ForeignKey(
        CaseStudy, models.CASCADE, related_name="attachments", verbose_name=_("case study")
    )

    class Meta(Part.Meta, AttachmentFields.Meta):
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
