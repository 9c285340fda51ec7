"""What one government did, what came of it, and what others can learn."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from knowledge.models.classification import (
    CofogDivision,
    CostBand,
    GovernmentLevel,
    OperatingStatus,
    ReuseTerms,
    Stage,
    list_of_dimensions,
)
from knowledge.models.dates import is_before, precision_of
from knowledge.models.texts import WebAddressField, limited_text, list_of_names
from knowledge.models.topic import TopicScheme
from portal.publishing.record import Record


class CaseStudyKind(models.TextChoices):
    """Whether a record tells of a whole practice or of a lesson alone."""

    CASE_STUDY = "case_study", _("Case study")
    LESSON_LEARNED = "lesson_learned", _("Lesson learned")


class Tier(models.TextChoices):
    """How much is asked of a record: a snapshot takes ten minutes and may grow into a full study."""

    SNAPSHOT = "snapshot", _("Snapshot")
    FULL = "full", _("Full study")


class Authorship(models.TextChoices):
    """Who speaks: the agency itself, or somebody who read about it."""

    AGENCY = "agency", _("Submitted by the agency")
    COMPILED = "compiled", _("Compiled from public sources; not confirmed by the agency")


class CaseStudy(Record):
    """A practice of digital government, or a lesson drawn from one, that others can learn from."""

    id_prefix = "cs"
    name_field = "title"
    needs = ("country", "country_group", "lead_agency")

    kind = models.CharField(_("kind"), max_length=15, choices=CaseStudyKind, default=CaseStudyKind.CASE_STUDY)
    tier = models.CharField(_("depth"), max_length=10, choices=Tier, default=Tier.SNAPSHOT)
    authorship = models.CharField(
        _("authorship"), max_length=10, choices=Authorship, default=Authorship.COMPILED
    )

    lead_agency = models.ForeignKey(
        "knowledge.Agency",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="led_case_studies",
        verbose_name=_("lead agency"),
        help_text=_("The public body that answers for it. Empty if the source names none."),
    )
    country = models.ForeignKey(
        "knowledge.Country",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="case_studies",
        verbose_name=_("country"),
    )
    country_group = models.ForeignKey(
        "knowledge.CountryGroup",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="case_studies",
        verbose_name=_("country group"),
        help_text=_("Instead of a country, if the experience is that of a group."),
    )
    further_countries = models.ManyToManyField(
        "knowledge.Country", blank=True, related_name="+", verbose_name=_("further countries")
    )
    level = models.CharField(_("level of government"), max_length=15, choices=GovernmentLevel, blank=True)

    service_name = models.CharField(
        _("name of the service"),
        max_length=150,
        blank=True,
        help_text=_("Its own name, as it is used. Not translated."),
    )
    service_url = WebAddressField(_("address of the service"))
    started = models.DateField(_("started"), null=True, blank=True)
    started_precision = precision_of(_("precision of the start"))
    launched = models.DateField(_("launched"), null=True, blank=True)
    launched_precision = precision_of(_("precision of the launch"))
    ended = models.DateField(_("ended"), null=True, blank=True)
    ended_precision = precision_of(_("precision of the end"))
    stage = models.CharField(
        _("stage"), max_length=25, choices=Stage, blank=True, help_text=_("Empty unless the source says it.")
    )
    operating_status = models.CharField(
        _("operating status"), max_length=15, choices=OperatingStatus, blank=True
    )

    title = models.CharField(_("title"), max_length=150, blank=True)
    summary = limited_text(
        _("summary"), 500, _("Three plain sentences: the problem, what was done, what came of it.")
    )
    problem = limited_text(_("problem"), 1500, _("Who could not do what, and how was that known?"))
    solution = limited_text(
        _("solution"), 2500, _("What was built or changed, in words a colleague abroad understands.")
    )
    what_is_new = limited_text(_("what is new"), 1000, _("What was not done like this before?"))
    users = limited_text(_("users"), 1000, _("Who uses it, and how were they asked?"))
    collaboration = limited_text(_("collaboration"), 1000, _("Who worked together, and how?"))
    challenges = limited_text(
        _("challenges"), 1500, _("What was hard, and what failed? This helps others most.")
    )
    conditions_for_success = limited_text(
        _("conditions for success"), 1500, _("What had to be in place: laws, money, people, infrastructure?")
    )
    replication = limited_text(
        _("replication"), 1000, _("What would another government need to do the same?")
    )
    would_do_differently = limited_text(_("what we would do differently"), 1000)
    inclusion = limited_text(
        _("inclusion"), 1000, _("How are people reached who are offline, disabled or far away?")
    )
    privacy_security = limited_text(_("privacy and security"), 1000)
    sustainability = limited_text(
        _("sustainability"), 1000, _("Who pays for it and looks after it in five years?")
    )
    sources_note = limited_text(
        _("note on the sources"),
        1000,
        _("Where sources disagree or leave something open, and what was concluded from them."),
    )
    overview = limited_text(_("overview"), 5000, _("Anything that fits no other section. CommonMark."))

    themes = models.ManyToManyField(
        "knowledge.Topic",
        blank=True,
        related_name="+",
        limit_choices_to={"scheme": TopicScheme.THEME.value},
        verbose_name=_("themes"),
        help_text=_("One to five."),
    )
    technologies = models.ManyToManyField(
        "knowledge.Topic",
        blank=True,
        related_name="+",
        limit_choices_to={"scheme": TopicScheme.TECHNOLOGY.value},
        verbose_name=_("technologies"),
    )
    channels = models.ManyToManyField(
        "knowledge.Topic",
        blank=True,
        related_name="+",
        limit_choices_to={"scheme": TopicScheme.CHANNEL.value},
        verbose_name=_("channels"),
    )
    target_groups = models.ManyToManyField(
        "knowledge.Topic",
        blank=True,
        related_name="+",
        limit_choices_to={"scheme": TopicScheme.TARGET_GROUP.value},
        verbose_name=_("target groups"),
    )
    dgpf_dimensions = models.JSONField(
        _("dimensions of the OECD Digital Government Policy Framework"),
        default=list,
        blank=True,
        validators=[list_of_dimensions],
    )
    cofog_division = models.CharField(
        _("function of government"), max_length=2, choices=CofogDivision, blank=True
    )

    cost_band = models.CharField(_("cost band"), max_length=20, choices=CostBand, blank=True)
    cost_amount = models.DecimalField(
        _("cost"), max_digits=20, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    cost_currency = models.CharField(
        _("currency"),
        max_length=3,
        blank=True,
        validators=[RegexValidator(r"^[A-Z]{3}\Z", _("Give the currency's three letters, for example THB."))],
    )
    cost_year = models.PositiveSmallIntegerField(
        _("year of the prices"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1950), MaxValueValidator(2100)],
        help_text=_("In the Gregorian calendar."),
    )
    team_size = models.PositiveIntegerField(_("people in the team"), null=True, blank=True)
    months_to_launch = models.PositiveSmallIntegerField(_("months to launch"), null=True, blank=True)
    terms = models.CharField(_("terms of reuse"), max_length=15, choices=ReuseTerms, blank=True)
    code_repository = WebAddressField(_("code repository"))
    software_licence = models.CharField(
        _("licence of the software"),
        max_length=40,
        blank=True,
        validators=[
            RegexValidator(r"^[A-Za-z0-9.+-]+\Z", _("Give an SPDX identifier, for example EUPL-1.2."))
        ],
    )
    standards = models.JSONField(
        _("standards"),
        default=list,
        blank=True,
        validators=[list_of_names],
        help_text=_("Standards it is built on, by their names."),
    )
    fresh_until = models.DateField(
        _("fresh until"),
        null=True,
        blank=True,
        help_text=_("From this day the record asks: is it still true?"),
    )

    class Meta:
        verbose_name = _("case study")
        verbose_name_plural = _("case studies")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(country__isnull=False, country_group__isnull=True)
                | models.Q(country__isnull=True, country_group__isnull=False),
                name="case_study_country_or_group",
                violation_error_message=_("Give either a country or a country group."),
            ),
            models.CheckConstraint(
                condition=models.Q(cost_amount=None) | ~models.Q(cost_currency=""),
                name="case_study_cost_has_currency",
                violation_error_message=_("Give the currency of the cost."),
            ),
        ]

    def clean(self):
        """Refuse an end or a launch before the start, as far as the dates are known."""
        super().clean()
        errors = {}
        for earlier, later in (("started", "launched"), ("started", "ended"), ("launched", "ended")):
            first, last = getattr(self, earlier), getattr(self, later)
            precisions = getattr(self, f"{later}_precision"), getattr(self, f"{earlier}_precision")
            if first and last and is_before(last, precisions[0], first, precisions[1]):
                errors[later] = ValidationError(
                    _("This lies before the date given as “%(field)s”."),
                    params={"field": self._meta.get_field(earlier).verbose_name},
                )
        if errors:
            raise ValidationError(errors)
