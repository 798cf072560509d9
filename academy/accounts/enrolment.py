"""Setting up a second factor: allauth's own pages, with three things more.

Whoever adds the first one must have proved the address lately, since a session left open must not
be enough to lock its owner out; what was set up counts for the session at once; and the way leads
on to where the person was going.
"""

import time
from typing import Any, Final

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from academy.accounts import second_factor

FRESH_SECONDS: Final = 900


def proved_lately(request: HttpRequest) -> bool:
    """Whether this session saw a code, a passkey or the provider within a quarter of an hour."""
    if second_factor.vouched_by(request) == "demo":
        return True
    records = get_authentication_records(request, request.user)
    return any(time.time() - record["at"] < FRESH_SECONDS for record in records)


class FreshProofMixin(LoginRequiredMixin):
    """For who has no second factor yet; with one, allauth itself asks for it again."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Through the page that sends a code, where the last proof is old."""
        if request.user.is_authenticated and not (proved_lately(request) or _has_one(request.user)):
            return redirect(f"{reverse('prove_again')}?{urlencode({'next': request.path})}")
        return super().dispatch(request, *args, **kwargs)


class ActivateAppView(FreshProofMixin, ActivateTOTPView):
    """`/accounts/2fa/totp/activate/`."""

    def form_valid(self, form: Any) -> HttpResponse:
        """The code of the app has just been seen."""
        response: HttpResponse = super().form_valid(form)
        second_factor.note_enrolment(self.request, Authenticator.Type.TOTP)
        return response


class AddPasskeyView(FreshProofMixin, AddWebAuthnView):
    """`/accounts/2fa/webauthn/add/`."""

    def form_valid(self, form: Any) -> HttpResponse:
        """The passkey has just answered, with its owner's finger, face or PIN."""
        response: HttpResponse = super().form_valid(form)
        second_factor.note_enrolment(self.request, Authenticator.Type.WEBAUTHN)
        return response


def _has_one(user: Any) -> bool:
    return Authenticator.objects.filter(user=user).exists()
