"""The vocabulary that editors may grow."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from knowledge.models.ancestry import leads_back
from knowledge.models.texts import LanguageTagField, WebAddressField, limited_text
from portal.publishing.record import Part, Record


class TopicScheme(models.TextChoices):
    """The vocabulary a topic belongs to."""

    THEME = "theme", _("Theme")
    TECHNOLOGY = "technology", _("Technology")
    CHANNEL = "channel", _("Channel")
    LIFE_EVENT = "life_event", _("Life event")
    TARGET_GROUP = "target_group", _("Target group")
    UNIT = "unit", _("Unit of measurement")


class SameAsScheme(models.TextChoices):
    """Vocabularies of others that topics are linked to."""

    WIKIDATA = "wikidata", _("Wikidata")
    EUROVOC = "eurovoc", _("EuroVoc")
    SDG = "sdg", _("Sustainable Development Goals")
    COFOG = "cofog", _("Classification of the Functions of Government")


class Topic(Record):
    """A word of one of the portal's vocabularies, by which records are found."""

    id_prefix = "tp"

    scheme = models.CharField(_("vocabulary"), max_length=15, choices=TopicScheme)
    name = models.CharField(_("name"), max_length=120, blank=True)
    definition = limited_text(_("definition"), 500)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("wider topic")
    )

    predecessors = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="successors",
        verbose_name=_("predecessors"),
        help_text=_("Older topics in whose place this one is used."),
    )

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(parent=None) | ~models.Q(parent=models.F("id")),
                name="topic_not_its_own_parent",
                violation_error_message=_("A topic cannot be its own wider topic."),
            )
        ]

    def clean(self):
        """Refuse a wider topic of another vocabulary, and a circle."""
        super().clean()
        if self.parent is not None and self.parent.scheme != self.scheme:
            raise ValidationError({"parent": _("The wider topic belongs to another vocabulary.")})
        if leads_back(self, "parent"):
            raise ValidationError({"parent": _("That topic is itself narrower than this one.")})


class OtherName(Part):
    """Another word people use for a topic; the search finds the topic by it in every language."""

    id_prefix = "on"

    record = models.ForeignKey(Topic, models.CASCADE, related_name="other_names", verbose_name=_("topic"))
    language = LanguageTagField(_("language"), blank=False)
    name = models.CharField(_("name"), max_length=120)

    class Meta(Part.Meta):
        verbose_name = _("other name")
        verbose_name_plural = _("other names")

    def __str__(self):
        return self.name


class SameAs(Part):
    """A link to the same thing in somebody else's vocabulary."""

    id_prefix = "sa"

    record = models.ForeignKey(Topic, models.CASCADE, related_name="same_as", verbose_name=_("topic"))
    scheme = models.CharField(_("vocabulary"), max_length=10, choices=SameAsScheme)
    url = WebAddressField(_("address"), blank=False)

    class Meta(Part.Meta):
        verbose_name = _("same as")
        verbose_name_plural = _("same as")

    def __str__(self):
        return self.url
