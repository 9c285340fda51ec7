"""What a conference leaves behind."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from conferences.models.conference import Conference, ConferenceSource
from conferences.models.programme import Session
from knowledge.models import AttachmentFields, CaseStudy, CitesSiblings
from knowledge.models.texts import in_any_language, limited_text
from portal.publishing.record import Part, PublicIdField


class AboutKind(models.TextChoices):
    """What sort of thing a takeaway speaks of."""

    GENERAL = "general", _("General")
    COUNTRY = "country", _("A country")
    COUNTRY_GROUP = "country_group", _("A country group")
    AGENCY = "agency", _("An agency")
    TOPIC = "topic", _("A topic")


class Relation(models.TextChoices):
    """How a case study came up at a conference."""

    FIRST_PRESENTED = "first_presented", _("Presented for the first time")
    PRESENTED = "presented", _("Presented")
    CITED = "cited", _("Cited")
    SITE_VISIT = "site_visit", _("Visited on site")
    FOLLOW_UP = "follow_up", _("Followed up")
    AWARD = "award", _("Given an award")


class Takeaway(Part, CitesSiblings):
    """Something a conference concluded that is worth taking home."""

    id_prefix = "ls"  # Shared with the lessons of case studies: one public address space.

    record = models.ForeignKey(
        Conference, models.CASCADE, related_name="takeaways", verbose_name=_("conference")
    )
    text = limited_text(_("text"), 1200)
    about_kind = models.CharField(
        _("kind of subject"), max_length=15, choices=AboutKind, default=AboutKind.GENERAL
    )
    about = PublicIdField(
        _("subject"),
        help_text=_("The country, group, agency or topic it speaks of; empty if it is general."),
    )
    is_challenge = models.BooleanField(_("is a challenge"), default=False)
    source = models.ForeignKey(
        ConferenceSource, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("source")
    )

    class Meta(Part.Meta):
        verbose_name = _("takeaway")
        verbose_name_plural = _("takeaways")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(about_kind=AboutKind.GENERAL.value, about="")
                | (~models.Q(about_kind=AboutKind.GENERAL.value) & ~models.Q(about="")),
                name="takeaway_about_matches_kind",
                violation_error_message=_("A general takeaway has no subject; any other one needs one."),
            )
        ]

    def __str__(self):
        return in_any_language(self, "text")


class Material(AttachmentFields, Part, CitesSiblings):
    """A file or link that was shown or handed out at a conference."""

    id_prefix = "mt"
    siblings = ("session",)

    record = models.ForeignKey(
        Conference, models.CASCADE, related_name="materials", verbose_name=_("conference")
    )
    session = models.ForeignKey(
        Session,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="materials",
        verbose_name=_("session"),
        help_text=_("Empty if it belongs to the whole conference."),
    )

    class Meta(Part.Meta, AttachmentFields.Meta):
        verbose_name = _("material")
        verbose_name_plural = _("materials")


class Presented(Part, CitesSiblings):
    """The provenance of a case study: where and how it came up at a conference."""

    id_prefix = "pr"
    siblings = ("session", "source")

    record = models.ForeignKey(
        Conference, models.CASCADE, related_name="presented", verbose_name=_("conference")
    )
    session = models.ForeignKey(
        Session,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="presented",
        verbose_name=_("session"),
        help_text=_("Empty if the source does not say in which session."),
    )
    case_study = models.ForeignKey(CaseStudy, models.PROTECT, related_name="+", verbose_name=_("case study"))
    relation = models.CharField(_("relation"), max_length=20, choices=Relation, default=Relation.PRESENTED)
    note = limited_text(_("note"), 500)
    source = models.ForeignKey(
        ConferenceSource, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("source")
    )

    class Meta(Part.Meta):
        verbose_name = _("presented case study")
        verbose_name_plural = _("presented case studies")

    def __str__(self):
        return f"{self.case_study_id} {self.relation}"
