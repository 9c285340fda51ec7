"""Addresses of the API: no trailing slash."""

from django.urls import path, re_path, register_converter

from portal.api import changes, description, lists, records, site, statistics, vocabularies
from portal.api.redirects import without_slash
from portal.publishing.publication import Kind


class KindConverter:
    """A kind by its path: `case-studies`."""

    regex = "[a-z-]+"

    @staticmethod
    def to_python(value: str) -> Kind:
        """ValueError if there is none: then the address leads nowhere."""
        found = next((kind for kind in Kind.registry.values() if kind.path == value), None)
        if found is None:
            raise ValueError(value)
        return found

    @staticmethod
    def to_url(value: Kind) -> str:
        """Its path."""
        return value.path


register_converter(KindConverter, "records")

app_name = "api"
urlpatterns = [
    path("v1/<records:kind>", lists.RecordList.as_view(), name="list"),
    path("v1/<records:kind>/statistics", statistics.Statistics.as_view(), name="statistics"),
    path("v1/<records:kind>/<str:public_id>", records.RecordDetail.as_view(), name="detail"),
    path("v1/<records:kind>/<str:public_id>/citation", records.RecordCitation.as_view(), name="citation"),
    path("v1", site.Root.as_view(), name="root"),
    path("v1/search", lists.Search.as_view(), name="search"),
    path("v1/changes", changes.ChangeList.as_view(), name="changes"),
    path("v1/languages", site.LanguageList.as_view(), name="languages"),
    path("v1/openapi.json", description.Description.as_view(), name="description"),
    path("v1/vocabularies", vocabularies.VocabularyList.as_view(), name="vocabularies"),
    path("v1/vocabularies/<str:name>", vocabularies.VocabularyDetail.as_view(), name="vocabulary"),
    path("v1/suggestions", site.Suggestions.as_view(), name="suggestions"),
    re_path(r"^(?P<rest>.+)/$", without_slash),
]
