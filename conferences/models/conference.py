"""A meeting of governments."""

import zoneinfo

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from conferences.models.series import OrganiserRole, Series
from knowledge.models import Agency, Country, Qualifier
from knowledge.models.evidence import SourceFields
from knowledge.models.texts import (
    LanguageTagField,
    WebAddressField,
    limited_text,
    list_of_languages,
)
from portal.publishing.record import Part, Record


class Mode(models.TextChoices):
    """Whether people meet in one place."""

    IN_PERSON = "in_person", _("In person")
    ONLINE = "online", _("Online")
    HYBRID = "hybrid", _("Hybrid")


def validate_timezone(value):
    """Refuse what is not a name of the IANA time zone database."""
    if value not in zoneinfo.available_timezones():
        raise ValidationError(
            _("Give a time zone's name, for example Asia/Bangkok."), code="invalid_timezone"
        )


class Conference(Record):
    """A meeting, on given days, at which governments shared what they had learned."""

    id_prefix = "cf"
    name_field = "title"

    series = models.ForeignKey(
        Series, models.PROTECT, null=True, blank=True, related_name="conferences", verbose_name=_("series")
    )
    edition = models.PositiveSmallIntegerField(
        _("edition"), null=True, blank=True, validators=[MinValueValidator(1)], help_text=_("9 for the 9th.")
    )
    title = models.CharField(_("title"), max_length=250, blank=True)
    theme = models.CharField(_("theme"), max_length=300, blank=True)
    summary = limited_text(_("summary"), 5000, _("CommonMark."))
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    dates_as_published = models.CharField(
        _("dates as published"),
        max_length=150,
        blank=True,
        help_text=_("The source's own words, also in another calendar."),
    )
    dates_as_published_language = LanguageTagField(_("language of the dates as published"))
    timezone = models.CharField(
        _("time zone"),
        max_length=63,
        blank=True,
        validators=[validate_timezone],
        help_text=_("A name of the IANA database, for example Asia/Bangkok."),
    )
    mode = models.CharField(_("mode"), max_length=10, choices=Mode, blank=True)
    venue = models.CharField(_("venue"), max_length=250, blank=True)
    city = models.CharField(_("city"), max_length=120, blank=True)
    host_country = models.ForeignKey(
        Country, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("host country")
    )
    working_languages = models.JSONField(
        _("working languages"), default=list, blank=True, validators=[list_of_languages]
    )
    people_total = models.PositiveIntegerField(
        _("people taking part"), null=True, blank=True, help_text=_("The total that the source states.")
    )
    people_qualifier = models.CharField(
        _("how exact the total is"), max_length=6, choices=Qualifier, default=Qualifier.EQ
    )
    people_note = limited_text(_("note on the total"), 500)
    delegations_total = models.PositiveSmallIntegerField(
        _("delegations"),
        null=True,
        blank=True,
        help_text=_("The number that the source states; it is not counted from the list below."),
    )
    participants_note = limited_text(
        _("note on who took part"), 1000, _("For example that a country was spoken of but sent nobody.")
    )
    programme_note = limited_text(
        _("note on the programme"),
        1000,
        _("What the source does not say, for example that a day has no programme."),
    )
    recording_url = WebAddressField(_("address of the recording"))
    stream_url = WebAddressField(_("address of the live stream"))

    class Meta:
        verbose_name = _("conference")
        verbose_name_plural = _("conferences")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="conference_ends_after_start",
                violation_error_message=_("The last day lies before the first."),
            ),
        ]


class Organiser(Part):
    """An agency that holds a conference or helps to."""

    id_prefix = "og"
    needs = ("agency",)

    record = models.ForeignKey(
        Conference, models.CASCADE, related_name="organisers", verbose_name=_("conference")
    )
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("agency"))
    role = models.CharField(_("role"), max_length=15, choices=OrganiserRole, default=OrganiserRole.HOST)

    class Meta(Part.Meta):
        verbose_name = _("organiser")
        verbose_name_plural = _("organisers")

    def __str__(self):
        return f"{self.agency_id} {self.role}"


class ConferenceSource(SourceFields, Part):
    """A document or page that the account of a conference rests on."""

    id_prefix = "cr"

    record = models.ForeignKey(
        Conference, models.CASCADE, related_name="sources", verbose_name=_("conference")
    )

    class Meta(Part.Meta):
        verbose_name = _("source of the conference")
        verbose_name_plural = _("sources of the conference")
