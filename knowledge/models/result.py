"""Numbers that a practice is known by."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from knowledge.models.case_study import CaseStudy
from knowledge.models.dates import precision_of
from knowledge.models.evidence import CitesSiblings, Qualifier
from knowledge.models.texts import LanguageTagField, in_any_language, limited_text
from portal.publishing.record import Part


class Period(models.TextChoices):
    """The time a number counts over."""

    PER_DAY = "per_day", _("per day")
    PER_MONTH = "per_month", _("per month")
    PER_YEAR = "per_year", _("per year")
    CUMULATIVE = "cumulative", _("since the start")
    POINT_IN_TIME = "point_in_time", _("at one moment")


class ResultKind(models.TextChoices):
    """What a number is: reached, hoped for, or only the setting."""

    REPORTED = "reported", _("Reported")
    TARGET = "target", _("Target")
    PLAN = "plan", _("Plan")
    ESTIMATE = "estimate", _("Estimate")
    BASELINE = "baseline", _("Baseline")
    RECOGNITION = "recognition", _("Recognition")
    CONTEXT = "context", _("Context")


class Result(Part, CitesSiblings):
    """One figure about a practice, as exact as its source gives it; it cannot be published without one."""

    id_prefix = "rs"

    record = models.ForeignKey(
        CaseStudy, models.CASCADE, related_name="results", verbose_name=_("case study")
    )
    label = models.CharField(_("label"), max_length=150, blank=True, help_text=_("What was counted."))
    kind = models.CharField(_("kind"), max_length=12, choices=ResultKind, default=ResultKind.REPORTED)
    value = models.DecimalField(_("value"), max_digits=20, decimal_places=4, null=True, blank=True)
    value_to = models.DecimalField(
        _("up to"),
        max_digits=20,
        decimal_places=4,
        null=True,
        blank=True,
        help_text=_("The upper end of a range."),
    )
    qualifier = models.CharField(
        _("qualifier"),
        max_length=6,
        choices=Qualifier,
        default=Qualifier.EQ,
        help_text=_("“More than 100,000” is not 100,000: choose what the source says."),
    )
    unit = models.CharField(
        _("unit"),
        max_length=40,
        blank=True,
        validators=[
            RegexValidator(
                r"^([a-z0-9]+(_[a-z0-9]+)*|[A-Z]{3})\Z",
                _("Give a unit's code, for example persons or working_days, or a currency, for example THB."),
            )
        ],
    )
    period = models.CharField(_("period"), max_length=15, choices=Period, blank=True)
    as_of = models.DateField(_("as of"), null=True, blank=True)
    as_of_precision = precision_of(_("precision of the date"))
    as_published = models.CharField(
        _("as published"),
        max_length=300,
        blank=True,
        help_text=_("The source's own words. Empty if they were not kept."),
    )
    as_published_language = LanguageTagField(_("language of the source's words"))
    baseline = models.DecimalField(_("before"), max_digits=20, decimal_places=4, null=True, blank=True)
    target = models.DecimalField(_("target"), max_digits=20, decimal_places=4, null=True, blank=True)
    method = limited_text(_("method"), 500, _("How it was measured; also whether it is an average."))
    source = models.ForeignKey(
        "knowledge.Source",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="results",
        verbose_name=_("source"),
        help_text=_("One of the sources of this record."),
    )

    class Meta(Part.Meta):
        verbose_name = _("result")
        verbose_name_plural = _("results")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(value_to=None)
                | models.Q(value__isnull=False, value_to__gt=models.F("value")),
                name="result_range_ascends",
                violation_error_message=_("The upper end of a range is greater than its lower end."),
            )
        ]

    def __str__(self):
        return in_any_language(self, "label")
