"""Addresses for programs: before those of pages, whose last part could be anything."""

from django.urls import path, re_path

from portal.web.discovery import calendars, citing, feeds, files, markdown, pictures, sitemaps

ID = r"(?P<public_id>[A-Za-z0-9-]{2,32})"

urlpatterns = [
    path("robots.txt", files.robots, name="robots"),
    path("llms.txt", files.llms, name="llms"),
    path(".well-known/security.txt", files.security, name="security"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    re_path(r"^sitemaps/(?P<number>0|[1-9][0-9]{0,6})\.xml$", sitemaps.pages, name="sitemap-file"),
    path("feeds/<slug:path>.atom", feeds.feed, name="feed"),
    re_path(rf"^cite/{ID}\.(?P<suffix>bib|ris|json)$", citing.citation, name="citation"),
    re_path(rf"^pictures/{ID}\.png$", pictures.picture, name="picture"),
    path("<slug:path>.ics", calendars.of_list, name="calendar"),
    re_path(rf"^(?P<path>[a-z-]+)/{ID}\.ics$", calendars.of_record, name="record-calendar"),
    re_path(r"^(?P<page>[a-z]{2,3}/.*)\.md$", markdown.twin, name="markdown"),
]
