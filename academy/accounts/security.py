"""`/accounts/security/`: your sign-in. Passkeys, app, recovery codes, other sessions, personal address."""

from collections.abc import Iterator
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from academy.accounts import proof_codes
from academy.accounts.forms import CodeForm, PersonalAddressForm
from foundation.rate_limits import AskedTooOften
from workforce.actions.leavers import AddressRefused, forget_personal_address, keep_personal_address
from workforce.models import Person

PERSONAL, AGAIN = "personal_address", "prove_again"


@never_cache
@require_safe
@login_required
def your_sign_in(request: HttpRequest) -> HttpResponse:
    """What protects this account, and what can be changed."""
    mine = Authenticator.objects.filter(user=request.user)
    recovery = mine.filter(type=Authenticator.Type.RECOVERY_CODES).first()
    context = {
        "passkeys": [key.wrap() for key in mine.filter(type=Authenticator.Type.WEBAUTHN).order_by("created_at")],
        "app": mine.filter(type=Authenticator.Type.TOTP).first(),
        "recovery_left": len(recovery.wrap().get_unused_codes()) if recovery else None,
        "person": Person.objects.for_user(request.user).first(),
        "others": len(list(other_sessions(request))),
    }
    return render(request, "accounts/security.html", context)


def other_sessions(request: HttpRequest) -> Iterator[Session]:
    """This user's sessions in other browsers."""
    running = Session.objects.filter(expire_date__gt=timezone.now()).exclude(session_key=request.session.session_key)
    for session in running.iterator():
        if session.get_decoded().get("_auth_user_id") == str(request.user.pk):
            yield session


@require_POST
@login_required
def sign_out_elsewhere(request: HttpRequest) -> HttpResponse:
    """End this user's sessions in every other browser."""
    ended = [session.delete() for session in other_sessions(request)]
    messages.success(request, "You are signed out everywhere else." if ended else "You were signed in nowhere else.")
    return redirect("your_sign_in")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def personal_address(request: HttpRequest) -> HttpResponse:
    """Ask for a personal address and send a code to it."""
    form = PersonalAddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _sent(request, form, PERSONAL, form.cleaned_data["address"]):
        return redirect("personal_address_code")
    return render(request, "accounts/personal_address.html", {"form": form}, status=_status(form))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def personal_address_code(request: HttpRequest) -> HttpResponse:
    """The code proves the address; then it is kept."""
    address = proof_codes.waiting_for(request, PERSONAL)
    person = Person.objects.for_user(request.user).first()
    if not address or person is None:
        messages.info(request, "That code has run out. Give the address again and we send a new one.")
        return redirect("personal_address")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _kept(request, form, person):
        messages.success(request, f"After you leave, you can reach your own record with {address}.")
        return redirect("your_sign_in")
    context = {"form": form, "address": address}
    return render(request, "accounts/personal_address_code.html", context, status=_status(form))


@require_POST
@login_required
def forget_address(request: HttpRequest) -> HttpResponse:
    """Take the personal address away."""
    person = Person.objects.for_user(request.user).first()
    if person is not None:
        forget_personal_address(person=person, by=request.user, at=timezone.now())
        messages.success(request, "We no longer hold a personal address of yours.")
    return redirect("your_sign_in")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def prove_again(request: HttpRequest) -> HttpResponse:
    """A code to one's own address, before the first second factor is set up in an older session."""
    target = request.POST.get("next") or request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        target = settings.LOGIN_REDIRECT_URL
    waiting = bool(proof_codes.waiting_for(request, AGAIN))
    form = CodeForm(request.POST if "code" in request.POST else None)
    if request.method == "POST" and "code" not in request.POST:
        waiting = _sent(request, form, AGAIN, request.user.get_username()) or waiting
    elif request.method == "POST" and form.is_valid() and _checked(request, form, AGAIN):
        record_authentication(request, request.user, method="code", reauthenticated=True)
        return redirect(target)
    context = {"form": form, "waiting": waiting, "next": target}
    return render(request, "accounts/prove_again.html", context, status=_status(form))


def _sent(request: HttpRequest, form: Any, purpose: str, address: str) -> bool:
    try:
        proof_codes.send(request, purpose=purpose, address=address)
    except AskedTooOften as too_often:
        messages.error(request, str(too_often))
        return False
    return True


def _checked(request: HttpRequest, form: CodeForm, purpose: str) -> bool:
    try:
        proof_codes.check(request, purpose=purpose, typed=form.cleaned_data["code"])
    except proof_codes.CodeRefused as refused:
        form.add_error("code", str(refused))
        return False
    return True


def _kept(request: HttpRequest, form: CodeForm, person: Person) -> bool:
    try:
        address = proof_codes.check(request, purpose=PERSONAL, typed=form.cleaned_data["code"])
        keep_personal_address(person=person, address=address, by=request.user, at=timezone.now())
    except (proof_codes.CodeRefused, AddressRefused) as refused:
        form.add_error("code", str(refused))
        return False
    return True


def _status(form: Any) -> int:
    return 422 if form.is_bound and form.errors else 200
