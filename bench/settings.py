"""The portal's settings with no cache at all: every page is made anew for every request."""

from portal.settings import *  # noqa: F403

CACHES = {name: {"BACKEND": "django.core.cache.backends.dummy.DummyCache"} for name in CACHES}  # noqa: F405
