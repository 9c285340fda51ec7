"""The pages of the portal itself: what the secretariat says about it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    """An app of its own, so that its texts, admin, Publication and migrations are found as those of every content app."""

    name = "portal.pages"
    verbose_name = _("Pages")
    default_auto_field = "django.db.models.BigAutoField"
