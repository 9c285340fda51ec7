"""A real browser against the opening content. Where Chromium is not there, these tests say so and are skipped."""

import os
from collections.abc import Iterator

import pytest
from django.db import connection
from playwright.sync_api import Browser, Page, sync_playwright

from portal.publishing.content import load
from tests.browser.chromium import CHROMIUM, FLAGS
from tests.opening import CONTENT, copy_opening_content


def pytest_collection_modifyitems(items):
    """All tests of this folder need the browser."""
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not there")
    # Playwright runs an event loop in this thread; Django would refuse the database while one runs.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def library(live_server, settings, request) -> str:
    """The address of a portal with the opening content."""
    settings.SITE_URL = live_server.url
    if connection.vendor == "sqlite":  # loading takes seconds, copying none
        copy_opening_content(request.getfixturevalue("opening_database"))
    else:
        load(CONTENT)
    return live_server.url


@pytest.fixture
def open_page(browser, library) -> Iterator:
    """Opens an address in a fresh window; what the console complains of fails the test."""
    contexts, complaints = [], []

    def open_page(path: str, **options) -> Page:
        usual = {"viewport": {"width": 1280, "height": 900}, "service_workers": "block"}
        context = browser.new_context(**{**usual, **options})
        contexts.append(context)
        page = context.new_page()
        page.on(
            "console", lambda message: complaints.append(message.text) if message.type == "error" else None
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(library + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    # A page that answers 404, 410 or 400 is reported by the browser itself.
    assert [text for text in complaints if "Failed to load resource" not in text] == []
