"""A second factor for everyone who can see more than their own records (DESIGN 7)."""

from collections.abc import Callable
from typing import Final

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from workforce.permissions import needs_second_factor

KEY: Final = "second_factor"
"""In the session: who vouched for a second factor other than allauth's own (oidc, demo)."""
OPEN_PATHS: Final = ("/accounts/", "/static/", "/healthz", "/readyz", "/media/")


def note(request: HttpRequest, by: str) -> None:
    """Remember for this session that a second factor was proven elsewhere."""
    request.session[KEY] = by


def proven(request: HttpRequest) -> bool:
    """Whether this session has had one: a code, a passkey, or the council's provider."""
    if request.session.get(KEY):
        return True
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))


class SecondFactorMiddleware:
    """Sends those who need a second factor and have not proven one to set it up, and nowhere else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Sign-in's own pages stay open; everything else waits."""
        if request.path.startswith(OPEN_PATHS) or not self._must_wait(request):
            return self.get_response(request)
        return redirect(f"{reverse('second_factor')}?next={request.path}")

    def _must_wait(self, request: HttpRequest) -> bool:
        user = request.user
        if not user.is_authenticated or proven(request):
            return False
        return is_mfa_enabled(user) or needs_second_factor(user, timezone.localdate())
