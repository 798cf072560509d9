"""A second factor for everyone who can see more than their own records (DESIGN 7)."""

from collections.abc import Callable
from typing import Final
from urllib.parse import urlencode

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from workforce.permissions import needs_second_factor

KEY: Final = "second_factor"
"""In the session: who vouched for a second factor other than allauth's own (oidc, demo)."""
TARGET: Final = "second_factor_target"
OPEN_PATHS: Final = ("/accounts/", "/static/", "/healthz", "/readyz", "/media/images/")


def note(request: HttpRequest, by: str) -> None:
    """Remember for this session that a second factor was proven elsewhere."""
    request.session[KEY] = by


def vouched_by(request: HttpRequest) -> str:
    """Who else vouched in this session: "oidc", "demo", or nobody."""
    return str(request.session.get(KEY, ""))


def forget(request: HttpRequest) -> None:
    """A new sign-in begins without what an earlier one in this browser had proven."""
    request.session.pop(KEY, None)


def note_enrolment(request: HttpRequest, kind: str) -> None:
    """Setting one up needs a working one: the code of the app, or the passkey's own answer.

    So it counts for this session, also where allauth asks whether somebody proved it lately.
    """
    record_authentication(request, request.user, "mfa", type=kind, reauthenticated=True)


def keep_target(request: HttpRequest, target: str) -> None:
    """Where the person was going, while they set up a second factor."""
    request.session[TARGET] = target


def kept_target(request: HttpRequest) -> str:
    """That address, or the desk."""
    return str(request.session.get(TARGET, settings.LOGIN_REDIRECT_URL))


def proven(request: HttpRequest) -> bool:
    """Whether this session has had one: a code, a passkey, or the council's provider."""
    if vouched_by(request):
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
        target = request.get_full_path() if request.method in ("GET", "HEAD") else request.path
        return redirect(f"{reverse('second_factor')}?{urlencode({'next': target})}")

    def _must_wait(self, request: HttpRequest) -> bool:
        user = request.user
        if not user.is_authenticated or proven(request):
            return False
        return is_mfa_enabled(user) or needs_second_factor(user, timezone.localdate())
