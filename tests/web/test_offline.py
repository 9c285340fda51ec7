"""What reading without a connection takes of the server: the worker, the page it falls back to, the manifest."""

import json

import pytest
from django.templatetags.static import static
from django.test import Client

from portal.languages.codes import CODES
from portal.web.offline import ASSETS


def test_the_worker_names_the_assets_and_is_never_used_unasked(settings):
    settings.BUILD = "one"
    first = Client().get("/sw.js")
    assert first["Content-Type"] == "text/javascript"
    assert first["Cache-Control"] == "no-cache"
    assert json.dumps([static(name) for name in ASSETS]) in first.content.decode()
    assert "{{" not in first.content.decode()
    assert Client().get("/sw.js", headers={"If-None-Match": first["ETag"]}).status_code == 304
    settings.BUILD = "two"
    assert Client().get("/sw.js").content != first.content  # so that browsers take up a new release


@pytest.mark.django_db
@pytest.mark.parametrize("language", CODES)
def test_the_page_without_a_connection_is_there_in_every_language(language):
    response = Client().get(f"/{language}/offline")
    html = response.content.decode()
    assert (response.status_code, response["Content-Language"]) == (200, language)
    assert 'name="robots" content="noindex"' in html
    assert 'id="kept-pages" hidden' in html


def test_the_manifest_speaks_the_language_of_its_address():
    response = Client().get("/th/manifest.webmanifest")
    read = json.loads(response.content)
    assert response["Content-Type"] == "application/manifest+json"
    assert (read["lang"], read["start_url"]) == ("th", "/th/")
    assert read["description"] != json.loads(Client().get("/en/manifest.webmanifest").content)["description"]


@pytest.mark.django_db
def test_every_page_names_the_manifest_and_the_notice_of_a_kept_copy_waits_in_one():
    assert '<link rel="manifest" href="/en/manifest.webmanifest">' in Client().get("/en/").content.decode()
    html = Client().get("/en/offline").content.decode()
    assert html.count('<div class="wrap" id="kept" hidden>') == html.count("{day}") == 1
