"""The admin of a record type. A subclass names its parts, sections and a few list columns; all else is here."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django import forms
from django.contrib import admin
from django.contrib.admin.models import DELETION, LogEntry
from django.contrib.admin.options import IS_POPUP_VAR, TO_FIELD_VAR
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.contenttypes.models import ContentType
from django.http import HttpResponseRedirect
from django.urls import path
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname

from portal.accounts.permissions import agencies
from portal.editing import listing
from portal.editing.access import RecordAccess
from portal.editing.choosing import ChooseView
from portal.editing.conflict import differences, is_conflict
from portal.editing.encodings import zawgyi_notice
from portal.editing.formfields import FormFields
from portal.editing.forms import TRANSLATION, RecordForm
from portal.editing.history import HistoryViews
from portal.editing.inlines import saving_order
from portal.editing.languages import BESIDE, ORIGINAL, columns, editable_names, originals, pair_of, switch
from portal.editing.pager import kept as pages_kept
from portal.editing.panel import panel_of
from portal.editing.preview import PreviewView
from portal.editing.selections import SelectionSteps
from portal.editing.step_views import StepViews
from portal.editing.steps import Step
from portal.languages.codes import BY_CODE, CODES
from portal.publishing.record import StaleRecord

# Fields that every record has; they come last.
BOOKKEEPING = ("slug", "owner", "source_language", "licence")


@dataclass(frozen=True)
class Section:
    """A part of the form. Translated fields are named by their base name."""

    heading: str | Promise | None
    names: tuple[str | tuple[str, ...], ...]
    is_folded: bool = False


class RecordAdmin(
    SelectionSteps,
    HistoryViews,
    StepViews,
    PreviewView,
    RecordAccess,
    listing.PublicationColumns,
    FormFields,
    admin.ModelAdmin,
):
    """Edits records and their parts in two languages; keeps one Revision a save; takes steps."""

    form = RecordForm
    change_form_template = "admin/editing/change_form.html"
    sections: tuple[Section, ...] = ()
    columns: tuple[str, ...] = ()  # list columns besides those of every record
    filters: tuple[str, ...] = ()
    ordering = ("-updated_at", "id")
    list_per_page = 50
    list_select_related = ("updated_by",)
    show_full_result_count = False
    view_on_site = False

    def __init__(self, model, admin_site):
        super().__init__(model, admin_site)
        names = (build_localized_fieldname(model.name_field, code) for code in CODES)
        self.search_fields = ("=id", "slug", *names)

    # Lists

    def get_queryset(self, request):
        """Each row says what of it is public."""
        return listing.with_publication(super().get_queryset(request))

    def get_list_display(self, request):
        """Name, what is particular to the type, and where the record stands."""
        return ("__str__", *self.columns, "standing", "outdated", "owned_by", "updated")

    def get_list_filter(self, request):
        """By state and publication, and by what is particular to the type."""
        return (
            *("state", listing.StatusFilter, listing.AheadFilter, listing.OutdatedFilter),
            *(*self.filters, listing.OwnerFilter),
        )

    def get_changelist(self, request, **kwargs):
        """The list that looks up what its rows show."""
        return listing.RecordList

    # Forms

    def get_readonly_fields(self, request, obj=None):
        """An id that is a code of its own is chosen once."""
        return ("id",) if obj and self.model._meta.pk.editable else ()

    def get_fieldsets(self, request, obj=None):
        """The sections in the form's two languages; what no section names comes last."""
        pair = pair_of(request, obj)
        named = {
            name
            for section in self.sections
            for row in section.names
            for name in ((row,) if isinstance(row, str) else row)
        }
        rest = [name for name in editable_names(self.model) if name not in named and name not in BOOKKEEPING]
        first = [name for name in rest if name == "id"]
        sections = [
            Section(None, tuple(first)),
            *self.sections,
            Section(_("Further fields"), tuple(name for name in rest if name not in first)),
            Section(_("Record"), BOOKKEEPING, is_folded=obj is not None),
        ]
        if obj is None or self.has_change_permission(request, obj):
            record = sections.pop()
            sections.append(replace(record, names=(*record.names, "foreign_texts")))
            if obj and pair.beside:
                heading = format_lazy(_("Translation into {language}"), language=BY_CODE[pair.beside].name)
                sections.append(Section(heading, (TRANSLATION,)))
            sections.append(Section(None, ("change_note",)))
        return [(s.heading, self._fieldset(s, pair)) for s in sections if s.names]

    def _fieldset(self, section: Section, pair) -> dict:
        rows = []
        for row in section.names:
            names = (row,) if isinstance(row, str) else row
            spread = [columns(self.model, name, pair) for name in names]
            flat = tuple(
                name for found in spread for name in (found if isinstance(found, tuple) else (found,))
            )
            rows.append(flat if len(flat) > 1 else flat[0])
        return {"fields": rows, "classes": ("collapse",) if section.is_folded else ()}

    def get_form(self, request, obj=None, change=False, **kwargs):
        """The form for this user; the original language of a new record is chosen above it."""
        form = super().get_form(request, obj, change=change, **kwargs)
        form.user, form.beside = request.user, pair_of(request, obj).beside
        shown = flatten_fieldsets(self.get_fieldsets(request, obj))
        for name in (*TRANSLATION, "foreign_texts"):
            if name not in shown:
                form.base_fields.pop(name, None)
        if obj is None and ORIGINAL in form.base_fields:
            form.base_fields[ORIGINAL].widget = forms.HiddenInput()
        return form

    def get_changeform_initial_data(self, request):
        """New records of an agency's people belong to it."""
        own = sorted(agencies(request.user))
        return {"owner": own[0] if len(own) == 1 else "", **super().get_changeform_initial_data(request)}

    def render_change_form(self, request, context, *, obj=None, **options):
        """Add languages, steps, and both versions where somebody else saved meanwhile."""
        pair = pair_of(request, obj)
        form = context["adminform"].form
        formsets = [inline.formset for inline in context["inline_admin_formsets"]]
        popup = [(name, request.GET[name]) for name in (IS_POPUP_VAR, TO_FIELD_VAR) if name in request.GET]
        context |= {
            "pair": pair,
            "original_name": BY_CODE[pair.original].name,
            "beside_name": BY_CODE[pair.beside].name if pair.beside else "",
            "switch": switch(obj, pair) if obj else originals(pair, popup),
            "panel": panel_of(self, request, obj, pair.beside or pair.original) if obj else None,
            "can_edit": self.has_change_permission(request, obj) if obj else True,
            "may_publish": self._may_publish(request, obj),
            "pagers": [inline.opts.pager for inline in context["inline_admin_formsets"] if inline.opts.pager],
            "can_delete": obj is not None and self.has_delete_permission(request, obj),
            **zawgyi_notice(form, formsets),
        }
        if is_conflict(form):
            context["conflict"] = list(differences(form, formsets))
            context["subtitle"] = str(self.get_object(request, obj.pk))  # not what was refused
        return super().render_change_form(request, context, obj=obj, **options)

    def _may_publish(self, request, obj) -> bool:
        publish = Step.registry["publish"]
        return publish.is_allowed(request.user, obj or self.model(owner=""))

    # Saving

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Save all or nothing; publish afterwards where that was asked for."""
        try:
            response = super().changeform_view(request, object_id, form_url, extra_context)
        except StaleRecord:
            # Somebody was quicker between reading and writing: the form, read again, says so.
            response = super().changeform_view(request, object_id, form_url, extra_context)
        saved = getattr(request, "saved_record", None)
        if saved is not None and "_publish" in request.POST:
            publish = Step.registry["publish"]
            if publish.is_allowed(request.user, saved):
                self.take_step(request, publish, saved, {"reason": request.POST.get("change_note", "")})
        return response

    def save_model(self, request, obj, form, change):
        """Write the record's row, as an edit of the version that was opened."""
        if change:
            obj.version = form.cleaned_data["version"]
        obj.save()

    def save_related(self, request, form, formsets, change):
        """Write links and parts, then keep one Revision of it all. Raises StaleRecord."""
        super().save_related(
            request, form, sorted(formsets, key=lambda formset: saving_order(formset.model)), change
        )
        form.save_translation()
        form.instance.keep(by=request.user, note=form.cleaned_data.get("change_note", ""))
        request.saved_record = form.instance

    def response_add(self, request, obj, post_url_continue=None):
        """To the form after publishing."""
        return self._to_form(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        """To the form after publishing, and in the same languages when editing goes on."""
        return self._to_form(request, obj) or super().response_change(request, obj)

    def _to_form(self, request, obj):
        if IS_POPUP_VAR in request.POST or not {"_publish", "_continue"} & request.POST.keys():
            return None
        beside = [(BESIDE, request.GET[BESIDE])] if BESIDE in request.GET else []
        query = urlencode([*beside, *pages_kept(request.GET)])
        self.message_user(request, _("Saved. The public sees it when it is published."))
        return HttpResponseRedirect(self.form_address(obj) + (f"?{query}" if query else ""))

    # The Revisions are the log: one kept beside them would escape redaction.

    def log_addition(self, request, obj, message):
        """Nothing: the Revision says it."""

    def log_change(self, request, obj, message):
        """Nothing: the Revision says it."""

    def log_deletions(self, request, queryset):
        """Only ids: what the drafts said is not kept a second time."""
        kind = ContentType.objects.get_for_model(self.model)
        for record in queryset:
            LogEntry.objects.create(
                user=request.user,
                content_type=kind,
                object_id=record.pk,
                object_repr=record.pk,
                action_flag=DELETION,
            )

    def get_urls(self):
        """Where forms search for records of this type."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_choose"
        choose = self.admin_site.admin_view(ChooseView.as_view(admin_site=self.admin_site))
        return [path("choose/", choose, name=name), *super().get_urls()]
