"""Access ends with the last day in post, also for somebody who is signed in (DESIGN 4)."""

from collections.abc import Callable
from typing import Final

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from workforce.permissions import has_access, has_leaver_access

LEAVERS_PATHS: Final = ("/my/cpd/", "/my/certificates/", "/my/data/", "/accounts/", "/verify/", "/static/")
"""What a leaver still reaches: the own record and certificates, what is held, and signing out."""


class AccessMiddleware:
    """Looks at the facts on each request of somebody signed in; the answer is remembered for the request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let through, send a leaver to their record, or sign out."""
        today = timezone.localdate()
        if not request.user.is_authenticated or has_access(request.user, today):
            return self.get_response(request)
        if has_leaver_access(request.user, today):
            return self.get_response(request) if request.path.startswith(LEAVERS_PATHS) else redirect("/my/cpd/")
        logout(request)
        return render(request, "accounts/no_access.html", status=403)
