"""For pytest: tests use the migrated database whose path is in MUTANTS_DATABASE, and none is made."""

import os

import pytest


@pytest.hookimpl(trylast=True)
def pytest_configure(config):
    """Name it before anybody connects."""
    from django.conf import settings  # noqa: PLC0415 - not before it is configured

    settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = os.environ["MUTANTS_DATABASE"]
