"""Where a statement comes from, and how exactly a number is known."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from knowledge.models.texts import LanguageTagField, WebAddressField, limited_text


class Qualifier(models.TextChoices):
    """How a stated number relates to the true one: "over 33 million" is `gt`."""

    EQ = "eq", _("exactly")
    GT = "gt", _("more than")
    GTE = "gte", _("at least")
    LT = "lt", _("less than")
    LTE = "lte", _("at most")
    APPROX = "approx", pgettext_lazy("quantity", "about")


class Independence(models.TextChoices):
    """How far a source stands from those it speaks of."""

    SELF = "self", _("The body that runs the service")
    PARTNER = "partner", _("A partner, funder or supplier")
    INDEPENDENT = "independent", _("Independent of the service")


class SourceFields(models.Model):
    """A document or page that statements of a record rest on."""

    title = models.CharField(
        _("title"),
        max_length=300,
        help_text=_("The source's own title, in its own language. It is not translated."),
    )
    title_language = LanguageTagField(_("language of the title"))
    publisher = models.CharField(_("publisher"), max_length=250, blank=True)
    publisher_agency = models.ForeignKey(
        "knowledge.Agency",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("publishing agency"),
        help_text=_("If the publisher has a page here."),
    )
    url = WebAddressField(_("address"))
    archived_url = WebAddressField(
        _("archived address"), help_text=_("A copy in a web archive: pages of governments move often.")
    )
    published_on = models.DateField(_("published on"), null=True, blank=True)
    accessed_on = models.DateField(_("read on"), null=True, blank=True)
    language = LanguageTagField(_("language"))
    locator = models.CharField(
        _("place in the source"), max_length=100, blank=True, help_text=_("Page, slide or mm:ss.")
    )
    independence = models.CharField(
        _("independence"),
        max_length=12,
        choices=Independence,
        blank=True,
        help_text=_("A reviewer confirms it; it decides the evidence grade."),
    )
    quotation = limited_text(
        _("quotation"), 1000, _("One passage, word for word, in the language of the source.")
    )

    class Meta:
        abstract = True

    def __str__(self):
        return self.title


class Cited(models.Model):
    """A fact of a reference record with the one source it was read in."""

    source_title = models.CharField(_("source"), max_length=300, blank=True)
    source_publisher = models.CharField(_("publisher of the source"), max_length=250, blank=True)
    source_url = WebAddressField(_("address of the source"))
    source_accessed_on = models.DateField(_("source read on"), null=True, blank=True)

    class Meta:
        abstract = True


class CitesSiblings(models.Model):
    """A part that names other parts, which must be parts of the same record."""

    siblings = ("source",)

    class Meta:
        abstract = True

    def clean(self):
        """Refuse parts of another record."""
        super().clean()
        errors = {}
        for name in self.siblings:
            sibling = getattr(self, name) if getattr(self, f"{name}_id") else None
            if sibling is not None and sibling.record_id != self.record_id:
                errors[name] = ValidationError(_("This belongs to another record."), code="another_record")
        if errors:
            raise ValidationError(errors)
