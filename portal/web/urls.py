"""Addresses of the public pages: no trailing slash, except the ten homes."""

from django.urls import include, path, re_path, register_converter

from portal.languages.codes import CODES
from portal.publishing.publication import Publication
from portal.web import components, developers, history, languages, offline, problems, redirects, views
from portal.web.compare import Compare
from portal.web.home import Home
from portal.web.library import SECTION, Library
from portal.web.reference import views as reference


class AsItIs:
    """Converts nothing: only what matches `regex` is an address."""

    def to_python(self, value: str) -> str:
        """As it is."""
        return value

    to_url = to_python


class LanguageConverter(AsItIs):
    """One of the site's languages."""

    regex = "|".join(CODES)


class KindConverter(AsItIs):
    """Where the pages of a kind live."""

    regex = "|".join(publication.path for publication in Publication.all())


class WordConverter(AsItIs):
    """An id or slug, perhaps a wrong one; not that of a page's Markdown."""

    regex = r"[^/]+(?<!\.md)"


LANGUAGE = "language"  # the converter's name in addresses
register_converter(LanguageConverter, LANGUAGE)
register_converter(KindConverter, "kind")
register_converter(WordConverter, "word")
register_converter(history.VersionConverter, "version")

app_name = "web"
urlpatterns = [
    # Most of what is read: every address is looked for from the top. What a page is called never depends on this order.
    path(
        "<language:language>/<kind:path>/<word:public_id>/<word:slug>",
        views.RecordPage.as_view(),
        name="record-slug",
    ),
    path("<language:language>/<kind:path>", views.RecordList.as_view(), name="list"),
    path("<language:language>/<kind:path>/<word:public_id>", views.RecordPage.as_view(), name="record"),
    path("<language:language>/", Home.as_view(), name="home"),
    path(f"<language:language>/{SECTION}", Library.as_view(), name="library"),
    path("", views.root, name="root"),
    path("healthz", views.health, name="health"),
    path("", include("portal.web.discovery.urls")),
    path(f"<language:language>/{developers.SECTION}", developers.Developers.as_view(), name="developers"),
    path(f"<language:language>/{reference.SECTION}", reference.Reference.as_view(), name="reference"),
    path(
        f"<language:language>/{reference.SECTION}/<slug:slug>",
        reference.ReferencePage.as_view(),
        name="reference-page",
    ),
    path(reference.NEUTRAL.lstrip("/"), reference.neutral, name="neutral-reference"),
    path(f"<language:language>/{components.SECTION}", components.Components.as_view(), name="components"),
    path(f"<language:language>/{languages.SECTION}", languages.Languages.as_view(), name="languages"),
    path(f"<language:language>/{problems.SECTION}", problems.Problems.as_view(), name="problems"),
    path(f"<language:language>/{problems.SECTION}/<slug:slug>", problems.Problem.as_view(), name="problem"),
    path(problems.SECTION, problems.neutral, name="neutral-problems"),
    path(f"{problems.SECTION}/<slug:slug>", problems.neutral, name="neutral-problem"),
    path("<language:language>/compare", Compare.as_view(), name="compare"),
    path("<language:language>/history/<str:public_id>", history.History.as_view(), name="history"),
    path(
        "<language:language>/history/<str:public_id>/<version:version>",
        history.VersionPage.as_view(),
        name="version",
    ),
    path(
        "<language:language>/history/<str:public_id>/<version:before>...<version:after>",
        history.DifferencePage.as_view(),
        name="difference",
    ),
    path("sw.js", offline.service_worker, name="service-worker"),
    path("<language:language>/manifest.webmanifest", offline.manifest, name="manifest"),
    path(f"<language:language>/{offline.SECTION}", offline.OfflinePage.as_view(), name="offline"),
    re_path(r"^files/(?P<sha256>[0-9a-f]{64})$", views.private_file, name="file"),
    re_path(
        rf"^(?P<path>{KindConverter.regex})/(?P<public_id>[A-Za-z0-9-]{{2,32}})$",
        views.neutral,
        name="neutral",
    ),
    # Below a language no address but the homes ends with a slash, here and in what comes behind.
    path("<language:language>", redirects.with_slash, name="with-slash"),
    path("<language:language>/<path:rest>/", redirects.without_slash, name="without-slash"),
]
