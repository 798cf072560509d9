"""Our answers to allauth's questions: who may come in, by which proof, as whom."""

import base64
import secrets
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.stages import AuthenticateStage
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from academy import kept_text
from academy.accounts import second_factor
from academy.accounts.joining import organisation_of, user_for_address
from foundation.rate_limits import address_of
from workforce.models import Person
from workforce.permissions import has_access, has_leaver_access

PROVIDER = "oidc"


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up: people in the staff file prove their work e-mail, partners are invited."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an account is made when somebody known proves an address (DESIGN 7)."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """The same visitor for allauth's limits as for ours."""
        return address_of(request)

    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse | None:
        """Turn away whoever has left or is suspended, saying whom to ask."""
        if _may_come_in(user, kwargs.get("email")):
            return super().pre_login(request, user, **kwargs)
        return render(request, "accounts/no_access.html", status=403)

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """What this very sign-in proved holds for its session; what an earlier one did, no longer."""
        sociallogin = (kwargs.get("signal_kwargs") or {}).get("sociallogin")
        if sociallogin is not None and proves_second_factor(sociallogin):
            second_factor.note(request, PROVIDER)
        else:
            second_factor.forget(request)
        response: HttpResponse = super().post_login(request, user, **kwargs)
        return redirect("welcome") if _needs_name(user) else response

    def get_login_stages(self) -> list[str]:
        """allauth's, with our own answer to whether its second step is still needed."""
        ours = {"allauth.mfa.stages.AuthenticateStage": "academy.accounts.adapter.SecondStep"}
        return [ours.get(stage, stage) for stage in super().get_login_stages()]


class SecondStep(AuthenticateStage):
    """Asks for the app's code or a passkey, unless the council's provider has already seen a second factor."""

    def _should_handle(self, request: HttpRequest) -> bool:
        sociallogin = (self.login.signal_kwargs or {}).get("sociallogin")
        if sociallogin is not None and proves_second_factor(sociallogin):
            return False
        return bool(super()._should_handle(request))


class MfaAdapter(DefaultMFAAdapter):
    """Secrets of apps and recovery codes lie encrypted in the database."""

    def encrypt(self, text: str) -> str:
        """Under the first of FIELD_KEYS."""
        return kept_text.sealed(text).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """By any of FIELD_KEYS. Where the key is gone, a secret nobody knows: no code fits it."""
        found = kept_text.opened(encrypted_text.encode())
        return found if found is not None else base64.b32encode(secrets.token_bytes(20)).decode()

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """What a passkey is called until its owner says otherwise."""
        return "My passkey"

    def get_totp_label(self, user: Any) -> str:
        """How the app lists it."""
        return str(user.email)


class SocialAdapter(DefaultSocialAccountAdapter):
    """The council's own identity provider speaks for work addresses it has verified."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Never by the provider's word alone: the address must be one we know."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find, or make, the user whose verified address this is."""
        claims = _claims(sociallogin)
        if sociallogin.is_existing:
            return
        user = user_for_address(str(claims.get("email", ""))) if claims.get("email_verified") is True else None
        if user is None:
            raise ImmediateHttpResponse(render(request, "accounts/provider_unknown.html", status=403))
        sociallogin.connect(request, user)


def proves_second_factor(sociallogin: SocialLogin) -> bool:
    """Whether the signed token, and no other answer, names a second factor (RFC 8176 `amr`, or our `acr`)."""
    token = sociallogin.account.extra_data.get("id_token") or {}
    named = token.get("amr")
    methods = set(named) if isinstance(named, list) else set()
    return bool(methods & set(settings.OIDC_SECOND_FACTOR_AMR)) or token.get("acr") in settings.OIDC_SECOND_FACTOR_ACR


def _claims(sociallogin: SocialLogin) -> dict[str, Any]:
    data = sociallogin.account.extra_data
    claims: dict[str, Any] = data.get("userinfo") or data.get("id_token") or data
    return claims


def _may_come_in(user: Any, email: str | None) -> bool:
    """People at work by any proof; a leaver by nothing but the personal address proved for that."""
    today = timezone.localdate()
    if has_access(user, today):
        return True
    if not email or not has_leaver_access(user, today):
        return False
    return Person.objects.for_user(user).filter(personal_email__iexact=email).exists()


def _needs_name(user: Any) -> bool:
    """Whether an approved domain let somebody in whom nobody has named yet."""
    return not Person.objects.for_user(user).exists() and organisation_of(user.email) is not None
