"""What readers tell: corrections, questions to agencies, wishes for a language, and whether a record was useful."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReadersConfig(AppConfig):
    """Of an app that nothing else needs to know."""

    name = "portal.readers"
    label = "readers"
    verbose_name = _("What readers say")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Let the worker know its jobs, the admin's index what waits, and redaction what is kept here."""
        for module in ("relaying", "retention", "redacting", "waiting", "protection.limits"):
            import_module(f"{self.name}.{module}")
