"""People who speak at conferences."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from knowledge.models import Agency
from knowledge.models.dates import is_before, precision_of
from knowledge.models.texts import in_any_language, limited_text
from portal.publishing.record import Part, Record


class Basis(models.TextChoices):
    """Why the portal may name a person."""

    PUBLIC_SOURCE = "public_source", _("Named in a public source")
    CONSENT = "consent", _("The person agreed")


class Person(Record):
    """Somebody named in public for what they said at a conference; no account is needed."""

    id_prefix = "pe"
    proper_names = ("name", "honorific")

    name = models.CharField(
        _("name"),
        max_length=150,
        blank=True,
        help_text=_("As the person writes it in each script, without a title."),
    )
    honorific = models.CharField(_("title before the name"), max_length=60, blank=True)
    bio = limited_text(_("biography"), 1500)
    basis = models.CharField(_("basis"), max_length=15, choices=Basis, default=Basis.PUBLIC_SOURCE)
    objected_on = models.DateField(
        _("objected on"),
        null=True,
        blank=True,
        help_text=_(
            "The day the person asked not to be named. Appearances then show role and organisation only."
        ),
    )

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")


class Affiliation(Part):
    """The time a person holds a position in an organisation."""

    id_prefix = "af"

    record = models.ForeignKey(Person, models.CASCADE, related_name="affiliations", verbose_name=_("person"))
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("agency")
    )
    job_title = models.CharField(_("job title"), max_length=250, blank=True)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    starts_on_precision = precision_of(_("precision of the start"))
    ends_on = models.DateField(_("to"), null=True, blank=True)
    ends_on_precision = precision_of(_("precision of the end"))

    class Meta(Part.Meta):
        verbose_name = _("affiliation")
        verbose_name_plural = _("affiliations")

    def __str__(self):
        return in_any_language(self, "job_title")

    def clean(self):
        """Refuse an end before the start, as far as the dates are known."""
        super().clean()
        if (
            self.starts_on
            and self.ends_on
            and is_before(self.ends_on, self.ends_on_precision, self.starts_on, self.starts_on_precision)
        ):
            raise ValidationError({"ends_on": _("The affiliation ends before it starts.")})
