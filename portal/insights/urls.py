"""Addresses of the insights; `<language:…>` is the converter of the public pages."""

from django.urls import path

from portal.insights.views import SECTION, FigurePicture, FigureTable, Insights
from portal.web import urls as pages

app_name = "insights"
address = f"<{pages.LANGUAGE}:language>/{SECTION}"
urlpatterns = [
    path(address, Insights.as_view(), name="insights"),
    path(f"{address}/<slug:name>.csv", FigureTable.as_view(), name="table"),
    path(f"{address}/<slug:name>.svg", FigurePicture.as_view(), name="picture"),
]
