"""Headers that tell the browser what a page may do (DESIGN 7).

The site itself runs no inline script or style at all. Wagtail's editing interface still writes
inline scripts into its panels and styles into its editor, so under ``/cms/`` those two are allowed,
from the page alone, and nothing else more: no eval, no other host.
"""

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

EDITING_PREFIX: Final = "/cms/"
SIGN_OUT_PATH: Final = "/accounts/logout/"

SITE_POLICY: Final[dict[str, tuple[str, ...]]] = {
    "default-src": ("'none'",),
    "script-src": ("'self'",),
    "style-src": ("'self'",),
    "img-src": ("'self'",),
    "font-src": ("'self'",),
    "connect-src": ("'self'",),
    "manifest-src": ("'self'",),
    "media-src": ("'self'",),
    "form-action": ("'self'",),
    "frame-ancestors": ("'none'",),
    "base-uri": ("'none'",),
    "object-src": ("'none'",),
}
EDITING_POLICY: Final[dict[str, tuple[str, ...]]] = SITE_POLICY | {
    "script-src": ("'self'", "'unsafe-inline'"),
    "style-src": ("'self'", "'unsafe-inline'"),
    "img-src": ("'self'", "data:", "blob:"),
    "frame-src": ("'self'",),
    "frame-ancestors": ("'self'",),
}
# A preview is a page of the site, made by a request within the request to the editing interface,
# which shows it in a frame.
PREVIEW_POLICY: Final[dict[str, tuple[str, ...]]] = SITE_POLICY | {"frame-ancestors": ("'self'",)}
PERMISSIONS: Final = ", ".join(
    [f"{feature}=()" for feature in ("camera", "microphone", "geolocation", "payment", "usb", "browsing-topics")]
    + [f"publickey-credentials-{verb}=(self)" for verb in ("create", "get")]
)


def policy_text(policy: dict[str, tuple[str, ...]], form_actions: tuple[str, ...] = ()) -> str:
    """The header's value. ``form_actions`` are origins a form of ours may lead on to (sign-in)."""
    merged = policy | {"form-action": (*policy["form-action"], *form_actions)}
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in merged.items())


class SecurityHeadersMiddleware:
    """Sets what a view has not set itself: Wagtail's documents bring a stricter policy of their own.

    Browsers follow a form's redirects under ``form-action``, so an OpenID Connect provider's origin
    stands in ``settings.CSP_FORM_ACTIONS``.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        form_actions = tuple(getattr(settings, "CSP_FORM_ACTIONS", ()))
        self.site = policy_text(SITE_POLICY, form_actions)
        self.editing = policy_text(EDITING_POLICY, form_actions)
        self.preview = policy_text(PREVIEW_POLICY, form_actions)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Adds the headers on the way out."""
        response = self.get_response(request)
        editing = request.path.startswith(EDITING_PREFIX)
        headers = response.headers
        if editing and headers.get("Content-Security-Policy") == self.site:
            headers["Content-Security-Policy"] = self.preview
        headers.setdefault("Content-Security-Policy", self.editing if editing else self.site)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            # What somebody signed in sees is about people: neither a shared computer's browser nor a
            # cache in between keeps it (ASVS 8.2.1).
            headers.setdefault("Cache-Control", "private, no-store")
        if request.method == "POST" and request.path == SIGN_OUT_PATH:
            headers["Clear-Site-Data"] = '"storage"'  # words a browser keeps sealed (foundation/drafting) go too
        headers.setdefault("Permissions-Policy", PERMISSIONS)
        headers.setdefault("X-Content-Type-Options", "nosniff")
        headers.setdefault("Referrer-Policy", "same-origin")
        headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response
