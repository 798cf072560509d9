"""`/my/keys/`: keys by which one's own programs may read."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from foundation.british_dates import long_date
from workforce.actions import access_keys
from workforce.forms import KeyForm
from workforce.models import AccessKey


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def my_keys(request: HttpRequest) -> HttpResponse:
    """The user's keys; a new one is shown once, in the answer to the press that made it."""
    now = timezone.now()
    form, made = KeyForm(request.POST if request.method == "POST" else None), ""
    if request.method == "POST" and form.is_valid():
        try:
            made = access_keys.make(user=request.user, at=now, **form.cleaned_data)
        except access_keys.KeyRefused as refused:
            form.add_error(None, str(refused))
        else:
            form = KeyForm()
    keys = AccessKey.objects.for_user(request.user).working(now).order_by("expires_at", "pk")
    context = {"form": form, "made": made, "keys": [_line(key) for key in keys]}
    return render(request, "my/keys.html", context, status=422 if form.is_bound and form.errors else 200)


@login_required
@require_POST
def revoke_key(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take one back."""
    try:
        access_keys.revoke(user=request.user, public_id=public_id, at=timezone.now())
    except AccessKey.DoesNotExist:
        raise Http404("There is no such key among yours.") from None
    messages.success(request, "The key no longer works. Programs that used it can read nothing more.")
    return redirect("my_keys")


def _line(key: AccessKey) -> dict[str, Any]:
    used = f"last used on {long_date(key.used_on)}" if key.used_on else "never used"
    return {"id": key.public_id, "name": key.name, "said": f"Works until {long_date(key.expires_at)}, {used}."}
