"""People of other organisations: the page an invitation's link opens, and the name of those an approved
domain lets in."""

from typing import Any

from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from academy.accounts.forms import NameForm
from academy.accounts.joining import organisation_of, user_for_address
from foundation import rate_limits
from foundation.rate_limits import AskedTooOften, address_of
from workforce.actions import invitations
from workforce.models import Invitation, Person

GONE, TOO_MANY = 410, 429


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Says what joining means; only its button joins. Then a code proves the address once more."""
    try:
        rate_limits.count(what="invitation", who=address_of(request), limit=30, seconds=300)
    except AskedTooOften as too_often:
        return _closed(request, "too_many", TOO_MANY, message=str(too_often))
    found = invitations.find(token)
    now = timezone.now()
    state = found.state_at(now) if found else "unknown"
    if found is None or state != "waiting":
        return _closed(request, state, GONE, invitation=found)
    if request.user.is_authenticated:
        return _closed(request, "somebody_else", 403, invitation=found)
    if request.method == "POST":
        return _join(request, token, found)
    return render(request, "accounts/invitation.html", {"invitation": found})


def _join(request: HttpRequest, token: str, found: Invitation) -> HttpResponse:
    try:
        invitations.accept(token=token, at=timezone.now())
    except invitations.InvitationRefused:  # pressed twice
        return _closed(request, "accepted", GONE, invitation=found)
    user = user_for_address(found.email)
    LoginCodeVerificationProcess.initiate(request=request, user=user, email=found.email)
    return redirect("account_confirm_login_code")


def _closed(request: HttpRequest, state: str, status: int, **more: Any) -> HttpResponse:
    return render(request, "accounts/invitation_closed.html", {"state": state, **more}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def welcome(request: HttpRequest) -> HttpResponse:
    """Asks the name of somebody whose organisation's domain let them in for the first time."""
    email = request.user.get_username()
    organisation = organisation_of(email)
    if organisation is None or Person.objects.for_user(request.user).exists():
        return redirect(settings.LOGIN_REDIRECT_URL)
    form = NameForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        invitations.join(organisation=organisation, email=email, at=timezone.now(), **form.cleaned_data)
        return redirect(settings.LOGIN_REDIRECT_URL)
    status = 422 if form.is_bound else 200
    return render(request, "accounts/welcome.html", {"form": form, "organisation": organisation}, status=status)
