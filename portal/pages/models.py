"""Pages about the portal itself: about, how it works, privacy and the like."""

from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.publishing.record import Record

LONGEST = 20_000  # characters of a page's text


class Page(Record):
    """A text of the secretariat's about the portal, with or without a place in the footer menu of every page."""

    id_prefix = "pg"
    name_field = "title"

    title = models.CharField(_("title"), max_length=150, blank=True)
    body = models.TextField(
        _("text"),
        max_length=LONGEST,
        blank=True,
        validators=[MaxLengthValidator(LONGEST)],
        help_text=_("Headings begin with two number signs: ## Heading."),
    )
    place = models.PositiveSmallIntegerField(
        _("place in the footer menu"),
        null=True,
        blank=True,
        help_text=_("The smallest number comes first. Empty: the page is not in the menu."),
    )

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
