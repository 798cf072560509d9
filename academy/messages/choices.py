"""`/my/messages/`: when and how somebody hears from the Academy."""

from typing import Any

from django.contrib import messages as notices
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from academy.messages.forms import ChoicesForm, MobileCodeForm, MobileForm
from foundation import preferences, text_gateway
from foundation.actions.preferences import ChoiceRefused, ask_for_number, choose, forget_number, prove_number
from foundation.rate_limits import AskedTooOften, count

TRAIL = [{"label": "My data", "url": "/my/data/"}, {"label": "My messages", "url": "/my/messages/"}]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def my_messages(request: HttpRequest) -> HttpResponse:
    """The choices there are, and what each means."""
    chosen = preferences.of(request.user)
    form = ChoicesForm(request.POST if request.method == "POST" else None, chosen=chosen)
    if request.method == "POST" and form.is_valid() and _kept(request, form):
        notices.success(request, "Your choices are saved.")
        return redirect("my_messages")
    context = {"form": form, "mobile": chosen.mobile, "gateway": text_gateway.is_on(), "breadcrumbs": TRAIL[:1]}
    return render(request, "my/messages.html", context, status=_status(form))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def mobile(request: HttpRequest) -> HttpResponse:
    """Ask for a number and send a code to it."""
    if not text_gateway.is_on():
        return redirect("my_messages")
    form = MobileForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _asked(request, form):
        return redirect("my_mobile_code")
    context = {
        "title": "Your mobile number",
        "lead": "We send urgent news to it and nothing else: a session that is called off or moved at short notice.",
        "form": form,
        "button": "Send me a code",
        "breadcrumbs": TRAIL,
    }
    return render(request, "my/one_form.html", context, status=_status(form))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def mobile_code(request: HttpRequest) -> HttpResponse:
    """The code proves the number; from then on urgent news goes there too."""
    number = preferences.number_to_prove(request.user)
    if not number:
        return redirect("my_mobile")
    form = MobileCodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _proved(request, form):
        notices.success(request, "Urgent news now also comes as a text message.")
        return redirect("my_messages")
    context = {
        "title": "Enter the code",
        "lead": f"We have sent a text message with a code of six figures to {number}.",
        "form": form,
        "button": "Confirm my number",
        "breadcrumbs": TRAIL,
    }
    return render(request, "my/one_form.html", context, status=_status(form))


@login_required
@require_POST
def forget_mobile(request: HttpRequest) -> HttpResponse:
    """Take the number away."""
    forget_number(user=request.user, at=timezone.now())
    notices.success(request, "We no longer hold a mobile number of yours.")
    return redirect("my_messages")


def _kept(request: HttpRequest, form: ChoicesForm) -> bool:
    try:
        choose(user=request.user, at=timezone.now(), **form.choices())
    except ChoiceRefused as refused:
        form.add_error(refused.field, str(refused))
        return False
    return True


def _asked(request: HttpRequest, form: MobileForm) -> bool:
    try:
        count(what="mobile-code", who=str(request.user.pk), limit=5, seconds=3600)
        ask_for_number(user=request.user, number=form.cleaned_data["number"], at=timezone.now())
    except (ChoiceRefused, AskedTooOften) as refused:
        form.add_error("number", str(refused))
        return False
    return True


def _proved(request: HttpRequest, form: MobileCodeForm) -> bool:
    try:
        prove_number(user=request.user, code=form.cleaned_data["code"], at=timezone.now())
    except ChoiceRefused as refused:
        form.add_error("code", str(refused))
        return False
    return True


def _status(form: Any) -> int:
    return 422 if form.is_bound and form.errors else 200
