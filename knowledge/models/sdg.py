"""Larger goals that a practice serves."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from knowledge.models.case_study import CaseStudy
from portal.publishing.record import Part


class SDG(Part):
    """A Sustainable Development Goal that a practice contributes to, and how that shows."""

    id_prefix = "sd"

    record = models.ForeignKey(CaseStudy, models.CASCADE, related_name="sdgs", verbose_name=_("case study"))
    number = models.PositiveSmallIntegerField(
        _("goal"), validators=[MinValueValidator(1), MaxValueValidator(17)]
    )
    evidence = models.CharField(
        _("evidence"), max_length=300, blank=True, help_text=_("One line: how does it contribute?")
    )

    class Meta(Part.Meta):
        verbose_name = _("Sustainable Development Goal")
        verbose_name_plural = _("Sustainable Development Goals")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(number__range=(1, 17)),
                name="sdg_number_1_to_17",
                violation_error_message=_("The goals are numbered 1 to 17."),
            ),
        ]

    def __str__(self):
        return f"SDG {self.number}"
