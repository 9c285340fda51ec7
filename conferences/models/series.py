"""Conferences that are held again and again."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from knowledge.models import Agency
from knowledge.models.texts import limited_text
from portal.publishing.record import Part, Record


class OrganiserRole(models.TextChoices):
    """The share of an agency in holding a conference."""

    HOST = "host", _("Host")
    CO_HOST = "co_host", _("Co-host")
    CO_ORGANISER = "co_organiser", _("Co-organiser")
    PARTNER = "partner", _("Partner")
    SPONSOR = "sponsor", _("Sponsor")


class Series(Record):
    """A run of conferences that carry on one another."""

    id_prefix = "sr"

    name = models.CharField(_("name"), max_length=250, blank=True)
    about = limited_text(_("about"), 3000, _("CommonMark."))

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = _("series")


class SeriesOrganiser(Part):
    """An agency that carries a series."""

    id_prefix = "sg"
    needs = ("agency",)

    record = models.ForeignKey(Series, models.CASCADE, related_name="organisers", verbose_name=_("series"))
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("agency"))
    role = models.CharField(_("role"), max_length=15, choices=OrganiserRole, default=OrganiserRole.HOST)

    class Meta(Part.Meta):
        verbose_name = _("organiser of the series")
        verbose_name_plural = _("organisers of the series")

    def __str__(self):
        return f"{self.agency_id} {self.role}"
