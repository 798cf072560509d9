"""Our answers to allauth's questions: who may come in, by which proof, as whom."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from academy.accounts import second_factor
from academy.accounts.joining import user_for_address
from workforce.permissions import has_access, has_leaver_access


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up: people in the staff file prove their work e-mail, partners are invited."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an account is made when somebody known proves an address (DESIGN 7)."""
        return False

    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse | None:
        """Turn away whoever has left or is suspended, saying whom to ask."""
        today = timezone.localdate()
        if has_access(user, today) or has_leaver_access(user, today):
            return super().pre_login(request, user, **kwargs)
        return render(request, "accounts/no_access.html", status=403)


class SocialAdapter(DefaultSocialAccountAdapter):
    """The council's own identity provider speaks for work addresses it has verified."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Never by the provider's word alone: the address must be one we know."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find, or make, the user whose verified address this is; note a proven second factor."""
        claims = _claims(sociallogin)
        if not sociallogin.is_existing and claims.get("email_verified") is True:
            user = user_for_address(str(claims.get("email", "")))
            if user is not None:
                EmailAddress.objects.filter(user=user, email=user.email).update(verified=True)
                sociallogin.connect(request, user)
        if _proves_second_factor(sociallogin):
            second_factor.note(request, "oidc")


def _claims(sociallogin: SocialLogin) -> dict[str, Any]:
    data = sociallogin.account.extra_data
    claims: dict[str, Any] = data.get("userinfo") or data.get("id_token") or data
    return claims


def _proves_second_factor(sociallogin: SocialLogin) -> bool:
    """Whether the signed token, and no other answer, names a second factor (RFC 8176 `amr`, or our `acr`)."""
    token = sociallogin.account.extra_data.get("id_token") or {}
    methods = set(token.get("amr") or ())
    return bool(methods & set(settings.OIDC_SECOND_FACTOR_AMR)) or token.get("acr") in settings.OIDC_SECOND_FACTOR_ACR
