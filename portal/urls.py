"""All addresses of the portal."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

handler400 = "portal.handlers.bad_request"
handler403 = "portal.handlers.forbidden"
handler404 = "portal.handlers.not_found"
handler500 = "portal.handlers.server_error"

urlpatterns = [
    path(f"{settings.ADMIN_PATH}/", admin.site.urls),
    path("api/", include("portal.api.urls")),
    path("", include("portal.web.urls")),
]
