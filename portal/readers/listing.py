"""What the lists of messages, wishes and uses have in common: they name records, and nobody writes in them."""

from django.contrib import admin
from django.template.response import TemplateResponse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

from portal.accounts.permissions import Verb, may
from portal.editing.claims import editor_of
from portal.editing.subjects import AboutRecordsAdmin, subject_of
from portal.languages.codes import BY_CODE, SITE_LANGUAGES
from portal.publishing.names import Names, named_like
from portal.publishing.tables import Entry


class LanguageFilter(admin.SimpleListFilter):
    """Rows by language, called by its own name."""

    title = gettext_lazy("language")
    parameter_name = "language"

    def lookups(self, request, model_admin):
        """The site's languages."""
        return [(language.code, language.name) for language in SITE_LANGUAGES]

    def queryset(self, request, queryset):
        """Those rows."""
        return queryset.filter(language=self.value()) if self.value() in BY_CODE else queryset


class SaidAdmin(AboutRecordsAdmin):
    """Rows that readers made: seen by those who see the records, changed by nobody."""

    nothing = ""  # what the list says when it is empty
    page_template = ""
    list_per_page = 50
    change_list_template = "admin/readers/change_list.html"
    actions = None

    def sees_all(self, user) -> bool:
        """Whether somebody sees what readers said of all records."""
        return may(user, Verb.VIEW)

    def describe(self, request, rows):
        """Subjects: one query."""
        names = Names.of({row.record_id for row in rows})
        for row in rows:
            row.subject = subject_of(names, row.record_id)

    @admin.display(description=gettext_lazy("language"), ordering="language")
    def in_language(self, row):
        """The language's own name."""
        return format_html('<span lang="{}">{}</span>', row.language, BY_CODE[row.language].name)

    def get_search_results(self, request, queryset, search_term):
        """What the fields hold, and what is said about records of such a name."""
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        if search_term:
            records = Entry.objects.filter(named_like(search_term))
            found |= queryset.filter(record_id__in=records.values("public_id"))
        return found, may_repeat

    def has_view_permission(self, request, obj=None):
        """Those who see all, and editors of agencies, to whom the list shows their own."""
        return self.sees_all(request.user) or bool(editor_of(request.user))

    def has_module_permission(self, request):
        """Those who may view."""
        return self.has_view_permission(request)

    def changelist_view(self, request, extra_context=None):
        """The list, by its name; an empty one says so."""
        context = {"title": capfirst(self.opts.verbose_name_plural), "nothing": self.nothing}
        return super().changelist_view(request, context)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """All there is to know of the row. Raises Http404."""
        row = self.get_object(request, object_id)
        values = self.context(request, row.subject["name"], row=row, **self.told(request, row))
        return TemplateResponse(request, self.page_template, values)

    def told(self, request, row) -> dict:
        """What the row's page shows besides."""
        return {}
