"""Groups of countries and who belonged to them when."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from knowledge.models.country import Country
from knowledge.models.dates import precision_of
from knowledge.models.evidence import Cited
from knowledge.models.texts import limited_text
from portal.publishing.record import Part, Record


class CountryGroup(Record):
    """A named group of countries, such as ASEAN, whose members are dated and sourced."""

    id_prefix = ""  # The id is not generated: it is the group's code.
    proper_names = ("name",)

    id = models.CharField(
        _("code"),
        primary_key=True,
        max_length=32,
        validators=[
            RegexValidator(
                r"^[a-z][a-z0-9]*(-[a-z0-9]+)*\Z",
                _("Give lower-case words joined by hyphens, for example asean-plus-3."),
            )
        ],
        help_text=_("For example asean-plus-3. It is the group's address and cannot change."),
    )
    name = models.CharField(_("name"), max_length=120, blank=True)
    definition = limited_text(
        _("definition"), 1000, _("Who counts as a member, and what is not known about it.")
    )

    class Meta:
        verbose_name = _("country group")
        verbose_name_plural = _("country groups")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(id=Lower("id")) & ~models.Q(id__startswith="-"),
                name="country_group_id_is_a_code",
                violation_error_message=_("A group's code is in lower-case letters and starts with one."),
            )
        ]


class GroupMembership(Part, Cited):
    """The time during which a country belongs to a group."""

    id_prefix = "gm"
    needs = ("country",)

    record = models.ForeignKey(
        CountryGroup, models.CASCADE, related_name="memberships", verbose_name=_("country group")
    )
    country = models.ForeignKey(
        Country, models.PROTECT, related_name="group_memberships", verbose_name=_("country")
    )
    starts_on = models.DateField(_("from"), null=True, blank=True)
    starts_on_precision = precision_of(_("precision of the start"))
    ends_on = models.DateField(
        _("to"), null=True, blank=True, help_text=_("Empty while the country is a member.")
    )

    class Meta(Part.Meta):
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="group_membership_ends_after_start",
                violation_error_message=_("The membership ends before it starts."),
            ),
        ]

    def __str__(self):
        return f"{self.country_id} {self.starts_on or ''}".strip()
