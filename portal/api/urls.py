"""Addresses of the API: no trailing slash."""

from django.urls import path, re_path

from portal.api import views
from portal.api.redirects import without_slash

app_name = "api"
urlpatterns = [
    path("v1", views.Root.as_view(), name="root"),
    path("v1/languages", views.LanguageList.as_view(), name="languages"),
    re_path(r"^(?P<rest>.*)/$", without_slash),
    path("v1/<slug:path>", views.RecordList.as_view(), name="list"),
    path("v1/<slug:path>/<str:public_id>", views.RecordDetail.as_view(), name="detail"),
]
