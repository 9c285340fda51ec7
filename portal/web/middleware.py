"""Headers of every answer, and what only the staff's side has: sessions, sign-in, messages, a chosen language."""

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.utils import translation

from portal.languages.codes import BY_CODE, DEFAULT
from portal.languages.fallback import look_up

PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in (
        *("accelerometer", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope"),
        *("magnetometer", "microphone", "midi", "payment", "usb"),
    )
)
# What programs on other sites may read: without this, browsers would refuse them the API.
SHARED_PATHS = ("/api/",)
EXPOSED = ", ".join(
    (
        *("ETag", "Link", "Location", "Content-Language", "RateLimit", "RateLimit-Policy", "Retry-After"),
        *("Deprecation", "Sunset", "Idempotency-Replayed"),
        *("Content-Length", "Content-Location", "Content-Range", "Accept-Ranges"),
    )
)
RESOURCE_POLICY = "Cross-Origin-Resource-Policy"


def is_private(path: str) -> bool:
    """Whether an address belongs to the staff's side."""
    return path.startswith(settings.PRIVATE_PATHS)


def _is_somebodys(request) -> bool:
    """Whether a program says who it is: what it gets is kept for nobody else, whatever it is."""
    return request.path.startswith(SHARED_PATHS) and "HTTP_AUTHORIZATION" in request.META


class ContentSecurityPolicy(CSPMiddleware):
    """The policy of the settings, put together once instead of for every answer; decorators still change it for theirs."""

    def __init__(self, get_response):
        super().__init__(get_response)
        self.policy = build_policy()

    def process_response(self, request, response):
        """Set the header."""
        if any(name.startswith("_csp") for name in vars(response)):
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, self.policy)
        return response


class Headers:
    """Security headers that Django has no setting for, and who may keep an answer."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Add them to the answer."""
        response = self.get_response(request)
        response["Permissions-Policy"] = PERMISSIONS
        # A view that writes for programs says so itself.
        shared = request.path.startswith(SHARED_PATHS) or response.get(RESOURCE_POLICY) == "cross-origin"
        response[RESOURCE_POLICY] = "cross-origin" if shared else "same-origin"
        if shared:
            response["Access-Control-Allow-Origin"] = "*"
            response["Access-Control-Expose-Headers"] = EXPOSED
        if is_private(request.path):
            response.setdefault("Cache-Control", "no-store")
        if _is_somebodys(request) and response.get("Cache-Control", "").startswith("public"):
            response["Cache-Control"] = "private, no-cache"
        return response


class StaffOnly:
    """Leaves public addresses alone."""

    def __call__(self, request):
        """Do the middleware's work on private addresses, nothing elsewhere."""
        return super().__call__(request) if is_private(request.path) else self.get_response(request)


class StaffSession(StaffOnly, SessionMiddleware):
    """Sessions."""


class StaffAuthentication(StaffOnly, AuthenticationMiddleware):
    """Who is signed in."""


class StaffMessages(StaffOnly, MessageMiddleware):
    """Messages shown on the next page."""


class StaffLanguage:
    """The staff's side speaks the user's language, else the browser's."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Choose it for the time of the request."""
        if not is_private(request.path):
            return self.get_response(request)
        chosen = getattr(request.user, "language", "")
        language = (
            chosen if chosen in BY_CODE else look_up(request.headers.get("Accept-Language", "")) or DEFAULT
        )
        with translation.override(language):
            response = self.get_response(request)
            if hasattr(response, "render") and not getattr(response, "is_rendered", True):
                response.render()  # while the language is chosen
        response["Content-Language"] = language
        return response
