"""Sign-in's own pages; allauth serves the rest."""

from typing import Any

from allauth.account.views import RequestLoginCodeView
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import get_adapter
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from academy.accounts import second_factor
from academy.accounts.forms import AddressForm
from academy.demo.accounts import ACCOUNTS


class SignInView(RequestLoginCodeView):
    """`/accounts/login/`: a code by e-mail, a passkey, the council's account, or the demo's people."""

    form_class = AddressForm
    template_name = "accounts/sign_in.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Wagtail sends whoever may not edit here, signed in or not: then signing in would not help."""
        editing = request.GET.get("next", "").startswith("/cms/")
        if editing and request.user.is_authenticated and not request.user.has_perm("wagtailadmin.access_admin"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_class(self) -> type[AddressForm]:
        """Ours, whatever the settings name for other places."""
        return AddressForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Which other ways in there are."""
        more = {
            "providers": get_adapter().list_providers(self.request),
            "demo_accounts": ACCOUNTS if settings.DEMO else (),
            "next": self.request.GET.get("next", "") or self.request.POST.get("next", ""),
        }
        return super().get_context_data(**kwargs) | more


@require_safe
@login_required
def second_factor_needed(request: HttpRequest) -> HttpResponse:
    """Why a second step is asked for, and the two ways to set one up."""
    target = request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        second_factor.keep_target(request, target)
    target = second_factor.kept_target(request)
    if second_factor.proven(request):
        return redirect(target)
    has_one = Authenticator.objects.filter(user=request.user).exclude(type=Authenticator.Type.RECOVERY_CODES).exists()
    return render(request, "accounts/second_factor.html", {"has_one": has_one})
