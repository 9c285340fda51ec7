"""The programme of a conference and who appeared in it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from conferences.models.conference import Conference, ConferenceSource
from conferences.models.person import Person
from knowledge.models import Agency, CitesSiblings, Country
from knowledge.models.texts import LanguageTagField, in_any_language, limited_text
from portal.publishing.record import Part


class SessionKind(models.TextChoices):
    """The form of an item of the programme."""

    OPENING = "opening", _("Opening")
    KEYNOTE = "keynote", _("Keynote")
    SPECIAL_LECTURE = "special_lecture", _("Special lecture")
    PANEL = "panel", _("Panel")
    COUNTRY_PRESENTATION = "country_presentation", _("Country presentation")
    WORKSHOP = "workshop", _("Workshop")
    CLOSING = "closing", _("Closing")
    BREAK = "break", _("Break")


class SessionStatus(models.TextChoices):
    """Whether an item of the programme took place."""

    SCHEDULED = "scheduled", _("Scheduled")
    HELD = "held", _("Held")
    CANCELLED = "cancelled", _("Cancelled")


class AppearanceRole(models.TextChoices):
    """What somebody does in a session."""

    CHAIR = "chair", _("Chair")
    OPENING_ADDRESS = "opening_address", _("Opening address")
    SPEAKER = "speaker", _("Speaker")
    PANELLIST = "panellist", _("Panellist")
    MODERATOR = "moderator", _("Moderator")
    DISCUSSANT = "discussant", _("Discussant")
    RAPPORTEUR = "rapporteur", _("Rapporteur")


class Session(Part, CitesSiblings):
    """An item of a conference's programme."""

    id_prefix = "ss"

    record = models.ForeignKey(
        Conference, models.CASCADE, related_name="sessions", verbose_name=_("conference")
    )
    code = models.CharField(_("code"), max_length=20, blank=True, help_text=_("As the programme numbers it."))
    kind = models.CharField(_("kind"), max_length=25, choices=SessionKind)
    title = models.CharField(_("title"), max_length=300, blank=True)
    abstract = limited_text(_("abstract"), 3000, _("CommonMark."))
    day = models.DateField(_("day"), null=True, blank=True)
    starts_at = models.TimeField(
        _("starts"),
        null=True,
        blank=True,
        help_text=_("In the conference's time zone. Empty if it is not known."),
    )
    ends_at = models.TimeField(_("ends"), null=True, blank=True)
    room = models.CharField(_("room"), max_length=100, blank=True)
    language = LanguageTagField(_("language"))
    status = models.CharField(
        _("status"), max_length=10, choices=SessionStatus, default=SessionStatus.SCHEDULED
    )
    source = models.ForeignKey(
        ConferenceSource, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("source")
    )

    class Meta(Part.Meta):
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gte=models.F("starts_at")),
                name="session_ends_after_start",
                violation_error_message=_("The session ends before it starts."),
            )
        ]

    def __str__(self):
        return in_any_language(self, "title")

    def clean(self):
        """Refuse a day on which the conference is not held."""
        super().clean()
        if self.day is None or self.record_id is None:
            return
        first, last = self.record.starts_on, self.record.ends_on
        if (first and self.day < first) or (last and self.day > last):
            raise ValidationError({"day": _("The conference is not held on this day.")})


class Appearance(Part, CitesSiblings):
    """Somebody's part in a session, with the position and organisation they had on that day."""

    id_prefix = "ap"
    siblings = ("session", "source")

    record = models.ForeignKey(
        Conference, models.CASCADE, related_name="appearances", verbose_name=_("conference")
    )
    session = models.ForeignKey(
        Session, models.CASCADE, related_name="appearances", verbose_name=_("session")
    )
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="appearances",
        verbose_name=_("person"),
        help_text=_("Empty if the person is not to be named."),
    )
    role = models.CharField(_("role"), max_length=20, choices=AppearanceRole, default=AppearanceRole.SPEAKER)
    job_title = models.CharField(_("job title"), max_length=250, blank=True, help_text=_("As of that day."))
    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("agency"),
        help_text=_("As of that day."),
    )
    country = models.ForeignKey(
        Country,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("country"),
        help_text=_("As of that day."),
    )
    source = models.ForeignKey(
        ConferenceSource, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("source")
    )

    class Meta(Part.Meta):
        verbose_name = _("appearance")
        verbose_name_plural = _("appearances")

    def __str__(self):
        return f"{self.person_id or ''} {self.role}".strip()
