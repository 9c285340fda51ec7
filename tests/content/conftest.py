"""The opening content, loaded once for all tests of this folder."""

from tests.opening import loaded, loaded_once  # noqa: F401 - fixtures
