"""What requests are compared with: the least that WSGI can do, and the least that Django can do."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

BODY = b"ok\n"


def bare(environ, start_response):
    """A WSGI function that answers and does nothing else."""
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(BODY)))])
    return [BODY]


def empty_django():
    """A Django application with one view that does nothing, and no middleware."""
    settings.configure(ROOT_URLCONF=__name__, SECRET_KEY="not-secret", ALLOWED_HOSTS=["127.0.0.1"])  # noqa: S106
    return get_wsgi_application()


urlpatterns = [path("", lambda request: HttpResponse(BODY, content_type="text/plain"))]
