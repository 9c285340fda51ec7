"""Editing pages: the secretariat alone, like reference records."""

from django.contrib import admin

from portal.editing.record_admin import RecordAdmin, Section
from portal.pages import models


@admin.register(models.Page)
class PageAdmin(RecordAdmin):
    """Pages about the portal."""

    columns = ("place",)
    sections = (Section(None, ("title", "body", "place")),)
