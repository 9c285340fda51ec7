"""Addresses of the bulk files and of the catalogue that describes them."""

from django.urls import path, re_path

from portal.bulk import catalog_views, views
from portal.bulk.cuts import NAME

app_name = "bulk"
urlpatterns = [
    path("bulk", views.Listing.as_view(), name="listing"),
    re_path(r"^bulk/(?P<name>[A-Za-z0-9.-]+)$", views.CutFile.as_view(), name="file"),
    re_path(rf"^bulk/(?P<cut>{NAME})/(?P<name>[A-Za-z0-9.-]+)$", views.CutFile.as_view(), name="archived"),
    re_path(r"^bulk/(?P<rest>.*)$", views.Nothing.as_view(), name="nothing"),
    path("catalog.jsonld", catalog_views.json_ld, name="catalog-jsonld"),
    path("catalog.ttl", catalog_views.turtle, name="catalog-turtle"),
]
