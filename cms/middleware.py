"""Security headers on every answer, errors and static files too; and no stored copy of what a signed-in person saw."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

CLOSED_FEATURES = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "display-capture",
    "encrypted-media",
    "gamepad",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "otp-credentials",
    "payment",
    "picture-in-picture",
    "screen-wake-lock",
    "serial",
    "storage-access",
    "usb",
    "window-management",
    "xr-spatial-tracking",
)
OPEN_FEATURES = ("fullscreen", "publickey-credentials-create", "publickey-credentials-get")  # videos, passkeys
OF_DESK = ("desk", "log", "check", "consents", "disclosures", "people", "requests", "keeping", "texts", "emergencies")
PRIVATE_PLACES = (
    "/learn/",
    "/facilitate/",
    "/family/",
    "/account/",
    "/accounts/",
    "/certificates/",
    "/calendar/",
    "/welcome/",
    "/start/",
    "/styleguide/",
    "/admin/",
    *(f"/privacy/{place}/" for place in (*OF_DESK, "roles")),  # /privacy/ itself is a public page
)
NO_STORE = "no-store, private"


def policy(directives: dict[str, list[str]]) -> str:
    """The header's text for directives written as in Django 6's SECURE_CSP."""
    return "; ".join(" ".join([name, *values]) for name, values in directives.items())


def permissions() -> str:
    closed = [f"{name}=()" for name in CLOSED_FEATURES]
    return ", ".join(sorted([*closed, *(f"{name}=(self)" for name in OPEN_FEATURES)]))


class SecurityHeaders:
    """Stands outermost. Texts are made once; a request costs two comparisons of its path and the setting of headers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.strict = policy(settings.SECURE_CSP)
        self.for_admin = policy(settings.SECURE_CSP_ADMIN)
        self.static = settings.STATIC_URL
        self.always = {
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": settings.X_FRAME_OPTIONS,
            "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Permissions-Policy": permissions(),
        }

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        headers = response.headers
        for name, value in self.always.items():
            headers[name] = value
        path = request.path_info
        if "Content-Security-Policy" not in headers:  # documents carry a stricter one of their own
            headers["Content-Security-Policy"] = self.for_admin if path.startswith("/admin/") else self.strict
        if not path.startswith(self.static) and _private(request, response, path):
            headers["Cache-Control"] = NO_STORE
        return response


def nothing_stays(response: HttpResponse) -> HttpResponse:
    """For the answer that signs out. Not "cookies": that would reach the clinic's other sites, too."""
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def _private(request: HttpRequest, response: HttpResponse, path: str) -> bool:
    """A session cookie, coming or going, counts as signed in: it costs no query, and errs on the safe side."""
    name = settings.SESSION_COOKIE_NAME
    return name in request.COOKIES or name in response.cookies or path.startswith(PRIVATE_PLACES)
