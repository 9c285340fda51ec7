"""Error pages: each in every language, with or without a database, and kept by nobody for long."""

import pytest
from django.conf import settings
from django.test import RequestFactory

from portal.handlers import server_error
from portal.languages.codes import CODES
from portal.web.errors import error_page
from tests.web.literal import Languages
from tests.web.test_outage import lost

STATUSES = sorted(
    int(path.stem)
    for path in (settings.BASE_DIR / "templates" / "errors").glob("*.html")
    if path.stem.isdigit()
)


def test_there_is_a_page_for_all_that_pages_answer():
    assert {400, 403, 404, 405, 410, 500, 503} <= set(STATUSES)


@pytest.mark.django_db
@pytest.mark.parametrize("language", CODES)
@pytest.mark.parametrize("status", STATUSES)
def test_each_page_speaks_each_language_and_needs_no_database(status, language):
    with lost():
        response = error_page(RequestFactory().get(f"/{language}/somewhere"), status, faults=[])
    html = response.content.decode()
    assert (response.status_code, response["Content-Language"]) == (status, language)
    assert html.count("<h1>") == 1
    assert Languages(html).open == [("", "")]
    assert f'<html lang="{language}">' in html
    assert '<meta name="robots" content="noindex">' in html
    assert response["Cache-Control"] == ("public, max-age=60" if status in (404, 410) else "no-store")
    assert not response.cookies


@pytest.mark.parametrize("language", CODES)
def test_the_page_for_our_own_mistakes_asks_no_database_at_all(language):
    # Without the mark django_db, a single statement would fail this test.
    response = server_error(RequestFactory().get(f"/{language}/"))
    assert (response.status_code, response["Content-Language"]) == (500, language)


def test_programs_get_a_problem_for_our_own_mistakes():
    response = server_error(RequestFactory().get("/api/v1/countries"))
    assert (response.status_code, response["Content-Type"]) == (500, "application/problem+json")
