"""A record's page as it would be if it were published now: made of its rows, never stored, never cached."""

import json

from django.http import Http404, HttpResponse
from django.template import loader
from django.urls import path
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portal.catalogue.record import spliced
from portal.languages.codes import BY_CODE, DEFAULT, SITE_LANGUAGES
from portal.publishing.addresses import absolute, page_address, with_site
from portal.publishing.neighbours import surroundings
from portal.publishing.publication import Publication
from portal.publishing.record import Record
from portal.publishing.render import Edition, render
from portal.web.context import page_context
from portal.web.views import others_beside, record_context

NOT_PUBLISHED = 0  # in place of the change number


def rendered_record(record: Record, language: str) -> dict:
    """What the page's template gets of the rows, in the language that would be served for `language`."""
    publication, document, entry = Publication.of_record(record), record.document(), record.entry()
    now = timezone.now()
    first = entry.published_at if entry else now
    edition = Edition(record.version, _rfc3339(first), _rfc3339(now), tuple(entry.languages) if entry else ())
    rendered = render(publication, document, edition, surroundings(publication, document))
    rows = {row.language: row for row in rendered.renditions}
    shown = rows[language]
    stored = spliced(rows[shown.served].body, NOT_PUBLISHED, shown.language_block)
    return json.loads(with_site(stored, ""))


def preview(record: Record, language: str) -> str:
    """The page's HTML, with a banner that says what it is."""
    publication = Publication.of_record(record)
    with translation.override(language):
        shown = rendered_record(record, language)
        address = absolute(page_address(publication.kind, language, record.pk, record.slug), "")
        page = loader.select_template([f"records/{publication.kind}.html", "records/record.html"])
        context = page_context(address, language) | record_context(shown, publication)
        context |= others_beside(shown, publication, language)
        context["languages"] = [
            {
                "code": x.code,
                "name": x.name,
                "address": f"?language={x.code}",
                "is_current": x.code == language,
            }
            for x in SITE_LANGUAGES
        ]
        # A page's frame is made once for its section; this one leads to previews.
        for part in ("masthead", "footer"):
            context[part] = loader.render_to_string(f"components/{part}.html", context)
        context |= {"page": page.template, "is_preview": True, "preview_notice": _("Preview, not published")}
        return loader.render_to_string("admin/editing/preview.html", context)


class PreviewView:
    """For the admin of a record type: `…/<id>/preview/?language=km`."""

    def get_urls(self):
        """Before the stock addresses."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_preview"
        return [
            path("<str:object_id>/preview/", self.admin_site.admin_view(self.preview_view), name=name),
            *super().get_urls(),
        ]

    def preview_view(self, request, object_id: str) -> HttpResponse:
        """The preview, for those who may see the record. Raises Http404."""
        record = self.get_object(request, object_id)
        language = request.GET.get("language", DEFAULT)
        if language not in BY_CODE or not self.has_view_permission(request, record):
            raise Http404(language)
        response = HttpResponse(preview(record, language))
        response["X-Robots-Tag"] = "noindex"
        return response


def _rfc3339(moment) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
