"""What a case study rests on."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from knowledge.models.case_study import CaseStudy
from knowledge.models.evidence import SourceFields
from portal.publishing.record import Part


class Source(SourceFields, Part):
    """A document or page that a case study rests on."""

    id_prefix = "so"

    record = models.ForeignKey(
        CaseStudy, models.CASCADE, related_name="sources", verbose_name=_("case study")
    )

    class Meta(Part.Meta):
        verbose_name = _("source")
        verbose_name_plural = _("sources")
