"""Who came."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from conferences.models.conference import Conference, ConferenceSource
from knowledge.models import Agency, CitesSiblings, Country
from knowledge.models.texts import limited_text
from portal.publishing.record import Part


class Capacity(models.TextChoices):
    """As what a country or an organisation takes part."""

    DELEGATION = "delegation", _("Delegation")
    ORGANISER = "organiser", _("Organiser")
    REPRESENTATIVE = "representative", _("Representative")
    OBSERVER = "observer", _("Observer")
    SPEAKER = "speaker", _("Speaker")


class Participation(Part, CitesSiblings):
    """A country's delegation, or an organisation without a country, at a conference."""

    id_prefix = "pa"
    needs = ("country", "agency")

    record = models.ForeignKey(
        Conference, models.CASCADE, related_name="participation", verbose_name=_("conference")
    )
    country = models.ForeignKey(
        Country, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("country")
    )
    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organisation"),
        help_text=_("Instead of a country, for bodies that have none."),
    )
    capacity = models.CharField(_("capacity"), max_length=15, choices=Capacity, blank=True)
    head_count = models.PositiveIntegerField(
        _("people"), null=True, blank=True, help_text=_("Only if the source gives it for this delegation.")
    )
    note = limited_text(_("note"), 500)
    source = models.ForeignKey(
        ConferenceSource, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("source")
    )

    class Meta(Part.Meta):
        verbose_name = _("participation")
        verbose_name_plural = _("participation")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(country__isnull=False, agency__isnull=True)
                | models.Q(country__isnull=True, agency__isnull=False),
                name="participation_country_or_agency",
                violation_error_message=_("Give either a country or an organisation."),
            ),
        ]

    def __str__(self):
        return self.country_id or self.agency_id or self.pk
