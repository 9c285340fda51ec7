"""What lists of records show besides the rows: where they stand, what lags behind, whose they are."""

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Case, Exists, F, JSONField, OuterRef, Q, Subquery, Value, When
from django.db.models.fields import BooleanField
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localtime
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from portal.languages.codes import BY_CODE, CODES
from portal.languages.fallback import chain
from portal.languages.translation import Translation
from portal.publishing.record import OF_THE_PUBLIC_SIDE, State
from portal.publishing.tables import Entry, Revision, Status

SECRETARIAT = "-"  # in addresses of lists: whose owner is no agency


def with_publication(rows):
    """The rows with `public_status`, `is_ahead` (they say something else than what is live) and `owner_names`."""
    latest = Revision.objects.filter(record_id=OuterRef("pk")).exclude(event__in=OF_THE_PUBLIC_SIDE)
    latest = latest.order_by("-number").values("digest")[:1]
    entry = Entry.objects.filter(public_id=OuterRef("pk"))
    owner = Entry.objects.filter(public_id=OuterRef("owner"), status=Status.LIVE)
    rows = rows.annotate(
        latest_digest=Subquery(latest),
        public_status=Subquery(entry.values("status")[:1]),
        live_digest=Subquery(entry.values("revision__digest")[:1]),
        owner_names=Subquery(owner.values("names")[:1], output_field=JSONField()),
    )
    is_same = (
        Q(live_digest=F("latest_digest"))
        | Q(latest_digest=None)
        | Q(public_status__in=(Status.GONE, Status.MERGED))
    )
    return rows.annotate(
        is_ahead=Case(When(is_same, then=Value(False)), default=Value(True), output_field=BooleanField())
    )


def lagging(**conditions):
    """Translations of a row whose original changed since; for use in a subquery."""
    return Translation.objects.filter(
        record_id=OuterRef("pk"), outdated__gt=0, taken_down=False, **conditions
    )


class AheadFilter(admin.SimpleListFilter):
    """Records with changes that are not published, new drafts among them."""

    title = _("unpublished changes")
    parameter_name = "ahead"

    def lookups(self, request, model_admin):
        """Yes or no."""
        return [("1", _("Yes")), ("0", _("No"))]

    def queryset(self, request, queryset):
        """Those rows."""
        return queryset.filter(is_ahead=self.value() == "1") if self.value() in ("0", "1") else queryset


class StatusFilter(admin.SimpleListFilter):
    """Records by what the public sees of them."""

    title = _("publication")
    parameter_name = "public"
    NEVER = "never"

    def lookups(self, request, model_admin):
        """The statuses, and what was never published."""
        return [*Status.choices, (self.NEVER, _("Never published"))]

    def queryset(self, request, queryset):
        """Those rows."""
        entries = Entry.objects.filter(public_id=OuterRef("pk"))
        if self.value() == self.NEVER:
            return queryset.filter(~Exists(entries))
        return (
            queryset.filter(Exists(entries.filter(status=self.value())))
            if self.value() in Status.values
            else queryset
        )


class OutdatedFilter(admin.SimpleListFilter):
    """Records of which a translation is older than its original: in any language, or in one."""

    title = _("outdated translations")
    parameter_name = "outdated"
    ANY = "any"

    def lookups(self, request, model_admin):
        """Any language, and each."""
        return [(self.ANY, _("In any language")), *((code, BY_CODE[code].name) for code in CODES)]

    def queryset(self, request, queryset):
        """Those rows."""
        if self.value() == self.ANY:
            return queryset.filter(Exists(lagging()))
        return queryset.filter(Exists(lagging(language=self.value()))) if self.value() in CODES else queryset


class OwnerFilter(admin.SimpleListFilter):
    """Records by the agency that looks after them."""

    title = _("owner")
    parameter_name = "owned_by"

    def lookups(self, request, model_admin):
        """The secretariat, and the agencies that own some of these records, by name."""
        owners = set(model_admin.get_queryset(request).order_by().values_list("owner", flat=True).distinct())
        published = dict(Entry.objects.filter(public_id__in=owners).values_list("public_id", "names"))
        named = sorted((name_in(published.get(owner, {})) or owner, owner) for owner in owners - {""})
        return [(SECRETARIAT, _("The secretariat")), *((owner, name) for name, owner in named)]

    def queryset(self, request, queryset):
        """Those rows."""
        if not self.value():
            return queryset
        return queryset.filter(owner="" if self.value() == SECRETARIAT else self.value())


class RecordList(ChangeList):
    """A page of records; what its rows show beside their columns is looked up once for all of them."""

    def get_results(self, request):
        """The page's records, each with `lags`: its languages whose texts are outdated."""
        super().get_results(request)
        self.result_list = list(self.result_list)
        lags = lags_of([record.pk for record in self.result_list])
        for record in self.result_list:
            record.lags = lags.get(record.pk, [])


class PublicationColumns:
    """List columns for the admin of a record type."""

    @admin.display(description=_("state"), ordering="state")
    def standing(self, record):
        """Where the working copy stands, and below it what the public sees."""
        return format_html(
            '<span class="badge">{}</span><br>{}', State(record.state).label, self._public(record)
        )

    def _public(self, record) -> str:
        if not record.public_status:
            return _("Never published")
        status = Status(record.public_status).label
        return _("%(status)s, with unpublished changes") % {"status": status} if record.is_ahead else status

    @admin.display(description=_("outdated translations"))
    def outdated(self, record):
        """The languages whose texts are older than their original, and how many texts."""
        lags = record.lags
        texts = (
            (code, BY_CODE[code].name, ngettext("%(n)d text", "%(n)d texts", n) % {"n": n})
            for code, n in lags
        )
        return format_html_join("", '<span class="lag" lang="{}">{}</span> {}<br>', texts) or "–"

    @admin.display(description=_("owner"), ordering="owner")
    def owned_by(self, record):
        """The agency's published name, or its id; the secretariat where there is none."""
        if not record.owner:
            return _("The secretariat")
        return name_in(record.owner_names or {}) or record.owner

    @admin.display(description=_("updated"), ordering="updated_at")
    def updated(self, record):
        """When, and below it by whom."""
        when = date_format(localtime(record.updated_at), "SHORT_DATETIME_FORMAT")
        return format_html("{}<br>{}", when, record.updated_by or "")


def name_in(names: dict[str, str]) -> str:
    """One of a record's published names: in the reader's language, or the next best."""
    language = get_language()
    language = language if language in BY_CODE else CODES[0]
    return next((names[code] for code in (*chain(language, language), *CODES) if names.get(code)), "")


def lags_of(ids) -> dict[str, list[tuple[str, int]]]:
    """Of each of these records, the languages that lag behind and how many texts, in one query."""
    found: dict[str, list[tuple[str, int]]] = {}
    rows = Translation.objects.filter(record_id__in=ids, outdated__gt=0, taken_down=False)
    for record_id, language, texts in rows.order_by("language").values_list(
        "record_id", "language", "outdated"
    ):
        found.setdefault(record_id, []).append((language, texts))
    return found
