"""Editing series, conferences and people."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from conferences import models
from portal.editing.forms import PartForm
from portal.editing.identity import kind_of
from portal.editing.inlines import PartInline, PartTable
from portal.editing.record_admin import RecordAdmin, Section


class SeriesOrganiserInline(PartTable):
    model = models.SeriesOrganiser


class AffiliationInline(PartInline):
    model = models.Affiliation
    rows = ("job_title", "agency", ("starts_on", "starts_on_precision"), ("ends_on", "ends_on_precision"))


class ConferenceSourceInline(PartInline):
    model = models.ConferenceSource
    rows = (
        *("title", ("title_language", "language"), ("publisher", "publisher_agency"), "url", "archived_url"),
        *(("published_on", "accessed_on"), ("locator", "independence")),
    )


class OrganiserInline(PartTable):
    model = models.Organiser


class ParticipationInline(PartInline):
    model = models.Participation
    rows = (("country", "agency"), ("capacity", "head_count"), "note", "source")


class SessionInline(PartInline):
    model = models.Session
    rows = (
        "title",
        ("code", "kind", "status"),
        ("day", "starts_at", "ends_at"),
        ("room", "language"),
        "source",
        "abstract",
    )
    per_page = 20


class AppearanceInline(PartInline):
    model = models.Appearance
    rows = ("session", ("person", "role"), "job_title", ("agency", "country"), "source")
    per_page, grouped_by = 25, "session"


class TakeawayForm(PartForm):
    """A takeaway, whose subject is of the kind that it names."""

    def clean(self):
        """Refuse a subject of another kind."""
        super().clean()
        about, kind = self.cleaned_data.get("about"), self.cleaned_data.get("about_kind")
        is_named = about and kind and kind != models.AboutKind.GENERAL
        if is_named and kind_of(about).replace("-", "_") != kind:
            self.add_error("about", ValidationError(_("This id belongs to another kind of record.")))
        return self.cleaned_data


class TakeawayInline(PartInline):
    model, form = models.Takeaway, TakeawayForm
    rows = ("text", ("about_kind", "about"), "is_challenge", "source")
    reach = {"about": ("country", "country-group", "agency", "topic")}


class MaterialInline(PartInline):
    model = models.Material
    rows = ("title", ("kind", "language"), "file_sha256", "url", ("credit", "licence"), "session")


class PresentedInline(PartInline):
    model = models.Presented
    rows = (("case_study", "relation"), ("session", "source"), "note")


@admin.register(models.Series)
class SeriesAdmin(RecordAdmin):
    """Series of conferences."""

    inlines = (SeriesOrganiserInline,)
    sections = (Section(None, ("name", "about")),)


@admin.register(models.Person)
class PersonAdmin(RecordAdmin):
    """People who spoke in public."""

    columns = ("basis",)
    filters = ("basis",)
    inlines = (AffiliationInline,)
    sections = (
        Section(None, ("name", "honorific", "bio")),
        Section(_("Why named here"), ("basis", "objected_on")),
    )


@admin.register(models.Conference)
class ConferenceAdmin(RecordAdmin):
    """Conferences with their programme, people and outcomes."""

    columns = ("starts_on", "mode")
    filters = ("mode",)
    inlines = (
        *(ConferenceSourceInline, OrganiserInline, ParticipationInline, SessionInline, AppearanceInline),
        *(TakeawayInline, MaterialInline, PresentedInline),
    )
    sections = (
        Section(None, ("title", "theme", ("series", "edition"), "summary")),
        Section(
            _("When and where"),
            (
                *(
                    ("starts_on", "ends_on", "timezone"),
                    ("dates_as_published", "dates_as_published_language"),
                ),
                *("mode", "venue", "city", "host_country", "working_languages"),
            ),
        ),
        Section(
            _("Who took part"),
            (("people_total", "people_qualifier", "delegations_total"), "people_note", "participants_note"),
        ),
        Section(_("Programme"), ("programme_note", "recording_url", "stream_url")),
    )
