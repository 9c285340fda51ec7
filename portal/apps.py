"""The portal app: the publishing house, everything that is not about one kind of content."""

from importlib import import_module

from django.apps import AppConfig, apps
from django.utils.module_loading import module_has_submodule
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = _("People and claims")  # what of it stands in the admin

    def ready(self):
        """Let every app declare its Publications."""
        for app in apps.get_app_configs():
            if module_has_submodule(app.module, "publications"):
                import_module(f"{app.name}.publications")
