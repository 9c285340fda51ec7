"""Addresses of the public pages: no trailing slash, except the ten homes."""

from django.urls import path, re_path, register_converter

from portal.languages.codes import CODES
from portal.web import views


class LanguageConverter:
    """One of the site's languages."""

    regex = "|".join(CODES)

    def to_python(self, value: str) -> str:
        """As it is."""
        return value

    to_url = to_python


register_converter(LanguageConverter, "language")

app_name = "web"
urlpatterns = [
    path("", views.root, name="root"),
    path("healthz", views.health, name="health"),
    path("<language:language>/", views.Home.as_view(), name="home"),
    path("<language:language>/<slug:path>", views.RecordList.as_view(), name="list"),
    path("<language:language>/<slug:path>/<str:public_id>", views.RecordPage.as_view(), name="record"),
    path(
        "<language:language>/<slug:path>/<str:public_id>/<str:slug>",
        views.RecordPage.as_view(),
        name="record-slug",
    ),
    re_path(r"^files/(?P<sha256>[0-9a-f]{64})$", views.private_file, name="file"),
    re_path(r"^(?!api/)(?P<path>[a-z-]+)/(?P<public_id>[A-Za-z0-9-]{2,32})$", views.neutral, name="neutral"),
]
