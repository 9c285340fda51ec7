"""A real browser against the opening content. Where Chromium is not there, these tests say so and are skipped."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from playwright.sync_api import Browser, Page, sync_playwright

COPY: list[sqlite3.Connection] = []  # of a database with the opening content
CHROMIUM = shutil.which("chromium")
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
]


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
def library(live_server, settings) -> str:
    """The address of a portal with the opening content."""
    settings.SITE_URL = live_server.url
    connection.ensure_connection()
    if connection.vendor != "sqlite":
        call_command("load_content", "content", stdout=StringIO())
    elif COPY:
        COPY[0].backup(connection.connection)  # loading takes seconds, copying none
    else:
        call_command("load_content", "content", stdout=StringIO())
        COPY.append(sqlite3.connect(":memory:", check_same_thread=False))
        connection.connection.backup(COPY[0])
    return live_server.url


@pytest.fixture
def open_page(browser, library) -> Iterator:
    """Opens an address in a fresh window; what the console complains of fails the test."""
    contexts, complaints = [], []

    def open_page(path: str, **options) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
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
