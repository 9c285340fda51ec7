"""Lists and pages of rows that are about records, which they know by id alone: claims, and what readers say."""

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.http import Http404
from django.utils.html import format_html
from django.utils.translation import get_language, gettext_lazy

from portal.editing.problems import admin_address
from portal.publishing.addresses import absolute, page_address
from portal.publishing.names import Names
from portal.publishing.publication import Kind


def subject_of(names: Names, public_id: str) -> dict:
    """A record's published name and the language of that, its kind, and the addresses of its page and its form."""
    entry, name, language = names.entries[public_id], names.get(public_id, get_language()), get_language()
    page = page_address(name.kind, language, name.home.public_id, name.home.slug) if name else ""
    return {
        "id": public_id,
        "name": name.text if name else public_id,
        "language": name.language if name else language,
        "kind": Kind.of(entry.kind).model._meta.verbose_name,
        "page": absolute(page, ""),
        "form": admin_address(entry.kind, public_id),
    }


class DescribedList(ChangeList):
    """Looks up at once what all rows of a page are about."""

    def get_results(self, request):
        """The page's rows, described."""
        super().get_results(request)
        self.result_list = list(self.result_list)
        self.model_admin.describe(request, self.result_list)


class AboutRecordsAdmin(admin.ModelAdmin):
    """Rows that nobody adds, changes or deletes here; each names its record."""

    show_full_result_count = False

    class Media:
        css = {"all": ("editing/claims.css",)}

    def describe(self, request, rows) -> None:
        """Give each row its `subject`, and what else its list and page show: as many queries for one as for fifty."""
        raise NotImplementedError

    @admin.display(description=gettext_lazy("record"))
    def record(self, row):
        """Its published name and its kind."""
        subject = row.subject
        return format_html(
            '<span lang="{}">{}</span> ({})', subject["language"], subject["name"], subject["kind"]
        )

    def get_changelist(self, request, **kwargs):
        """The list that describes its rows."""
        return DescribedList

    def get_object(self, request, object_id, from_field=None):
        """The row, described. Raises Http404 if there is none that the user may see."""
        row = super().get_object(request, object_id, from_field)
        if row is None:
            raise Http404(object_id)
        self.describe(request, [row])
        return row

    def has_add_permission(self, request, obj=None):
        """Nobody adds, changes or deletes."""
        return False

    has_change_permission = has_delete_permission = has_add_permission

    def context(self, request, title, **values) -> dict:
        """What a page of its own gets."""
        return {**self.admin_site.each_context(request), "title": title, "opts": self.opts, **values}
