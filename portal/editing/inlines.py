"""Parts in the form of their record."""

from functools import cache

from django.contrib import admin
from django.db.models import F, Value
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from portal.editing.choosing import choosable
from portal.editing.formfields import FormFields
from portal.editing.forms import FilePartForm, PartForm, PartFormSet
from portal.editing.inputs import SiblingInput, whole_number
from portal.editing.languages import columns, editable_names, pair_of
from portal.editing.pager import Pager, pager_of
from portal.publishing.record import Part

MOST_POSTED = 1_000  # parts that a form may send back: the stock limit of a formset


class PartFields(FormFields):
    """What inlines of parts share. A subclass names its `model`, and rows of fields if the declared order does not do."""

    fk_name = "record"
    form = PartForm
    formset = PartFormSet
    extra = 0
    classes = ("collapse",)
    rows: tuple[str | tuple[str, ...], ...] = ()  # fields that stand on one line, by base name
    per_page: int | None = None  # parts in a form; all of them if None
    grouped_by = ""  # a field that names another part, by which a page's parts may be limited
    pager: Pager | None = None

    def __init__(self, parent_model, admin_site):
        super().__init__(parent_model, admin_site)
        self.parent = None
        if "file_sha256" in editable_names(self.model) and self.form is PartForm:
            self.form = FilePartForm

    def get_fieldsets(self, request, obj=None):
        """All that editors may write, in the form's two languages."""
        pair = pair_of(request, obj)
        rest = [name for name in editable_names(self.model) if name not in self._named_in_rows()]
        names = [*self.rows, *rest]
        names.remove("position")
        lines = [self._line(name, pair) for name in [*names, "position"]]
        return [(None, {"fields": ["upload" if line == "file_sha256" else line for line in lines]})]

    def _named_in_rows(self) -> set[str]:
        return {name for row in self.rows for name in (row if isinstance(row, tuple) else (row,))}

    def _line(self, row, pair):
        if isinstance(row, str):
            return columns(self.model, row, pair)
        spread = (columns(self.model, name, pair) for name in row)
        return tuple(name for found in spread for name in (found if isinstance(found, tuple) else (found,)))

    def get_formset(self, request, obj=None, **kwargs):
        """Forms for the parts of `obj`; the record of new ones is not there yet."""
        self.parent = obj
        self._siblings = cache(self._read_siblings)
        choosable(request)
        return super().get_formset(request, obj, **kwargs)

    def get_queryset(self, request):
        """All parts, or those of the page that was asked for; when they come back, those that were in it."""
        rows = super().get_queryset(request)
        if not self.per_page or self.parent is None:
            return rows
        prefix = self.model._meta.get_field("record").remote_field.get_accessor_name()
        group = F(f"{self.grouped_by}_id") if self.grouped_by else Value("")
        ordered = rows.filter(record=self.parent.pk).order_by("position", "pk")
        parts = list(ordered.values_list("pk", group))
        if len(parts) > self.per_page:
            self.pager = pager_of(prefix, request.GET, parts, self.per_page, self._groups())
        if request.method == "POST":
            names = (f"{prefix}-{number}-id" for number in range(self._posted(request, prefix)))
            posted = {request.POST.get(name, "") for name in names}
            return rows.filter(pk__in=[public_id for public_id, _of in parts if public_id in posted])
        return rows.filter(pk__in=self.pager.ids) if self.pager else rows

    def _posted(self, request, prefix: str) -> int:
        count = request.POST.get(f"{prefix}-INITIAL_FORMS", "")
        return min(whole_number(count) or 0, MOST_POSTED)

    def _groups(self) -> list[tuple[str, str]]:
        if not self.grouped_by:
            return []
        target = self.model._meta.get_field(self.grouped_by).remote_field.model
        return [(part.pk, str(part)) for part in self._siblings(target)]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Other parts are chosen from those of the same record."""
        target = db_field.remote_field.model
        if not issubclass(target, Part):
            return super().formfield_for_foreignkey(db_field, request, **kwargs)
        hint = db_field.help_text if self.parent else _("To be chosen after the first save.")
        siblings = self._siblings
        return SiblingInput(
            lambda: siblings(target),
            required=not db_field.blank,
            label=capfirst(db_field.verbose_name),
            help_text=hint,
        )

    def _read_siblings(self, model: type[Part]) -> list[Part]:
        return (
            list(model._base_manager.filter(record=self.parent.pk).order_by("position", "pk"))
            if self.parent
            else []
        )

    def has_view_permission(self, request, obj=None):
        """Parts are seen with their record."""
        return True

    def has_change_permission(self, request, obj=None):
        """Parts are written with their record: its admin decides."""
        return obj is None or self._record_admin().has_change_permission(request, obj)

    def has_add_permission(self, request, obj):
        """As for a change."""
        return self.has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        """As for a change."""
        return self.has_change_permission(request, obj)

    def _record_admin(self):
        return self.admin_site.get_model_admin(self.parent_model)


class PartInline(PartFields, admin.StackedInline):
    """Parts below each other, each a small form."""

    template = "admin/editing/stacked.html"


class PartTable(PartFields, admin.TabularInline):
    """Parts of few fields, as a table."""


def saving_order(model: type[Part]) -> int:
    """Parts that are cited come after those that cite them: then deleting one clears what was written of it."""
    cited = [
        field.remote_field.model
        for field in model._meta.concrete_fields
        if field.many_to_one and issubclass(field.remote_field.model, Part)
    ]
    return -max((1 - saving_order(target) for target in cited), default=0)
