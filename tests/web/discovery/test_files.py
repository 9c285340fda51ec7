"""Files at fixed addresses: robots, language models, security."""

import pytest
from django.conf import settings

from portal.publishing.publication import Publication

SITE = settings.SITE_URL


def test_programs_may_read_everything_but_forms_and_learn_of_the_map(client):
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode() == f"User-agent: *\nDisallow: /*/tell/\n\nSitemap: {SITE}/sitemap.xml\n"
    assert settings.ADMIN_PATH not in response.content.decode()


def test_language_models_learn_where_everything_is(make, client):
    response = client.get("/llms.txt")
    text = response.content.decode()
    assert text.startswith(f"# {settings.SITE_NAME}\n")
    for publication in Publication.all():
        assert f"{SITE}/en/{publication.path}.md" in text
        assert f"{SITE}/feeds/{publication.path}.atom" in text
    for address in {part.strip("(),:") for part in text.split() if part.startswith(SITE)}:
        assert client.get(address.removeprefix(SITE)).status_code in (200, 404), address


@pytest.mark.parametrize(
    ("contact", "line"),
    [
        ("security@sala.example", "Contact: mailto:security@sala.example"),
        ("https://sala.example/security", "Contact: https://sala.example/security"),
    ],
)
def test_weaknesses_can_be_told_where_somebody_is_named(client, settings, contact, line):
    settings.SECURITY_CONTACT = contact
    lines = client.get("/.well-known/security.txt").content.decode().splitlines()
    assert lines[0] == line
    assert lines[1].startswith("Expires: ")
    assert lines[3] == f"Canonical: {SITE}/.well-known/security.txt"


@pytest.mark.django_db
def test_where_nobody_is_named_there_is_no_file(client):
    assert client.get("/.well-known/security.txt").status_code == 404


@pytest.mark.parametrize("address", ["/robots.txt", "/llms.txt", "/pictures/sala.png"])
def test_what_needs_no_database_asks_none(client, address):
    response = client.get(address)
    assert (response.status_code, response["Cache-Control"]) == (200, "public, max-age=60")
    again = client.get(address, headers={"if-none-match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.head(address).status_code == 200
