"""Editing countries, groups, agencies, topics and case studies."""

from django.contrib import admin
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from knowledge import models
from portal.editing.inlines import PartInline, PartTable
from portal.editing.record_admin import RecordAdmin, Section

SOURCE_ROWS = (
    *("title", ("title_language", "language"), ("publisher", "publisher_agency"), "url", "archived_url"),
    *(("published_on", "accessed_on"), ("locator", "independence")),
)


class IndicatorInline(PartInline):
    model = models.Indicator
    rows = (("code", "year"), ("value", "rank", "rank_of"), ("source_title", "source_publisher"))


class GroupMembershipInline(PartInline):
    model = models.GroupMembership
    rows = ("country", ("starts_on", "starts_on_precision", "ends_on"), ("source_title", "source_publisher"))


class UnsourcedFilter(admin.SimpleListFilter):
    """Records without a source, and those with figures that name none."""

    title = _("missing sources")
    parameter_name = "unsourced"

    def lookups(self, request, model_admin):
        """What is missing."""
        return [("record", _("No source at all")), ("result", _("A figure without a source"))]

    def queryset(self, request, queryset):
        """Those rows."""
        match self.value():
            case "record":
                return queryset.filter(sources=None)
            case "result":
                results = models.Result.objects.filter(record=OuterRef("pk"), source=None)
                return queryset.filter(Exists(results))
        return queryset


class AgencySourceInline(PartInline):
    model = models.AgencySource
    rows = SOURCE_ROWS


class OtherNameInline(PartTable):
    model = models.OtherName


class SameAsInline(PartTable):
    model = models.SameAs


class SourceInline(PartInline):
    model = models.Source
    rows = SOURCE_ROWS


class ResultInline(PartInline):
    model = models.Result
    rows = (
        *(
            "label",
            "kind",
            ("qualifier", "value", "value_to"),
            ("unit", "period"),
            ("as_of", "as_of_precision"),
        ),
        *(("as_published", "as_published_language"), ("baseline", "target"), "method", "source"),
    )


class LessonInline(PartInline):
    model = models.Lesson
    rows = ("text", ("polarity", "source"), "said_at")
    reach = {"said_at": ("conference", "session")}


class CaseAgencyInline(PartTable):
    model = models.CaseAgency


class AttachmentInline(PartInline):
    model = models.Attachment
    rows = ("title", ("kind", "language"), "file_sha256", "url", ("credit", "licence"))


class SDGInline(PartInline):
    model = models.SDG


@admin.register(models.Country)
class CountryAdmin(RecordAdmin):
    """Countries."""

    columns = ("id",)
    inlines = (IndicatorInline,)
    sections = (
        Section(None, ("name", "official_name", "profile")),
        Section(
            _("Codes and languages"),
            (("iso3", "m49"), ("languages", "scripts"), "calendar", ("grid_col", "grid_row")),
        ),
    )


@admin.register(models.CountryGroup)
class CountryGroupAdmin(RecordAdmin):
    """Groups of countries."""

    columns = ("id",)
    inlines = (GroupMembershipInline,)
    sections = (Section(None, ("name", "definition")),)


@admin.register(models.Agency)
class AgencyAdmin(RecordAdmin):
    """Organisations. People of an agency edit its page."""

    for_agencies = True
    columns = ("acronym", "kind")
    inlines = (AgencySourceInline,)
    filters = ("kind", "level")
    sections = (
        Section(None, ("name", "acronym", ("native_name", "native_language"), "about")),
        Section(_("What it is"), (("kind", "level"), "country", "parent", "predecessors")),
        Section(_("Elsewhere"), ("website", "contact_mailbox", ("wikidata", "ror"))),
    )


@admin.register(models.Topic)
class TopicAdmin(RecordAdmin):
    """The vocabularies."""

    columns = ("scheme",)
    filters = ("scheme",)
    inlines = (OtherNameInline, SameAsInline)
    sections = (Section(None, ("scheme", "name", "definition", "parent", "predecessors")),)


@admin.register(models.CaseStudy)
class CaseStudyAdmin(RecordAdmin):
    """Case studies. People of an agency write those of their own."""

    for_agencies = True
    filters = (UnsourcedFilter, "kind", "tier", "authorship")
    vocabularies = {"dgpf_dimensions": models.DgpfDimension}
    inlines = (
        *(SourceInline, ResultInline, LessonInline, CaseAgencyInline),
        *(AttachmentInline, SDGInline),
    )
    sections = (
        Section(None, ("title", "summary", ("kind", "tier", "authorship"))),
        Section(
            _("Who, where, when"),
            (
                *("lead_agency", "country", "country_group", "further_countries", "level"),
                *(
                    ("service_name", "service_url"),
                    ("started", "started_precision"),
                    ("launched", "launched_precision"),
                ),
                *(("ended", "ended_precision"), ("stage", "operating_status")),
            ),
        ),
        Section(
            _("What happened"),
            (
                *("problem", "solution", "what_is_new", "users", "collaboration", "challenges"),
                *("conditions_for_success", "replication", "would_do_differently", "inclusion"),
                *("privacy_security", "sustainability", "overview", "sources_note"),
            ),
        ),
        Section(
            _("Classification"),
            ("themes", "technologies", "channels", "target_groups", "dgpf_dimensions", "cofog_division"),
        ),
        Section(
            _("Cost and reuse"),
            (
                *(
                    "cost_band",
                    ("cost_amount", "cost_currency", "cost_year"),
                    ("team_size", "months_to_launch"),
                ),
                *("terms", "code_repository", "software_licence", "standards"),
            ),
            is_folded=True,
        ),
        Section(_("Upkeep"), ("fresh_until",)),
    )
