"""The site asked for its own pages, in this process: what every reader gets, without a server or network."""

import io
from contextlib import closing, contextmanager
from dataclasses import dataclass
from urllib.parse import unquote

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.core.signals import request_finished
from django.db import close_old_connections


@dataclass(frozen=True)
class Answer:
    """What the site answers; `location` is where a redirect leads, else ""."""

    status: int
    media_type: str
    body: bytes
    location: str


class Site:
    """The portal's middleware and views."""

    def __init__(self):
        self._handler = BaseHandler()
        self._handler.load_middleware()

    def get(self, address: str) -> Answer:
        """The answer to a GET of an address, which begins with a slash."""
        path, _mark, query = address.partition("?")
        request = WSGIRequest(
            {
                "REQUEST_METHOD": "GET",
                "PATH_INFO": unquote(path).encode().decode("latin-1"),
                "QUERY_STRING": query,
                "SERVER_NAME": settings.SITE_HOST,
                "SERVER_PORT": "443" if settings.HTTPS else "80",
                "REMOTE_ADDR": "127.0.0.1",
                "wsgi.input": io.BytesIO(),
                "wsgi.url_scheme": "https" if settings.HTTPS else "http",
            }
        )
        with _open_connection(), closing(self._handler.get_response(request)) as response:
            body = b"".join(response.streaming_content) if response.streaming else response.content
            media_type = response.get("Content-Type", "").partition(";")[0]
            return Answer(response.status_code, media_type, body, response.get("Location", ""))


@contextmanager
def _open_connection():
    """The end of an answer closes no connection that was used for long: a snapshot or transaction would end with it."""
    request_finished.disconnect(close_old_connections)
    try:
        yield
    finally:
        request_finished.connect(close_old_connections)
