"""Who else took part in a practice."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from knowledge.models.agency import Agency
from knowledge.models.case_study import CaseStudy
from portal.publishing.record import Part


class ParticipantRole(models.TextChoices):
    """What an agency beside the leading one did."""

    PARTNER = "partner", _("Partner")
    IMPLEMENTER = "implementer", _("Implementer")
    FUNDER = "funder", _("Funder")
    SUPPLIER = "supplier", _("Supplier")
    REGULATOR = "regulator", _("Regulator")
    EVALUATOR = "evaluator", _("Evaluator")


class CaseAgency(Part):
    """An agency's share in a practice that another one leads."""

    id_prefix = "ca"
    needs = ("agency",)

    record = models.ForeignKey(
        CaseStudy, models.CASCADE, related_name="participants", verbose_name=_("case study")
    )
    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="case_participations", verbose_name=_("agency")
    )
    role = models.CharField(
        _("role"), max_length=15, choices=ParticipantRole, default=ParticipantRole.PARTNER
    )

    class Meta(Part.Meta):
        verbose_name = _("participating agency")
        verbose_name_plural = _("participating agencies")

    def __str__(self):
        return f"{self.agency_id} {self.role}"
