"""What others can take from a practice."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from knowledge.models.case_study import CaseStudy
from knowledge.models.evidence import CitesSiblings
from knowledge.models.texts import in_any_language, limited_text
from portal.publishing.record import Part, PublicIdField


class Polarity(models.TextChoices):
    """Whether a lesson says what to do or what to leave."""

    DO = "do", _("Do this")
    AVOID = "avoid", _("Avoid this")
    DEPENDS = "depends", _("It depends")


class Lesson(Part, CitesSiblings):
    """Something learned that others can act on without having read the whole case study."""

    id_prefix = "ls"  # Shared with the takeaways of conferences: one public address space.

    record = models.ForeignKey(
        CaseStudy, models.CASCADE, related_name="lessons", verbose_name=_("case study")
    )
    text = limited_text(_("text"), 500, _("One thought that stands alone."))
    polarity = models.CharField(_("advice"), max_length=10, choices=Polarity, blank=True)
    said_at = PublicIdField(
        _("where it was said"), help_text=_("The conference or session where it was put forward.")
    )
    source = models.ForeignKey(
        "knowledge.Source",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="lessons",
        verbose_name=_("source"),
        help_text=_("One of the sources of this record."),
    )

    class Meta(Part.Meta):
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")

    def __str__(self):
        return in_any_language(self, "text")
