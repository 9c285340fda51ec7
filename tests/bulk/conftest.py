"""Bulk files in a folder of their own."""

import pytest

from portal.bulk.cuts import Cuts


@pytest.fixture
def root(settings, tmp_path):
    """The folder in which cuts are stored."""
    folder = tmp_path / "bulk"
    bulk = {**settings.STORAGES["bulk"], "OPTIONS": {"location": str(folder)}}
    settings.STORAGES = {**settings.STORAGES, "bulk": bulk}
    return folder


@pytest.fixture
def cuts(root) -> Cuts:
    """The cuts in that folder."""
    return Cuts()
