"""What lists of records show besides the rows: what of them is public, and what is not yet."""

from django.contrib import admin
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.fields import BooleanField
from django.utils.translation import gettext_lazy as _

from portal.publishing.record import OF_THE_PUBLIC_SIDE
from portal.publishing.tables import Entry, Revision, Status


def with_publication(rows):
    """The rows with `public_status` and `is_ahead` (they say something else than what is live), in one query."""
    latest = Revision.objects.filter(record_id=OuterRef("pk")).exclude(event__in=OF_THE_PUBLIC_SIDE)
    latest = latest.order_by("-number").values("digest")[:1]
    entry = Entry.objects.filter(public_id=OuterRef("pk"))
    rows = rows.annotate(
        latest_digest=Subquery(latest),
        public_status=Subquery(entry.values("status")[:1]),
        live_digest=Subquery(entry.values("revision__digest")[:1]),
    )
    is_same = (
        Q(live_digest=F("latest_digest"))
        | Q(latest_digest=None)
        | Q(public_status__in=(Status.GONE, Status.MERGED))
    )
    return rows.annotate(
        is_ahead=Case(When(is_same, then=Value(False)), default=Value(True), output_field=BooleanField())
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


class PublicationColumns:
    """List columns for the admin of a record type."""

    @admin.display(description=_("publication"), ordering="is_ahead")
    def publication(self, record):
        """What the public sees of it, and whether something is not published yet."""
        if not record.public_status:
            return _("Never published")
        status = Status(record.public_status).label
        return _("%(status)s, with unpublished changes") % {"status": status} if record.is_ahead else status
