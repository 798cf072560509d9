"""Who a program speaks for, and what it may ask: the API's door (DESIGN 5, `/api/v1/`)."""

from typing import Any

from django.utils import timezone
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.parsers import JSONParser
from rest_framework.permissions import BasePermission
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from foundation import rate_limits
from workforce.actions import access_keys

KEYWORD = "Bearer"
A_MINUTE, SECONDS = 120, 60


class KeyAuthentication(BaseAuthentication):
    """`Authorization: Bearer academy_…`. The site's own sign-in does not count here, so no form is forged."""

    def authenticate(self, request: Request) -> tuple[Any, Any] | None:
        """The key's user and the key; None without the heading, which leaves the open catalogue."""
        word, _, key = request.headers.get("Authorization", "").partition(" ")
        if not word:
            return None
        found = access_keys.key_of(key=key.strip(), at=timezone.now()) if word == KEYWORD else None
        if found is None:
            raise AuthenticationFailed("This key is not known, has been taken back or has run out. Make a new one.")
        return found.user, found

    def authenticate_header(self, request: Request) -> str:
        """Says that a key is wanted, so that a missing one is answered by 401."""
        return KEYWORD


class HasScope(BasePermission):
    """The key is for what the view is about (`view.scope`)."""

    message = "This key is for something else. Make one for this."

    def has_permission(self, request: Request, view: Any) -> bool:
        """Whether it is."""
        return request.auth is not None and view.scope in request.auth.scopes


class Throttle(BaseThrottle):
    """So many requests a minute for each key, and for each address without one."""

    def allow_request(self, request: Request, view: Any) -> bool:
        """Counts this one."""
        who = f"key:{request.auth.pk}" if request.auth else rate_limits.address_of(request._request)
        try:
            rate_limits.count(what="api", who=who, limit=A_MINUTE, seconds=SECONDS)
        except rate_limits.AskedTooOften:
            return False
        return True

    def wait(self) -> float:
        """When to ask again."""
        return SECONDS


class Door:
    """Who may ask, how often, and that the answer is JSON; every view of the API stands behind it.

    `scope` names what a key must be for. A view that is open to all sets no permission classes.
    """

    authentication_classes = (KeyAuthentication,)
    permission_classes: tuple[type[BasePermission], ...] = (HasScope,)
    throttle_classes = (Throttle,)
    renderer_classes = (JSONRenderer,)
    parser_classes = (JSONParser,)
    scope = ""


class KeyScheme(OpenApiAuthenticationExtension):
    """The key in the OpenAPI description."""

    target_class = KeyAuthentication
    name = "key"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        """HTTP bearer."""
        return {"type": "http", "scheme": "bearer"}
