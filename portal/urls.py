"""All addresses of the portal."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path, re_path

from portal.api.problems import nothing_here
from portal.editing.claiming import ask
from portal.editing.loose import ChooseAnyView
from portal.editing.queue import index

handler400 = "portal.handlers.bad_request"
handler403 = "portal.handlers.forbidden"
handler404 = "portal.handlers.not_found"
handler500 = "portal.handlers.server_error"

urlpatterns = [
    path(f"{settings.ADMIN_PATH}/choose/", admin.site.admin_view(ChooseAnyView.as_view()), name="choose-any"),
    path(f"{settings.ADMIN_PATH}/claims/<str:public_id>/", admin.site.admin_view(ask), name="claim"),
    path(f"{settings.ADMIN_PATH}/", admin.site.admin_view(index)),
    path(f"{settings.ADMIN_PATH}/", admin.site.urls),
    path("api/", include("portal.api.urls")),
    path("", include("portal.web.urls")),
    path("", include("portal.insights.urls")),
    path("", include("portal.readers.urls")),
    path("", include("portal.bulk.urls")),
    re_path(r"^api(?:/.*)?$", nothing_here),
]
