"""The whole site with the opening content, asked without a browser."""

from tests.opening import loaded, loaded_once  # noqa: F401 - fixtures
from tests.site.serving import static_files  # noqa: F401 - a fixture
