"""How long the session still lasts, and one press to stay (the dialog in every signed-in page)."""

import time
from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

SESSION_PATH: Final = "/accounts/session/"
TOUCHED: Final = "touched"
GRAIN: Final = 60
"""Seconds between two writes of the session, so that reading pages does not write each time."""
BEGAN: Final = "began"
LONGEST: Final = 12 * 60 * 60
"""Seconds after which somebody signs in anew, however busy: a working day and some."""


def seconds_left(request: HttpRequest) -> int:
    """0 for who is not signed in."""
    if not request.user.is_authenticated:
        return 0
    touched = int(request.session.get(TOUCHED, time.time()))
    return max(0, int(touched + settings.SESSION_COOKIE_AGE - time.time()))


@never_cache
@require_http_methods(["GET", "POST"])
def session(request: HttpRequest) -> HttpResponse:
    """GET asks and changes nothing; POST stays signed in."""
    if request.method == "POST" and request.user.is_authenticated:
        request.session[TOUCHED] = int(time.time())
    return JsonResponse({"seconds": seconds_left(request)})


class SlidingSessionMiddleware:
    """A session ends when nothing has happened for its length, not so long after signing in.

    Asking how long it lasts is not something happening: an open tab alone keeps nobody signed in.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Notes the moment, at most once a minute, in sessions that exist."""
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.path != SESSION_PATH:
            now = int(time.time())
            if now - int(request.session.get(BEGAN, now)) > LONGEST:
                logout(request)
            elif "_auth_user_id" in request.session and now - int(request.session.get(TOUCHED, 0)) > GRAIN:
                request.session[TOUCHED] = now
                request.session.setdefault(BEGAN, now)
        return self.get_response(request)
