"""Countries and where they stand in the international indices."""

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models.functions import Length, Upper
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from knowledge.models.evidence import Cited
from knowledge.models.texts import limited_text, list_of_languages, list_of_scripts
from portal.publishing.record import Part, Record


class Calendar(models.TextChoices):
    """The calendar a country's administration writes its dates in."""

    GREGORIAN = "gregorian", _("Gregorian")
    BUDDHIST = "buddhist", _("Buddhist era")


class IndexCode(models.TextChoices):
    """International indices of digital government."""

    EGDI = "egdi", _("UN E-Government Development Index")
    EPI = "epi", _("UN E-Participation Index")
    OSI = "osi", _("UN Online Service Index")
    GTMI = "gtmi", _("World Bank GovTech Maturity Index")
    GCI = "gci", _("ITU Global Cybersecurity Index")
    DGI = "dgi", _("OECD Digital Government Index")


class Country(Record):
    """A country or territory whose experience the portal holds."""

    id_prefix = ""  # The id is not generated: it is the country's ISO code.
    proper_names = ("name", "official_name")

    id = models.CharField(
        _("ISO code"),
        primary_key=True,
        max_length=2,
        validators=[
            RegexValidator(
                r"^[A-Z]{2}\Z", _("Give the two upper-case letters of ISO 3166-1, for example TH.")
            )
        ],
        help_text=_("Two letters, ISO 3166-1 alpha-2. It is the country's address and cannot change."),
    )
    iso3 = models.CharField(
        _("three-letter code"),
        max_length=3,
        blank=True,
        validators=[
            RegexValidator(
                r"^[A-Z]{3}\Z", _("Give the three upper-case letters of ISO 3166-1, for example THA.")
            )
        ],
    )
    m49 = models.CharField(
        _("UN M49 code"),
        max_length=3,
        blank=True,
        validators=[RegexValidator(r"^[0-9]{3}\Z", _("Give three digits, for example 764 or 096."))],
    )
    name = models.CharField(_("name"), max_length=120, blank=True)
    official_name = models.CharField(_("official name"), max_length=200, blank=True)
    languages = models.JSONField(
        _("languages"),
        default=list,
        blank=True,
        validators=[list_of_languages],
        help_text=_("Official languages as BCP 47 tags, the first one first."),
    )
    scripts = models.JSONField(
        _("scripts"), default=list, blank=True, validators=[list_of_scripts], help_text=_("ISO 15924 codes.")
    )
    calendar = models.CharField(_("calendar"), max_length=12, choices=Calendar, default=Calendar.GREGORIAN)
    profile = limited_text(_("profile"), 4000, _("How digital government is organised here. CommonMark."))
    grid_col = models.PositiveSmallIntegerField(
        _("column on the tile map"), null=True, blank=True, validators=[MaxValueValidator(40)]
    )
    grid_row = models.PositiveSmallIntegerField(
        _("row on the tile map"), null=True, blank=True, validators=[MaxValueValidator(40)]
    )

    class Meta:
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        constraints = [
            # Plain SQL functions only, so that any SQLite tool can check the file.
            models.CheckConstraint(
                condition=models.Q(Exact(Length("id"), 2), id=Upper("id")),
                name="country_id_is_two_capitals",
                violation_error_message=_("A country's id is the two upper-case letters of ISO 3166-1."),
            ),
            models.UniqueConstraint(
                fields=["iso3"],
                condition=~models.Q(iso3=""),
                name="country_iso3_unique",
                violation_error_message=_("Another country has this three-letter code."),
            ),
        ]


class Indicator(Part, Cited):
    """A country's value and rank in one edition of an international index."""

    id_prefix = "in"

    record = models.ForeignKey(Country, models.CASCADE, related_name="indicators", verbose_name=_("country"))
    code = models.CharField(_("index"), max_length=12, choices=IndexCode)
    year = models.PositiveSmallIntegerField(
        _("edition"),
        validators=[MinValueValidator(1990), MaxValueValidator(2100)],
        help_text=_("Year of the edition."),
    )
    value = models.DecimalField(_("value"), max_digits=20, decimal_places=6, null=True, blank=True)
    rank = models.PositiveSmallIntegerField(
        _("rank"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    rank_of = models.PositiveSmallIntegerField(
        _("out of"), null=True, blank=True, help_text=_("How many countries the edition ranks.")
    )

    class Meta(Part.Meta):
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(rank_of__gte=models.F("rank")),
                name="indicator_rank_within_field",
                violation_error_message=_("The rank is beyond the number of countries ranked."),
            ),
        ]

    def __str__(self):
        return f"{self.code} {self.year}"
