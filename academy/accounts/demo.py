"""Signing in as one of the demo's named accounts. Elsewhere this address does not exist."""

from django.conf import settings
from django.contrib.auth import get_user_model, login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from academy.accounts import second_factor

BACKEND = "academy.accounts.backends.ByKey"


@csrf_exempt  # tools sign in with one POST; nothing but invented people lives here
@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in fully, second factor and all, by e-mail alone: only where ACADEMY_MODE=demo."""
    if not settings.DEMO:
        raise Http404
    email = request.POST.get("email", "").strip().lower()
    user = get_user_model().objects.filter(email=email, is_active=True, is_system=False).first()
    if user is None:
        return HttpResponseBadRequest(
            "There is no demo account with that e-mail address. Choose one from the sign-in page."
        )
    login(request, user, backend=BACKEND)
    second_factor.note(request, "demo")
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()})
    return redirect(target if safe else settings.LOGIN_REDIRECT_URL)
