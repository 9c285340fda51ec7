"""Organisations that own, host or speak."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from knowledge.models.ancestry import leads_back
from knowledge.models.classification import GovernmentLevel
from knowledge.models.evidence import SourceFields
from knowledge.models.texts import LanguageTagField, WebAddressField, limited_text
from portal.publishing.record import Part, Record


class AgencyKind(models.TextChoices):
    """What sort of organisation an agency is."""

    MINISTRY = "ministry", _("Ministry")
    DEPARTMENT = "department", _("Department")
    INDEPENDENT_AGENCY = "independent_agency", _("Independent agency")
    STATE_ENTERPRISE = "state_enterprise", _("State enterprise")
    LOCAL_GOVERNMENT = "local_government", _("Local government")
    LEGISLATURE = "legislature", _("Legislature")
    JUDICIARY = "judiciary", _("Judiciary")
    INTERNATIONAL_ORGANISATION = "international_organisation", _("International organisation")
    ASSOCIATION = "association", _("Association")
    UNIVERSITY = "university", _("University")
    CIVIL_SOCIETY = "civil_society", _("Civil society organisation")
    COMPANY = "company", _("Company")
    OTHER = "other", _("Other")


class Agency(Record):
    """Any organisation that owns a service, hosts a conference or speaks at one."""

    id_prefix = "ag"
    proper_names = ("name",)
    # Never in a document, page or answer that the public can read.
    private_fields = ("contact_mailbox",)

    name = models.CharField(_("name"), max_length=250, blank=True)
    acronym = models.CharField(_("acronym"), max_length=40, blank=True)
    native_name = models.CharField(
        _("own name"),
        max_length=250,
        blank=True,
        help_text=_("As the organisation writes it in its own language."),
    )
    native_language = LanguageTagField(_("language of the own name"))
    kind = models.CharField(_("kind"), max_length=30, choices=AgencyKind, default=AgencyKind.OTHER)
    level = models.CharField(_("level of government"), max_length=15, choices=GovernmentLevel, blank=True)
    country = models.ForeignKey(
        "knowledge.Country",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="agencies",
        verbose_name=_("country"),
        help_text=_("Empty for international organisations."),
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("part of"),
        help_text=_("For example the ministry of a department."),
    )
    predecessors = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="successors",
        verbose_name=_("predecessors"),
        help_text=_("Organisations whose work it took over when they were renamed, merged or divided."),
    )
    website = WebAddressField(_("website"))
    contact_mailbox = models.EmailField(
        _("contact mailbox"),
        blank=True,
        help_text=_("A mailbox of the office, not of a person. It is never shown to the public."),
    )
    about = limited_text(_("about"), 1500)
    wikidata = models.CharField(
        _("Wikidata item"),
        max_length=20,
        blank=True,
        validators=[RegexValidator(r"^Q[1-9][0-9]*\Z", _("Give the item's number, for example Q7817."))],
    )
    ror = models.CharField(
        _("ROR id"),
        max_length=9,
        blank=True,
        validators=[
            RegexValidator(
                r"^0[a-hj-km-np-tv-z0-9]{6}[0-9]{2}\Z", _("Give the nine characters of the ROR id.")
            )
        ],
        help_text=_("The last nine characters of the Research Organization Registry's address."),
    )

    class Meta:
        verbose_name = _("agency")
        verbose_name_plural = _("agencies")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(parent=None) | ~models.Q(parent=models.F("id")),
                name="agency_not_its_own_parent",
                violation_error_message=_("An agency cannot be part of itself."),
            ),
        ]

    def clean(self):
        """Refuse an agency that is, further up, part of itself."""
        super().clean()
        if leads_back(self, "parent"):
            raise ValidationError({"parent": _("That organisation is itself part of this one.")})


class AgencySource(SourceFields, Part):
    """A document or page that what is said of an agency rests on."""

    id_prefix = "as"

    record = models.ForeignKey(Agency, models.CASCADE, related_name="sources", verbose_name=_("agency"))

    class Meta(Part.Meta):
        verbose_name = _("source on the agency")
        verbose_name_plural = _("sources on the agency")
