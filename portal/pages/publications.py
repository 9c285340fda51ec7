"""How pages are public. The web layer makes the footer menu of those that have a place in it."""

from django.utils.translation import gettext

from portal.exchange.linked_data import work
from portal.pages.models import Page
from portal.pages.serializers import PageSerializer
from portal.publishing.publication import Publication

NO_PLACE = 99_999  # sorts behind every place


class Pages(Publication):
    """Texts of the secretariat about the portal itself."""

    kind, path, model, serializer = "page", "pages", Page, PageSerializer
    place = 10
    card = ("title", "place")
    schema = "WebPage"
    linked_data = staticmethod(work)
    sorts = {
        "place": lambda body: f"{NO_PLACE if body['place'] is None else body['place']:05d} {body['title']}",
        "title": lambda body: body["title"],
    }
    default_sort = "place"
    search = {"A": ("title",), "B": ("body",)}

    def check(self, document):
        """Besides a title: a text, for a page without one says nothing."""
        problems = super().check(document)
        if not document["texts"].get(document["fields"]["source_language"], {}).get("body"):
            problems.append(gettext("It has no text in its original language."))
        return problems
